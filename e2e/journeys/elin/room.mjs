// Elin's meeting in the room: one screen for all, Maria's own view on a second device, and everybody's own view on theirs.
// What one presses stands on the others' pages without a reload, and nobody's typing is lost.
import assert from "node:assert/strict";
import { checkPage } from "../../lib/checks.mjs";
import { plain, press, refuse } from "../../lib/hands.mjs";
import { isAnswered } from "./answers.mjs";
import { calm, expected, firstTalk } from "./expected.mjs";

const text = async (page) => plain(await page.locator("main").innerText());
/** Waits for words on a page that nobody touches; a reload would forget the mark. */
async function comes(page, words) {
  await page.getByText(words).first().waitFor({ timeout: 10_000 });
  assert.ok(await page.evaluate(() => globalThis.stayed), "the page was loaded anew");
}
const stay = (page) => page.evaluate(() => { globalThis.stayed = true; });

let lead;

/** The room is opened on nine screens: the shared one, Maria's own, and seven people's. */
export async function opens({ step, at, asPerson, plan, picture }) {
  const room = () => `/plans/${plan()}/room`;
  const people = ["Elin Sjöberg", "Sara Sjöberg", "Lisa Berg", "Omar Ali", "Anna Ek", "Eva Lund"];

  await step("Eight people in the room: the child speaks first, and each sees whose turn it is without a reload", async () => {
    const maria = await at("Maria Sund", room());
    lead = await asPerson("Maria Sund", { width: 320 });
    await lead.goto(`${room()}/lead`);
    const pages = [maria, lead];
    for (const name of people) pages.push(await at(name, `${room()}/mine`));
    await at("Johan Sjöberg", `${room()}/mine`);
    for (const page of pages) await stay(page);
    for (const page of pages) await checkPage(page);
    await press(maria, "Nästa i rundan");
    await comes(await at("Elin Sjöberg"), "Nu är det din tur.");
    await comes(await at("Sara Sjöberg"), "Du är nästa.");
    for (const page of pages) assert.match(await text(page), /Nu pratar\s+Elin/i);
    // Without scripts a reload tells the same.
    const johan = await at("Johan Sjöberg", `${room()}/mine`);
    assert.match(await text(johan), /Nu pratar\s+Elin/i);
    await picture(maria, "06-room");
    await picture(await at("Elin Sjöberg"), "06-room-elin");
  });

  await step("Elin wishes for a pause: Maria alone sees it, gives it, and nobody's time runs", async () => {
    const elin = await at("Elin Sjöberg");
    await press(elin, "Paus");
    await comes(lead, "vill ha paus.");
    await picture(lead, "06-room-lead");
    const maria = await at("Maria Sund");
    assert.ok(!(await text(maria)).includes("vill ha paus"), "the others do not");
    assert.ok(!(await text(await at("Omar Ali"))).includes("vill ha paus"), "the others do not");
    await press(lead.locator("#wishes + ul"), "Paus");
    await comes(maria, "Paus. Klockan står still.");
    await press(lead, "Vi fortsätter");
    await press(await at("Johan Sjöberg"), "Jag förstår inte");
    await comes(lead, "förstår inte.");
    await press(lead, "Det är klart nu");
    await press(maria.locator(".parts"), "Behov");
    await comes(lead, "Nu pratar");
    await comes(elin, "Nu är det din tur.");
  });

  await step("A phone whose clock is three hours wrong, and one that runs twice as fast, count the minutes that the server counts", async () => {
    const maria = await at("Maria Sund");
    const minutes = async (page) => Number(/(\d+)/.exec(await page.locator(".clock").innerText())[1]);
    for (const wrong of [
      () => { const real = Date.now; Date.now = () => real() + 3 * 3_600_000; globalThis.Date = class extends Date { constructor(...of) { super(...(of.length ? of : [real() + 3 * 3_600_000])); } }; },
      () => { const real = Date.now, from = real(); Date.now = () => from + 2 * (real() - from); },
    ]) {
      const phone = await asPerson("Johan Sjöberg", { width: 320 });
      await phone.addInitScript(wrong);
      await phone.goto(room());
      await phone.locator(".clock").waitFor();
      await phone.waitForTimeout(6_000);
      await maria.reload();
      const [his, hers] = [await minutes(phone), await minutes(maria)];
      assert.ok(Math.abs(his - hers) <= 1, `${his} on the phone, ${hers} on the shared screen`);
      await phone.context().close();
    }
  });

  await step("Of two who press Next on the same room one moves the round, and the other is told", async () => {
    const maria = await at("Maria Sund");
    // The second press is of a page that did not hear of the first, as on a device that was asleep.
    await lead.context().setOffline(true);
    await press(maria, "Nästa i rundan");
    await comes(await at("Sara Sjöberg"), "Nu är det din tur.");
    await lead.context().setOffline(false);
    const old = await lead.locator("input[name=room]").first().inputValue();
    const status = await lead.evaluate(async ([where, room]) => {
      const answer = await fetch(where, { method: "POST", body: new URLSearchParams({ do: "next", room }), headers: { accept: "text/html" } });
      return answer.status;
    }, [`${room()}/lead`, String(Number(old) - 1)]);
    assert.equal(status, 422);
    assert.match(await text(await at("Sara Sjöberg")), /Nu är det din tur/);
  });
}

/** Several write at once, one device sleeps: nothing that was typed is lost. */
export async function atOnce({ step, at, plan }) {
  await step("While Maria writes, others act and her device loses the network: her words stay, and what is new comes", async () => {
    const maria = await at("Maria Sund", `/plans/${plan()}/measures/new?room=1`);
    await stay(maria);
    const half = "Ett förslag som inte är klart";
    await maria.locator("textarea[name=what]").fill(half);
    await maria.context().setOffline(true);
    const lisa = await at("Lisa Berg", `/plans/${plan()}/room/mine`);
    await press(lisa, "Jag tar det");
    await maria.context().setOffline(false);
    const elin = await at("Elin Sjöberg", `/plans/${plan()}/room/mine`);
    await press(elin, "Ja");
    await maria.waitForTimeout(1_500);
    assert.equal(await maria.locator("textarea[name=what]").inputValue(), half, "not a letter is lost");
    assert.ok(await maria.evaluate(() => globalThis.stayed));
    // The phone that falls asleep in the middle of a sentence: hidden for longer than its stream is held, and awake again.
    const sara = await at("Sara Sjöberg", `/plans/${plan()}/room/mine`);
    await stay(sara);
    const card = sara.locator("section.card").first();
    await card.locator("summary").click();
    await card.locator("textarea").fill("Jag tror inte att");
    await sara.evaluate(() => {
      const hidden = { configurable: true, get: () => true };
      Object.defineProperty(document, "hidden", hidden);
      document.dispatchEvent(new Event("visibilitychange"));
      // As the browser does with a page of a phone that sleeps: the stream is gone.
      dispatchEvent(new Event("pagehide"));
    });
    await press(elin, "Jag förstår inte");
    await press(lead, "Nästa i rundan");
    await sara.waitForTimeout(500);
    await sara.evaluate(() => {
      delete document.hidden;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await sara.waitForTimeout(1_500);
    assert.equal(await sara.locator("textarea:visible").first().inputValue(), "Jag tror inte att", "her sentence is there");
    assert.ok(await sara.evaluate(() => globalThis.stayed), "the page was loaded anew");
    const told = (page) => page.locator(".turn").first().innerText();
    assert.equal(plain(await told(sara)), plain(await told(lead)), "and what was missed meanwhile has come");
    await lead.goto(`/plans/${plan()}/room/lead`);
    assert.ok(!(await lead.locator("main").innerText()).includes(calm.what.slice(0, 30)), "her yes is there, so nobody asks for it");
  });
}

/** Sara cannot live with a measure: refused without a reason, then on the shared screen, and the plan cannot be agreed over it. */
export async function livesWithIt({ step, at, plan, picture }) {
  await step("Omar's yes is heard in the room; Sara cannot live with it, and says why", async () => {
    const maria = await at("Maria Sund", `/plans/${plan()}/room`);
    await lead.goto(`/plans/${plan()}/room/lead`);
    await stay(lead);
    const omars = lead.locator("li").filter({ hasText: firstTalk.what.slice(0, 30) });
    await press(omars, "Sa ja i rummet");
    const sara = await at("Sara Sjöberg", `/plans/${plan()}/room/mine`);
    const card = sara.locator("section.card").filter({ hasText: firstTalk.what.slice(0, 30) });
    await card.locator("summary").click();
    await refuse(card.locator("form").filter({ has: sara.locator("textarea") }), { words: "" }, "Skicka", ["words"]);
    await sara.locator("textarea[name=words]:visible").fill(expected.disagreements[0].sides[0][1]);
    await press(sara.locator("section.card").filter({ hasText: firstTalk.what.slice(0, 30) }), "Skicka");
    await comes(lead, "kan inte leva med insats");
    // Lisa and Eva are in the room, whom consent does not let know of health: the screen that all see tells it not.
    assert.ok(!(await text(maria)).includes("kan inte leva med insats"));
    assert.ok((await text(maria)).includes("inte alla i rummet får se"));
    await checkPage(sara);
    await checkPage(lead);
    await picture(lead, "06-room-no");
    await picture(sara, "06-room-sara");
    const anna = await at("Anna Ek", `/plans/${plan()}/agree`);
    assert.ok((await text(anna)).includes("Någon kan inte leva med insats"), "the plan cannot be agreed over it in silence");
  });
  await isAnswered({ step, at, plan, picture, questions: expected.questions });
}
