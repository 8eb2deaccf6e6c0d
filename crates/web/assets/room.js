// Counts the minutes of a part down between two looks. It counts what goes by, never what a clock shows: a phone may have it wrong.
let shown = null, since = 0, left = 0;

function tick() {
  const clock = document.querySelector(".clock[data-left]");
  if (!clock) return;
  const key = `${clock.dataset.left} ${clock.dataset.still}`;
  if (key !== shown) [shown, since, left] = [key, performance.now(), Number(clock.dataset.left)];
  if (clock.dataset.still === "true") return;
  const seconds = Math.round(left - (performance.now() - since) / 1_000);
  const minutes = Math.ceil(Math.abs(seconds) / 60);
  const words = (seconds >= 0 ? clock.dataset.words : clock.dataset.over).replace("4321", minutes);
  if (clock.textContent !== words) clock.textContent = words;
}
setInterval(tick, 5_000);
