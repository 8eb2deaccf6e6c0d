// The service as an installation runs it: `samsyn serve` with a configuration and a directory of its own.
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary, freePort, root, run } from "./server.mjs";

/**
 * Starts the service on a free port. `configure(base)` gives the rest of its configuration, files are { name: text } beside it,
 * and `staff` replaces staff.csv of the sample after the sample was read. Resolves to { base, log(), stop() }.
 */
export async function startService({ configure, files = {}, staff }) {
  const folder = await mkdtemp(join(tmpdir(), "samsyn-e2e-service-"));
  const port = await freePort(), base = `http://127.0.0.1:${port}`;
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 });
  const config = join(folder, "samsyn.toml");
  await writeFile(config, `listen = "127.0.0.1:${port}"\npublic_url = "${base}"\ndatabase = "sqlite:${join(folder, "samsyn.db")}"\n${configure(base, folder)}`);
  await run(binary, ["--config", config, "import", join(root, "data", "sample")]);
  if (staff) {
    const more = join(folder, "more");
    await cp(join(root, "data", "sample", "units.csv"), join(more, "units.csv"));
    await writeFile(join(more, "staff.csv"), staff);
    await run(binary, ["--config", config, "import", more]);
  }
  const process = await serve(config, folder);
  return {
    base,
    log: process.log,
    async stop() {
      await process.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts `samsyn serve` with that configuration in that folder. Resolves, once it listens, to { log(), stop(), kill() }. */
export async function serve(config, folder) {
  const child = spawn(binary, ["--config", config, "serve"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the service said nothing of listening in 60 s:\n${log}`)), 60_000);
    const listen = (chunk) => {
      log += chunk;
      if (log.includes("listening on http://")) {
        clearTimeout(late);
        resolve();
      }
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    ended.then((code) => reject(new Error(`the service ended (${code}) before it listened:\n${log}`)));
  });
  const end = async (signal) => {
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  };
  return { log: () => log, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}
