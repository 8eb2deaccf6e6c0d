// While somebody at work writes: how easy the text is to read, asked after a pause and shown beside the field. Without this
// file the form's second button shows the same.
const PAUSE = 1200;

/** Listens on the page; `parse` turns an answer into a document. */
export function watch(parse) {
  const pauses = new WeakMap(), asked = new WeakMap();
  const beside = (field) => field?.id && document.querySelector(`#${CSS.escape(field.id)}-plain[data-plain]`);

  async function ask(field) {
    const text = field.value;
    clearTimeout(pauses.get(field));
    if (asked.get(field) === text) return;
    asked.set(field, text);
    try {
      const body = new URLSearchParams({ text });
      const response = await fetch("/plain", { method: "POST", body, headers: { accept: "text/html" }, cache: "no-store" });
      // Signed out meanwhile: the form itself will say so, and keep what was typed.
      if (!response.ok || response.redirected) return;
      const said = (await parse(response)).body;
      if (field.value === text) beside(field)?.replaceChildren(...said.childNodes);
    } catch {
      // No connection: asked again with the next word.
      asked.delete(field);
    }
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!beside(field)) return;
    clearTimeout(pauses.get(field));
    pauses.set(field, setTimeout(ask, PAUSE, field));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=plain]");
    if (!button) return;
    event.preventDefault();
    for (const field of button.form.elements) if (beside(field)) ask(field);
  });
}
