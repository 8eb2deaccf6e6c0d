// What hands do with a page, counted while a script does it as a person would: the keystroke-level model (Card, Moran and Newell 1980;
// participation.md 4.2). Nothing is claimed by the script: presses, keys and choices are told by the page itself, as it
// hears them, and answers by the network. How each is counted stands in docs/hands-on-time.md.

/** Seconds: a key, pointing, pressing the button of the mouse, moving the hand between mouse and keys, a decision, an answer. */
export const seconds = { K: 0.28, P: 1.1, B: 0.2, H: 0.4, M: 1.35, R: 0.5 };

/** How much over its budget a task may be before it fails. */
export const tolerance = 1.1;

/** Runs in each page, before its own scripts: tells every press, key and choice, and to which control it belongs. */
function listen() {
  const names = ["Tab", "Enter", "Backspace", "Delete", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];
  const controlOf = (target) => {
    const label = target.closest?.("label");
    const control = label?.control ?? target.closest?.("input, select, textarea, button, a, summary") ?? target;
    const one = control.localName, name = control.name ?? "";
    if (one === "button" || ["submit", "image"].includes(control.type)) return { sort: control.type === "button" ? "press" : "send", key: "" };
    if (one === "a" || one === "summary") return { sort: "press", key: "" };
    // The boxes of one row are one decision, and so are the answers to one question.
    const rows = [...document.querySelectorAll("tr, fieldset")];
    const row = control.type === "checkbox" ? rows.indexOf(control.closest("tr, fieldset")) : "";
    return { sort: "field", key: `${name}/${row}/${control.type === "checkbox" || control.type === "radio" ? "" : control.id}` };
  };
  const tell = (what, event, more = {}) => globalThis.klmHeard({ what, ...controlOf(event.target), ...more });
  addEventListener("mousedown", (event) => event.isTrusted && tell("mouse", event), true);
  addEventListener("keydown", (event) => {
    const space = event.key === " " && event.target.matches?.("button, summary, input[type=checkbox], input[type=radio]");
    if (event.isTrusted && (names.includes(event.key) || space)) tell("key", event);
  }, true);
  addEventListener("input", (event) => {
    if (event.isTrusted && event.data) tell("typed", event, { text: event.data });
  }, true);
  // The list of a field for choosing is drawn by the system, out of the script's reach: opened with one press, chosen with another.
  addEventListener("change", (event) => event.target.localName === "select" && tell("chosen", event), true);
}

/** Whether the character needs Shift on a Swedish keyboard. */
const shifted = (character) => /[\p{Lu}!"#¤%&/()=?*:;_>]/u.test(character);

/** Begins to watch a page; give it before the first task, and use it for all that a hand does there. */
export async function watch(page) {
  let count, hand, group, pending, waited;
  const fresh = () => {
    count = { mouse: 0, keys: 0, moves: 0, decisions: 0, answers: 0 };
    [hand, group, pending, waited] = ["mouse", null, true, 0];
  };
  fresh();
  const decide = ({ sort, key }) => {
    // One decision for each page that comes, one for each question on it. The button that sends what was just filled in is none.
    if (pending) count.decisions += 1;
    if (sort === "field" && key !== group) count.decisions += 1;
    if (sort === "press" && !pending) count.decisions += 1;
    pending = false;
    group = sort === "field" ? key : null;
  };
  const reach = (which) => {
    if (hand !== which) count.moves += 1;
    hand = which;
  };
  await page.context().exposeBinding("klmHeard", (source, heard) => {
    if (source.page !== page) return;
    if (heard.what === "mouse") [reach("mouse"), decide(heard), (count.mouse += 1)];
    else if (heard.what === "chosen") [reach("mouse"), decide(heard), (count.mouse += 2)];
    else {
      reach("keys");
      if (heard.what === "typed") decide(heard);
      count.keys += heard.what === "key" ? 1 : [...heard.text].reduce((all, one) => all + 1 + (shifted(one) ? 1 : 0), 0);
    }
  });
  await page.addInitScript(listen);
  page.on("response", (response) => {
    const request = response.request(), from = request.redirectedFrom();
    if (response.status() >= 300 && response.status() < 400) return;
    const whole = request.isNavigationRequest() && request.frame() === page.mainFrame();
    // A form that a script sends and waits for. What is fetched aside, such as how easy a text is to read, keeps nobody waiting.
    const sent = request.resourceType() === "fetch" && (request.method() === "POST" || from?.method() === "POST") && new URL(request.url()).pathname !== "/plain";
    if (!whole && !sent) return;
    count.answers += 1;
    [pending, group] = [true, null];
    waited = Date.now();
  });

  const settled = async () => {
    await page.waitForLoadState();
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"), null, { timeout: 15_000 });
  };
  return {
    page,
    /** Presses a link, a button, a box or its label with the mouse, and waits for the answer when one comes. */
    async press(where, { answer = false } = {}) {
      const before = count.answers;
      await where.first().click();
      if (answer) for (let turn = 0; count.answers === before && turn < 150; turn += 1) await page.waitForTimeout(100);
      if (answer && count.answers === before) throw new Error("the press was not answered");
      if (answer) await settled();
    },
    /** Types into a field: presses it with the mouse first, unless it has the focus. */
    async type(where, text) {
      const field = where.first();
      if (!(await field.evaluate((element) => element === document.activeElement))) await field.click();
      // The press that puts the cursor into the field has put it after what stands there.
      await field.evaluate((element) => element.setSelectionRange(element.value.length, element.value.length));
      await page.keyboard.type(text);
      if (!(await field.inputValue()).endsWith(text)) throw new Error(`the field has not "${text}"`);
    },
    /** Goes on with the keyboard alone. */
    key: (name) => page.keyboard.press(name),
    /** Chooses in a list by the words one begins to see. */
    async choose(where, words) {
      const options = await where.first().locator("option").allInnerTexts();
      const place = options.findIndex((text) => text.trim().startsWith(words));
      if (place < 0) throw new Error(`"${words}" is not among ${JSON.stringify(options)}`);
      await where.first().selectOption({ index: place });
    },
    begin: fresh,
    /** What was counted since `begin`, with its time in seconds. */
    counted() {
      const { mouse, keys, moves, decisions, answers } = count;
      const s = seconds, time = mouse * (s.P + s.B) + keys * s.K + moves * s.H + decisions * s.M + answers * s.R;
      return { mouse, keys, moves, decisions, answers, seconds: Math.round(time * 10) / 10, quiet: Date.now() - waited };
    },
  };
}

/** The sum of what several hands, or one in several turns, did for one task. */
export const sum = (all) => {
  const total = { mouse: 0, keys: 0, moves: 0, decisions: 0, answers: 0, seconds: 0 };
  for (const one of all) for (const what of Object.keys(total)) total[what] += one[what];
  return { ...total, seconds: Math.round(total.seconds * 10) / 10 };
};

/** The fault of a task that takes more than its budget and ten percent, as a sentence. */
export const over = (task, counted, budget) =>
  counted.seconds > budget * tolerance ? [`${task}: ${counted.seconds} s, more than ten percent over ${budget} s`] : [];

/** One line of the table in docs/hands-on-time.md. */
export const line = ({ task, counted, budget }) =>
  `| ${task} | ${counted.mouse} | ${counted.keys} | ${counted.moves} | ${counted.decisions} | ${counted.answers} | ${counted.seconds.toFixed(1).replace(".", ",")} s | ${budget} s |`;
