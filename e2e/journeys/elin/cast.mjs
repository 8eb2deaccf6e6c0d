// Who is who in the film of Elin's story, and how somebody prepares.
import { send } from "../../lib/hands.mjs";

/** Whose page is which part. Maria's second page is her own view, on a phone. */
export const cast = {
  "Elin Sjöberg": ["child"], "Sara Sjöberg": ["mother"], "Johan Sjöberg": ["father", "father-phone"], "Lisa Berg": ["teacher"],
  "Omar Ali": ["psychologist"], "Anna Ek": ["coordinator"], "Eva Lund": ["lss"], "Per Nilsson": ["doctor"], "Maria Sund": ["shared", "leader"],
};

/** Answers some of the questions on a page of preparing, and says who may see each. */
export async function prepare(page, answers, seen = {}) {
  const sheet = page.locator("main form").filter({ has: page.locator("textarea") }).first();
  const typed = Object.entries(answers).map(([key, words]) => [`answer-${key}`, words]);
  const chosen = Object.entries(seen).map(([key, words]) => [`seen-${key}`, words]);
  await send(sheet, Object.fromEntries([...typed, ...chosen]), "Spara");
}
