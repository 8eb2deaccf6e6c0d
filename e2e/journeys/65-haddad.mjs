// Family Haddad (families.md, 6): Arabic at home. Which interpreter they need is written down once and makes the meeting time and a half; the
// list before the meeting says so until one is booked; Rana reads from the right, and what she wrote in Arabic stands as she wrote it.
import assert from "node:assert/strict";
import { checkPage } from "../lib/checks.mjs";
import { answered, everybody, fill, form, plain, press, send } from "../lib/hands.mjs";
import { looks } from "../lib/look.mjs";
import { pdfText } from "../lib/server.mjs";
import { startServerWithSmtp } from "../lib/smtp.mjs";

export const flags = [];
/** The calls go to a real mail server, over STARTTLS. */
export const start = startServerWithSmtp;

export default async function haddad({ step, asPerson, server, shoot }) {
  const at = everybody(asPerson);
  let plan = "";

  const look = looks(shoot, "haddad", [[1366, "light", "rtl"]]);
  /** The line of the list before the meeting that begins so: its words, and where it leads. */
  async function line(page, name) {
    const row = page.locator("main ul.tasks > li").filter({ hasText: name }).first();
    const link = row.locator("a");
    return { words: plain(await row.innerText()), to: (await link.count()) ? await link.getAttribute("href") : null };
  }

  await step("Tor writes down which interpreter the family needs: language, dialect, whom they would rather have, and how", async () => {
    const tor = await at("Tor Hedin", "/");
    plan = /plans\/([0-9a-f-]{36})/.exec(await tor.locator("a[href^='/plans/']:has-text('Yusuf')").first().getAttribute("href"))[1];
    await tor.goto(`/plans/${plan}/interpreter`);
    await look(tor, "interpreter");
    await send(form(tor, "language"), { language: "arabiska", dialect: "syrisk", wish: "En kvinna", way: "På plats" }, "Spara");
    const said = plain(await tor.locator("main").innerText());
    assert.match(said, /arabiska \(syrisk\), en kvinna, på plats/);
    await look(tor, "call");
  });

  await step("A time is asked for, and is time and a half because of the interpreter", async () => {
    const tor = await at("Tor Hedin", `/plans/${plan}/times/new`);
    assert.equal(await tor.locator("[name=minutes]").inputValue(), "90");
    assert.match(plain(await tor.locator("main").innerText()), /arabiska.*en och en halv gång/);
    await press(tor, "Sök tider");
    await tor.locator("#found").waitFor();
    await look(tor, "found");
    await press(tor, "Skicka frågan till alla");
    await tor.waitForURL((url) => url.pathname.endsWith("/times"));
    await look(tor, "asked");
  });

  await step("Rana answers from the right-hand side, on a phone, without scripts; what she wrote in Arabic runs from the right", async () => {
    const rana = await at("Rana Haddad", `/plans/${plan}`, { width: 320 });
    await look(rana, "plan-of-the-family");
    const quotes = await rana.locator("main q, main blockquote, main [dir=auto]").evaluateAll((all) =>
      all.filter((one) => /[\u0600-\u06ff]/.test(one.innerText)).map((one) => getComputedStyle(one).direction));
    assert.ok(quotes.length && quotes.every((direction) => direction === "rtl"), `${quotes.length} quotes: ${quotes}`);
    await rana.goto(`/plans/${plan}/times`);
    await look(rana, "times-of-the-family");
    const bare = await asPerson("Karim Haddad", { javaScript: false, width: 320 });
    await bare.goto(`/plans/${plan}/times`);
    await bare.locator("article.card").first().getByRole("button", { name: /^Jag kan\s*:/ }).click();
    await bare.locator("article.card").first().getByText("Ditt svar:").waitFor();
    await bare.context().close();
  });

  await step("Tor books the time; the list before the meeting says what is ready, and leads to what is not", async () => {
    const tor = await at("Tor Hedin", `/plans/${plan}/times`);
    await answered(tor, () => tor.locator("article.card").first().getByRole("button", { name: /^Boka den här tiden/ }).click());
    await tor.getByRole("button", { name: /^Boka den här tiden/ }).first().waitFor({ state: "detached" });
    await look(tor, "booked");
    // The booking that was made at the first time is taken away, as when the interpreter falls ill.
    await tor.goto(`/plans/${plan}/call`);
    await send(form(tor, "what=meeting"), { interpreter: "" }, "Spara tiden");
    await tor.goto(`/plans/${plan}/readiness`);
    await look(tor, "readiness");
    const interpreter = await line(tor, "Tolk");
    assert.match(interpreter.words, /syrisk.*Ingen tolk är bokad.*Saknas/);
    assert.equal(interpreter.to, `/plans/${plan}/interpreter`);
    assert.match((await line(tor, "Frågan till mötet")).words, /1 fråga är skriven.*Klart/);
    const asked = await line(tor, "är tillfrågad");
    assert.match(asked.words, /Ingen har frågat.*Saknas/);
    // A name beside the time is no booking: that somebody is booked is said where the list leads.
    await tor.goto(`/plans/${plan}/call`);
    await send(form(tor, "what=meeting"), { interpreter: "arabiska, Layla på plats", minutes: "" }, "Spara tiden");
    await tor.goto(`/plans/${plan}/readiness`);
    assert.match((await line(tor, "Tolk")).words, /Ingen tolk är bokad.*Saknas/);
    await tor.locator("main ul.tasks a", { hasText: "Tolk" }).click();
    await tor.waitForURL(`**/plans/${plan}/interpreter`);
    await answered(tor, () => tor.getByRole("button", { name: "Tolken är bokad nu" }).click());
    await look(tor, "interpreter-booked");
    await tor.goto(`/plans/${plan}/readiness`);
    assert.match((await line(tor, "Tolk")).words, /syrisk.*Tolken är bokad.*Klart/);
    await tor.goto(`/plans/${plan}/call`);
    assert.match(plain(await tor.locator("main").innerText()), /90 minuter/, "nobody said how long: time and a half");
    const letter = await tor.locator("main a[href*='/letters/']").first().getAttribute("href");
    const words = plain(await pdfText(await (await tor.request.get(letter)).body()));
    assert.match(words, /90 minuter\. Tolk: arabiska, Layla på plats/, "the letter says why it takes so long");
  });

  await step("What is missing is mended where the list leads: Yusuf is asked in a talk, and how he takes part is known", async () => {
    const tor = await at("Tor Hedin", `/plans/${plan}/readiness`);
    await tor.locator("main ul.tasks a", { hasText: "är tillfrågad" }).click();
    await tor.waitForURL(`**/plans/${plan}/prepare/person`);
    await checkPage(tor);
    const sheet = form(tor, "told_by");
    await fill(sheet, { take_part: "En del av mötet", most_people: "2" });
    await send(sheet, { "answer-home-face": "Bra" }, "Spara");
    await tor.goto(`/plans/${plan}/readiness`);
    assert.match((await line(tor, "är tillfrågad")).words, /Tor Hedin skrev ner svaren efter ett samtal.*Klart/);
    assert.match((await line(tor, "vill vara med")).words, /En del av mötet.*Klart/);
    const people = await line(tor, "Hur många som kommer");
    assert.match(people.words, /högst 2.*Saknas/, "his mother, his father and whoever holds the plan are more than he wished for");
    await look(tor, "readiness-mended");
  });

  await step("The calls go out by mail, with no word of who or what", async () => {
    const tor = await at("Tor Hedin", `/plans/${plan}/call`);
    const before = (await server.mails()).length;
    await press(tor, "Skicka kallelserna");
    assert.match(plain(await tor.locator("main").innerText()), /Alla kallelser är skickade/);
    await look(tor, "called");
    for (let tries = 0; tries < 100 && (await server.mails()).length < before + 2; tries += 1) await new Promise((go) => setTimeout(go, 200));
    const mails = (await server.mails()).slice(before);
    assert.ok(mails.length >= 2, `${mails.length} mails`);
    for (const { to, text, secure } of mails) {
      assert.ok(secure && to.length === 1, "one mail to each, over TLS");
      assert.doesNotMatch(text.replaceAll(to[0], ""), /Yusuf|Haddad|arabiska|tolk|habilitering/i);
    }
  });
}
