// "Lämna sidan": covers the page at once, ends the session, and goes to a neutral site. Works as a plain form too.
const way = () => document.querySelector("form[data-exit]");

function leave(form) {
  const cover = document.createElement("div");
  cover.className = "gone";
  document.body.append(cover);
  document.title = "";
  // The request outlives the page.
  fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(form.dataset.exit);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-exit]")) return;
  event.preventDefault();
  leave(event.target);
}, true);

let presses = [];
document.addEventListener("keydown", (event) => {
  const form = way();
  if (!form || event.repeat) return;
  presses = event.key === "Shift" ? [...presses.filter((time) => event.timeStamp - time < 5000), event.timeStamp] : [];
  if (presses.length >= 3) leave(form);
});
