// After the meeting: Elin says what became of each measure, one question a page; Lisa hands her measure to Ingrid, who says yes, and the
// family sees it; Ingrid reads what deviates in her unit; Anna follows up on one page; a new version shows what changed.
import assert from "node:assert/strict";
import { axe, layout, none } from "../lib/checks.mjs";
import { shoot } from "../lib/shots.mjs";

const sound = async (page, name) => {
  none([...(await layout(page)), ...(await axe(page))].map((fault) => `[${name}] ${fault}`));
  await shoot(page, "70-following-up", name);
};
const look = async (page, name) => {
  for (const [width, colorScheme] of [[1366, "light"], [320, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await sound(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 900 });
};

/** Presses a button and waits for its answer: going elsewhere at once would cut the form off. */
async function sent(page, button) {
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await button.click();
  await answer;
  await page.waitForLoadState();
}

export default async function story({ test, asPerson }) {
  let plan = "";

  await test("Elin answers one question a page, with faces, also without JavaScript", async () => {
    const page = await asPerson("Elin Sjöberg", { javaScript: false });
    await page.goto("/");
    plan = await page.locator("a[href^='/plans/']").first().getAttribute("href");
    plan = plan.match(/^\/plans\/[0-9a-f-]+/)[0];
    await page.goto(`${plan}/did-it-happen`);
    assert.match(page.url(), /did-it-happen\/\d+$/, "the first that she has not answered");
    assert.equal(await page.locator("fieldset img").count(), 3);
    await page.getByRole("button", { name: /Spara/ }).click();
    await page.locator("[data-error-summary]").waitFor();
    await page.locator("input[value=partly]").check();
    await page.locator("#words").fill("Ibland. Inte när det är vikarie.");
    await page.getByRole("button", { name: /Spara/ }).click();
    await page.goto(`${plan}/did-it-happen?all=1`);
    await page.getByText("Inte när det är vikarie.").waitFor();
  });

  await test("the child's pages are sound, wide and narrow", async () => {
    const page = await asPerson("Elin Sjöberg");
    await page.goto(`${plan}/did-it-happen?all=1`);
    await look(page, "all");
    await page.locator("a[href*='did-it-happen/']").first().click();
    await page.locator("fieldset").waitFor();
    await look(page, "one");
  });

  await test("Lisa answers and hands over from her list", async () => {
    const page = await asPerson("Lisa Berg");
    await page.goto("/measures");
    await look(page, "mine");
    await page.locator("article.card a").first().click();
    await page.locator("a[href$='/hand-over']").first().click();
    await look(page, "offer");
    await page.getByRole("button", { name: "Fråga" }).click();
    await page.locator("[data-error-summary]").waitFor();
    await page.locator("#to").selectOption({ label: (await page.locator("#to option:has-text('Ingrid Palm')").first().innerText()) });
    await page.locator("#words").fill("Elin vill bli mött vid dörren.");
    await page.getByRole("button", { name: "Fråga" }).click();
    await page.getByText("har inte svarat").waitFor();
    await sound(page, "waits");
  });

  await test("Ingrid says yes, and the family sees who took over", async () => {
    const page = await asPerson("Ingrid Palm");
    await page.goto("/measures");
    await page.locator("a[href*='/handovers/']").first().click();
    await page.getByText("Elin vill bli mött vid dörren.").waitFor();
    await look(page, "answer");
    await page.getByRole("button", { name: "Jag tar över" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    const family = await asPerson("Sara Sjöberg");
    await family.goto(`${plan}/history`);
    await family.getByText(/tog över insats/).first().waitFor();
  });

  await test("the administrator makes Per the manager of his unit", async () => {
    const page = await asPerson("Tomas Vik");
    await page.goto("/directory");
    await page.getByRole("link", { name: "Per Nilsson" }).first().click();
    await page.locator("input[name=roles][value=manager]").check();
    await page.getByRole("button", { name: "Spara" }).first().click();
    await page.locator("[data-status]").waitFor();
  });

  await test("a manager reads what deviates, without a word of a plan", async () => {
    for (const name of ["Ingrid Palm", "Per Nilsson"]) {
      const page = await asPerson(name);
      await page.goto("/unit");
      assert.equal(await page.locator("main q").count(), 0);
      await look(page, `unit-${name.split(" ")[0].toLowerCase()}`);
      if (name === "Per Nilsson") assert.ok((await page.locator("table.cards tbody tr").count()) > 0);
    }
  });

  await test("Anna follows up on one page, and a new version shows what changed", async () => {
    const page = await asPerson("Anna Ek");
    await page.goto(`${plan}/follow-up`);
    await page.getByText("Inte när det är vikarie.").waitFor();
    await look(page, "follow-up");
    await page.goto(`${plan}/agree`);
    await page.locator("#reason").fill("En insats behöver ändras.");
    await sent(page, page.getByRole("button", { name: "Ändra planen" }));
    await page.goto(`${plan}/rows`);
    await page.locator("a[href*='/measures/']:not([href$='new'])").first().click();
    await page.locator("#what").fill("En lugn stund i biblioteket varje morgon.");
    await sent(page, page.locator("button[name=do][value=save]"));
    await page.goto(`${plan}/changes`);
    await page.getByText("En lugn stund i biblioteket varje morgon.").first().waitFor();
    await look(page, "changes");
  });
}
