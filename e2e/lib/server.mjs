// The binary under test: `samsyn demo` on a free loopback port, with a data folder of its own that is removed afterwards.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const binary = process.env.SAMSYN_BINARY ?? join(root, process.env.CARGO_TARGET_DIR ?? "target", "debug", "samsyn");

export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/**
 * Starts the demo with more flags, such as ["--empty", "--movable-clock"]. Resolves, once it says where it listens, to
 * { base, data, log(), mails(), command(), clock(), stop() }. Its database is a SQLite file, or what `database()` makes;
 * `configure(folder)` may write a configuration whose mail the demo then uses, and resolves to its file.
 */
export async function startServer({ flags = [], env = {}, database, configure } = {}) {
  const data = await mkdtemp(join(tmpdir(), "samsyn-e2e-"));
  const config = configure ? ["--config", await configure(data)] : [];
  const url = await database?.();
  if (url) flags = [...flags, "--database", url];
  /** Where a command finds a database, this one or a copy; the keys are the same. */
  const where = (url, file = "samsyn.db") => ({ SAMSYN_DATABASE: url ?? `sqlite:${join(data, file)}`, SAMSYN_KEY_STORE: `sqlite:${join(data, "keys.db")}` });
  const port = await freePort();
  const child = spawn(binary, [...config, "demo", "--listen", `127.0.0.1:${port}`, "--data", data, ...flags], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const base = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server said nothing of listening in 60 s:\n${log}`)), 60_000);
    const listen = (chunk) => {
      log += chunk;
      const said = /listening on (http:\/\/[^\s"\u001b]+)/.exec(log);
      if (said) {
        clearTimeout(late);
        resolve(said[1].replace(/\/$/, ""));
      }
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    child.once("error", (fault) => reject(new Error(`cannot start ${binary}: ${fault.message}`)));
    ended.then((how) => reject(new Error(`the server ended (${how}) before it listened:\n${log}`)));
  });
  return {
    base,
    data,
    /** All that the server has printed. */
    log: () => log,
    /** The mails it has written to its folder, oldest first: [{ file, text }]. */
    async mails(folder = join(data, "mail")) {
      // A mail is written under a name with a dot before it, and renamed when it is whole.
      const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith(".")).sort();
      return Promise.all(names.map(async (file) => ({ file, text: await readFile(join(folder, file), "utf8") })));
    },
    /** Runs another command of the binary on the same data, such as command("export", plan). Resolves to its output. */
    command: (name, ...rest) => run(binary, [name, ...rest], undefined, where(url)),
    /** Moves the server's clock to that moment, written as Swedish time: clock("2027-03-03", "13.45"). Needs --movable-clock. */
    async clock(day, time) {
      const at = inSweden(day, time);
      const answer = await fetch(`${base}/test/clock`, { method: "POST", headers: { origin: base }, body: new URLSearchParams({ at }) });
      if (answer.status !== 204) throw new Error(`the clock could not be moved: ${answer.status}`);
    },
    /** Another database with all that is in this one, by backup and restore; resolves to its command(name, …). */
    async copy() {
      const file = join(data, "copy.samsyn"), env = where(await database?.(), "copy.db");
      await this.command("backup", file);
      await run(binary, ["restore", file], undefined, env);
      return (name, ...rest) => run(binary, [name, ...rest], undefined, env);
    },
    /** Ends it gracefully, and fails if it does not stop within ten seconds. */
    async stop() {
      if (child.exitCode === null) child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      const how = await ended;
      clearTimeout(late);
      await rm(data, { recursive: true, force: true });
      if (how !== 0) throw new Error(`the server did not stop well (${how}):\n${log.slice(-2000)}`);
    },
  };
}

/** That wall-clock moment in Sweden, summer or winter, as the RFC 3339 moment it is. */
export function inSweden(day, time) {
  const wall = `${day}T${time.replace(".", ":").padStart(5, "0")}:00`;
  const told = new Intl.DateTimeFormat("en", { timeZone: "Europe/Stockholm", timeZoneName: "longOffset" })
    .formatToParts(new Date(`${wall}Z`))
    .find((part) => part.type === "timeZoneName").value;
  return new Date(wall + told.replace("GMT", "")).toISOString();
}

/** Runs a program to its end; resolves to what it printed, as bytes; a code other than 0 is an error. */
export function run(program, words, input, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: root, env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    const out = [], faults = [];
    child.stdout.on("data", (chunk) => out.push(chunk));
    child.stderr.on("data", (chunk) => faults.push(chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(Buffer.concat(out)) : reject(new Error(`${words[0]} ended with ${code}: ${Buffer.concat(faults)}`)),
    );
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** The words of a PDF as pdftotext (poppler-utils) sees them: laid out, or with "-raw" in the order they were set. */
export const pdfText = async (bytes, how = "-layout") => (await run("pdftotext", [how, "-", "-"], bytes)).toString("utf8");
