// What every page must keep to, whoever looks at it. Each check returns the faults it found, as sentences.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** axe-core over the whole page. Runs in the page's isolated evaluation, so the page's own policy stays as strict as it is. */
export async function axe(page) {
  if (!page.javaScript) return []; // axe waits on timers, which stand still; the same markup is judged where scripts run
  await page.evaluate(axeSource);
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }), axeTags);
  return found.violations.map(
    (rule) => `axe ${rule.id}: ${rule.help} (${rule.nodes.length}): ${rule.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`,
  );
}

/** Nothing may make the page itself scroll sideways. */
export const sideways = (page) =>
  page.evaluate(() => {
    const root = document.scrollingElement, wide = root.scrollWidth - root.clientWidth;
    if (wide <= 0) return [];
    const guilty = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5);
    const names = guilty.slice(-3).map((element) => element.localName + (element.className ? `.${element.className}` : ""));
    return [`the page scrolls ${wide} px sideways at ${innerWidth} px: ${names.join(", ")}`];
  });

/** WCAG 2.2, 2.5.8: what one presses is at least 24 by 24 px; links inside a sentence are excepted. */
export const small = (page) =>
  page.evaluate(() => {
    const faults = [];
    for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
      if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      let box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || box.right < 0 || box.bottom < 0) continue; // shown on focus, or to screen readers only
      const around = element.parentElement;
      const inSentence = element.localName === "a" && getComputedStyle(element).display === "inline" &&
        [...around.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (inSentence) continue;
      let { width, height } = box;
      for (const label of element.labels ?? []) {
        if (element.type !== "checkbox" && element.type !== "radio") break;
        const more = label.getBoundingClientRect(); // pressing the label presses the box
        width = Math.max(width, more.width);
        height = Math.max(height, more.height);
      }
      if (width < 24 || height < 24) {
        faults.push(`${element.localName} is ${Math.round(width)} by ${Math.round(height)} px: ${(element.innerText || element.name || "").slice(0, 40)}`);
      }
    }
    return faults;
  });

/** One heading of level 1, a title, a main region, a language, a skip link that leads somewhere. */
export const frame = (page) =>
  page.evaluate(() => {
    const faults = [], count = (selector) => document.querySelectorAll(selector).length;
    if (count("h1") !== 1) faults.push(`${count("h1")} headings of level 1`);
    if (count("main") !== 1) faults.push(`${count("main")} main regions`);
    if (!document.title.trim()) faults.push("no title");
    if (!document.documentElement.lang) faults.push("no language");
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      if (link.hash.length < 2 || !document.getElementById(link.hash.slice(1))) faults.push(`the link ${link.getAttribute("href")} leads nowhere`);
    }
    return faults;
  });

// Words that name somebody, from the sample directory: every part of a family's name; first and whole names of staff.
const rows = (file) =>
  readFileSync(new URL(`../../data/sample/${file}`, import.meta.url), "utf8").trim().split("\n").slice(1).map((line) => line.split(","));
const personal = new Set();
for (const [, name, , number, , mail] of rows("people.csv")) for (const word of [...name.split(" "), number, mail]) if (word.length > 2) personal.add(word);
for (const [, , name] of rows("staff.csv")) for (const word of [name, name.split(" ")[0]]) if (word.length > 3) personal.add(word);
const anyName = new RegExp(`(?<![\\p{L}\\p{N}])(${[...personal].map((word) => word.replace(/[.+]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`, "u");
const anyNameInUrl = new RegExp(anyName.source, "iu");

/** No title and no address names a person: both end up in histories, logs and on shared screens. */
export async function names(page) {
  const faults = [], title = await page.title(), address = new URL(page.url());
  if (anyName.test(title)) faults.push("the title names somebody");
  if (anyNameInUrl.test(decodeURIComponent(address.pathname + address.search))) faults.push("the address names somebody");
  return faults;
}

/** What can be judged by layout and words alone, at the width and in the colours the page has now. */
export const layout = async (page) => [...(await sideways(page)), ...(await small(page)), ...(await frame(page)), ...(await names(page))];

/** All of it, axe too; throws with every fault found. */
export async function checkPage(page) {
  const faults = [...(await layout(page)), ...(await axe(page)), ...page.faults.splice(0)];
  if (faults.length) throw new Error(faults.join("\n"));
}

/** Throws with these faults, if there are any. */
export function none(faults) {
  if (faults.length) throw new Error([...new Set(faults)].join("\n"));
}
