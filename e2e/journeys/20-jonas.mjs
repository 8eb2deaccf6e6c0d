// Jonas, 42 (families.md, 2): each wanted the other to treat first. Consent for each recipient and kind of information, a
// measure that waits for another, a disagreement in print; and midway he takes back what one party may know.
import assert from "node:assert/strict";
import { checkPage } from "../lib/checks.mjs";
import { everybody, fill, form, plain, press, refuse, send } from "../lib/hands.mjs";
import { fromJson, fromPage, holdPage, holdPaper } from "../lib/plan.mjs";
import { keepPaper } from "../lib/shots.mjs";

export const flags = ["--empty", "--movable-clock"];

const medicine = {
  number: 1, what: "Läkartid om medicinen, och ett samtal i veckan med Malin.",
  who: "Malin Fors", unit: "Psykiatrimottagningen i Solvik", from: "2027-09-15", by: "2027-10-29",
  notice: "Jonas får en fast tid, tisdagar klockan 10.", otherwise: "Malin ringer Rebecka samma dag.",
  state: "taken", why: null, happened: [],
};
const treatment = {
  number: 2, what: "Öppen behandling två dagar i veckan, när medicinen är inställd.",
  who: "David Hall", unit: "Beroendemottagningen i Solvik", from: null, by: "2027-11-12",
  notice: "David hämtar Jonas i receptionen den första dagen.", otherwise: "David och Malin träffas med Jonas inom en vecka.",
  state: "taken", why: null, happened: [],
};
const workshop = {
  number: 3, what: "Arbetsprövning i verkstaden tre förmiddagar i veckan.",
  who: "Nils Brandt", unit: "Arbetsförmedlingen i Solvik", from: null, by: "2027-11-05",
  notice: "Jonas har ett schema på kylskåpet.", otherwise: "Nils och Jonas pratar med verkstadens förman.",
  state: "taken", why: null, happened: [],
};
const expected = {
  name: "Jonas Ahl",
  version: 1,
  agreed: "2027-09-14",
  followUp: "2027-11-16 10",
  holder: "Rebecka Stål",
  questions: ["Varför måste jag bli frisk från det ena innan någon hjälper mig med det andra?"],
  goals: ["Sova en hel natt."],
  measures: [medicine, treatment, workshop],
  disagreements: [
    {
      sides: [
        ["Psykiatrimottagningen", "Medicinen måste ställas in innan behandlingen börjar."],
        ["Beroendemottagningen", "Behandlingen kan börja nu, annars tappar vi Jonas igen."],
        ["Jonas", "Jag vill inte vänta på någon av er."],
      ],
      next: "Malin och David träffar Jonas tillsammans och kommer överens om en dag.",
      owner: "Malin Fors",
      by: "2027-09-24",
    },
  ],
};
const parties = [
  ["Psykiatrimottagningen", "Vad ni kan börja med nu."], ["Beroendemottagningen", "Vad ni kan börja med nu."],
  ["Vuxenenheten", "Boende och någon som följer med."], ["Arbetsförmedlingen", "Vad verkstaden kan bli."],
];
const shared = [
  ["Vuxenenheten", ["own_words", "health", "social_care", "work_money"]], ["Psykiatrimottagningen", ["own_words", "health", "social_care"]],
  ["Beroendemottagningen", ["own_words", "health", "social_care"]], ["Arbetsförmedlingen", ["own_words", "work_money"]],
];

export default async function jonasStory({ step, test, asPerson, server, shoot }) {
  const at = everybody(asPerson);
  let plan = "";
  const picture = (page, name) => shoot(page, "jonas", name);
  const words = async (page) => plain(await page.locator("main").innerText());

  await step("Malin proposes, Rebecka assesses and is named, parties are added", async () => {
    await server.clock("2027-08-16", "9.00");
    const malin = await at("Malin Fors", "/plans/new");
    const proposal = form(malin, "reason");
    await fill(proposal, { who: "Jonas Ahl 1984-06-02" });
    await press(proposal, "Sök");
    await send(proposal, {
      person: "Jonas Ahl", reason: "Jonas skickas mellan oss och beroendemottagningen.", wanted: "Ja", question: expected.questions[0], to: "Vuxenenheten",
    }, "Skicka förslaget");
    plan = new URL(malin.url()).pathname.split("/")[2];
    const rebecka = await at("Rebecka Stål", `/plans/${plan}/assess`);
    await send(form(rebecka, "answer"), { answer: "Ja, en plan", reason: "Vi måste göra det samtidigt." }, "Spara svaret");
    await rebecka.goto(`/plans/${plan}/people/lead`);
    await send(form(rebecka, "what=coordinator"), { coordinator: "Rebecka Stål", phone: "0980-319249" }, "Spara");
    await send(form(rebecka, "what=facilitator"), { facilitator: "Rebecka Stål" }, "Spara");
    await send(form(rebecka, "what=lead"), { lead: "Vuxenenheten" }, "Spara");
    for (const [unit, asked] of parties) {
      await rebecka.goto(`/plans/${plan}/call`);
      await send(form(rebecka, "what=party"), { unit, expected: asked }, "Lägg till");
    }
  });

  await step("Jonas consents for each recipient and each kind", async () => {
    const jonas = await at("Jonas Ahl", `/plans/${plan}/consent`);
    for (const [name, kinds] of shared) {
      const row = jonas.locator("#share tbody tr").filter({ has: jonas.locator("th", { hasText: new RegExp(`^\\s*${name}`) }) });
      for (const kind of kinds) await row.locator(`input[name=share][value$=":${kind}"]`).check();
    }
    await send(form(jonas, "share"), { plan: "yes", excluded: "Mina syskon.", to: "16 februari 2028" }, "Ja, jag samtycker");
    await checkPage(jonas);
  });

  await step("The calls go out and are answered", async () => {
    const rebecka = await at("Rebecka Stål", `/plans/${plan}/call`);
    await send(form(rebecka, "what=meeting"), { date: "14 september", time: "10", place: "Vuxenenheten, rum 3", answer_by: "7 september" }, "Spara tiden");
    await press(rebecka, "Skicka kallelserna");
    for (const name of ["Malin Fors", "David Hall", "Rebecka Stål", "Nils Brandt"]) {
      const page = await at(name, `/plans/${plan}/answer`);
      await send(form(page, "what=come"), { who: name, mandate: "Får bestämma om vår del" }, "Vi kommer");
    }
  });

  await step("At the meeting: needs, a goal, three measures of which one waits, and three sides that do not agree", async () => {
    await server.clock("2027-09-14", "10.00");
    const rebecka = await at("Rebecka Stål", `/plans/${plan}/meeting`);
    await press(rebecka, "Öppna mötet");
    const jonas = await at("Jonas Ahl", `/plans/${plan}/needs/new`);
    await send(form(jonas, "own_words"), { area: "Hälsa", own_words: "Jag behöver hjälp med rösterna och med suget samtidigt." }, "Spara");
    await jonas.goto(`/plans/${plan}/needs/new`);
    await send(form(jonas, "own_words"), { area: "Arbete", own_words: "Verkstaden är det enda stället där jag inte tänker på droger." }, "Spara");
    await jonas.goto(`/plans/${plan}/goals/new`);
    await send(form(jonas, "words"), { words: expected.goals[0], need: "Hälsa" }, "Spara");
    for (const [measure, more] of [
      [medicine, { need: "Hälsa", from: "15 september", by: "29 oktober" }],
      [treatment, { need: "Hälsa", by: "12 november", waits_for: medicine.what.slice(0, 12) }],
      [workshop, { need: "Arbete", by: "5 november" }],
    ]) {
      await rebecka.goto(`/plans/${plan}/measures/new`);
      const { who, what, notice, otherwise } = measure;
      await send(form(rebecka, "otherwise"), { owner: who, what, notice, otherwise, ...more }, "Spara");
    }
    await rebecka.goto(`/plans/${plan}/disagreements/new`);
    const [row] = expected.disagreements;
    await refuse(form(rebecka, "next_step"), { next_step: row.next, owner: row.owner, by: "24 september", kind: "Hälsa" }, "Spara", ["sides"]);
    for (const [place, [who, said]] of row.sides.entries()) {
      await rebecka.locator("input[name=who]").nth(place).fill(who);
      await rebecka.locator("textarea[name=words]").nth(place).fill(said);
    }
    await send(form(rebecka, "next_step"), {}, "Spara");
    await rebecka.goto(`/plans/${plan}/meeting`);
    await press(rebecka, "Avsluta mötet");
  });

  await step("All three say yes; the plan is agreed and given out, to each what consent covers", async () => {
    for (const name of ["Malin Fors", "David Hall", "Nils Brandt"]) {
      const page = await at(name, `/plans/${plan}/measures`);
      await press(page, "Jag tar det");
    }
    const rebecka = await at("Rebecka Stål", `/plans/${plan}/agree`);
    await send(form(rebecka, "follow_up"), { follow_up: "16 november", follow_up_time: "10" }, "Fastställ planen");
    await press(rebecka, "Lämna ut planen");
    await checkPage(rebecka);
    const nils = await at("Nils Brandt", `/plans/${plan}`);
    const seen = await words(nils);
    assert.ok(seen.includes(workshop.what) && seen.includes(expected.questions[0]));
    for (const hidden of [medicine.what, treatment.what, "rösterna", "Medicinen måste"]) assert.ok(!seen.includes(hidden), `Nils reads "${hidden}"`);
    await checkPage(nils);
    const his = await (await nils.request.get(`/plans/${plan}/plan.json`)).text();
    for (const hidden of [medicine.what, treatment.what, "rösterna"]) assert.ok(!his.includes(hidden), `Nils's data holds "${hidden}"`);
    assert.equal((await nils.request.get(`/plans/${plan}/plan.pdf`)).status(), 200);
  });

  await step("Jonas's page, paper and data tell the same plan: the waiting measure and each side in its own words", async () => {
    const jonas = await at("Jonas Ahl", `/plans/${plan}`);
    await checkPage(jonas);
    await picture(jonas, "01-plan");
    const seen = await fromPage(jonas);
    holdPage(seen, expected);
    assert.equal(seen.measures[1].waitsFor, medicine.what);
    assert.deepEqual(fromJson(await (await jonas.request.get(`/plans/${plan}/plan.json`)).json()), expected);
    const paper = await (await jonas.request.get(`/plans/${plan}/plan.pdf`)).body();
    await keepPaper("jonas-01-plan", paper);
    await holdPaper(paper, expected);
  });

  await step("Jonas takes back what the employment agency may know, and reads what was given out already", async () => {
    await server.clock("2027-10-04", "18.00");
    const nils = await at("Nils Brandt", `/plans/${plan}`), malin = await at("Malin Fors", `/plans/${plan}`);
    await nils.evaluate(() => { globalThis.before = true; });
    await malin.evaluate(() => { globalThis.before = true; });
    const jonas = await at("Jonas Ahl", `/plans/${plan}/consent`);
    await jonas.getByRole("link", { name: /Ångra.*Arbetsförmedlingen/ }).click();
    await jonas.waitForURL(/consent\/withdraw/);
    await checkPage(jonas);
    await picture(jonas, "02-withdraw");
    assert.match(await words(jonas), /redan lämnats ut.*Version 1 till Arbetsförmedlingen i Solvik/);
    await send(form(jonas, "remains"), { remains: "Resten får vara som det är." }, "Ta tillbaka");
    await checkPage(jonas);
    // Nils did nothing: his open page goes by itself.
    await nils.waitForFunction((what) => !document.body.innerText.includes(what), workshop.what, { timeout: 10_000 });
    assert.equal((await nils.request.get(`/plans/${plan}`)).status(), 404);
    // He is told in a sentence why there is nothing any more; whoever comes there anew is not.
    await nils.getByText("Den här sidan var öppen nyss").waitFor({ timeout: 10_000 });
    await nils.reload();
    assert.ok(!(await nils.getByText("Den här sidan var öppen nyss").isVisible()), "the sentence is for whom it was open");
    assert.ok(!(await nils.evaluate(() => document.body.innerText)).includes("Jonas"), "the page that is left names him");
    await picture(nils, "03-gone");
    assert.ok(await malin.evaluate(() => globalThis.before), "Malin's page stays as it is, without a reload");
  });

  await test("The party sees the plan in no list, no file, no address; his own measure neither", async () => {
    const nils = await at("Nils Brandt", "/");
    for (const path of ["/", "/measures"]) {
      await nils.goto(path);
      const seen = await nils.content();
      assert.ok(!seen.includes(plan) && !seen.includes("Jonas"), `${path} still shows the plan`);
    }
    for (const part of ["", "/plan.pdf", "/plan.json", "/journal", "/journal.txt", "/measures", "/history", "/steps", "/rows", "/answer", "/prepare"]) {
      assert.equal((await nils.request.get(`/plans/${plan}${part}`)).status(), 404, part);
    }
    const post = await nils.request.post(`/plans/${plan}/measures`, { form: { what: "finish", no: "1" }, headers: { origin: server.base } });
    assert.equal(post.status(), 404);
  });

  await test("The others go on as before: Malin begins, David sees what his measure waits for", async () => {
    const malin = await at("Malin Fors", `/plans/${plan}/measures`);
    await press(malin, "Har börjat");
    const david = await at("David Hall", `/plans/${plan}`);
    assert.equal((await fromPage(david)).measures.find((row) => row.number === 2).waitsFor, medicine.what);
    await checkPage(david);
    const jonas = await at("Jonas Ahl", `/plans/${plan}/consent/withdraw`);
    assert.match(await words(jonas), /Version 1 till Arbetsförmedlingen/, "what was given out stays told");
  });

  await test("His log tells that the party was let in on consent, and that it was turned away afterwards", async () => {
    const jonas = await at("Jonas Ahl", `/plans/${plan}/log`);
    const told = await words(jonas);
    assert.ok(told.includes("Nils Brandt"), "the log names who looked");
    await checkPage(jonas);
    await server.command("verify");
  });
}
