// Pictures for people to look at: e2e/shots/<page>/<language>-<width>-<colours>.png (not kept in git).
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

export const shots = fileURLToPath(new URL("../shots", import.meta.url));
export const languages = ["sv", "sv-simple", "en"];
// CI judges pages by the checks; the pictures are for a person's eyes, on their own machine.
const taken = !process.env.CI || process.env.SAMSYN_SHOTS === "1";

/** Takes one picture of the whole page. */
export async function shoot(page, folder, name) {
  if (!taken) return;
  const file = join(shots, folder, `${name}.png`);
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });
}

/** Keeps a paper for `e2e/papers.py` to judge, and for people to look at. `name` must not name a person. */
export async function keepPaper(name, bytes) {
  await mkdir(join(shots, "papers"), { recursive: true });
  await writeFile(join(shots, "papers", name.endsWith(".pdf") ? name : `${name}.pdf`), bytes);
}
