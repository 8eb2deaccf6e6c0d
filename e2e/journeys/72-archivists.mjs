// Disposal on its pages, years on: the list, the yes of one authority, the hold of another and its lifting, seen at both widths.
import assert from "node:assert/strict";
import { axe, layout, none } from "../lib/checks.mjs";
import { setLanguage } from "../lib/browser.mjs";

export const flags = ["--movable-clock"];

export default async function story({ test, step, server, asPerson, shoot }) {
  let birgit, harald, plan;
  const held = "Tillsyn, dnr 17";

  async function looked(page, name) {
    const faults = [];
    for (const [language, width, scheme] of [["sv", 1366, "light"], ["sv", 320, "dark"], ["sv-simple", 320, "light"], ["en", 1366, "dark"]]) {
      await Promise.all([page.setViewportSize({ width, height: 900 }), page.emulateMedia({ colorScheme: scheme })]);
      await setLanguage(page, language);
      faults.push(...(await layout(page)), ...(await axe(page)));
      await shoot(page, "disposal", `${name}-${language}-${width}-${scheme}`);
    }
    await setLanguage(page, "sv");
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    faults.push(...(await layout(page)));
    await shoot(page, "disposal", `${name}-mirrored`);
    await page.reload();
    await page.setViewportSize({ width: 1366, height: 900 });
    none([...faults, ...page.faults.splice(0)]);
  }

  await step("three years on, what ends by itself has ended", async () => {
    // What the stories have in store happens first, such as a consent's last day: an entry that the clock then counts from.
    const year = new Date().getFullYear();
    await server.clock(`${year + 3}-03-03`, "09.00");
    await new Promise((done) => setTimeout(done, 8000));
    await server.clock(`${year + 15}-03-03`, "09.00");
  });

  await step("the archivist of the municipality finds the plans whose time has run out, without a name", async () => {
    birgit = await asPerson("Birgit Åman");
    await birgit.getByRole("link", { name: "Gallring", exact: true }).click();
    await birgit.getByRole("heading", { name: "Väntar på ert ja" }).waitFor();
    for (const name of ["Greta", "Elin", "Jonas"]) assert.equal(await birgit.getByText(name).count(), 0, name);
    await looked(birgit, "list");
  });

  await step("she sees by which rules, and who took part", async () => {
    for (const link of await birgit.locator("table a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))) {
      await birgit.goto(link);
      if ((await birgit.locator("tbody tr").count()) === 2 && (await birgit.getByText("Region Nordanland").count())) { plan = link; break; }
    }
    assert.ok(plan, "a plan of the municipality and the region alone");
    await birgit.getByText("PDL 3 kap. 17 §").first().waitFor();
    await looked(birgit, "decide");
  });

  await test("she says yes, once", async () => {
    await birgit.getByRole("button", { name: "Ja, planen ska gallras" }).click();
    await birgit.getByRole("heading", { name: "Väntar på andra" }).waitFor();
    await birgit.goto(plan);
    assert.equal(await birgit.getByRole("button", { name: "Ja, planen ska gallras" }).count(), 0);
  });

  await test("the region holds it, with a reason that stays the region's", async () => {
    harald = await asPerson("Harald Quist");
    await harald.goto(plan);
    await harald.locator("summary", { hasText: "Stoppa gallringen" }).click();
    await harald.getByRole("button", { name: "Stoppa gallringen" }).click();
    await harald.locator("[aria-invalid=true]").waitFor();
    await looked(harald, "no-reason");
    await harald.goto(plan);
    await harald.locator("summary", { hasText: "Stoppa gallringen" }).click();
    await harald.getByLabel("Varför ska planen vara kvar?").fill(held);
    await harald.getByRole("button", { name: "Stoppa gallringen" }).click();
    await harald.getByRole("heading", { name: "Stoppade" }).waitFor();
    await harald.goto(plan);
    await harald.getByText(held).waitFor();
    await looked(harald, "held");
    await birgit.goto(plan);
    await birgit.getByText("har stoppat gallringen").waitFor();
    assert.equal(await birgit.getByText(held).count(), 0);
    assert.equal(await birgit.getByRole("button").filter({ hasText: "gallr" }).count(), 0, "nothing for her to press");
  });

  await test("he lifts it, and both say yes anew", async () => {
    await harald.goto(plan);
    await harald.getByLabel("Varför behövs stoppet inte längre?").fill("Tillsynen är klar");
    await harald.getByRole("button", { name: "Ta bort stoppet" }).click();
    await harald.getByRole("heading", { name: "Väntar på ert ja" }).waitFor();
    for (const page of [birgit, harald]) {
      await page.goto(plan);
      await page.getByRole("button", { name: "Ja, planen ska gallras" }).click();
      await page.waitForURL(/\/disposal\?saved=1/);
    }
    await harald.getByRole("heading", { name: "Alla har sagt ja" }).waitFor();
    await looked(harald, "ready");
    await harald.getByRole("link", { name: "Bevis över det som är gallrat" }).click();
    await harald.getByText("Inget är gallrat än").waitFor();
  });
}
