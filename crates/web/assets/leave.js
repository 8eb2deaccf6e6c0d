// "Lämna sidan": covers the page at once, ends the session, and goes to a neutral site. Without this file it is a plain link.
const way = () => document.querySelector("a[data-exit]");
/** The longest that the neutral site waits for the session's end; the page is covered all the while. */
const AT_MOST = 800;

function leave(link) {
  const cover = document.createElement("div");
  cover.className = "gone";
  document.body.append(cover);
  document.title = "";
  // The request outlives the page.
  const ended = fetch(link.href, { keepalive: true, redirect: "manual", cache: "no-store" }).catch(() => {});
  Promise.race([ended, new Promise((over) => setTimeout(over, AT_MOST))]).then(() => location.replace(link.dataset.exit));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-exit]");
  if (!link) return;
  event.preventDefault();
  leave(link);
}, true);

let presses = [];
document.addEventListener("keydown", (event) => {
  const link = way();
  if (!link || event.repeat) return;
  presses = event.key === "Shift" ? [...presses.filter((time) => event.timeStamp - time < 5000), event.timeStamp] : [];
  if (presses.length >= 3) leave(link);
});
