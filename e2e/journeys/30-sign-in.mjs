// Signing in, as an installation has it: at an identity provider of each preset (oidc-provider), by a visit code, and together
// on a worker's screen; and what was typed when a session ran out.
import assert from "node:assert/strict";
import { setLanguage } from "../lib/browser.mjs";
import { axe, checkPage, layout, none } from "../lib/checks.mjs";
import { fill, form, press } from "../lib/hands.mjs";
import { keyPair, loa, startIssuer } from "../lib/issuer.mjs";
import { freePort } from "../lib/server.mjs";
import { startService } from "../lib/service.mjs";

export const flags = ["--movable-clock"];

const johan = "199002222397"; // one of Skatteverket's published test numbers; the sample's Johan has it
const personal = "https://id.oidc.se/claim/personalIdentityNumber";
const coordination = "https://id.oidc.se/claim/coordinationNumber";
const staff = `id,unit,name,title,mail,phone,roles,hsa_id
anna-ek,u-solvik-barn,Anna Ek,socialsekreterare,anna.ek@solvik.example,0980-319243,coordinator;facilitator,TSTNMT0000-ANNA
anna-ek-lss,u-solvik-lss,Anna Ek,LSS-handläggare,,0980-319243,,TSTNMT0000-ANNA
omar-ali,u-bup,Omar Ali,psykolog,omar.ali@nordanland.example,0980-319242,,TSTNMT0000-OMAR
`;

export default async function signIn({ step, test, visitor, asPerson, server, shoot }) {
  const { pem, jwk } = keyPair();
  const secret = "en hemlighet: med & och %", clientId = "https://sip.example";
  const ports = { bankid: await freePort(), siths: await freePort(), stad: await freePort() };
  const provider = (id, preset, name, more) => `[[sign_in.providers]]\nid = "${id}"\npreset = "${preset}"\nissuer = "http://localhost:${ports[id]}"\n` +
    `client_id = "${clientId}"\nname = { sv = "${name}", en = "${name} (English)" }\n${more}\n`;
  const service = await startService({
    staff,
    files: { "key.pem": pem, "secret.txt": `${secret}\n` },
    configure: (_, folder) =>
      provider("bankid", "sweden-connect", "BankID", `key_file = "${folder}/key.pem"\nkey_id = "ours"`) +
      provider("siths", "inera", "SITHS-kort", `key_file = "${folder}/key.pem"\nkey_id = "ours"`) +
      provider("stad", "keycloak", "Stadens inloggning", `secret_file = "${folder}/secret.txt"`),
  });
  const people = {
    bankid: { johan: { [personal]: johan }, nobody: { [personal]: "200001252386" }, both: { [personal]: johan, [coordination]: "197010632391" }, empty: {} },
    siths: {
      anna: { employeeHsaId: "TSTNMT0000-ANNA" },
      omar: { employeeHsaId: "TSTNMT0000-OMAR", commissionHsaId: "TSTNMT0000-C1", healthCareUnitHsaId: "SE0000000000-UNKNOWN" },
    },
    stad: { anna: { email: "Anna.Ek@solvik.example", email_verified: true }, guest: { email: "anna.ek@solvik.example", email_verified: false } },
  };
  const kinds = { bankid: "sweden-connect", siths: "inera", stad: "keycloak" };
  const issuers = [];
  for (const [id, kind] of Object.entries(kinds)) {
    const redirect = `${service.base}/sign-in/callback/${id}`;
    issuers.push(await startIssuer(kind, { port: ports[id], redirect, clientId, people: people[id], jwk, secret }));
  }

  /** Somebody at a computer of their own, in front of the service's sign-in page. */
  const newcomer = async (options) => {
    const page = await visitor(options);
    await page.goto(`${service.base}/sign-in`);
    page.faults.length = 0; // "another host" is what this journey is about
    return page;
  };
  /** Goes to the provider with this name, says who one is there, and comes back. */
  const prove = async (page, way, who, { acr, button = "Legitimera" } = {}) => {
    await page.getByRole("link", { name: way, exact: true }).click();
    await page.waitForURL(/localhost:\d+\/interaction/);
    await page.fill("[name=who]", who);
    if (acr) await page.selectOption("[name=acr]", acr);
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.waitForURL((url) => url.origin === service.base);
  };
  const lead = (page) => page.locator("main .lead").first().innerText();

  try {
    await step("the sign-in page shows the ways there are, and nobody to choose", async () => {
      for (const [width, scheme, name] of [[1366, "light", "wide"], [320, "dark", "narrow-dark"]]) {
        const page = await newcomer({ width, scheme });
        none([...(await layout(page)), ...(await axe(page))]);
        assert.equal(await page.getByRole("link", { name: /BankID|SITHS-kort|Stadens inloggning/ }).count(), 3);
        assert.equal(await page.locator("[name=account], [name=mail]").count(), 0);
        await shoot(page, "sign-in", name);
        await page.goto(`${service.base}/sign-in/code`);
        none([...(await layout(page)), ...(await axe(page))]);
        await shoot(page, "sign-in.code", name);
      }
    });
    for (const javaScript of [true, false]) {
      await test(`Johan comes in by his Personnummer (sweden-connect${javaScript ? "" : ", without scripts"})`, async () => {
        const page = await newcomer({ javaScript });
        await prove(page, "BankID", "johan", { acr: loa(3) });
        assert.equal(new URL(page.url()).pathname, "/");
        await page.goto(`${service.base}/sessions`);
        assert.match(await page.locator("main").innerText(), /BankID/);
        assert.match(await page.locator("header").innerText(), /Johan Sjöberg/);
        if (javaScript) await shoot(page, "sessions", "wide");
        await page.getByRole("button", { name: "Logga ut överallt" }).click();
        await page.waitForURL(/\/sign-in\?everywhere=1$/);
        await page.goto(`${service.base}/sessions`);
        assert.equal(new URL(page.url()).pathname, "/sign-in");
      });
    }
    for (const [who, words] of [["nobody", /finns inte i vår katalog/], ["both", /två saker om vem du är/], ["empty", /berättade inte/]]) {
      await test(`whoever is ${who} is told why, and what to do`, async () => {
        const page = await newcomer();
        await prove(page, "BankID", who, { acr: loa(4) });
        assert.match(await lead(page), words);
        none([...(await layout(page)), ...(await axe(page))]);
        if (who === "nobody") await shoot(page, "sign-in.fault", "wide");
        await page.goto(`${service.base}/measures`);
        assert.equal(new URL(page.url()).pathname, "/sign-in");
      });
    }
    await test("whoever breaks it off is told that nobody was signed in", async () => {
      const page = await newcomer();
      await prove(page, "BankID", "johan", { button: "Avbryt" });
      assert.match(await lead(page), /avbröts/);
    });
    await test("the same answer a second time, and in another browser, lets nobody in", async () => {
      const page = await newcomer();
      let back = "";
      page.on("request", (request) => (back = request.url().includes("/sign-in/callback/") ? request.url() : back));
      await prove(page, "BankID", "johan");
      const again = await page.goto(back);
      assert.equal(again.status(), 403);
      const other = await newcomer();
      assert.equal((await other.goto(back)).status(), 403);
    });
    await test("Anna, who works at two units, chooses where she is now (inera)", async () => {
      const page = await newcomer();
      await prove(page, "SITHS-kort", "anna");
      assert.equal(new URL(page.url()).pathname, "/sign-in/unit");
      none([...(await layout(page)), ...(await axe(page))]);
      await shoot(page, "sign-in.unit", "wide");
      await page.getByLabel(/LSS-handläggare/).check();
      await page.getByRole("button", { name: "Logga in", exact: true }).click();
      await page.waitForURL((url) => url.pathname === "/");
      assert.match(await page.locator("header").innerText(), /Anna Ek/);
    });
    await test("Omar comes in at his one unit, whatever assignment was named elsewhere (inera)", async () => {
      const page = await newcomer();
      await prove(page, "SITHS-kort", "omar");
      assert.match(await page.locator("header").innerText(), /Omar Ali/);
    });
    await test("Anna comes in by her verified address, and a guest with the same address does not (keycloak, secret)", async () => {
      const page = await newcomer();
      await prove(page, "Stadens inloggning", "anna");
      assert.match(await page.locator("header").innerText(), /Anna Ek/);
      const guest = await newcomer();
      await prove(guest, "Stadens inloggning", "guest");
      assert.match(await lead(guest), /inte är tillräckligt säkert/);
    });
    await test("a provider that is down is told, and the other ways still work", async () => {
      await issuers[1].stop();
      const page = await newcomer();
      await page.getByRole("link", { name: "SITHS-kort", exact: true }).click();
      // What it says of itself is remembered for an hour, so the browser may get as far as its closed door.
      if (page.url().startsWith(service.base)) assert.match(await lead(page), /svarar inte/);
      const other = await newcomer();
      await prove(other, "BankID", "johan");
      assert.match(await other.locator("header").innerText(), /Johan Sjöberg/);
    });
    await test("nothing of anybody stands in the service's log", async () => {
      assert.deepEqual(issuers.flatMap((issuer) => issuer.faults), []);
      for (const word of [johan, "Johan", "TSTNMT0000", "anna.ek", "200001252386"]) assert.ok(!service.log().includes(word), word);
    });
  } finally {
    for (const issuer of issuers) await issuer.stop().catch(() => {});
    await service.stop();
  }

  // --- In the demonstration, where the clock can be moved: codes, one screen for two, and a session that ran out.
  let plan, code;
  const anna = await asPerson("Anna Ek");
  await step("Anna makes a code for Sara, after she has seen her identity document", async () => {
    await anna.goto("/");
    plan = await anna.locator('a[href^="/plans/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href").split("/")[2]).find((id) => id.length === 36));
    await anna.goto(`/plans/${plan}/people`);
    await anna.getByRole("link", { name: "Ge en kod till någon utan e-legitimation" }).click();
    await checkPage(anna);
    await shoot(anna, "visit-codes", "wide");
    await press(form(anna, "checked"), "Gör en kod");
    assert.equal(await anna.locator("[data-error-summary]").count(), 1, "who, and how she knows");
    await fill(form(anna, "checked"), { member: "Sara", checked: "Jag har sett en legitimation" });
    await press(form(anna, "checked"), "Gör en kod");
    code = await anna.locator("p.code").innerText();
    assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    await checkPage(anna);
    await shoot(anna, "visit-letter", "wide");
    await anna.emulateMedia({ media: "print" });
    await shoot(anna, "visit-letter", "print");
    await anna.emulateMedia({ media: "screen" });
  });
  await step("Sara comes in with it, reads and prepares, and nothing else", async () => {
    const sara = await visitor({ width: 320 });
    await sara.goto("/sign-in/code");
    await sara.fill("[name=code]", code.toLowerCase().replaceAll("-", " "));
    await sara.getByRole("button", { name: "Logga in", exact: true }).click();
    await sara.waitForURL((url) => url.pathname === "/");
    await checkPage(sara);
    await shoot(sara, "visit", "narrow");
    await sara.goto(`/plans/${plan}/steps`);
    await checkPage(sara);
    for (const link of await sara.locator("main a[href^='/']").evaluateAll((links) => links.map((link) => link.getAttribute("href"))))
      assert.ok((await sara.request.get(link)).status() < 400, `${link} is shown and leads nowhere`);
    assert.equal((await sara.goto(`/plans/${plan}/consent`)).status(), 404);
    assert.equal((await sara.goto("/sessions")).status(), 404);
    const again = await visitor();
    await again.goto("/sign-in/code");
    await again.fill("[name=code]", code);
    await again.getByRole("button", { name: "Logga in", exact: true }).click();
    assert.match(await again.locator(".problems").innerText(), /går inte att använda/);
  });
  await step("Anna hands her screen to Elin, and is not signed in when it comes back", async () => {
    await anna.goto(`/plans/${plan}/together`);
    await checkPage(anna);
    await shoot(anna, "together", "wide");
    await fill(form(anna, "checked"), { member: "Elin", checked: "Jag känner personen sedan tidigare" });
    await anna.getByRole("button", { name: "Lämna över nu" }).click();
    await anna.waitForURL((url) => url.pathname === "/");
    // Elin's own language, as the directory has it.
    assert.equal(await anna.locator("html").getAttribute("lang"), "sv-simple");
    await setLanguage(anna, "sv");
    assert.match(await anna.locator("h1").innerText(), /Hej/);
    await checkPage(anna);
    await shoot(anna, "together-child", "wide");
    await anna.getByRole("button", { name: "Lämna tillbaka" }).click();
    await anna.waitForURL(/\/sign-in$/);
    await anna.goBack();
    assert.ok(!(await anna.locator("body").innerText()).includes("Hej"), "nothing of it comes back");
  });
  for (const javaScript of [true, false]) {
    await step(`what Sara typed when her session ran out comes back in its form${javaScript ? "" : ", without scripts"}`, async () => {
      const sara = await asPerson("Sara Sjöberg", { javaScript });
      const day = javaScript ? "2027-01-11" : "2027-01-12", words = `Vi vill inte prata om flytten (${javaScript}).`;
      await server.clock(day, "09.00");
      await sara.goto("/sign-in");
      await sara.getByRole("button", { name: "Sara Sjöberg" }).first().click();
      await sara.waitForURL((url) => url.pathname !== "/sign-in");
      await sara.goto(`/plans/${plan}/question`);
      const avoid = form(sara, "what=avoid").filter({ has: sara.locator("[name=avoid]") }).last();
      await avoid.locator("[name=avoid]").fill(words);
      await server.clock(day, "09.20");
      await avoid.getByRole("button").last().click();
      await sara.waitForFunction(() => document.querySelector('main [name="account"]'));
      assert.match(await sara.locator(".notice").first().innerText(), /finns kvar/);
      await sara.getByRole("button", { name: "Sara Sjöberg" }).first().click();
      await sara.waitForFunction(() => document.querySelector("blockquote"));
      assert.equal(new URL(sara.url()).pathname, "/drafts");
      await checkPage(sara);
      await shoot(sara, "drafts", javaScript ? "wide" : "plain");
      await sara.getByRole("button", { name: "Visa det jag skrev" }).click();
      await sara.waitForFunction(() => document.querySelector(".problems"));
      const kept = sara.locator("[name=avoid]").last();
      assert.equal(await kept.inputValue(), words);
      await form(sara, "what=avoid").filter({ has: sara.locator("[name=avoid]") }).last().getByRole("button").last().click();
      await sara.waitForFunction((text) => document.querySelector("#saved") && document.body.innerText.includes(text), words);
      await sara.goto("/drafts");
      assert.ok(!(await sara.locator("main").innerText()).includes("flytten"), "stored, so the draft is gone");
    });
  }
}
