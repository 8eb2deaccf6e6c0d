// Greta, 84, goes home from hospital (families.md, 3): the clocks of lag (2017:612), to the minute. Told of the admission within 24 hours, called
// within three days of the notice, three days until the municipality pays, four when the notice came after noon.
import assert from "node:assert/strict";
import { everybody, form, plain, send } from "../lib/hands.mjs";
import { looks } from "../lib/look.mjs";
import { startServerWithSmtp } from "../lib/smtp.mjs";

export const flags = ["--movable-clock"];
/** The calls go to a real mail server, over STARTTLS. */
export const start = startServerWithSmtp;

/** So many days from today, as the server counts them, in the words of the page. */
const inDays = (today, days) => {
  const [year, month, day] = today.split("-").map(Number);
  return new Intl.DateTimeFormat("sv-SE", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(Date.UTC(year, month - 1, day + days)));
};

export default async function greta({ step, asPerson, server, shoot }) {
  const at = everybody(asPerson);
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(new Date());
  const day = (days) => inDays(today, days);
  let plan = "";

  const look = looks(shoot, "greta");
  /** Saves the stay with these changes, and reads the clocks: what each is about, and how it stands. */
  async function noted(page, changes) {
    await page.goto(`/plans/${plan}/stay`);
    await send(form(page, "admitted"), changes, "Spara");
    await page.goto(`/plans/${plan}/stay`);
    return plain((await page.locator("main ul.tasks > li").allInnerTexts()).join("\n"));
  }

  await step("Hanna on the ward reads the clocks", async () => {
    const hanna = await at("Hanna Wik", "/");
    plan = /plans\/([0-9a-f-]{36})/.exec(await hanna.locator("a[href^='/plans/']:has-text('Greta')").first().getAttribute("href"))[1];
    await hanna.goto(`/plans/${plan}/stay`);
    await look(hanna, "stay");
    assert.match(plain(await hanna.locator("main").innerText()), /efter klockan 12/, "the notice of the story came at 13.10");
  });

  await step("Told within 24 hours to the minute", async () => {
    const hanna = await at("Hanna Wik");
    const admitted = { admitted: day(-6), admitted_time: "7.40", leaves: day(1), ready: "", ready_time: "" };
    const last = await noted(hanna, { ...admitted, told: day(-5), told_time: "7.40" });
    assert.match(last, /Inskrivningsmeddelande, senast \S+ \d+ \S+ klockan 7\.40.*?I tid/);
    const late = await noted(hanna, { told: day(-5), told_time: "7.41" });
    assert.match(late, /Inskrivningsmeddelande.*?För sent/);
    assert.doesNotMatch(late, /Kommunen betalar/, "nobody pays before the notice");
    await look(hanna, "told-late");
    await noted(hanna, { told: day(-6), told_time: "15.05" });
  });

  await step("A notice at noon gives three days, a minute later four", async () => {
    const hanna = await at("Hanna Wik");
    for (const [time, days, words] of [["11.59", 3, "senast klockan 12"], ["12.00", 3, "senast klockan 12"], ["12.01", 4, "efter klockan 12"], ["13.10", 4, "efter klockan 12"]]) {
      const clocks = await noted(hanna, { ready: day(-2), ready_time: time });
      assert.ok(clocks.includes(`Kommunen betalar från ${day(-2 + days)}. Meddelandet kom ${words}.`), `${time}: ${clocks}`);
      assert.ok(clocks.includes(`Kallelse, senast ${day(1)}`), clocks);
    }
    await look(hanna, "ready");
  });

  await step("On the first day of payment the page says that it holds, a minute before midnight not yet", async () => {
    const hanna = await at("Hanna Wik");
    const iso = (days) => new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    await server.clock(iso(1), "23.59");
    let page = await at("Hanna Wik", `/plans/${plan}/stay`);
    assert.doesNotMatch(plain(await page.locator("main ul.tasks").innerText()), /Gäller nu/);
    await server.clock(iso(2), "0.01");
    page = await at("Hanna Wik", `/plans/${plan}/stay`);
    assert.match(plain(await page.locator("main ul.tasks").innerText()), /Kommunen betalar från.*Gäller nu/);
    await look(page, "pays");
    await noted(hanna, { home: day(2) });
    assert.equal(await hanna.locator("main ul.tasks > li").count(), 0, "at home the clocks have stopped");
  });

  await step("Leif, who leads the meeting, reads the list before it", async () => {
    const leif = await at("Leif Moberg", `/plans/${plan}/readiness`);
    await look(leif, "readiness");
    const said = plain(await leif.locator("main").innerText());
    assert.match(said, /Greta är tillfrågad Leif Moberg skrev ner svaren efter ett samtal\. Klart/);
    assert.match(said, /Karin Nyman Samtycke gäller den dagen/);
  });

  await step("The mails of the call name nobody", async () => {
    for (let tries = 0; tries < 100 && !(await server.mails()).length; tries += 1) await new Promise((go) => setTimeout(go, 200));
    const mails = await server.mails();
    assert.ok(mails.length, "somebody was told");
    for (const { to, text, secure } of mails) {
      assert.ok(secure && to.length === 1, "one mail to each, over TLS");
      assert.doesNotMatch(text.replaceAll(to[0], ""), /Greta|Nyman|höft|sjukhus/i);
    }
  });
}
