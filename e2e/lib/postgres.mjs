// A PostgreSQL of its own, by `.ci/pg`: a new cluster in a temporary folder, gone when it is stopped.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, run } from "./server.mjs";

/** Starts it. Resolves to { database(), sql(url, statement), stop() }. Needs Debian's package postgresql. */
export async function startPostgres() {
  // It lives for as long as the command that it is started for: until the pipe to `cat` is closed.
  const child = spawn(join(root, ".ci", "pg"), ["sh", "-c", 'echo "$SAMSYN_TEST_POSTGRES" && exec cat >/dev/null'], { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let faults = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => { faults += chunk; });
  const first = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      said += chunk;
      if (said.includes("\n")) resolve(said.trim());
    });
    child.once("error", reject);
    ended.then((code) => reject(new Error(`no PostgreSQL (${code}): ${faults}`)));
  });
  const folder = new URL(first).searchParams.get("host");
  const sql = async (url, ...statements) => {
    const where = ["-h", folder, "-U", "samsyn", "-d", new URL(url).pathname.slice(1), "-Atq"];
    return (await run("psql", [...where, ...statements.flatMap((statement) => ["-c", statement])])).toString("utf8").trim();
  };
  let made = 0;
  return {
    /** A new, empty database: its address. */
    async database() {
      made += 1;
      await sql(first, `create database e2e_${made}`);
      return first.replace("/samsyn?", `/e2e_${made}?`);
    },
    /** Runs statements there, one after the other on one connection; resolves to what they answer, a line for each row. */
    sql,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
