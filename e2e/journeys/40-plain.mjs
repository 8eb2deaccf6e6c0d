// What professionals write for the family: how easy it is to read is told beside the field, with a script and without one.
import assert from "node:assert/strict";
import { checkPage } from "../lib/checks.mjs";
import { plain } from "../lib/hands.mjs";

const hard = "Huvudmännen säkerställer samordnade stödinsatser via QRS.";

/** The address of a form for a new measure in one of the plans on somebody's list. */
async function newMeasure(page) {
  await page.goto("/");
  const plans = await page.$$eval("a[href^='/plans/']", (links) => links.map((link) => link.getAttribute("href").split(/[/?#]/)[2]));
  for (const plan of new Set(plans.filter((plan) => plan !== "new"))) {
    const address = `/plans/${plan}/measures/new`;
    await page.goto(address);
    if (await page.$("textarea[name=what]")) return address;
  }
  throw new Error("nobody's plan takes a new measure");
}

const beside = (page) => page.$eval("#what-plain", (box) => box.textContent).then(plain);

export default async function plainLanguage({ test, asPerson, shoot }) {
  await test("it is told after a pause in typing, and by the button at once", async () => {
    const sofia = await asPerson("Sofia Lindh");
    const address = await newMeasure(sofia);
    assert.equal(await sofia.$eval("#what-plain", (box) => box.ariaLive), "polite");
    assert.equal((await beside(sofia)).trim(), "");
    await sofia.locator("#what").pressSequentially(hard);
    await sofia.waitForFunction(() => document.querySelector("#what-plain").textContent.includes("LIX"), null, { timeout: 8000 });
    assert.match(await beside(sofia), /LIX 7\d, mycket svår\. Längsta meningen har 6 ord\./);
    assert.match(await beside(sofia), /stödinsatser: hjälp, stöd/);
    await sofia.fill("#notice", "Elin är glad.");
    await sofia.click("button[name=plain]");
    await sofia.waitForFunction(() => document.querySelector("#notice-plain").textContent.includes("mycket lätt"), null, { timeout: 5000 });
    assert.equal(new URL(sofia.url()).pathname, address);
    assert.equal(await sofia.$eval("#what", (field) => field.value), hard);
    await checkPage(sofia);
  });
  for (const [width, scheme] of [[1366, "light"], [1366, "dark"], [320, "light"], [320, "dark"]]) {
    await test(`without a script the button shows the form again, ${width} pixels, ${scheme}`, async () => {
      const sofia = await asPerson("Sofia Lindh", { javaScript: false, width, scheme });
      const address = await newMeasure(sofia);
      await sofia.fill("#what", hard);
      await Promise.all([sofia.waitForEvent("load"), sofia.click("button[name=plain]")]);
      assert.equal(new URL(sofia.url()).pathname, address);
      assert.equal(await sofia.$eval("#what", (field) => field.value), hard);
      assert.match(await beside(sofia), /QRS: Alla vet inte/);
      await checkPage(sofia);
      await shoot(sofia, "plain", `measure-${width}-${scheme}`);
    });
  }
}
