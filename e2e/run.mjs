// Runs the journeys in order, each with a server, a data folder and a browser of its own.
//   node e2e/run.mjs              all of them
//   node e2e/run.mjs elin page    those whose file name contains one of the words
//   SAMSYN_E2E_DATABASE=postgresql node e2e/run.mjs elin    on a PostgreSQL that is started for it
import { readdir, rm } from "node:fs/promises";
import { startPostgres } from "./lib/postgres.mjs";
import { startServer } from "./lib/server.mjs";
import { startBrowser } from "./lib/browser.mjs";
import { shoot, shots } from "./lib/shots.mjs";

const words = process.argv.slice(2);
const folder = new URL("./journeys/", import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).sort();
const chosen = files.filter((file) => !words.length || words.some((word) => file.includes(word)));
let passed = 0, failed = 0;
if (!words.length) await rm(shots, { recursive: true, force: true });

const wanted = process.env.SAMSYN_E2E_DATABASE ?? "sqlite";
if (!["sqlite", "postgresql"].includes(wanted)) throw new Error("SAMSYN_E2E_DATABASE is sqlite or postgresql");
const postgres = wanted === "postgresql" ? await startPostgres() : undefined;

class Ended extends Error {}

for (const file of chosen) {
  const journey = file.replace(/\.mjs$/, "");
  console.log(`\n${journey}`);
  const started = [];
  let browser;

  /** One claim of its own: told, counted; the journey goes on after a failure. */
  async function test(sentence, body) {
    const began = performance.now();
    try {
      await body();
      passed += 1;
      console.log(`  ok    ${sentence} (${Math.round(performance.now() - began)} ms)`);
      return true;
    } catch (fault) {
      failed += 1;
      const where = fault.stack?.split("\n").find((line) => line.includes("/journeys/"))?.trim() ?? "";
      console.log(`  FAIL  ${sentence}\n${`${fault.message}\n${where}`.trim().replace(/^/gm, "        ")}`);
      let number = 0;
      for (const page of browser?.open() ?? []) {
        number += 1;
        await page.screenshot({ path: `${shots}/failed/${journey}-${failed}-${number}.png`, fullPage: true }).catch(() => {});
      }
      return false;
    }
  }
  /** One step of a story: when it fails, what comes after would mean nothing, so the journey ends. */
  async function step(sentence, body) {
    if (!(await test(sentence, body))) throw new Ended();
  }

  try {
    const { default: story, flags, start = startServer } = await import(new URL(file, folder));
    const server = await start({ flags, database: postgres?.database });
    started.push(server);
    browser = await startBrowser(server.base);
    started.push(browser);
    await story({ test, step, server, ...browser, shoot });
  } catch (fault) {
    if (!(fault instanceof Ended)) await test("the journey could be walked", () => Promise.reject(fault));
  } finally {
    for (const thing of started.reverse()) await test(thing === browser ? "the browser closes" : "the server stops", () => thing.stop());
  }
}

await postgres?.stop();
if (!chosen.length) console.error("no journey has that word in its name");
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
