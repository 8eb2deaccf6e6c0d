// A time for Elin's next meeting: Anna asks about three, Sara answers with a tap on a narrow screen and without JavaScript, a
// worker notes what was said on the phone, one is booked, and the meeting is cancelled. A calendar is shared and told as wrong.
import assert from "node:assert/strict";
import { axe, layout, none } from "../lib/checks.mjs";
import { shoot } from "../lib/shots.mjs";

const sound = async (page, name) => {
  none([...(await layout(page)), ...(await axe(page))].map((fault) => `[${name}] ${fault}`));
  await shoot(page, "60-a-time", name);
};
const look = async (page, name) => {
  for (const [width, colorScheme] of [[1366, "light"], [320, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await sound(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 900 });
};

export default async function story({ test, asPerson }) {
  let plan = "";

  await test("Anna seeks times, changes one, and asks everybody", async () => {
    const page = await asPerson("Anna Ek");
    await page.goto("/");
    plan = await page.locator("a[href^='/plans/']:has-text('Elin')").first().getAttribute("href");
    plan = plan.match(/^\/plans\/[0-9a-f-]+/)[0];
    await page.goto(`${plan}/times/new`);
    await look(page, "new");
    await page.getByRole("button", { name: "Sök tider" }).click();
    await page.locator("#found").waitFor();
    for (const n of [1, 2, 3]) assert.notEqual(await page.locator(`#date${n}`).inputValue(), "");
    await look(page, "found");
    await page.locator("#time3").fill("16.15");
    await page.getByRole("button", { name: "Skicka frågan till alla" }).click();
    await page.waitForURL((url) => url.pathname === `${plan}/times`);
    assert.equal(await page.locator("article.card").count(), 3);
    await look(page, "asked");
  });

  for (const javaScript of [true, false]) {
    await test(`Sara answers with a tap, ${javaScript ? "with" : "without"} JavaScript`, async () => {
      const page = await asPerson("Sara Sjöberg", { javaScript, width: 320 });
      await page.goto(`${plan}/times`);
      const words = javaScript ? "Jag kan" : "Jag kan inte";
      await page.locator("article.card").first().getByRole("button", { name: new RegExp(`^${words}\\s*:`) }).click();
      await page.locator("article.card").first().getByText("Ditt svar:").waitFor();
      assert.equal(await page.locator("article.card .tag").first().innerText(), javaScript ? "Kan" : "Kan inte");
      if (javaScript) await sound(page, "answered-320");
    });
  }

  await test("Anna notes what was said on the phone, and books", async () => {
    const page = await asPerson("Anna Ek");
    await page.goto(`${plan}/times`);
    const first = page.locator("article.card").first();
    await first.locator("summary").click();
    await first.getByRole("button", { name: /^Kan\s*:.*Elin/ }).click();
    await page.locator("[data-status]").waitFor();
    await page.locator("article.card").first().getByRole("button", { name: /^Boka den här tiden/ }).click();
    await page.getByText("Mötet är").waitFor();
    await look(page, "booked");
  });

  await test("the meeting is cancelled, not without a reason", async () => {
    const page = await asPerson("Anna Ek");
    await page.goto(`${plan}/times`);
    await page.locator("summary:has-text('Ställ in mötet')").click();
    await page.getByRole("button", { name: "Ställ in mötet" }).click();
    await page.locator("[data-error-summary]").waitFor();
    await sound(page, "no-reason");
    await page.locator("#reason").fill("Rummet är trasigt.");
    await page.getByRole("button", { name: "Ställ in mötet" }).click();
    await page.getByText("Det finns inga tider").waitFor();
  });

  await test("an interpreter is written in, and a calendar that is none is told", async () => {
    const page = await asPerson("Anna Ek");
    await page.goto(`${plan}/interpreter`);
    await look(page, "interpreter");
    await page.locator("#language").fill("arabiska");
    await page.getByRole("button", { name: "Spara" }).click();
    await page.waitForURL((url) => url.pathname === `${plan}/call`);
    await sound(page, "call");
    const omar = await asPerson("Omar Ali");
    await omar.goto("/sessions");
    await omar.locator("a[href='/calendar']").click();
    await look(omar, "calendar");
    await omar.locator("#address").fill(new URL("/sign-in", omar.url()).href);
    await omar.getByRole("button", { name: "Dela", exact: true }).click();
    await omar.getByText("På adressen finns ingen kalender").waitFor();
    await look(omar, "calendar-wrong");
  });
}
