// Turns one tree into another in place, so that focus, caret, typed text and open details stay where they are.
// Children match by id first, then by tag in order. What a person has typed is never taken away.

const typed = new WeakSet();
const FIELDS = "input, select, textarea";
document.addEventListener("input", (event) => typed.add(event.target));

/** Whether a field holds something that the server has not been given. */
export function isDraft(field) {
  if (!field.matches(FIELDS) || field.type === "hidden") return false;
  if (typed.has(field)) return true;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.localName === "select") return false;
  return field.value !== field.defaultValue;
}

/** Whether a node is, or holds, a field with something typed. */
export const holdsDraft = (node) =>
  node.nodeType === Node.ELEMENT_NODE && (isDraft(node) || [...node.querySelectorAll(FIELDS)].some(isDraft));

/** Forgets what was typed in a form: the server has it now. */
export function settle(form) {
  for (const field of form.elements) typed.delete(field);
  form.reset();
}

/** Morphs, then gives the focus back if a move has lost it. */
export function morphPage(from, to) {
  const active = document.activeElement;
  const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  morph(from, to);
  if (!active || active === document.body || document.activeElement === active) return;
  if (!active.isConnected) return document.querySelector("main")?.focus({ preventScroll: true });
  active.focus({ preventScroll: true });
  if (caret?.[0] != null) active.setSelectionRange(...caret);
}

/** Turns `from` into `to`. `to` is left whole: its nodes are copied. */
export function morph(from, to) {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !isOwn(from, name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value && !isOwn(from, name)) from.setAttribute(name, value);
  if (from.localName === "textarea" || from.localName === "input") return morphField(from, to);
  // What is said of a text that is being written is newer than what the server knows (plain.js).
  if (from.hasAttribute("data-plain") && holdsDraft(from.parentElement)) return;
  const kept = from.localName === "select" && isDraft(from) ? from.value : null;
  morphChildren(from, to);
  if (kept !== null) from.value = kept;
}

function morphChildren(from, to) {
  const byId = new Map([...from.children].filter((child) => child.id).map((child) => [child.id, child]));
  let cursor = from.firstChild;
  for (const want of to.childNodes) {
    const have = match(cursor, want, byId);
    if (!have) {
      from.insertBefore(document.importNode(want, true), cursor);
      continue;
    }
    if (have === cursor) cursor = cursor.nextSibling;
    else move(from, have, cursor);
    if (have.nodeType !== Node.ELEMENT_NODE) {
      if (have.data !== want.data) have.data = want.data;
    } else if (!have.isEqualNode(want) || have.matches(FIELDS)) morph(have, want);
  }
  while (cursor) {
    const next = cursor.nextSibling;
    if (!holdsDraft(cursor)) cursor.remove();
    cursor = next;
  }
}

// The browser's own state, which the server knows nothing of.
const isOwn = (element, name) => (name === "open" && element.localName === "details") || name === "aria-busy";
const isSame = (a, b) => a.nodeType === b.nodeType && a.localName === b.localName && (a.id || "") === (b.id || "");

function match(cursor, want, byId) {
  if (want.id) {
    const hit = byId.get(want.id);
    return hit?.localName === want.localName ? hit : null;
  }
  if (want.localName === "form") {
    // A form is known by its fields, wherever it stands now: someone may be writing in it.
    const wanted = asks(want);
    for (let node = cursor; node; node = node.nextSibling) if (node.localName === "form" && !node.id && asks(node) === wanted) return node;
    if (cursor?.localName === "form" && holdsDraft(cursor)) return null;
  }
  // Blank text between elements may have come or gone: look past it.
  for (let node = cursor; node; node = node.nextSibling) {
    if (isSame(node, want)) return node;
    if (node.nodeType !== Node.TEXT_NODE || node.data.trim()) return null;
  }
  return null;
}

/** What a form asks for: its address, its fields, and what its buttons and hidden fields say, save what each showing has anew. */
function asks(form) {
  const said = (field) => (field.type === "hidden" ? field.name !== "act" && field.name !== "revision" : field.type === "submit");
  const fields = [...form.elements].map((field) => (said(field) ? `${field.name}=${field.value}` : field.name));
  return [form.getAttribute("action"), ...new Set(fields)].join(" ");
}

function move(parent, node, before) {
  if (parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function morphField(field, want) {
  if (isDraft(field) || field === document.activeElement) return;
  if (field.localName === "textarea") field.value = field.defaultValue = want.defaultValue;
  else if (field.type === "checkbox" || field.type === "radio") field.checked = want.hasAttribute("checked");
  else field.value = want.getAttribute("value") ?? "";
}
