// Makes pages lighter where scripts run. Every form and link works without this file.
import { holdsDraft, isDraft, morphPage, settle } from "./morph.js";
import { watch } from "./plain.js";
import "./leave.js";
import "./room.js";

const parser = new DOMParser();
const policy = window.trustedTypes?.createPolicy("live", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
const page = { headers: { accept: "text/html" }, cache: "no-store" };
const parse = async (response) => parser.parseFromString(policy.createHTML(await response.text()), "text/html");
const news = () => document.getElementById("live-news");

/** How many pages have been put in place of the first; an answer that was asked for before the last of them is stale. */
let shows = 0;

/** Puts a fetched page in place of this one. */
function show(next) {
  shows += 1;
  document.title = next.title;
  morphPage(document.body, next.body);
  for (const area of document.querySelectorAll("textarea[data-max]")) count(area);
  listen();
}

/** Says above everything what went wrong; what was typed stays where it is. */
function complain(...lines) {
  document.getElementById("live-problem")?.remove();
  const box = document.createElement("section");
  Object.assign(box, { id: "live-problem", className: "problems", tabIndex: -1 });
  box.setAttribute("role", "alert");
  for (const [index, line] of lines.filter(Boolean).entries()) {
    const element = document.createElement(index || lines.length === 1 ? "p" : "h2");
    element.textContent = line;
    box.append(element);
  }
  document.querySelector("main").prepend(box);
  box.focus();
}

// --- Forms: sent in the background, the answer morphed in.
let sending = Promise.resolve();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-enhance][method=post]") || form.enctype.startsWith("multipart")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  for (const element of [form, event.submitter]) element?.setAttribute("aria-busy", "true");
  // One after the other: what is sent next is of the page that the answer before made.
  sending = sending.then(() => send(form, event.submitter));
});

async function send(form, button) {
  try {
    const body = new URLSearchParams(button?.isConnected ? new FormData(form, button) : withButton(form, button));
    const response = await fetch(button?.hasAttribute("formaction") ? button.formAction : form.action, { ...page, method: "POST", body });
    const next = await parse(response);
    const main = next.querySelector("main");
    if (!main || (!response.ok && response.status !== 422)) {
      return complain(...[...next.querySelectorAll("main h1, main h1 ~ p:not(:has(a))")].map((line) => line.textContent));
    }
    if (response.ok) settle(form);
    const elsewhere = response.redirected && new URL(response.url).pathname !== location.pathname;
    if (response.redirected) history[elsewhere ? "pushState" : "replaceState"]({ live: true }, "", response.url);
    show(next);
    const target = document.querySelector("[data-error-summary]") ?? document.querySelector("[data-status]") ?? (elsewhere && document.querySelector("main"));
    if (elsewhere) scrollTo(0, 0);
    if (target) target.focus();
  } catch {
    complain(news()?.dataset.lost);
  } finally {
    for (const element of [form, button]) element?.removeAttribute("aria-busy");
  }
}
/** What a form sends by a button that an answer has taken from the page meanwhile. */
function withButton(form, button) {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  return data;
}
addEventListener("popstate", () => location.reload());

// --- A stream says that the plan has a new revision; the page fetches itself again.
let stream = null, address = "", retry = 0, gone = false, running = Promise.resolve();
const wanted = () => document.querySelector("main")?.dataset.live ?? "";

function listen() {
  if (stream && stream.readyState !== EventSource.CLOSED && address === wanted()) return;
  hush();
  address = wanted();
  if (!address || document.hidden || gone) return;
  stream = new EventSource(address);
  stream.addEventListener("changed", (event) => {
    retry = 0;
    running = running.then(() => refresh(Number(event.data))).catch(() => {});
  });
  // What the room of an open meeting is doing has a revision of its own.
  stream.addEventListener("room", (event) => {
    running = running.then(() => refresh(Number(event.data), "room")).catch(() => {});
  });
  // Signed out, or no longer ours: once more the page is fetched, and nobody listens after that.
  stream.addEventListener("gone", () => {
    gone = true;
    hush();
    running = running.then(() => refresh(Infinity)).catch(() => {});
  });
  stream.addEventListener("error", () => {
    // The browser tries again by itself unless the server refused outright.
    if (stream?.readyState === EventSource.CLOSED) setTimeout(listen, Math.min(60_000, 2_000 * 2 ** retry++));
  });
}
function hush() {
  stream?.close();
  stream = null;
}
async function refresh(revision, what = "revision") {
  // The answer to one's own form comes first: it shows what is new, and that it is saved.
  await sending;
  const shown = Number(document.querySelector("main").dataset[what] ?? (what === "room" ? Infinity : 0));
  if (!(revision > shown) || !wanted()) return;
  const before = shows;
  // Told in the log as still viewing.
  const response = await fetch(location.href, { ...page, headers: { ...page.headers, "samsyn-still": "1" } });
  const next = response.ok && !response.redirected && await parse(response);
  if (shows !== before) return refresh(revision, what);
  if (!next) {
    // No longer ours to see, or signed out: what is on the screen must go, unless someone is in the middle of writing, or on
    // the way to another page already, which a reload would cut off.
    if (!leaving && (response.status === 404 || !holdsDraft(document.body))) {
      if (response.status === 404) sessionStorage.setItem("was-open", "1");
      location.reload();
    }
    return;
  }
  await sending;
  if (shows !== before) return refresh(revision, what);
  show(next);
  const line = news();
  // Whose turn it is, is said by the page itself.
  if (line && what !== "room") line.textContent = line.dataset.new;
}

// The page that came instead says why somebody who was just looking is told that there is nothing.
if (sessionStorage.getItem("was-open")) {
  sessionStorage.removeItem("was-open");
  document.getElementById("was-open")?.removeAttribute("hidden");
}

let leaving = false;
// A file that is fetched by a link leaves nothing: after a while this page is ours again.
addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, 5_000); });

let away = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(away);
  if (document.hidden) away = setTimeout(hush, 60_000);
  else listen();
});
addEventListener("online", () => { hush(); listen(); });
addEventListener("pagehide", hush);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// --- How many characters are left.
function count(area) {
  const line = document.getElementById(`${area.id}-count`);
  if (!line || (!isDraft(area) && !area.value)) return;
  const left = Number(area.dataset.max) - [...area.value.trim()].length;
  line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("4321", Math.abs(left));
  line.classList.toggle("beyond", left < 0);
}
document.addEventListener("input", (event) => { if (event.target.matches("textarea[data-max]")) count(event.target); });
for (const area of document.querySelectorAll("textarea[data-max]")) count(area);

// A line of the error summary leads to its field, with the question in sight above it.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".problems a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

// An open menu in the header closes with Escape and with a press elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.switch[open]")) {
    menu.open = false;
    menu.firstElementChild.focus();
  }
});
document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll("details.switch[open]")) if (!menu.contains(event.target)) menu.open = false;
});

watch(parse);
listen();
