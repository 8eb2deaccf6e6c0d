// Elin, 9, absent from school (families.md, 1): from the noticed need to the follow-up in which one measure was not done,
// typed through the real pages by those who would, each at a computer of their own, while the server's clock moves on.
import assert from "node:assert/strict";
import { checkPage } from "../lib/checks.mjs";
import { answered, everybody, fill, form, plain, press, refuse, send, tabTo } from "../lib/hands.mjs";
import { fromJson, fromPage, holdPage, holdPaper } from "../lib/plan.mjs";
import { filmed } from "../lib/film.mjs";
import { pdfText } from "../lib/server.mjs";
import { keepPaper } from "../lib/shots.mjs";
import { startServerWithSmtp } from "../lib/smtp.mjs";
import { cast, prepare } from "./elin/cast.mjs";
import { calm, doctor, expected, firstTalk, relief, twoMornings, measures, oneVoice, parties, shared, tickShared } from "./elin/expected.mjs";
import { atOnce, livesWithIt, opens } from "./elin/room.mjs";

export const flags = ["--empty", "--movable-clock"];
/** The calls go to a real mail server, over STARTTLS. */
export const start = startServerWithSmtp;

export default async function elinsStory({ test, server, shoot, ...given }) {
  const { step, asPerson } = await filmed({ ...given, shoot }, cast);
  const at = everybody(asPerson);
  let plan = "";
  const picture = (page, name) => shoot(page, "elin", name);

  await step("Lisa, her teacher, proposes a plan; an empty form is refused first", async () => {
    await server.clock("2027-02-01", "9.00");
    const lisa = await at("Lisa Berg", "/plans/new");
    await checkPage(lisa);
    const proposal = form(lisa, "reason");
    await refuse(proposal, { reason: "Elin har varit borta från skolan 31 dagar sedan augusti." }, "Skicka förslaget", ["who", "wanted"]);
    await checkPage(lisa);
    await picture(lisa, "01-refused");
    await fill(proposal, { who: "Elin Sj 2017-05-14" });
    await press(proposal, "Sök");
    await fill(proposal, { person: "Elin Sjöberg", wanted: "Ja", told_how: "Lisa pratade med Elin på rasten.", to: "Barn och familj" });
    await send(proposal, {}, "Skicka förslaget");
    plan = new URL(lisa.url()).pathname.split("/")[2];
    assert.match(plan, /^[0-9a-f-]{36}$/);
    await checkPage(lisa);
  });

  await step("Anna finds it on her list, and assesses it", async () => {
    await server.clock("2027-02-02", "10.00");
    const anna = await at("Anna Ek", "/");
    await anna.getByRole("link", { name: "Bedöm om en plan behövs" }).first().click();
    await anna.waitForURL(`**/plans/${plan}/assess`);
    await checkPage(anna);
    await send(form(anna, "answer"), { answer: "Ja, en plan", reason: "Elin behöver stöd från både skolan, BUP och oss." }, "Spara svaret");
  });

  await step("Anna writes down who is who: guardians, Elin's person, parties, and who answers for what", async () => {
    for (const [guardian, sought] of [["Sara Sj", "Sara Sjöberg 1988-09-30"], ["Johan Sj", "199002222397"]]) {
      const anna = await at("Anna Ek", `/plans/${plan}/people/representative`);
      const who = form(anna, "mandate");
      await fill(who, { who: sought });
      await press(who, "Sök");
      await send(who, { person: guardian, mandate: "Vårdnadshavare" }, "Lägg till");
    }
    for (const [unit, expects, mandate] of parties) {
      const anna = await at("Anna Ek", `/plans/${plan}/call`);
      await send(form(anna, "what=party"), { unit, expected: expects, mandate }, "Lägg till");
    }
    let anna = await at("Anna Ek", `/plans/${plan}/people/supporter`);
    await checkPage(anna);
    await send(form(anna, "relation"), { staff: "Lisa Berg", relation: "min lärare" }, "Lägg till");
    anna = await at("Anna Ek", `/plans/${plan}/people/lead`);
    await checkPage(anna);
    await refuse(form(anna, "what=coordinator"), { coordinator: "Anna Ek", phone: "" }, "Spara", ["phone"]);
    await send(form(anna, "what=coordinator"), { phone: "0980-319243" }, "Spara");
    await send(form(anna, "what=facilitator"), { facilitator: "Maria Sund" }, "Spara");
    await send(form(anna, "what=lead"), { lead: "Barn och familj" }, "Spara");
    anna = await at("Anna Ek", `/plans/${plan}/people`);
    await checkPage(anna);
  });

  await step("Sara consents on her own page, part by part; a day that does not exist is refused first", async () => {
    await server.clock("2027-02-04", "18.30");
    const sara = await at("Sara Sjöberg", "/");
    await checkPage(sara);
    await sara.goto(`/plans/${plan}/consent`);
    await tickShared(sara);
    const consent = form(sara, "share");
    await refuse(consent, { plan: "yes", excluded: "Mormors sjukdom.", to: "31/6" }, "Ja, jag samtycker", ["to"]);
    assert.equal(await sara.locator("input[name=share]:checked").count(), shared.flatMap(([, kinds]) => kinds).length, "the ticks stay");
    await checkPage(sara);
    await picture(sara, "02-consent-refused");
    await send(consent, { to: "4 augusti" }, "Ja, jag samtycker");
    await checkPage(sara);
  });

  await step("One of two has answered: nothing is shared yet, and Omar cannot see that there is a plan", async () => {
    const omar = await at("Omar Ali");
    const answer = await omar.goto(`/plans/${plan}`);
    assert.equal(answer.status(), 404);
  });

  await step("Johan consents with scripts turned off", async () => {
    const johan = await at("Johan Sjöberg", `/plans/${plan}/consent`, { javaScript: false });
    await tickShared(johan);
    const consent = form(johan, "share");
    await refuse(consent, { plan: "yes", to: "31/6" }, "Ja, jag samtycker", ["to"]);
    await send(consent, { to: "4 augusti" }, "Ja, jag samtycker");
    await checkPage(johan);
  });

  await step("Elin writes her questions, and what she does not want raised", async () => {
    await server.clock("2027-02-08", "16.00");
    const elin = await at("Elin Sjöberg", "/");
    await checkPage(elin);
    await picture(elin, "03-elin-start");
    await elin.goto(`/plans/${plan}/question`);
    await refuse(form(elin, "what=question"), { words: "" }, "Spara", ["words"]);
    for (const words of expected.questions) await send(form(elin, "what=question"), { words }, "Spara");
    await send(form(elin, "what=avoid"), { avoid: "Jag vill inte att ni pratar om när jag sprang hem." }, "Spara");
    await checkPage(elin);
  });

  await step("Anna gives the meeting a time and sends the calls; wrong days are refused first, what was typed is kept", async () => {
    await server.clock("2027-02-09", "9.00");
    const anna = await at("Anna Ek", `/plans/${plan}/call`);
    const meeting = form(anna, "what=meeting");
    await refuse(meeting, { date: "31 februari", time: "14", place: "Strandskolan, lilla biblioteket", answer_by: "" }, "Spara tiden", ["date", "answer_by"]);
    await checkPage(anna);
    await refuse(meeting, { date: "2 mars", answer_by: "3 mars" }, "Spara tiden", ["answer_by"]);
    await send(meeting, { date: "2 mars", answer_by: "23 februari" }, "Spara tiden");
    await press(anna, "Skicka kallelserna");
    assert.ok(plain(await anna.locator("main").innerText()).includes("Alla kallelser är skickade"));
    await checkPage(anna);
    await picture(anna, "04-called");
  });

  await step("The mails say that there is something new, and nothing more", async () => {
    for (let tries = 0; tries < 100 && (await server.mails()).length < 4; tries += 1) await new Promise((go) => setTimeout(go, 200));
    const mails = await server.mails();
    assert.ok(mails.length >= 4, `${mails.length} mails`);
    for (const { to, text, secure } of mails) {
      assert.ok(secure && to.length === 1, "one mail to each, over TLS");
      // The receiver's own address is no news: it stands in the header, and in a booking as whom it is for.
      assert.doesNotMatch(text.replaceAll(to[0], ""), /Elin|Sjöberg|Strandskolan|BUP|magen/i);
    }
  });

  await step("Each party answers with a mandate; Omar uses the keyboard alone", async () => {
    for (const [name, mandate] of [
      ["Lisa Berg", "Får bestämma om schema och rum; rektorn har sagt ja"],
      ["Anna Ek", "Får bestämma om stöd till familjen"],
      ["Eva Lund", "Får ta emot en ansökan, inte bestämma på mötet"],
      ["Per Nilsson", "Får boka läkartid"],
    ]) {
      const page = await at(name, `/plans/${plan}/answer`);
      await send(form(page, "what=come"), { who: name, mandate }, "Vi kommer");
    }
    const omar = await at("Omar Ali", "/");
    await tabTo(omar, `a[href="/plans/${plan}/answer"]`);
    await omar.keyboard.press("Enter");
    await omar.waitForURL(`**/plans/${plan}/answer`);
    await tabTo(omar, "select[name=who]");
    await omar.keyboard.type("Omar");
    await tabTo(omar, "input[name=mandate]");
    await omar.keyboard.type("Får lova en tid för samtal");
    await tabTo(omar, "button:not(.second)");
    assert.ok((await answered(omar, () => omar.keyboard.press("Enter"))) < 400);
    await omar.goto(`/plans/${plan}/answer`);
    assert.ok(plain(await omar.locator("main").innerText()).includes("Omar Ali kommer"));
    await checkPage(omar);
  });

  await step("Elin, Sara, Lisa and Omar prepare; what is Elin's own stays hers", async () => {
    await server.clock("2027-02-22", "17.00");
    const elin = await at("Elin Sjöberg", `/plans/${plan}/prepare`);
    await checkPage(elin);
    await picture(elin, "05-elin-prepares");
    for (const [key, words, seen] of [["hard", "Korridoren. Alla låter och tittar på mig.", "Alla på mötet"], ["worry", "Jag är rädd att mamma blir ledsen.", "Bara jag"]]) {
      await elin.goto(`/plans/${plan}/prepare/question/${key}`);
      await send(elin.locator("main form"), { [`answer-${key}`]: words, [`seen-${key}`]: seen }, "Spara och gå vidare");
    }
    await send(elin.locator("main form"), { take_part: "En del av mötet", most_people: "5" }, "Spara och gå vidare");
    // Those who see the same stand together, the one she chose first.
    assert.match(plain(await elin.locator("main").innerText()), /Så här ser Lisa Berg(,.*)? det/, "she sees how Lisa sees it");
    await checkPage(elin);
    const sara = await at("Sara Sjöberg", `/plans/${plan}/prepare`);
    await prepare(sara, { hours: "Ungefär sju timmar i veckan.", ease: "Att en enda person ringer de andra." });
    for (const [name, can] of [["Lisa Berg", "En lugn start varje morgon."], ["Omar Ali", "Samtal med Elin, och råd till skolan redan nu."]]) {
      const page = await at(name, `/plans/${plan}/prepare`);
      await prepare(page, { can });
      await checkPage(page);
    }
    for (const name of ["Sara Sjöberg", "Anna Ek", "Lisa Berg"]) {
      const page = await at(name, `/plans/${plan}/prepare`);
      assert.ok(!(await page.content()).includes("rädd att mamma"), `${name} reads what Elin wrote for herself alone`);
    }
    const anna = await at("Anna Ek", `/plans/${plan}/prepare`);
    assert.ok(plain(await anna.locator("main").innerText()).includes("Korridoren. Alla låter"), "what Elin shared with everybody can be read");
  });

  await step("The day comes: Maria opens the meeting and notes who is there", async () => {
    await server.clock("2027-03-02", "14.00");
    const maria = await at("Maria Sund", `/plans/${plan}/meeting`);
    await checkPage(maria);
    await press(maria, "Öppna mötet");
    assert.equal(new URL(maria.url()).pathname, `/plans/${plan}/room`, "the room is open");
    await checkPage(maria);
    await maria.goto(`/plans/${plan}/meeting`);
    for (const [name, how] of [["Elin", "En del av mötet"], ["Sara", "Hela mötet"], ["Johan", "Via telefon"], ["Solviks vårdcentral", "Inte med"], ["Strandskolan", "Hela mötet"]]) {
      const field = maria.locator("main .field").filter({ has: maria.locator("select") }).filter({ has: maria.locator("label", { hasText: name }) });
      await field.first().locator("select").selectOption({ label: (await field.first().locator("option").allInnerTexts()).find((text) => text.startsWith(how)) });
    }
    await press(maria, "Spara vilka som är med");
    await checkPage(maria);
  });

  await step("A note that Maria writes stands on Lisa's open page without a reload, and the other way round", async () => {
    const maria = await at("Maria Sund"), lisa = await at("Lisa Berg", `/plans/${plan}/meeting`);
    for (const page of [maria, lisa]) await page.evaluate(() => { globalThis.stayed = true; });
    await maria.locator("textarea[name=words]").fill("Ett utkast som ");
    await send(form(lisa, "kind"), { words: "Lisa har nyckel till slöjdsalens dörr.", kind: "Skola" }, "Spara anteckningen");
    await maria.getByText("Lisa har nyckel till slöjdsalens dörr.").waitFor({ timeout: 10_000 });
    assert.equal(await maria.locator("textarea[name=words]").inputValue(), "Ett utkast som ", "what Maria is writing stays");
    await send(form(maria, "kind"), { words: "Elin vill gå in genom slöjdsalens dörr på morgonen.", kind: "Skola" }, "Spara anteckningen");
    await lisa.getByText("Elin vill gå in genom slöjdsalens dörr").waitFor({ timeout: 10_000 });
    for (const page of [maria, lisa]) assert.ok(await page.evaluate(() => globalThis.stayed), "the page was loaded anew");
    await checkPage(lisa);
    await picture(maria, "06-meeting");
  });

  await opens({ step, at, asPerson, plan: () => plan, picture });

  await step("Elin says what she needs and wants, Lisa how the school sees it", async () => {
    let elin = await at("Elin Sjöberg", `/plans/${plan}/needs/new`);
    await checkPage(elin);
    await refuse(form(elin, "own_words"), { own_words: "Jag vill vara i skolan men det är för högt." }, "Spara", ["area"]);
    await send(form(elin, "own_words"), { area: "Skola" }, "Spara");
    elin = await at("Elin Sjöberg", `/plans/${plan}/goals/new`);
    await send(form(elin, "words"), { words: expected.goals[0], need: "Skola" }, "Spara");
    const lisa = await at("Lisa Berg", `/plans/${plan}/rows`);
    await lisa.locator('a[href*="/needs/"]:not([href$=new])').first().click();
    await lisa.waitForURL(/needs\/\d+/);
    await send(form(lisa, "view"), { view: "Elin arbetar bra i liten grupp. Morgonen är svårast." }, "Spara");
  });

  await step("The note becomes a measure with one owner; an end before its start is refused", async () => {
    const maria = await at("Maria Sund", `/plans/${plan}/meeting`);
    const note = maria.locator(".card").filter({ hasText: "Elin vill gå in genom slöjdsalens dörr" });
    await note.locator('a[href*="/measures/new?note="]').click();
    await maria.waitForURL(/measures\/new/);
    await checkPage(maria);
    const row = form(maria, "otherwise");
    await refuse(row, { owner: "Lisa Berg", what: calm.what, notice: calm.notice, otherwise: "", from: "3 mars", by: "1 mars" }, "Spara", ["otherwise"]);
    await refuse(row, { otherwise: calm.otherwise }, "Spara", ["by"]);
    await send(row, { by: "14 april" }, "Spara");
    await maria.goto(`/plans/${plan}/meeting`);
    assert.equal(await note.locator('a[href*="/measures/new?note="]').count(), 0, "the note has become a row");
  });

  await step("Five more measures", async () => {
    const days = { "2027-04-23": "23 april", "2027-03-26": "26/3", "2027-04-02": "2027-04-02", "2027-06-11": "11 juni 2027", "2027-04-14": "14/4" };
    const starts = { "2027-03-05": "5/3", "2027-03-08": "8 mars" };
    for (const measure of measures.slice(1)) {
      const maria = await at("Maria Sund", `/plans/${plan}/measures/new`);
      const { who, what, notice, otherwise, by, from } = measure;
      const typed = { owner: who, what, notice, otherwise, by: days[by], ...(from ? { from: starts[from] } : {}) };
      if (measure === oneVoice) typed.coordinating = "yes";
      await send(form(maria, "otherwise"), typed, "Spara");
    }
  });

  await atOnce({ step, at, plan: () => plan });
  await livesWithIt({ step, at, plan: () => plan, picture });

  await step("What Sara cannot live with goes into print, with each side's own sentence; the meeting ends", async () => {
    const maria = await at("Maria Sund", `/plans/${plan}/room/lead`);
    await maria.getByRole("link", { name: "Skriv in det i planen" }).click();
    await maria.waitForURL(/disagreements\/new/);
    assert.equal(await maria.locator("textarea[name=words]").first().inputValue(), expected.disagreements[0].sides[0][1], "her own words are there");
    const [row] = expected.disagreements;
    for (const [place, [who, words]] of row.sides.entries()) {
      await maria.locator("input[name=who]").nth(place).fill(who);
      await maria.locator("textarea[name=words]").nth(place).fill(words);
    }
    await send(form(maria, "next_step"), { next_step: row.next, owner: row.owner, by: "19 mars", kind: "Hälsa" }, "Spara");
    await checkPage(maria);
    await maria.goto(`/plans/${plan}/meeting`);
    await press(maria, "Avsluta mötet");
    await checkPage(maria);
  });

  await step("Everybody but Omar says yes to what is theirs", async () => {
    for (const name of ["Per Nilsson", "Eva Lund", "Anna Ek", "Elin Sjöberg"]) {
      const page = await at(name, `/plans/${plan}/measures`);
      await press(page, "Jag tar det");
      assert.equal(await page.locator("#saved").count(), 1, `${name}: saved`);
    }
    const elin = await at("Elin Sjöberg", `/plans/${plan}/measures`);
    await checkPage(elin);
  });

  await step("Anna agrees the plan once its follow-up has a day, and gives it out; Elin's question has its answer", async () => {
    const anna = await at("Anna Ek", `/plans/${plan}/agree`);
    await checkPage(anna);
    await anna.locator("#questions ~ .card summary").first().click();
    const answer = anna.locator("#questions ~ .card form").first();
    await answer.locator("textarea").fill("Lisa möter dig vid slöjdsalens dörr varje morgon.");
    await press(answer, "Spara");
    await anna.getByText("Lisa möter dig vid slöjdsalens dörr varje morgon.").first().waitFor();
    await picture(anna, "07-read-back");
    const agree = form(anna, "follow_up");
    await refuse(agree, { follow_up: "31 april", follow_up_time: "14" }, "Fastställ planen", ["follow_up"]);
    await send(agree, { follow_up: "14 april" }, "Fastställ planen");
    await press(anna, "Lämna ut planen");
    await checkPage(anna);
    await picture(anna, "07-agreed");
    await anna.setViewportSize({ width: 320, height: 900 });
    await checkPage(anna);
    await picture(anna, "07-agreed-320");
    await anna.setViewportSize({ width: 1366, height: 900 });
    // Each who gets it has a paper: Elin's is the child's, in easy Swedish, with her question and its answer first.
    const child = await (await anna.request.get(`/plans/${plan}/papers/person.pdf`)).body();
    await keepPaper("elin-11-child", child);
    const words = plain(await pdfText(child));
    assert.ok(words.indexOf(plain(expected.questions[0])) < words.indexOf("Lisa möter dig vid slöjdsalens dörr"), words);
    assert.match(words, /Det gör du .*Det gör de som hjälper till /, "what she does, and what the others do");
    const school = anna.locator("#gets + ul li").filter({ hasText: "Strandskolan" });
    const paper = await (await anna.request.get(await school.locator("a[href$='.pdf']").getAttribute("href"))).body();
    await keepPaper("elin-12-plan-for-a-unit", paper);
    assert.ok(!plain(await pdfText(paper)).includes(firstTalk.what.slice(0, 20)), "the school's paper holds nothing of health");
    const omar = await at("Omar Ali", `/plans/${plan}`);
    assert.ok(plain(await omar.locator("main").innerText()).includes("Inte bekräftat"), "his measure stays marked");
    await checkPage(omar);
  });

  await step("Weeks later: one has begun, one is done, one was not done, and why", async () => {
    await server.clock("2027-03-25", "8.30");
    const say = async (name, button) => {
      const page = await at(name, `/plans/${plan}/measures`);
      await press(page, button);
      assert.equal(await page.locator("#saved").count(), 1, `${name}: saved`);
    };
    await say("Lisa Berg", "Har börjat");
    await say("Per Nilsson", "Klart");
    await say("Elin Sjöberg", "Klart");
    const eva = await at("Eva Lund", `/plans/${plan}/measures`);
    const missed = eva.locator("form").filter({ has: eva.locator('button[value="miss"]') }).first();
    await refuse(missed, { why: "" }, "Spara att det inte blev av", ["why"]);
    await checkPage(eva);
    await send(eva.locator("form").filter({ has: eva.locator('button[value="miss"]') }).first(), { why: relief.why }, "Spara att det inte blev av");
    await checkPage(eva);
  });

  await step("The family says whether it happened", async () => {
    await server.clock("2027-04-11", "19.00");
    for (const [name, rows] of [["Elin Sjöberg", [calm, doctor, twoMornings]], ["Sara Sjöberg", [relief]]]) {
      const page = await at(name, `/plans/${plan}/follow-up`);
      await checkPage(page);
      for (const measure of rows) {
        const row = page.locator("li.action").filter({ hasText: measure.what });
        const said = measure.happened.find((one) => one.by === name);
        await row.locator(`input[type=radio][value=${said.answer}]`).check();
        await row.locator("textarea").fill(said.words);
      }
      await picture(page, `08-${name === "Elin Sjöberg" ? "child" : "parent"}-follow-up`);
      await send(form(page, "do=judge"), {}, "Spara svaren");
    }
  });

  await step("They meet again: what was not done is talked over, and the next day is set", async () => {
    await server.clock("2027-04-14", "14.00");
    const anna = await at("Anna Ek", `/plans/${plan}/follow-up`);
    await checkPage(anna);
    await press(anna, "Börja uppföljningen");
    const end = form(anna, "next");
    await refuse(end, { words: "Morgonen är lugn. Avlösningen är inte klar; Eva skickar efter intyget.", next: "", next_time: "" }, "Avsluta uppföljningen", ["next"]);
    await send(end, { next: "26 maj", next_time: "14" }, "Avsluta uppföljningen");
    await checkPage(anna);
    await picture(anna, "09-followed-up");
  });

  await test("The plan page, the paper and the data tell the same plan", async () => {
    const anna = await at("Anna Ek", `/plans/${plan}`);
    await checkPage(anna);
    await picture(anna, "10-plan");
    holdPage(await fromPage(anna), expected);
    const data = await (await anna.request.get(`/plans/${plan}/plan.json`)).json();
    assert.deepEqual(fromJson(data), expected);
    const paper = await (await anna.request.get(`/plans/${plan}/plan.pdf`)).body();
    await keepPaper("elin-10-plan", paper);
    await holdPaper(paper, expected);
  });

  await test("Backed up while running and restored elsewhere, the whole export tells it too; every story folds to what is stored", async () => {
    await server.command("verify");
    const copy = await server.copy();
    await copy("verify");
    const whole = JSON.parse((await copy("export", plan)).toString("utf8"));
    assert.deepEqual(fromJson(whole.plan ?? whole), expected);
  });

  await test("The history tells it in sentences, and the server's log names nobody", async () => {
    const sara = await at("Sara Sjöberg", `/plans/${plan}/history`);
    await checkPage(sara);
    const told = plain(await sara.locator("main").innerText());
    for (const words of ["Lisa Berg", "Eva Lund", "Johan Sjöberg"]) assert.ok(told.includes(words), `the history says nothing of "${words}"`);
    assert.doesNotMatch(server.log(), /Elin|Sjöberg|magen|Strandskolan/);
  });
}
