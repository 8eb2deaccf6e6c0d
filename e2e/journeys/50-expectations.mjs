// Who does what, before the meeting (participation.md 3.2 and 11.3): three parties write unseen, the clock passes, asks are
// answered, and what is left is the agenda. Elin's school, her child psychiatry and her social services.
import assert from "node:assert/strict";
import { checkPage, none, sideways } from "../lib/checks.mjs";
import { setLanguage } from "../lib/browser.mjs";
import { everybody, fill, form, plain, press, refuse, send } from "../lib/hands.mjs";

export const flags = ["--empty", "--movable-clock"];

const question = "Hur kan jag vara i skolan utan att få ont i magen?";
const parties = [["Strandskolan", "Vad skolan kan ändra."], ["Barn- och ungdomspsykiatrin", "När samtalen kan börja."], ["Barn och familj", "Hålla ihop planen."]];
const all = ["own_words", "health", "social_care", "school"];

export default async function expectations({ step, test, asPerson, server, shoot }) {
  const at = everybody(asPerson);
  let plan = "", table = "";
  const words = async (page) => plain(await page.locator("main").innerText());
  const picture = async (page, name) => {
    for (const [width, scheme] of [[1366, "light"], [320, "light"], [1366, "dark"], [320, "dark"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      none((await sideways(page)).map((fault) => `${name} at ${width}: ${fault}`));
      await shoot(page, "expectations", `${name}-${width}-${scheme}`);
    }
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await shoot(page, "expectations", `${name}-320-mirrored`);
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));
    await page.setViewportSize({ width: 1366, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
  };

  await step("A plan is proposed, consented to, and the parties are called", async () => {
    await server.clock("2027-02-15", "9.00");
    const lisa = await at("Lisa Berg", "/plans/new");
    const proposal = form(lisa, "reason");
    await fill(proposal, { who: "Elin Sjöberg 2017-05-14" });
    await press(proposal, "Sök");
    await send(proposal, { person: "Elin Sjöberg", reason: "Elin får ont i magen på vägen till skolan.", wanted: "Ja", question, to: "Barn och familj" }, "Skicka förslaget");
    plan = new URL(lisa.url()).pathname.split("/")[2];
    table = `/plans/${plan}/expectations`;
    const anna = await at("Anna Ek", `/plans/${plan}/assess`);
    await send(form(anna, "answer"), { answer: "Ja, en plan", reason: "Ingen av oss ser helheten." }, "Spara svaret");
    await anna.goto(`/plans/${plan}/people/representative`);
    const guardian = form(anna, "mandate");
    await fill(guardian, { who: "Sara Sjöberg 1988-09-30" });
    await press(guardian, "Sök");
    await send(guardian, { person: "Sara Sjöberg", mandate: "Vårdnadshavare" }, "Lägg till");
    await anna.goto(`/plans/${plan}/people/lead`);
    await send(form(anna, "what=coordinator"), { coordinator: "Anna Ek", phone: "0980-319243" }, "Spara");
    await send(form(anna, "what=facilitator"), { facilitator: "Maria Sund" }, "Spara");
    await send(form(anna, "what=lead"), { lead: "Barn och familj" }, "Spara");
    for (const [unit, expected] of parties) {
      await anna.goto(`/plans/${plan}/call`);
      await send(form(anna, "what=party"), { unit, expected }, "Lägg till");
    }
    const sara = await at("Sara Sjöberg", `/plans/${plan}/consent`);
    for (const name of [...parties.map(([unit]) => unit), "SIP-samordning"]) {
      const row = sara.locator("#share tbody tr").filter({ has: sara.locator("th", { hasText: new RegExp(`^\\s*${name}`) }) });
      for (const kind of all) if (await row.count()) await row.locator(`input[name=share][value$=":${kind}"]`).check();
    }
    await send(form(sara, "share"), { plan: "yes", to: "15 augusti 2027" }, "Ja, jag samtycker");
    await anna.goto(`/plans/${plan}/call`);
    await send(form(anna, "what=meeting"), { date: "2 mars", time: "14", place: "Strandskolan", answer_by: "24 februari" }, "Spara tiden");
    await press(anna, "Skicka kallelserna");
    for (const name of ["Lisa Berg", "Omar Ali", "Anna Ek"]) {
      const page = await at(name, `/plans/${plan}/answer`);
      await send(form(page, "what=come"), { who: name, mandate: "Får bestämma om vår del" }, "Vi kommer");
    }
  });

  await step("The table says when all is shown, and the worklist whose turn it is", async () => {
    const lisa = await at("Lisa Berg", "/");
    assert.match(await words(lisa), /Skriv vad ni kan göra/);
    await lisa.goto(table);
    const seen = await words(lisa);
    assert.match(seen, /Visas för alla måndag 1 mars klockan 14/);
    assert.ok(seen.includes(question), "the person's own words come first");
    assert.match(seen, /Inte svarat/);
    await checkPage(lisa);
    await picture(lisa, "01-before");
  });

  await step("The school writes with ready phrases, and its ask outside the clinic's remit is shown to it alone", async () => {
    const lisa = await at("Lisa Berg", table);
    await lisa.getByRole("link", { name: "Fyll i vår rad" }).first().click();
    await lisa.waitForURL(/expectations\/\d+$/);
    await checkPage(lisa);
    await refuse(form(lisa, "can"), { can: "", cannot: "Behandling", why: "" }, "Spara", ["why"]);
    await send(form(lisa, "can"), { can: "Lisa möter vid grinden.", "can-phrase": "Lugn start på morgonen", why: "Det är inte skolans uppdrag.", instead: "Barn- och ungdomspsykiatrin" }, "Spara");
    await lisa.getByRole("link", { name: "Fyll i vår rad" }).first().click();
    await lisa.waitForURL(/expectations\/\d+$/);
    await refuse(form(lisa, "to"), { to: "Barn- och ungdomspsykiatrin", words: "Kan ni göra hembesök på morgonen?" }, "Lägg till", ["words"]);
    assert.match(await words(lisa), /Hembesök.*Socialtjänsten i kommunen/);
    assert.equal(await form(lisa, "to").count(), 1, "one form to ask with");
    await picture(lisa, "02-outside");
    await checkPage(lisa);
    await send(form(lisa, "to"), { words: "En tid för samtal före sportlovet." }, "Lägg till");
    await send(form(lisa, "to"), { to: "Barn och familj", words: "Att någon ringer föräldrarna varje fredag." }, "Lägg till");
    await picture(lisa, "03-write");
  });

  await step("The clinic and Elin write too; nobody sees the others, not whoever leads the meeting", async () => {
    const omar = await at("Omar Ali", table);
    await omar.getByRole("link", { name: "Fyll i vår rad" }).first().click();
    await omar.waitForURL(/expectations\/\d+$/);
    await send(form(omar, "can"), { can: "Samtal från vecka 14.", "cannot-phrase": "Hembesök", instead: "Barn och familj" }, "Spara");
    const elin = await at("Elin Sjöberg", table);
    await elin.getByRole("link", { name: "Fyll i vår rad" }).first().click();
    await elin.waitForURL(/expectations\/\d+$/);
    await send(form(elin, "can"), { can: "Jag säger till Lisa när det är svårt." }, "Spara");
    await checkPage(elin);
    for (const name of ["Omar Ali", "Elin Sjöberg", "Maria Sund", "Anna Ek", "Sara Sjöberg"]) {
      const page = await at(name, table);
      const seen = await words(page);
      for (const hidden of ["Lisa möter vid grinden", "före sportlovet"]) assert.ok(!seen.includes(hidden), `${name} reads "${hidden}"`);
    }
    const anna = await at("Anna Ek", table);
    assert.match(await words(anna), /Har svarat/);
  });

  await step("The clock passes: all is shown at once, and each ask waits for its addressee", async () => {
    await server.clock("2027-03-01", "14.01");
    const maria = await at("Maria Sund", table);
    await maria.waitForFunction(async () => (await (await fetch(location.href)).text()).includes("Kvar att prata om"));
    await maria.goto(table);
    const seen = await words(maria);
    for (const part of ["Lisa möter vid grinden.", "Lugn start på morgonen", "Samtal från vecka 14.", "Jag säger till Lisa", "Kvar att prata om: 2", "Här går det isär"]) {
      assert.ok(seen.includes(part), part);
    }
    await checkPage(maria);
    await picture(maria, "04-open");
    const omar = await at("Omar Ali", "/");
    await omar.waitForFunction(async () => (await (await fetch("/")).text()).includes("/asks/"), null, { timeout: 20_000 });
    await omar.goto("/");
    await omar.locator('a[href*="/asks/"]').first().click();
    await omar.waitForURL(/asks\/\d+$/);
    await checkPage(omar);
    await refuse(form(omar, "reply"), { reply: "Ja, om", if: "" }, "Skicka svaret", ["if"]);
    await picture(omar, "05-answer");
    await send(form(omar, "reply"), { reply: "Ja, om", if: "Skolan skickar remissen vecka 11." }, "Skicka svaret");
    const anna = await at("Anna Ek", "/");
    await anna.locator('a[href*="/asks/"]').first().click();
    await anna.waitForURL(/asks\/\d+$/);
    await send(form(anna, "reply"), { reply: "Nej", reason: "Vi ringer varannan fredag.", instead: "Be Lisa ringa de andra fredagarna." }, "Skicka svaret");
  });

  await test("After the opening nobody changes their row", async () => {
    const lisa = await at("Lisa Berg", table);
    assert.equal(await lisa.getByRole("link", { name: "Fyll i vår rad" }).count(), 0);
    const post = await lisa.request.post(`${table}/whole`, { form: { do: "row", can: "Något annat", cannot: "" }, headers: { origin: server.base } });
    assert.equal(post.status(), 422);
    assert.match(await words(lisa), /Skolan skickar remissen vecka 11/);
    await picture(lisa, "06-answered");
  });

  await test("What is left is the agenda in the room, and reads well in every language", async () => {
    await server.clock("2027-03-02", "14.00");
    const maria = await at("Maria Sund", `/plans/${plan}/meeting`);
    await press(maria, "Öppna mötet");
    await checkPage(maria);
    assert.ok(!(await words(maria)).includes("före sportlovet"), "nor on the screen that all see");
    await maria.goto(`/plans/${plan}/meeting`);
    const seen = await words(maria);
    assert.ok(seen.includes("Att någon ringer föräldrarna varje fredag.") && !seen.includes("före sportlovet"), "a yes is no point of the agenda");
    await checkPage(maria);
    await picture(maria, "07-room");
    await maria.goto(table);
    for (const language of ["sv-simple", "en"]) {
      await setLanguage(maria, language);
      await checkPage(maria);
    }
    await setLanguage(maria, "sv");
  });

  await test("A unit keeps its own remit, without scripts too", async () => {
    const omar = await at("Omar Ali", "/directory/remits");
    await checkPage(omar);
    await omar.getByRole("link", { name: "Barn- och ungdomspsykiatrin" }).first().click();
    await omar.waitForURL(/remits\/[0-9a-f-]+$/);
    await checkPage(omar);
    await picture(omar, "08-remit");
    await omar.getByRole("link", { name: "Ändra", exact: true }).click();
    await omar.waitForURL(/edit$/);
    await refuse(form(omar, "does"), { "not-3": "Läxhjälp", "instead-3": "" }, "Spara", ["instead-3"]);
    assert.equal(await form(omar, "does").count(), 1, "one form");
    await picture(omar, "09-remit-edit");
    await checkPage(omar);
    await send(form(omar, "does"), { "instead-3": "Skolan" }, "Spara");
    assert.match(await words(omar), /Läxhjälp/);
  });
}
