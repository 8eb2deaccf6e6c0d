// Learning (participation.md 10): a plan is followed up, the child and its mother answer in half a minute, once and alone, and the
// development leader sees figures in which nobody can be found.
import assert from "node:assert/strict";
import { axe, checkPage, none, sideways } from "../lib/checks.mjs";
import { everybody, form, plain, press, send } from "../lib/hands.mjs";

export const flags = ["--movable-clock"];

const words = "Att Elin får sova på lördagar";

export default async function learning({ step, test, asPerson, server, shoot }) {
  const at = everybody(asPerson);
  let plan = "", page = "";
  const text = async (page) => plain(await page.locator("main").innerText());
  const picture = async (page, name) => {
    for (const [width, scheme] of [[1366, "light"], [320, "light"], [1366, "dark"], [320, "dark"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      none((await sideways(page)).map((fault) => `${name} at ${width}: ${fault}`));
      none((await axe(page)).map((fault) => `${name} at ${width} ${scheme}: ${fault}`));
      await shoot(page, "learning", `${name}-${width}-${scheme}`);
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await shoot(page, "learning", `${name}-320-forced`);
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await shoot(page, "learning", `${name}-320-mirrored`);
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));
    await page.setViewportSize({ width: 1366, height: 900 });
  };

  await step("The coordinator follows the plan up", async () => {
    const sara = await at("Sara Sjöberg", "/");
    plan = (await sara.locator('main a[href*="/steps"]').first().getAttribute("href")).split("/")[2];
    page = `/plans/${plan}/evaluate`;
    const anna = await at("Anna Ek", `/plans/${plan}/follow-up`);
    await press(form(anna, "do=begin"), (await form(anna, "do=begin").locator("button[value=begin]").innerText()).trim());
    await anna.goto(`/plans/${plan}/follow-up`);
    const next = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    await send(form(anna, "next"), { next, next_time: "14" }, (await form(anna, "next").locator("button[value=end]").innerText()).trim());
  });

  await step("The child answers with faces, and its mother in words", async () => {
    const elin = await at("Elin Sjöberg", `/plans/${plan}`);
    await elin.locator(`a[href="${page}"]`).click();
    await elin.waitForURL((url) => url.pathname === page);
    await checkPage(elin);
    await picture(elin, "child");
    await send(form(elin, "child_listened"), { child_understood: "Lite", child_listened: "Ja", child_next: "Vet inte" }, "Skicka");
    assert.match(await text(elin), /Tack\. Du har svarat/);
    const sara = await at("Sara Sjöberg", "/");
    await sara.locator(`a[href="${page}"]`).first().click();
    await sara.waitForURL((url) => url.pathname === page);
    await checkPage(sara);
    await picture(sara, "parent");
    const answers = { follow_up_happened: "Mest", follow_up_less_to_do: "Lite", follow_up_of_use: "Helt", hours_a_week: "6", words, release: ["1"] };
    await send(form(sara, "follow_up_happened"), answers, "Skicka");
    assert.match(await text(sara), /Det här svarade du[\s\S]*Mest/);
    await picture(sara, "answered");
    assert.doesNotMatch(await text(sara), /De lyssnade på mig/, "the child keeps its answers to itself");
  });

  await test("Nobody who works with the plan finds an answer", async () => {
    const anna = await at("Anna Ek", `/plans/${plan}/history`);
    for (const path of ["", "/history", "/follow-up", "/measures", "/log"]) {
      await anna.goto(`/plans/${plan}${path}`);
      assert.doesNotMatch(await text(anna), /lördagar|frågorna efter mötet/, path);
    }
  });

  await test("The development leader sees figures, and of so few none", async () => {
    const kerstin = await at("Kerstin Dahl", "/figures");
    await checkPage(kerstin);
    assert.equal(await kerstin.locator("svg.chart[role=img]").count(), 6);
    assert.doesNotMatch(await text(kerstin), /lördagar|Elin/);
    await picture(kerstin, "figures");
    const download = kerstin.waitForEvent("download");
    await kerstin.getByRole("link", { name: "Hämta som tabell (CSV)" }).click();
    assert.equal((await download).suggestedFilename(), "figures.csv");
    await kerstin.goto("/figures/dictionary");
    await checkPage(kerstin);
    await picture(kerstin, "dictionary");
  });

  await test("When the half-year has ended, she reads the words that were released to her", async () => {
    await server.clock(`${new Date().getFullYear() + 1}-07-02`, "9.00");
    const kerstin = await at("Kerstin Dahl", "/figures");
    const first = await text(kerstin);
    await server.clock(`${new Date().getFullYear() + 1}-01-02`, "9.00");
    const second = await text(await at("Kerstin Dahl", "/figures"));
    assert.match(first + second, /Att Elin får sova på lördagar/);
  });
}
