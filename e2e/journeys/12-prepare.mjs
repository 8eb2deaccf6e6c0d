// Elin, 9, prepares in cards and pictures, draws, speaks and chooses who sees what; Tova's coordinator types in after a talk. Counted with the
// keystroke-level model: six taps, at most fourteen presses, seven pages (participation.md 4.2).
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkPage } from "../lib/checks.mjs";
import { answered, everybody, plain, press } from "../lib/hands.mjs";

export const flags = [];

const questions = ["home", "school", "good", "hard", "wish", "worry"];

export default async function prepares({ step, test, asPerson, shoot }) {
  const at = everybody(asPerson);
  const picture = (page, name) => shoot(page, "prepare", name);
  let plan = "";

  await step("Elin answers six questions with six taps and sees what others will see", async () => {
    const elin = await at("Elin Sjöberg", "/");
    plan = /plans\/([0-9a-f-]{36})/.exec(await elin.content())[1];
    await elin.goto(`/plans/${plan}/prepare`);
    await checkPage(elin);
    await picture(elin, "01-start");
    await press(elin, "Kort").catch(() => {});
    await elin.goto(`/plans/${plan}/prepare/question/home`);
    let presses = 0, pages = 0;
    const tap = async (action) => { presses += 1; await action(); };
    const begun = Date.now();
    for (const key of questions) {
      pages += 1;
      assert.ok(elin.url().includes(`/question/${key}`), `${elin.url()} is not the question ${key}`);
      const cards = elin.locator("label.option:has([name$='-face'], [name$='-cards'])");
      await tap(() => cards.nth(key === "home" ? 2 : 1).click());
      if (["home", "hard"].includes(key)) await picture(elin, `02-${key}-cards`);
      if (key === "home") await checkPage(elin);
      await tap(() => answered(elin, () => elin.getByRole("button", { name: "Spara och gå vidare" }).last().click()));
    }
    pages += 1;
    assert.ok(elin.url().includes("/take-part"), elin.url());
    await checkPage(elin);
    await picture(elin, "03-how");
    await tap(() => elin.locator("label.option", { hasText: "En del av mötet" }).click());
    await tap(() => answered(elin, () => elin.getByRole("button", { name: "Spara och gå vidare" }).last().click()));
    assert.ok(presses <= 14 && pages <= 7, `${presses} presses on ${pages} pages`);
    // K 0.28, P 1.10, button 0.20, H 0.40, M 1.35, answer 0.5 (participation.md 4.2): what her hands do, without talk and reading.
    const seconds = presses * (1.1 + 0.2) + pages * (1.35 + 0.5) + 0.4;
    assert.ok(seconds < 60, `${seconds} s of hands on; the machine took ${Date.now() - begun} ms`);
    assert.ok(elin.url().includes("/preview"), elin.url());
    await checkPage(elin);
    await picture(elin, "04-preview");
  });

  await step("The three versions hold the same answer; Enter saves; what is not known can be said", async () => {
    const elin = await at("Elin Sjöberg", `/plans/${plan}/prepare/question/good`);
    const chosen = await elin.locator("[name='answer-good-cards']:checked").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(chosen, ["home"]);
    for (const version of ["Bilder", "Text", "Kort"]) {
      await answered(elin, () => elin.getByRole("button", { name: version, exact: true }).click());
      assert.ok(elin.url().includes("/question/good"));
      await checkPage(elin);
      await picture(elin, `05-good-${version.toLowerCase()}`);
    }
    assert.equal(await elin.locator("[name='answer-good-cards'][value=home]").isChecked(), true);
    await elin.locator("[name='answer-good-cards']").first().focus();
    await elin.keyboard.press("Enter");
    await elin.waitForURL(/question\/hard/);
    await press(elin, "Vet inte");
    assert.ok(elin.url().includes("/question/wish"));
    await elin.goto(`/plans/${plan}/prepare`);
    assert.ok(plain(await elin.locator("main").innerText()).includes("Vet inte"));
  });

  await step("She draws, undoes a line, and keeps it for herself; a photo does the same without scripts", async () => {
    const elin = await at("Elin Sjöberg", `/plans/${plan}/prepare/question/worry`);
    await press(elin, "Rita");
    await elin.waitForURL(/worry\/draw/);
    await checkPage(elin);
    const box = await elin.locator("canvas").boundingBox();
    for (const [from, to] of [[0.2, 0.8], [0.8, 0.2]]) {
      await elin.mouse.move(box.x + box.width * from, box.y + box.height * 0.2);
      await elin.mouse.down();
      await elin.mouse.move(box.x + box.width * to, box.y + box.height * 0.8, { steps: 8 });
      await elin.mouse.up();
    }
    await elin.locator("label.blue").click();
    await elin.mouse.move(box.x + 40, box.y + 40);
    await elin.mouse.down();
    await elin.mouse.move(box.x + 300, box.y + 60, { steps: 5 });
    await elin.mouse.up();
    await pressHere(elin, "Ångra");
    await picture(elin, "06-draw");
    await elin.waitForFunction(() => document.getElementById("file").files.length === 1);
    await press(elin, "Spara");
    await elin.waitForURL(/question\/worry/);
    const drawing = elin.locator("figure.media img");
    assert.equal(await drawing.evaluate((image) => image.decode().then(() => image.naturalWidth)), 960);
    await picture(elin, "07-drawn");
    await checkPage(elin);
    const src = await drawing.getAttribute("src");
    for (const name of ["Sara Sjöberg", "Anna Ek", "Lisa Berg"]) {
      const page = await at(name, "/");
      const answer = await page.request.get(src);
      assert.equal(answer.status(), 404, `${name} has the drawing`);
    }
  });

  await step("She speaks, hears it, begins again, and lets Lisa hear; Lisa writes beside it what it says", async () => {
    const elin = await at("Elin Sjöberg", `/plans/${plan}/prepare/question/wish`);
    await press(elin, "Prata in");
    await elin.waitForURL(/wish\/voice/);
    await checkPage(elin);
    for (const again of [true, false]) {
      await elin.getByRole("button", { name: "Börja prata" }).click();
      await elin.getByRole("button", { name: "Sluta" }).waitFor();
      await elin.waitForTimeout(1_500);
      await elin.getByRole("button", { name: "Sluta" }).click();
      await elin.locator("[data-play]").waitFor();
      if (again) await elin.getByRole("button", { name: "Ta bort och börja om" }).click();
    }
    await elin.waitForFunction(() => document.getElementById("file").files[0]?.size > 500);
    await elin.waitForFunction(() => document.querySelector("[data-play]").readyState > 0);
    await elin.locator("label.option", { hasText: "Den jag har valt" }).click();
    await checkPage(elin);
    await picture(elin, "08-voice");
    await press(elin, "Spara");
    await elin.waitForURL(/question\/wish/);
    const heard = await elin.locator("figure.media audio").evaluate(async (audio) => {
      audio.preload = "auto";
      audio.load();
      await new Promise((resolve, reject) => { audio.oncanplay = resolve; audio.onerror = () => reject(new Error("cannot be heard")); });
      return audio.readyState > 2;
    });
    assert.ok(heard);
    const lisa = await at("Lisa Berg", `/plans/${plan}/prepare`);
    await checkPage(lisa);
    await lisa.getByRole("link", { name: "Mer om rösten" }).first().click();
    await lisa.locator("[name=words]").fill("Det tutar. Elin vill ha en egen väg in.");
    await press(lisa, "Lägg till");
    await checkPage(lisa);
    await picture(lisa, "09-beside");
    assert.equal(await lisa.getByRole("button", { name: "Ta bort" }).count(), 0);
    await elin.reload();
    assert.ok(plain(await elin.locator("main").innerText()).includes("Det tutar. Elin vill ha en egen väg in."));
  });

  await test("A browser without a microphone says so, and takes a file; what is no voice is refused with a sentence", async () => {
    const elin = await at("Elin Sjöberg", "/");
    await elin.addInitScript(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }));
    await elin.goto(`/plans/${plan}/prepare/question/wish/voice`);
    assert.ok(await elin.locator("[data-without]").isVisible());
    assert.ok(!(await elin.locator("[data-start]").isVisible()));
    await checkPage(elin);
    const wrong = join(process.env.TMPDIR ?? "/tmp", "samsyn-no-voice.webm");
    await writeFile(wrong, "<script>alert(1)</script>");
    await elin.locator("#file").setInputFiles(wrong);
    assert.equal(await press(elin, "Spara"), 422);
    assert.ok(plain(await elin.locator(".problems").innerText()).includes("ingen inspelning som vi kan spara"));
    await checkPage(elin);
    assert.ok((await readFile(wrong, "utf8")).length > 0);
  });

  await step("Anna types in after a talk with Sara's husband, and it says who told it; the blank paper prints", async () => {
    const anna = await at("Anna Ek", `/plans/${plan}/prepare`);
    const others = await anna.locator("ul.tasks a.cover").allInnerTexts();
    assert.ok(others.length, "nobody is left to write for");
    await anna.locator("ul.tasks a.cover").first().click();
    const path = new URL(anna.url()).pathname;
    await checkPage(anna);
    await picture(anna, "10-after-a-talk");
    await anna.locator("[name=told_by]").fill("Johan i telefon");
    await anna.locator("textarea").first().fill("Att någon ringer oss.");
    await anna.locator("fieldset", { hasText: "Vem får se det här?" }).first().locator("label", { hasText: "Alla på mötet" }).click();
    await press(anna, "Spara");
    const sara = await at("Sara Sjöberg", `/plans/${plan}/prepare`);
    assert.match(plain(await sara.locator("main").innerText()), /Ifyllt av Anna Ek efter samtal .* Johan i telefon berättade\./);
    await checkPage(sara);
    await anna.goto(path.replace("/prepare/", "/preparation/"));
    await checkPage(anna);
    await anna.emulateMedia({ media: "print" });
    await picture(anna, "11-paper");
    await anna.emulateMedia({ media: "screen" });
  });

  await test("It holds at 320 px, in the dark, and mirrored", async () => {
    for (const [name, options] of [["narrow", { width: 320 }], ["dark", { scheme: "dark" }]]) {
      const elin = await asPerson("Elin Sjöberg", options);
      for (const page of ["prepare", "prepare/question/school", "prepare/question/good", "prepare/question/good/draw", "prepare/question/good/voice", "take-part", "preview", "preparation"]) {
        await elin.goto(`/plans/${plan}/${page}`);
        await checkPage(elin);
        await picture(elin, `20-${name}-${page.replaceAll("/", ".")}`);
      }
      await elin.goto(`/plans/${plan}/prepare/question/good`);
      await elin.evaluate(() => { document.documentElement.dir = "rtl"; });
      await picture(elin, `21-${name}-mirrored`);
    }
  });
}

/** Presses a button that sends nothing. */
async function pressHere(page, words) {
  await page.getByRole("button", { name: words, exact: true }).click();
}
