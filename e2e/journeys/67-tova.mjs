// Tova, 11, whose guardians are in conflict (families.md, 4): a state with its own help, never an error. Each guardian is met apart, nothing of one
// reaches the other, the professionals go on with what needs no consent, and what the board decides is noted.
import assert from "node:assert/strict";
import { none } from "../lib/checks.mjs";
import { looks } from "../lib/look.mjs";

export const flags = [];

export default async function tova({ step, test, asPerson, shoot }) {
  const hers = "Kan vi ses på torsdag, bara du och jag?", his = "Jag vill prata med BUP själv först.";
  let jenny, petra, mikael, plan;

  const main = (page) => page.locator("main").innerText();
  const look = looks(shoot, "tova");

  await step("Jenny finds the conflict as a state of the plan, with its help", async () => {
    jenny = await asPerson("Jenny Ask");
    const link = jenny.locator("a[href^='/plans/']:has-text('Tova')").first();
    plan = /plans\/([0-9a-f-]{36})/.exec(await link.getAttribute("href"))[1];
    await jenny.goto(`/plans/${plan}`);
    assert.match(await main(jenny), /inte (är )?överens|olika/i, "it is told in words");
    const answer = await jenny.goto(`/plans/${plan}/consent/conflict`);
    assert.equal(answer.status(), 200);
    await look(jenny, "conflict-holder");
  });

  await step("nobody is called while the guardians do not agree", async () => {
    await jenny.goto(`/plans/${plan}/call`);
    const sent = await jenny.request.post(`/plans/${plan}/call`, { form: { what: "send", do: "send" }, headers: { origin: new URL(jenny.url()).origin }, maxRedirects: 0 });
    assert.equal(sent.status(), 422);
    assert.match(await sent.text(), /överens|samtyck/i, "it says why");
  });

  await step("she writes to each guardian apart, and each answers", async () => {
    await jenny.goto(`/plans/${plan}/consent/conflict`);
    await jenny.getByLabel(/Petra/).last().fill(hers);
    await jenny.getByLabel(/Petra/).last().locator("xpath=ancestor::form").getByRole("button").last().click();
    await jenny.getByText(hers).waitFor();
    mikael = await asPerson("Mikael Rask");
    await mikael.goto(`/plans/${plan}/consent/conflict`);
    await mikael.locator("main textarea").last().fill(his);
    await mikael.locator("main textarea").last().locator("xpath=ancestor::form").getByRole("button").last().click();
    await mikael.getByText(his).waitFor();
    await look(mikael, "conflict-guardian");
    await jenny.goto(`/plans/${plan}/consent/conflict`);
    await jenny.getByText(his).waitFor();
  });

  await test("what is said with one guardian is nowhere in the other's pages", async () => {
    petra = await asPerson("Petra Rask");
    await petra.goto(`/plans/${plan}/consent/conflict`);
    await petra.getByText(hers).waitFor();
    const leaks = [];
    for (const [page, secret] of [[petra, his], [mikael, hers]]) {
      const known = new Set([`/plans/${plan}`]), queue = [...known];
      while (queue.length && known.size < 60) {
        const path = queue.shift();
        const answer = await page.request.get(path);
        const text = await answer.text();
        if (text.includes(secret)) leaks.push(path);
        for (const [, next] of text.matchAll(/href="(\/plans\/[^"#]*)/g)) if (!known.has(next)) { known.add(next); queue.push(next); }
      }
      assert.ok(known.size > 5, "the walk went somewhere");
    }
    none(leaks.map((path) => `told at ${path.replace(plan, "*")}`));
  });

  await test("Tova meets her page without the quarrel, and without a word to choose between them", async () => {
    const child = await asPerson("Tova Rask");
    await child.goto(`/plans/${plan}`);
    const text = await main(child);
    for (const word of [hers, his, "vägrar", "konflikt"]) assert.ok(!text.includes(word), word);
    await look(child, "child");
  });

  await test("the board's decision is noted, and changes no consent by itself", async () => {
    await jenny.goto(`/plans/${plan}/consent/conflict`);
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(new Date());
    const decision = jenny.locator("main form").filter({ has: jenny.locator("[name=on]") });
    if (!(await decision.isVisible())) await jenny.locator("summary").last().click();
    await decision.locator("[name=on]").fill(day);
    await decision.locator("[name=words]").fill("Samtal hos BUP får sättas in.");
    await decision.getByRole("button").last().click();
    await jenny.getByText("Samtal hos BUP får sättas in.").first().waitFor();
    await jenny.goto(`/plans/${plan}`);
    assert.match(await main(jenny), /inte (är )?överens|olika/i);
  });

  await step("what Mikael has said stands on his own page of consent", async () => {
    await mikael.goto(`/plans/${plan}/consent`);
    assert.match(await main(mikael), /inte/);
    await look(mikael, "consent");
  });
}
