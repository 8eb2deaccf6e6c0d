// Sara Lind and Noel, 7, with a protected identity (families.md, 5): nobody finds them, people are let in by name, no place stands anywhere, and who
// tried stands in the log that Sara reads.
import assert from "node:assert/strict";
import { looks } from "../lib/look.mjs";

export const flags = [];

export default async function sara({ step, test, asPerson, shoot, server }) {
  let ylva, plan;
  const places = ["Tallmo", "Solvik", "Björkhamn"];

  const look = looks(shoot, "sara");

  await step("a professional elsewhere and the administrator find nobody of their names", async () => {
    for (const [who, start] of [["Anna Ek", "/plans/new"], ["Tomas Vik", "/plans/new"]]) {
      const page = await asPerson(who);
      for (const sought of ["Noel", "Sara Lind"]) {
        await page.goto(start);
        await page.locator("[name=who]").first().fill(sought);
        await page.getByRole("button", { name: /Sök/ }).first().click();
        await page.waitForLoadState();
        assert.equal(await page.locator("main li, main label").filter({ hasText: /^\s*(Noel|Sara Lind)/ }).count(), 0, `${who} found ${sought}`);
      }
      if (who === "Tomas Vik") {
        await page.goto("/directory");
        const text = await page.locator("main").innerText();
        assert.ok(!text.includes("Noel") && !text.includes("Sara Lind"), "the directory tells of them");
      }
      await page.context().close();
    }
  });

  await step("Ylva, who carries the plan on, sees who is let in by name and that no place can be written", async () => {
    ylva = await asPerson("Ylva Kron");
    const link = ylva.locator("a[href^='/plans/']:has-text('Noel')").first();
    plan = /plans\/([0-9a-f-]{36})/.exec(await link.getAttribute("href"))[1];
    await ylva.goto(`/plans/${plan}/people/protection`);
    await look(ylva, "protection");
    await ylva.goto(`/plans/${plan}/call`);
    assert.equal(await ylva.locator("[name=place]").count(), 0);
  });

  await step("the rector is outside until he is let in by name", async () => {
    const bo = await asPerson("Bo Granat");
    assert.equal((await bo.request.get(`/plans/${plan}`)).status(), 404);
    await bo.goto("/");
    assert.equal(await bo.getByText("Noel").count(), 0);
    await ylva.goto(`/plans/${plan}/people/protection`);
    const lets = ylva.locator("main form").filter({ has: ylva.locator("[name=staff]") });
    const select = lets.locator("select[name=staff]");
    if (await select.count()) await select.selectOption({ label: (await select.locator("option").allInnerTexts()).find((text) => text.includes("Bo Granat")) });
    else await lets.locator("label", { hasText: "Bo Granat" }).click();
    await lets.getByRole("button").last().click();
    await ylva.waitForURL(/saved=1/);
    await bo.goto(`/plans/${plan}`);
    await bo.goto("/");
    const list = await bo.locator("main").innerText();
    assert.ok(list.includes("Noel") && !list.includes("Lind"), "under the alias alone");
    const ingrid = await asPerson("Ingrid Palm");
    assert.equal((await ingrid.request.get(`/plans/${plan}`)).status(), 404, "a rector who is not let in");
    await ingrid.context().close();
    await bo.context().close();
  });

  await step("Sara reads her own page: who takes part stands there, and no address and no room", async () => {
    const sara = await asPerson("Sara Lind");
    await sara.goto(`/plans/${plan}`);
    const text = await sara.locator("main").innerText();
    assert.doesNotMatch(text, /\b\d{3} ?\d{2} [A-ZÅÄÖ]|gatan|vägen \d|gränd|Plats:/i);
    assert.equal(await sara.title().then((title) => /Noel|Lind/.test(title)), false, "a neutral title");
    await look(sara, "own");
  });

  await test("who tried stands in the log that Sara reads, and why it was denied", async () => {
    const sara = await asPerson("Sara Lind");
    await sara.goto(`/plans/${plan}/log`);
    await sara.getByText("Försökte se planen, men fick inte").first().waitFor();
    await sara.getByText("Bo Granat").first().waitFor();
    await look(sara, "log");
  });

  await test("no mail that went out says a name or a place", async () => {
    for (const { text } of await server.mails()) {
      const body = text.split("\r\n\r\n").slice(1).join("\n");
      for (const word of ["Noel", "Lind", ...places, "skydd"]) assert.ok(!body.includes(word), word);
    }
  });
}
