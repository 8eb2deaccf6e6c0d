// What the meeting answers Elin: on the screen that all look at, without a reload; what has no answer is open to whoever leads.
import assert from "node:assert/strict";
import { checkPage } from "../../lib/checks.mjs";
import { fill, plain, press } from "../../lib/hands.mjs";

const main = async (page) => plain(await page.locator("main").innerText());
export const second = "Du bestämmer med mamma och pappa. Anna frågar dig först.";

/** Maria writes the answer to Elin's second question; the first one is open when the meeting ends. */
export async function isAnswered({ step, at, plan, picture, questions }) {
  await step("Elin's second question is answered in the room: it stands on the shared screen, and the first is open to whoever leads", async () => {
    const elin = await at("Elin Sjöberg", `/plans/${plan()}/room`);
    await elin.evaluate(() => { globalThis.stayed = true; });
    assert.match(await main(elin), /Inget svar/);
    const maria = await at("Maria Sund", `/plans/${plan()}/agree`);
    const card = maria.locator("#questions ~ .card").filter({ hasText: questions[1] });
    await card.locator("summary").click();
    const answer = card.locator("form");
    await fill(answer, { [await answer.locator("textarea").getAttribute("name")]: second });
    await press(answer, "Spara");
    await elin.getByText(second).waitFor({ timeout: 10_000 });
    assert.ok(await elin.evaluate(() => globalThis.stayed), "the page was loaded anew");
    await checkPage(elin);
    await picture(elin, "06-room-answer");
    await elin.setViewportSize({ width: 320, height: 900 });
    await checkPage(elin);
    await picture(elin, "06-room-answer-320");
    await elin.setViewportSize({ width: 1366, height: 900 });
    for (const path of ["room/lead", "meeting", "agree"]) {
      const page = await at("Maria Sund", `/plans/${plan()}/${path}`);
      const open = plain(await page.locator("#unanswered").innerText());
      assert.ok(open.includes(plain(questions[0])) && !open.includes(plain(questions[1])), `${path}: ${open}`);
      await checkPage(page);
      if (path === "room/lead") await picture(page, "06-room-lead-open");
    }
  });
}
