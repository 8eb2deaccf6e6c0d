// A story as a film: after each step a numbered picture of every page that looks otherwise than before, shots/film/NN-part.png.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { shots } from "./shots.mjs";

/**
 * The journey's `step` and `asPerson`, filmed. `parts` says whose page is which part: { "Elin Sjöberg": ["child"] }; a second page of the
 * same person is the second part. Pages of others are not filmed.
 */
export async function filmed({ step, asPerson, shoot }, parts) {
  const cast = [], seen = new Map();
  let number = 0;
  await rm(join(shots, "film"), { recursive: true, force: true });
  return {
    async asPerson(name, options) {
      const page = await asPerson(name, options);
      const part = parts[name]?.[cast.filter((one) => one.name === name).length];
      cast.push({ name, page, part });
      return page;
    },
    async step(sentence, body) {
      await step(sentence, body);
      number += 1;
      for (const { page, part } of cast) {
        // Days pass between the steps: who is not at it has been signed out meanwhile.
        if (!part || page.isClosed() || new URL(page.url()).pathname === "/sign-in") continue;
        const looks = page.url() + (await page.locator("main").innerText().catch(() => ""));
        if (seen.get(part) === looks) continue;
        seen.set(part, looks);
        await shoot(page, "film", `${String(number).padStart(2, "0")}-${part}`);
      }
    },
  };
}
