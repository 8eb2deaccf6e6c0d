// Debian's Chromium, driven by playwright-core. One context for each person, as if each sat at a computer of their own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

// Without the background flags Chromium keeps knocking on doors outside, which a closed network refuses.
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
  // A microphone that beeps, for the pages that record a voice; the page's own policy still decides whether it may listen.
  "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
];

/** Starts the browser for one server. `base` is the server's address. */
export async function startBrowser(base) {
  const downloads = await mkdtemp(join(tmpdir(), "samsyn-chromium-"));
  const browser = await chromium.launch({
    executablePath: process.env.SAMSYN_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
    downloadsPath: downloads,
  });
  const opened = [];

  /** A new visitor: a page of its own, whose faults are gathered in page.faults. */
  async function visitor({ javaScript = true, width = 1366, scheme = "light", locale = "sv-SE" } = {}) {
    const context = await browser.newContext({
      baseURL: base,
      javaScriptEnabled: javaScript,
      viewport: { width, height: 900 },
      colorScheme: scheme,
      reducedMotion: "reduce",
      locale,
    });
    const page = await context.newPage();
    page.faults = [];
    page.javaScript = javaScript;
    page.on("pageerror", (fault) => page.faults.push(`script error: ${fault.message}`));
    page.on("console", (message) => {
      // Chromium itself writes an error line for each answer of 400 and more; a refused form is no fault of the page.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) page.faults.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(base) && !url.startsWith("data:") && !url.startsWith("blob:")) page.faults.push("asked another host for something");
    });
    page.on("response", (response) => {
      if (response.status() >= 500) page.faults.push(`${response.status()} from ${new URL(response.url()).pathname}`);
    });
    opened.push(page);
    return page;
  }

  return {
    visitor,
    /** The names that the sign-in page lets one choose among, as its buttons read. */
    async people() {
      const page = await visitor();
      await page.goto("/sign-in");
      const names = await page.locator("main form button").allInnerTexts();
      await page.context().close();
      return names.map((name) => name.trim().split("\n")[0]);
    },
    /** Signs in as the person with this full name by the page where one chooses a person, and stands where that leads. */
    async asPerson(name, options) {
      const page = await visitor(options);
      const go = page.goto.bind(page);
      // A page that is no longer somebody's to see reloads by itself, sometimes just when one goes elsewhere.
      page.goto = async (...where) => {
        try {
          return await go(...where);
        } catch (fault) {
          // The browser tells it in either way, by which of the two began first.
          if (!/interrupted by another navigation|net::ERR_ABORTED/.test(fault.message)) throw fault;
          await page.waitForLoadState();
          return go(...where);
        }
      };
      await page.goto("/sign-in");
      await page.getByRole("button", { name }).first().click();
      await page.waitForURL((url) => url.pathname !== "/sign-in");
      // The pages come in the language that the directory has for somebody; the journeys speak Swedish unless they say otherwise.
      await setLanguage(page, options?.language ?? "sv");
      return page;
    },
    /** The pages that are open now. */
    open: () => opened.filter((page) => !page.isClosed()),
    async stop() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/**
 * Chooses the language of the pages, "sv", "sv-simple" or "en", by the switch in the frame, and fails unless the page then
 * says that it is in that language.
 */
export async function setLanguage(page, tag) {
  if ((await page.locator("html").getAttribute("lang")) === tag) return;
  // The switch may be folded away; what matters here is that its button works.
  await page.locator(`button[name="lang"][value="${tag}"]`).evaluate((button) => button.click());
  await page.locator(`html[lang="${tag}"]`).waitFor({ state: "attached", timeout: 10_000 });
}
