// Every page that anybody in the demo can reach by links. Those in WALKERS, one for each place somebody can have, walk every
// link: each page in Swedish, light, wide and narrow; the first of each kind also in the other languages and in the dark,
// and mirrored, as where one reads from the right, by keyboard alone and with letters twice as large. For everybody else every link must answer.
import { setLanguage } from "../lib/browser.mjs";
import { axe, layout, none } from "../lib/checks.mjs";
import { keyboard, largeLetters } from "../lib/keyboard.mjs";
import { keepPaper, languages, shoot } from "../lib/shots.mjs";

const family = ["/", "/plans/*", "/plans/*/steps", "/plans/*/question", "/plans/*/consent", "/plans/*/consent/withdraw", "/plans/*/prepare", "/plans/*/preview", "/plans/*/preparation",
  "/plans/*/measures", "/plans/*/did-it-happen", "/plans/*/follow-up", "/plans/*/history", "/plans/*/log", "/plans/*/journal", "/plans/*/plan.pdf", "/accessibility"];
const work = ["/", "/measures", "/plans/new", "/plans/*", "/plans/*/steps", "/plans/*/measures", "/plans/*/history",
  "/plans/*/journal", "/plans/*/plan.pdf", "/accessibility"];
const holder = [...work, "/plans/*/assess", "/plans/*/people", "/plans/*/people/lead", "/plans/*/people/life",
  "/plans/*/people/supporter", "/plans/*/people/representative", "/plans/*/consent", "/plans/*/call",
  "/plans/*/meeting", "/plans/*/rows", "/plans/*/agree", "/plans/*/follow-up", "/plans/*/close", "/plans/*/log"];

/** Who walks, for which place, what they must be able to reach by links (`*` is an id or a number), and what a button leads to in their plan. */
export const WALKERS = {
  "Elin Sjöberg": { place: "a child", must: [...family.filter((kind) => !kind.endsWith("/withdraw")), "/plans/*/prepare/question/home", "/plans/*/take-part"], pressed: ["prepare/question/home/draw", "prepare/question/home/voice"] },
  "Sara Sjöberg": { place: "a guardian", must: family },
  "Jonas Ahl": { place: "an adult", must: family },
  "Petra Rask": { place: "a guardian in a conflict", must: ["/", "/plans/*", "/plans/*/consent", "/accessibility"] },
  "Karin Nyman": { place: "somebody beside the person", must: ["/", "/accessibility"] },
  "Anna Ek": { place: "a coordinator", must: [...holder, "/plans/*/consent/standing", "/plans/*/people/representative/*"] },
  "Maria Sund": { place: "a facilitator", must: ["/", "/plans/new", "/plans/*", "/plans/*/steps", "/plans/*/readiness", "/plans/*/meeting", "/plans/*/rows"] },
  "Leif Moberg": { place: "whoever leads a meeting that is near", must: ["/plans/*/readiness", "/plans/*/expectations", "/plans/*/meeting"] },
  "Tor Hedin": { place: "a coordinator who prepares a meeting with an interpreter", must: ["/plans/*/readiness", "/plans/*/interpreter", "/plans/*/times", "/plans/*/call"] },
  "Rebecka Stål": { place: "a coordinator of another plan", must: holder },
  "Ylva Kron": { place: "the one to whom a plan was proposed", must: ["/", "/plans/new", "/plans/*", "/plans/*/steps"] },
  "Omar Ali": { place: "a professional", must: work },
  "Lisa Berg": { place: "a professional who is also beside the person", must: work },
  "Ingrid Palm": { place: "a manager", must: ["/", "/unit", "/measures", "/accessibility"] },
  "Fatima Nur": { place: "a professional with nothing to do", must: ["/", "/plans/new", "/accessibility"] },
  "Kerstin Dahl": { place: "a development leader", must: ["/", "/figures", "/figures/dictionary", "/accessibility"] },
  "Tomas Vik": { place: "an administrator", must: ["/", "/directory", "/jobs", "/accessibility"] },
  "Birgit Åman": { place: "an archivist", must: ["/", "/disposal", "/disposal/receipts", "/accessibility"] },
  "Ulla Frisk": { place: "an auditor", must: ["/", "/accessibility"] },
};

const pattern = (path) =>
  path.split("/").map((part) => (/^[0-9a-f]{8}-[0-9a-f-]{27}(?=$|\.)|^[rs]?\d+(?=$|\.)/i.test(part) ? part.replace(/^[^.]+/, "*") : part)).join("/") || "/";
const kindOf = (path) => pattern(path.split("?")[0]);
const folderOf = (kind) => kind.replaceAll("*", "_").replace(/^\//, "").replaceAll("/", ".") || "start";
/** More addresses of one kind than this tell one person nothing new about it. */
const ENOUGH = 2;

export default async function everyPage({ test, asPerson, visitor, people, server }) {
  const seen = new Set();
  let papers = 0;

  const size = (page, width, scheme = "light") =>
    Promise.all([page.setViewportSize({ width, height: 900 }), page.emulateMedia({ colorScheme: scheme })]);

  /** One corner of how a page can look: its faults, and a picture. */
  async function corner(page, kind, name, checks) {
    const faults = [];
    for (const check of checks) faults.push(...(await check(page)));
    await shoot(page, folderOf(kind), name);
    return faults.map((fault) => `[${name}] ${fault}`);
  }

  /** The first of its kind: what other languages, the dark and the other reading direction do to it. */
  async function corners(page, path, kind) {
    const faults = [];
    for (const [language, width, scheme, checks] of [
      ["sv", 320, "dark", [axe]], ["sv-simple", 320, "light", [layout]], ["en", 1366, "dark", [layout, axe]], ["en", 320, "light", [layout]],
    ]) {
      await size(page, width, scheme);
      await setLanguage(page, language);
      if (new URL(page.url()).pathname !== path.split("?")[0]) await page.goto(path);
      faults.push(...(await corner(page, kind, `${language}-${width}-${scheme}`, checks)));
    }
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    for (const width of [320, 1366]) {
      await size(page, width);
      faults.push(...(await corner(page, kind, `mirrored-${width}`, [layout])));
    }
    await setLanguage(page, "sv");
    return faults;
  }

  async function look(page, path, who) {
    // Whoever leaves is no longer signed in, and is on another site: 30-leave walks that one.
    if (path.split("?")[0] === "/leave") return [];
    const kind = kindOf(path), first = !seen.has(kind);
    seen.add(kind);
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const type = answer.headers()["content-type"] ?? "";
    if (type.startsWith("application/pdf")) {
      for (const language of first ? languages : ["sv"]) {
        papers += 1;
        await page.context().addCookies([{ name: "lang", value: language, url: server.base }]);
        const paper = await page.request.get(path);
        await keepPaper(`${folderOf(kind).replace(/\.pdf$/, "")}-${papers}-${language}`, await paper.body());
      }
      await page.context().addCookies([{ name: "lang", value: "sv", url: server.base }]);
      return [];
    }
    if (!type.startsWith("text/html") || answer.status() >= 300) {
      if (answer.status() >= 400) await test(`${who}: ${kind} answers`, () => none([`${answer.status()} at a link of the page`]));
      const to = answer.headers().location;
      return to ? [to] : [];
    }
    let links = [];
    await test(`${who}: ${kind}`, async () => {
      await size(page, 1366);
      await page.goto(path);
      links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
      const faults = await corner(page, kind, first ? "sv-1366-light" : `sv-1366-${who}`, first ? [layout, axe, keyboard, largeLetters] : [layout, axe]);
      await size(page, 320);
      faults.push(...(await corner(page, kind, first ? "sv-320-light" : `sv-320-${who}`, first ? [layout, axe] : [layout])));
      if (first) faults.push(...(await corners(page, path, kind)));
      none([...faults, ...page.faults.splice(0)]);
    });
    return links.filter((link) => link.startsWith(server.base)).map((link) => new URL(link)).map((link) => link.pathname + link.search);
  }

  /** Follows every link from `start`; `step` looks at one address and gives its links. The kinds of all that was linked to. */
  async function walk(start, step) {
    const queue = [start], known = new Set(queue), times = new Map();
    while (queue.length) {
      const path = queue.shift(), kind = kindOf(path);
      const time = (times.get(kind) ?? 0) + 1;
      times.set(kind, time);
      if (time > ENOUGH) continue;
      for (const next of await step(path)) {
        if (known.has(next)) continue;
        known.add(next);
        queue.push(next);
      }
    }
    return new Set([...known].map(kindOf));
  }

  const stranger = await visitor();
  await walk("/sign-in", (path) => look(stranger, path, "a stranger"));
  await test("a page that is not there says so, well", async () => {
    await stranger.goto("/nowhere");
    none([...(await layout(stranger)), ...(await axe(stranger))]);
    await shoot(stranger, "nowhere", "sv-1366-light");
  });
  await stranger.context().close();

  const everyone = await people();
  await test("the sign-in page lets one choose among the families and those they meet", () =>
    none(everyone.length >= 8 ? [] : [`only ${everyone.length} people to choose among`]));
  await test("all who walk can be chosen", () => none(Object.keys(WALKERS).filter((name) => !everyone.includes(name))));
  for (const [name, { place, must, pressed = [] }] of Object.entries(WALKERS)) {
    const page = await asPerson(name);
    let plan;
    const reached = await walk(new URL(page.url()).pathname, (path) => {
      plan ??= /^\/plans\/[0-9a-f-]{36}/.exec(path)?.[0];
      return look(page, path, place);
    });
    for (const below of pressed) {
      await look(page, `${plan}/${below}`, place);
      await test(`${place}: ${below} is a page`, () => none(new URL(page.url()).pathname === `${plan}/${below}` ? [] : [`${page.url()} instead`]));
    }
    await test(`${place} reaches all that they must`, () =>
      none(must.filter((kind) => !reached.has(kind)).map((kind) => `no link leads to ${kind}`)));
    await page.context().close();
  }
  await test("for everybody else every link answers", async () => {
    const faults = [];
    for (const name of everyone.filter((one) => !(one in WALKERS))) {
      const page = await asPerson(name);
      await walk(new URL(page.url()).pathname, async (path) => {
        const answer = await page.request.get(path);
        if (answer.status() >= 400) faults.push(`${answer.status()} at ${kindOf(path)}`);
        if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) return [];
        return [...(await answer.text()).matchAll(/<a [^>]*?href="(\/[^"#]*)/g)].map(([, href]) => href.replaceAll("&amp;", "&")).filter((href) => href !== "/leave");
      });
      await page.context().close();
    }
    none(faults);
  });
  await test("at least one paper could be fetched", () => none(papers ? [] : ["no link led to a PDF"]));
}
