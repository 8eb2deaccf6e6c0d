// A plan read back from each place where it stands: data, page, paper. Each reader gives the same structure, so that one
// expected plan can be held against them all. Dates as "2027-03-02", moments as "2027-05-26 14".
import assert from "node:assert/strict";
import { plain } from "./hands.mjs";
import { pdfText } from "./server.mjs";

const months = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
/** "2027-03-02" as people write it: "2 mars 2027". */
export const inWords = (day) => `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
const answers = { yes: "Ja", partly: "Delvis", no: "Nej" };

/** From the plan as data. */
export function fromJson(plan) {
  const member = (who) => {
    if (who === "person") return plan.person.name;
    const [[kind, no]] = Object.entries(who);
    return plan[kind === "representative" ? "representatives" : "supporters"].find((one) => one.no === no).name;
  };
  const owner = (who) => ("staff" in who ? { who: who.staff.name, unit: who.staff.unit.name } : { who: member(who.family), unit: "" });
  const version = plan.versions.at(-1);
  const state = (measure) => measure.state.state ?? measure.state;
  return {
    name: plan.person.name,
    version: version.version,
    agreed: version.day,
    followUp: version.follow_up.slice(0, 13).replace("T", " "),
    holder: plan.coordinator.staff.name,
    questions: plan.questions.map((question) => question.words),
    goals: plan.goals.map((goal) => goal.words),
    measures: plan.measures.map((measure) => ({
      number: measure.number,
      what: measure.what,
      ...owner(measure.owner),
      from: measure.from,
      by: measure.by,
      notice: measure.notice,
      otherwise: measure.otherwise,
      state: state(measure),
      why: measure.state.why ?? measure.state.reason ?? null,
      happened: measure.happened.map((one) => ({ by: member(one.by), answer: one.answer, words: one.words })),
    })),
    disagreements: plan.disagreements.map((row) => ({
      sides: row.sides.map((side) => [side.who, side.words]),
      next: row.next_step,
      owner: owner(row.owner).who,
      by: row.by,
    })),
  };
}

// What the page says of where a measure stands, for each state.
const said = {
  proposed: /^Inte bekräftat$/,
  taken: / sa ja /,
  declined: / sa nej/,
  ongoing: /^Pågår/,
  done: /^Klar/,
  not_done: /^Blev inte av/,
};

/** From the plan page: the same structure as far as a page tells it; dates stay words, for `holdPage` to compare. */
export const fromPage = (page) =>
  page.locator("main").evaluate((main) => {
    const text = (element) => element?.textContent.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim() ?? null;
    const after = (heading) => {
      const found = [...main.querySelectorAll("h2")].find((h2) => h2.textContent.startsWith(heading));
      const rows = [];
      for (let next = found?.nextElementSibling; next && next.localName !== "h2"; next = next.nextElementSibling) rows.push(next);
      return rows;
    };
    const measures = [...main.querySelectorAll("li.action")].map((row) => {
      const facts = [...row.querySelectorAll(".facts dd")].map(text);
      const labelled = [...row.querySelectorAll(":scope > p:has(> .quiet)")].map((p) => text(p.querySelector(".words, a")));
      const judged = [...row.querySelectorAll(":scope > p:has(> strong)")].map((p) => ({ line: text(p), words: text(p.querySelector("q")) }));
      const why = [...row.querySelectorAll(":scope > p > q")].filter((q) => !q.parentElement.querySelector("strong")).map(text);
      return {
        number: row.value, what: text(row.querySelector("h3")), who: facts[0], when: facts[1], notice: labelled[0], otherwise: labelled[1],
        waitsFor: labelled[2] ?? null, tag: text(row.querySelector(".tag")), why: why[0] ?? null, judged,
      };
    });
    return {
      title: text(main.querySelector("h1")),
      head: [...main.querySelectorAll("h1 ~ p")].slice(0, 4).map(text).join(" "),
      questions: after("Det här är viktigt").filter((row) => row.querySelector("blockquote")).map((row) => text(row.querySelector("blockquote"))),
      goals: [...main.querySelectorAll("p:has(> strong + q)")].filter((p) => text(p).startsWith("Mål:")).map((p) => text(p.querySelector("q"))),
      measures: measures.sort((a, b) => a.number - b.number),
      disagreements: after("Det vi inte är överens om").map((card) => ({
        sides: [...card.querySelectorAll("p:has(> bdi):not(:has(> strong))")].map((p) => [text(p.querySelector("bdi")), text(p.querySelector("q"))]),
        next: text(card.querySelector("strong + .words")),
        end: text(card.querySelector(".quiet")),
      })),
    };
  });

/** Fails unless the plan page tells the expected plan. */
export function holdPage(seen, expected) {
  assert.equal(seen.title, `Plan för ${expected.name}`);
  for (const words of [`Version ${expected.version}`, inWords(expected.agreed), expected.holder, moment(expected.followUp)]) {
    assert.ok(seen.head.includes(words) || seen.head.includes(short(words)), `the head of the page says "${seen.head}", not "${words}"`);
  }
  assert.deepEqual(seen.questions, expected.questions);
  assert.deepEqual(seen.goals, expected.goals);
  assert.equal(seen.measures.length, expected.measures.length);
  for (const [place, wanted] of expected.measures.entries()) {
    const row = seen.measures[place], of = `measure ${wanted.number} on the page`;
    for (const key of ["number", "what", "notice", "otherwise", "why"]) assert.equal(row[key], wanted[key], `${of}: ${key}`);
    assert.equal(row.who, [wanted.who, wanted.unit].filter(Boolean).join(", "), `${of}: who`);
    for (const day of [wanted.from, wanted.by].filter(Boolean)) assert.ok(row.when.includes(short(inWords(day))), `${of}: "${row.when}" without ${day}`);
    assert.match(row.tag, said[wanted.state], `${of}: state`);
    assert.deepEqual(
      row.judged.map((one) => [one.line.includes(` ${answers[wanted.happened.find((h) => h.words === one.words)?.answer]} `), one.words]),
      wanted.happened.map((one) => [true, one.words]), `${of}: what the family says of it`,
    );
  }
  assert.deepEqual(seen.disagreements.map(({ sides, next }) => ({ sides, next })), expected.disagreements.map(({ sides, next }) => ({ sides, next })));
  for (const [place, { owner, by }] of expected.disagreements.entries()) {
    const { end } = seen.disagreements[place];
    assert.ok(end.includes(owner) && end.includes(short(inWords(by))), `the next step of the disagreement: "${end}"`);
  }
}
const moment = (at) => `${inWords(at.slice(0, 10))} klockan ${Number(at.slice(11))}`;
/** A year may be left out where it is the current one. */
const short = (words) => words.replace(/ \d{4}\b/, "");

/** Fails unless the paper tells the expected plan, each thing in its place and order; `most` pages at most. */
export async function holdPaper(bytes, expected, most = 2) {
  const raw = await pdfText(bytes, "-raw");
  const pages = raw.split("\f").filter((text) => text.trim()).length;
  assert.ok(pages <= most, `${pages} pages of paper`);
  const text = plain(raw.replace(/\u00ad\s*/g, ""));
  const has = (words, where = text) => assert.ok(where.includes(plain(words)), `the paper says nothing of "${words}" in "${where.slice(0, 400)}"`);
  has(`Plan för ${expected.name} Version ${expected.version}, fastställd ${inWords(expected.agreed)}`);
  has(expected.holder);
  has(`Vi ses igen ${moment(expected.followUp)}`);
  for (const words of [...expected.questions, ...expected.goals]) has(`”${words}”`);
  const starts = expected.measures.map((measure) => text.indexOf(plain(`${measure.number} ${measure.what}`)));
  for (const [place, measure] of expected.measures.entries()) {
    assert.ok(starts[place] > 0, `measure ${measure.number} is not on the paper`);
    const end = Math.min(...starts.filter((start) => start > starts[place]), text.length);
    const row = text.slice(starts[place], end);
    let from = 0;
    const status = {
      proposed: ["Inte bekräftat"], taken: [`${measure.who.split(" ")[0]} sa ja`], ongoing: [`${measure.who.split(" ")[0]} sa ja`],
      done: ["Klar."], not_done: [`Blev inte av: ${measure.why}`], declined: ["sa nej"],
    }[measure.state];
    const judged = measure.happened.map((one) => `Blev det så? ${one.by}: ${answers[one.answer]}.`);
    const days = [...(measure.from ? [`${short(inWords(measure.from))} till`] : ["Senast"]), inWords(measure.by)];
    for (const words of [measure.what, measure.notice, measure.otherwise, measure.who, measure.unit, ...status, ...judged, ...days].filter(Boolean)) {
      const at = row.indexOf(plain(words), from);
      assert.ok(at >= 0, `measure ${measure.number} on paper: "${words}" is not in its place in "${row.slice(0, 700)}"`);
      from = at;
    }
    if (measure.state !== "proposed") assert.ok(!row.slice(0, from).includes("Inte bekräftat"), `measure ${measure.number} is marked on paper as not confirmed`);
  }
  for (const row of expected.disagreements) {
    for (const [who, words] of row.sides) has(`${who}: ”${words}”`);
    has(`Nästa steg: ${row.next}`);
    has(inWords(row.by));
  }
}
