// Leaving the page: a plain link without JavaScript, and with it Shift three times; the page is covered at once, the session
// ends here first, and going back shows nothing.
import assert from "node:assert/strict";

export const flags = [];
const exit = "https://www.smhi.se/";

/** Answers for the neutral site, so that nothing leaves this machine; tells how often it was asked for. */
async function neutral(page) {
  const asked = [];
  await page.context().route(`${exit}**`, (route) => {
    asked.push(route.request().headers().referer ?? "");
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: "<!doctype html><title>Väder</title><h1>Väder</h1>" });
  });
  // It is another host, and meant to be.
  page.faults.length = 0;
  return asked;
}

export default async function story({ test, asPerson }) {
  for (const javaScript of [false, true]) {
    await test(`the link ends the session and opens a neutral site, ${javaScript ? "with" : "without"} JavaScript`, async () => {
      const page = await asPerson("Sara Sjöberg", { javaScript });
      const asked = await neutral(page);
      await page.goto("/");
      await page.locator("a.exit").click();
      await page.waitForURL(exit);
      assert.equal(await page.locator("h1").innerText(), "Väder");
      assert.deepEqual(asked, [""], "the neutral site is not told where she came from");
      await page.goBack();
      await page.waitForURL((url) => url.pathname === "/sign-in");
      assert.equal(await page.getByText("Sara", { exact: true }).count(), 0);
      page.faults.length = 0;
    });
  }

  await test("Shift three times within five seconds leaves, and covers the page at once", async () => {
    const page = await asPerson("Elin Sjöberg");
    await neutral(page);
    await page.goto("/");
    // The end of the session is held back: the page must be covered before it comes.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/leave", async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    for (let press = 0; press < 2; press += 1) await page.keyboard.press("Shift");
    await page.keyboard.press("a");
    await page.keyboard.press("Shift");
    assert.equal(await page.locator(".gone").count(), 0, "another key between begins anew");
    await page.keyboard.press("Shift");
    await page.keyboard.press("Shift");
    const cover = page.locator(".gone");
    await cover.waitFor();
    const box = await cover.boundingBox();
    const size = page.viewportSize();
    assert.ok(box.x === 0 && box.y === 0 && box.width >= size.width && box.height >= size.height, JSON.stringify(box));
    assert.equal(await page.title(), "");
    release();
    await page.waitForURL(exit);
    page.faults.length = 0;
  });

  await test("leaving is explained once, before it is needed", async () => {
    const page = await asPerson("Johan Sjöberg", { width: 320 });
    await page.goto("/");
    await page.getByRole("button", { name: "Jag förstår" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    assert.equal(await page.locator("#leaving").count(), 0);
  });
}
