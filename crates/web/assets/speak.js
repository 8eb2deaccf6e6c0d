// Reads the page's question and answers aloud where the browser has a voice. Without it the button stays hidden.
const button = document.querySelector("[data-speak]");

/** What is read: the heading, then what can be chosen, in the order of the page. */
function words() {
  const parts = document.querySelectorAll("main h1, main [data-say], main legend, main .option > span, main .field > label");
  return [...parts].filter((part) => part.checkVisibility?.() ?? true).map((part) => part.textContent.trim()).filter(Boolean);
}

if (button && "speechSynthesis" in window) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const speaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (speaking) return;
    for (const line of words()) {
      const said = new SpeechSynthesisUtterance(line);
      said.lang = document.documentElement.lang.startsWith("sv") ? "sv-SE" : document.documentElement.lang;
      said.rate = 0.9;
      speechSynthesis.speak(said);
    }
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
