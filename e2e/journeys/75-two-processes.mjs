// Two `samsyn serve` on one PostgreSQL, and Greta's meeting (families.md, 3) seen by browsers at both: what is done at one stands on the pages of
// the other without a reload, also after a process was killed, the database hung up, or a browser lost the network. No personal word is in a signal.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBrowser } from "../lib/browser.mjs";
import { checkPage } from "../lib/checks.mjs";
import { fill, form, plain, press } from "../lib/hands.mjs";
import { startPostgres } from "../lib/postgres.mjs";
import { binary, freePort, run, startServer } from "../lib/server.mjs";
import { serve } from "../lib/service.mjs";

const mails = { leif: "leif.moberg@nordanland.example", sofia: "sofia.lindh@solvik.example", karin: "karin@familj.example" };

/** The families on a PostgreSQL, as the demo tells them, and two processes that share database and keys. */
export async function start() {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "samsyn-e2e-two-"));
  const database = await postgres.database();
  const keys = join(folder, "keys.db");
  const demo = await startServer({ database: () => database, flags: ["--key-store", `sqlite:${keys}`] });
  await demo.stop();
  const processes = [];
  for (const name of ["one", "two"]) {
    const port = await freePort(), base = `http://127.0.0.1:${port}`, config = join(folder, `${name}.toml`);
    await writeFile(config, `listen = "127.0.0.1:${port}"\npublic_url = "${base}"\ndatabase = "${database}"\n[keys]\nstore = "sqlite:${keys}"\n`
      + `[seal]\norigin = "samsyn.demo.example/seal"\n[mail]\nfolder = "${join(folder, "mail")}"\n`);
    processes.push({ base, config, ...(await serve(config, folder)) });
  }
  const [one, two] = processes;
  return {
    base: one.base, one, two,
    sql: (...statements) => postgres.sql(database, ...statements),
    /** Starts a process that was killed, at the address where it was. */
    async again(process) {
      Object.assign(process, await serve(process.config, folder));
    },
    async stop() {
      for (const process of processes) await process.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export default async function twoProcesses({ step, test, server, visitor, shoot }) {
  const { one, two } = server;
  const other = await startBrowser(two.base);
  try {
    await story({ step, test, server, one, two, visitor, shoot, elsewhere: other.visitor });
  } finally {
    await other.stop();
  }
}

async function story({ step, test, server, one, two, visitor, shoot, elsewhere }) {
  let plan = "", leif, sofia, karin;
  const text = async (page) => plain(await page.locator("main").innerText());
  const stay = (page) => page.evaluate(() => { globalThis.stayed = true; });
  /** Waits for words on a page that nobody touches; a reload would forget the mark. */
  async function comes(page, words, patience = 10_000) {
    await page.getByText(words).first().waitFor({ timeout: patience });
    assert.ok(await page.evaluate(() => globalThis.stayed), "the page was loaded anew");
  }
  /** Signs in by a link that the command prints at that process. */
  async function comeIn(process, page, mail) {
    const link = (await run(binary, ["--config", process.config, "sign-in-link", mail])).toString("utf8").trim().split("\n").pop();
    await page.goto(link);
    await page.getByRole("button", { name: "Logga in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    return page;
  }
  async function note(page, words) {
    const where = form(page, "kind");
    await fill(where, { words, kind: "Hälsa" });
    await press(where, "Spara anteckningen");
  }

  await step("Leif signs in at the one process, Sofia at the other", async () => {
    leif = await comeIn(one, await visitor(), mails.leif);
    sofia = await comeIn(two, await elsewhere(), mails.sofia);
    karin = await comeIn(two, await elsewhere({ width: 320 }), mails.karin);
    plan = /plans\/([0-9a-f-]{36})/.exec(await leif.locator("a[href^='/plans/']:has-text('Greta')").first().getAttribute("href"))[1];
    const cookies = await leif.context().cookies();
    assert.ok(cookies.length, "signed in by a cookie");
    // A session is of the house, not of the process.
    const answer = await fetch(`${two.base}/plans/${plan}`, { headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") } });
    assert.equal(answer.status, 200);
  });

  await step("Leif opens the meeting at the one; the meeting's page at the other says so without a reload", async () => {
    await sofia.goto(`/plans/${plan}/meeting`);
    await karin.goto(`/plans/${plan}/room`);
    for (const page of [sofia, karin]) await stay(page);
    await leif.goto(`/plans/${plan}/meeting`);
    await press(leif, "Öppna mötet");
    await press(leif, "Ja, öppna rummet nu");
    await comes(karin, "Nu pratar");
    await comes(sofia, "Bilden som alla ser");
    for (const page of [leif, sofia, karin]) await checkPage(page);
  });

  await step("Both ways: a note from the one stands on the other's page, and whose turn it is on all", async () => {
    await leif.goto(`/plans/${plan}/meeting`);
    await stay(leif);
    await note(leif, "Trappan hemma ska ha räcke.");
    await comes(sofia, "Trappan hemma ska ha räcke.");
    await note(sofia, "Sjuksköterskan kommer på tisdag.");
    await comes(leif, "Sjuksköterskan kommer på tisdag.");
    await sofia.goto(`/plans/${plan}/room`);
    await stay(sofia);
    const lead = await leif.context().newPage();
    Object.assign(lead, { faults: [], javaScript: true });
    await lead.goto(`/plans/${plan}/room`);
    await press(lead, "Nästa i rundan");
    const turn = plain(await lead.locator(".turn").first().innerText());
    for (const page of [sofia, karin]) await page.waitForFunction((turn) => document.querySelector(".turn").innerText.replace(/\s+/g, " ").trim() === turn, turn, { timeout: 10_000 });
    await lead.close();
    await shoot(karin, "two-processes", "karin");
  });

  await test("What a signal says, to browsers and between the processes, holds ids and revisions alone", async () => {
    const cookies = (await sofia.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const stop = new AbortController();
    const stream = await fetch(`${two.base}/live/plans/${plan}`, { headers: { cookie: cookies, accept: "text/event-stream" }, signal: stop.signal });
    assert.equal(stream.headers.get("content-type"), "text/event-stream");
    let raw = "";
    const reading = (async () => {
      for await (const chunk of stream.body) raw += new TextDecoder().decode(chunk);
    })().catch(() => {});
    const events = () => raw.match(/^event:/gm)?.length ?? 0;
    const until = async (count) => {
      for (let tries = 0; tries < 100 && events() < count; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(events() >= count, raw);
    };
    await until(1);
    const before = events();
    // What the processes tell each other, as whoever else listens on that database would hear it.
    const heard = server.sql("listen samsyn", "select pg_sleep(2)");
    await note(leif, "Greta vill ha kvar sin säng, och Karin har nyckel.");
    await until(before + 1);
    const notices = (await heard).split("\n").filter((line) => line.includes("payload"));
    assert.ok(notices.some((line) => line.includes(plan)), `nothing was told of the plan: ${notices}`);
    for (const line of notices) assert.match(line, /with payload "[0-9a-f-]{36}( [0-9a-f-]{36}:r?\d+)+"/);
    stop.abort();
    await reading;
    for (const line of raw.split("\n")) assert.match(line, /^(event: ?(changed|room)|data: ?\d+|:.*|)$/, line);
    assert.doesNotMatch(raw, /Greta|Nyman|Karin|säng|Leif|höft/i);
  });

  await step("The other process is killed while Leif writes: its browsers catch up when it is there again, and what is typed stays", async () => {
    await sofia.goto(`/plans/${plan}/meeting`);
    await stay(sofia);
    await sofia.locator("textarea[name=words]").fill("Halva menin");
    await two.kill();
    await note(leif, "Hemtjänsten kommer två gånger om dagen.");
    await server.again(two);
    await comes(sofia, "Hemtjänsten kommer två gånger om dagen.", 30_000);
    assert.equal(await sofia.locator("textarea[name=words]").inputValue(), "Halva menin");
  });

  await step("The database hangs up on every process: both go on, and nothing is missed", async () => {
    await leif.goto(`/plans/${plan}/meeting`);
    await stay(leif);
    const cut = Number(await server.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name like 'samsyn%' and pid <> pg_backend_pid()"));
    assert.ok(cut >= 2, `${cut} connections were cut`);
    await note(sofia, "Maten kommer till klockan tolv.");
    await comes(leif, "Maten kommer till klockan tolv.", 30_000);
    await note(leif, "Vi ringer apoteket.");
    await comes(sofia, "Vi ringer apoteket.", 30_000);
  });

  await step("A browser that loses the network shows what it missed when it is back", async () => {
    await karin.goto(`/plans/${plan}/meeting`);
    await stay(karin);
    await karin.context().setOffline(true);
    await note(leif, "Rullatorn står i hallen.");
    await karin.waitForTimeout(1_000);
    assert.ok(!(await text(karin)).includes("Rullatorn"));
    await karin.context().setOffline(false);
    await comes(karin, "Rullatorn står i hallen.", 30_000);
    assert.deepEqual(karin.faults.filter((fault) => !fault.startsWith("console:")), []);
  });

  await test("Neither process wrote a personal word in its log", async () => {
    for (const process of [one, two]) assert.doesNotMatch(process.log(), /Greta|Nyman|Karin|Rullatorn|apoteket/);
  });
}
