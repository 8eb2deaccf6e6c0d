// What somebody without a mouse, or with large letters, meets on a page. Faults as sentences, like those of checks.mjs.
import { sideways } from "./checks.mjs";

/** No page has so many stops that Tab would not come round. */
const MOST = 900;
/** The most stops within one field: day, month, year, hour, minute, and the button beside them. */
const PARTS = 7;

/** Marks what one must be able to reach, remembers how it looks without the focus, and gives how many. A group of radio buttons is one stop, as browsers have it. */
const mark = () => {
  // The ring stands on the thing itself, on what it lies in (a card, a field with a frame), or on the label that stands for it.
  function whatShows() {
    const around = [this, ...(this.labels ?? [])];
    for (let up = this.parentElement, steps = 0; up && up !== document.body && steps < 3; up = up.parentElement, steps += 1) around.push(up);
    if (this.nextElementSibling) around.push(this.nextElementSibling);
    return around;
  }
  function howItLooks() {
    return this.whatShows().map((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle === "none" ? `${style.boxShadow} ${style.borderColor}` : `${style.outlineWidth} ${style.outlineColor}`;
    }).join(", ");
  }
  document.activeElement?.blur();
  const remember = (one) => {
    Object.assign(one, { whatShows, howItLooks });
    one.looked = one.howItLooks();
  };
  const groups = new Set();
  let number = 0;
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable], [tabindex='0']")) {
    if (element.disabled || element.inert || element.closest("[inert]") || element.tabIndex < 0 || !element.checkVisibility({ checkVisibilityCSS: true })) continue;
    if (element.type === "radio") {
      const group = `${element.form?.id ?? [...document.forms].indexOf(element.form)} ${element.name}`;
      if (groups.has(group)) continue;
      groups.add(group);
      for (const other of document.getElementsByName(element.name)) {
        if (other.form !== element.form) continue;
        remember(other);
        other.setAttribute("data-tab-stop", `group ${number}`);
      }
    } else {
      remember(element);
      element.setAttribute("data-tab-stop", `${number}`);
    }
    number += 1;
  }
  return number;
};

/** Where the focus is: its mark, a name for people, whether one sees that it is there, and whether something lies over it. */
const standing = () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const told = `${element.localName} "${(element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40)}"`;
  const around = element.whatShows?.() ?? [element];
  const box = element.getBoundingClientRect();
  const middle = [box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, 40) / 2];
  const over = document.elementFromPoint(...middle);
  const outside = middle[1] < 0 || middle[1] > innerHeight;
  const covered = over && !outside && box.width > 1 && ![...around, ...element.querySelectorAll("*")].some((one) => one === over || one.contains(over) || over.contains(one));
  return { stop: element.getAttribute("data-tab-stop"), told, seen: !element.whatShows || element.looked !== element.howItLooks(), outside, covered: covered ? over.localName : "" };
};

/** WCAG 2.2, 2.1.1, 2.1.2, 2.4.7, 2.4.11: Tab reaches everything, is caught nowhere, and one always sees where one is. */
export async function keyboard(page) {
  const all = await page.evaluate(mark), reached = new Set(), faults = [];
  let last = "", same = 0;
  await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  for (let press = 0; press < MOST; press += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(standing);
    if (!at) break;
    if (reached.has(at.stop) && at.stop !== null && at.stop !== last) break; // round once
    same = at.stop === last ? same + 1 : 0; // a date has a stop for each of its parts
    if (press === MOST - 1 || same > PARTS) {
      faults.push(`the focus is caught at ${at.told}`);
      break;
    }
    if (at.stop === null || same) continue;
    last = at.stop;
    reached.add(at.stop);
    if (!at.seen) faults.push(`one does not see that the focus is at ${at.told}`);
    if (at.outside) faults.push(`the focus is outside the window at ${at.told}`);
    if (at.covered) faults.push(`${at.covered} lies over the focused ${at.told}`);
  }
  const missed = await page.evaluate((seen) =>
    [...new Set([...document.querySelectorAll("[data-tab-stop]")].filter((one) => !seen.includes(one.getAttribute("data-tab-stop"))).map((one) => `${one.localName} "${(one.innerText || one.name || "").trim().slice(0, 40)}"`))], [...reached]);
  // As it was found: a skip link that has the focus lies over what is beneath it.
  await page.evaluate(() => document.activeElement?.blur());
  if (missed.length) faults.push(`Tab reaches ${reached.size} of ${all} stops, not ${missed.slice(0, 3).join(", ")}`);
  return faults;
}

/** WCAG 2.2, 1.4.4: with letters twice as large nothing is cut off and the page does not scroll sideways. */
export async function largeLetters(page) {
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  const faults = await sideways(page);
  faults.push(...(await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => {
        const style = getComputedStyle(one);
        if (!/hidden|clip/.test(style.overflowX) || style.clipPath !== "none" || !one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
        const box = one.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && one.textContent.trim() && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      })
      .map((one) => `cut off: ${one.localName}.${one.className} "${one.textContent.trim().slice(0, 40)}"`))));
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  return faults.map((fault) => `with letters of 200 %: ${fault}`);
}
