// What people do with their hands: go somewhere, fill in a form, press a button, look at the answer.
import { none } from "./checks.mjs";

/** Everybody at a computer of their own, kept from step to step; who has been signed out meanwhile signs in again. */
export function everybody(asPerson) {
  const pages = new Map();
  /** The page of the person with this name, at that address (or where it stood). `options` counts the first time. */
  return async function at(name, path, options) {
    let page = pages.get(name);
    if (!page) pages.set(name, (page = await asPerson(name, options)));
    if (!path) return page;
    let answer = await page.goto(path);
    if (new URL(page.url()).pathname === "/sign-in") {
      await page.getByRole("button", { name }).first().click();
      await page.waitForURL((url) => url.pathname !== "/sign-in");
      answer = await page.goto(path);
    }
    if (answer && answer.status() >= 400) throw new Error(`${name} got ${answer.status()} at ${path}`);
    return page;
  };
}

/** The form that holds a field or a button, such as form(page, "what=party"): hidden field what, value party. */
export function form(page, mark) {
  const [name, value] = mark.split("=");
  return page.locator("main form").filter({ has: page.locator(`[name="${name}"]${value ? `[value="${value}"]` : ""}`) });
}

/**
 * Fills in fields by their names: text as typed, lists and buttons by the words one sees (or begins to see), boxes as
 * lists of values. Opens what is folded away first, as people do.
 */
export async function fill(where, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = where.locator(`[name="${name}"]:not([type=hidden])`);
    await unfold(field.first());
    const kind = await field.first().evaluate((element) => (element.localName === "input" ? element.type : element.localName));
    if (kind === "radio") await choose(where, name, value);
    else if (kind === "checkbox") for (const one of [value].flat()) await where.locator(`[name="${name}"][value="${one}"]`).check();
    else if (kind === "select") await select(field.first(), value);
    else await field.first().fill(value);
  }
}

async function unfold(field) {
  const folded = field.locator("xpath=ancestor::details[not(@open)]");
  while (await folded.count()) await folded.first().locator("> summary").click();
}

async function choose(where, name, words) {
  const labels = where.locator(`label.option:has([name="${name}"])`);
  const said = await labels.allInnerTexts();
  const place = said.findIndex((text) => text.trim().startsWith(words));
  if (place < 0) throw new Error(`"${words}" is not among ${JSON.stringify(said)} (${name})`);
  await labels.nth(place).click();
}

async function select(field, words) {
  const options = await field.locator("option").allInnerTexts();
  const place = options.findIndex((text) => text.trim().startsWith(words));
  if (place < 0) throw new Error(`"${words}" is not among ${JSON.stringify(options)}`);
  await field.selectOption({ index: place });
}

/** Presses the button with these words and waits for the answer, with scripts or without. Resolves to the answer's status. */
export async function press(where, words) {
  const page = where.page?.() ?? where;
  const button = where.getByRole("button", { name: words, exact: true }).first();
  await unfold(button);
  return answered(page, () => button.click());
}

/** Waits for the answer to a form that `send` sends: the status of the POST, when the page shows what came of it. */
export async function answered(page, send) {
  const answer = page.waitForResponse((response) => response.request().method() === "POST", { timeout: 15_000 });
  await send();
  const status = (await answer).status();
  if (page.javaScript) await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"), null, { timeout: 15_000 });
  await page.waitForLoadState();
  return status;
}

/** Fills in, presses, and fails unless it was stored. */
export async function send(where, values, words) {
  const page = where.page?.() ?? where;
  await fill(where, values);
  const status = await press(where, words);
  const problems = await page.locator(".problems").allInnerTexts();
  none(status < 400 ? problems : [`"${words}" was answered by ${status}`, ...problems]);
  if (!(await page.locator("#saved").isVisible())) throw new Error(`"${words}": the page does not say that it is saved`);
}

/**
 * Fills in, presses, and fails unless it was refused: a summary that has the focus and leads to the field, an error at
 * each of these fields, and all that was typed still there.
 */
export async function refuse(where, values, words, fields) {
  const page = where.page?.() ?? where;
  await fill(where, values);
  const status = await press(where, words);
  const faults = status === 422 ? [] : [`answered by ${status}, not 422`];
  const summary = page.locator("[data-error-summary]");
  if (!(await summary.count())) faults.push("no summary of what is wrong");
  else if (page.javaScript && !(await summary.evaluate((element) => element === document.activeElement))) faults.push("the summary has not the focus");
  for (const field of fields) {
    if (!(await summary.locator(`a[href="#${field}"]`).count())) faults.push(`the summary does not lead to ${field}`);
    const said = page.locator(`#${field}-error, #${field} > .error`).first();
    if (!(await said.count()) || !(await said.innerText()).trim()) faults.push(`no error at ${field}`);
  }
  for (const [name, value] of Object.entries(values)) {
    const field = where.locator(`[name="${name}"]:not([type=hidden])`).first();
    if (!(await field.evaluate((element) => element.matches("textarea, input:not([type=radio], [type=checkbox])")))) continue;
    const kept = await field.inputValue();
    if (kept !== value) faults.push(`${name}: "${kept}" stands where "${value}" was typed`);
  }
  none(faults);
}

/** Presses Tab until the focus is on what fits the selector, and fails if the focus cannot be seen there. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate((wanted) => {
      const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
      if (!element.matches(wanted)) return null;
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return { ring: ring || style.boxShadow !== "none", inSight: box.bottom > 0 && box.top < innerHeight };
    }, selector);
    if (seen) return none([...(seen.ring ? [] : [`no focus to be seen on ${selector}`]), ...(seen.inSight ? [] : [`${selector} is out of sight`])]);
  }
  throw new Error(`Tab does not come to ${selector}`);
}

/** Words without the differences that line breaks, hyphens at line ends and invisible marks make. */
export const plain = (text) =>
  text.replace(/[\u2066-\u2069\u200e\u200f\u00ad]/g, "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
