// Elin's plan as page, paper and data must all tell it, and what is typed to get there.

export const calm = {
  number: 1, what: "En lugn start varje dag: Lisa möter Elin vid slöjdsalens dörr klockan 8.10.",
  who: "Lisa Berg", unit: "Strandskolan", from: "2027-03-03", by: "2027-04-14",
  notice: "Elin går in utan att behöva gå genom korridoren, fyra dagar av fem.", otherwise: "Lisa ringer Anna samma vecka.",
  state: "ongoing", why: null, happened: [{ by: "Elin Sjöberg", answer: "yes", words: "Det är tyst där." }],
};
export const firstTalk = {
  number: 2, what: "Ett första samtal om oro och magont. Lisa får följa med.",
  who: "Omar Ali", unit: "Barn- och ungdomspsykiatrin i Solvik", from: null, by: "2027-04-23",
  notice: "Elin får ett kort med bild på Omar och rummet en vecka före.", otherwise: "Omar säger till Anna senast en vecka innan.",
  state: "proposed", why: null, happened: [],
};
export const doctor = {
  number: 3, what: "Undersöka magen hos läkare på vårdcentralen.",
  who: "Per Nilsson", unit: "Solviks vårdcentral", from: null, by: "2027-03-26",
  notice: "Elin får veta före besöket vad som händer, steg för steg.", otherwise: "Per skickar vidare till barnmottagningen.",
  state: "done", why: null, happened: [{ by: "Elin Sjöberg", answer: "yes", words: "Doktorn berättade innan." }],
};
export const relief = {
  number: 4, what: "Avlösning en kväll i veckan, så att föräldrarna får tid med Elins bror.",
  who: "Eva Lund", unit: "LSS-handläggning", from: null, by: "2027-04-02",
  notice: "Samma person kommer varje tisdag.", otherwise: "Eva ringer Sara och berättar vad som kan göras i stället.",
  state: "not_done", why: "Ansökan saknade ett intyg, så beslutet dröjer.",
  happened: [{ by: "Sara Sjöberg", answer: "no", words: "Vi behöver fortfarande en kväll." }],
};
export const oneVoice = {
  number: 5, what: "En enda person ringer familjen: Anna, varje fredag.",
  who: "Anna Ek", unit: "Barn och familj", from: "2027-03-05", by: "2027-06-11",
  notice: "Mamma och pappa behöver bara ha ett telefonnummer.", otherwise: "Annas chef svarar i stället.",
  state: "taken", why: null, happened: [],
};
export const twoMornings = {
  number: 6, what: "Elin provar att vara med i klassen två förmiddagar i veckan.",
  who: "Elin Sjöberg", unit: "", from: "2027-03-08", by: "2027-04-14",
  notice: "Elin sätter en stjärna i sin bok när det gick bra.", otherwise: "Elin säger till Lisa och vilar i det lilla rummet.",
  state: "done", why: null, happened: [{ by: "Elin Sjöberg", answer: "partly", words: "En förmiddag gick bra." }],
};
export const measures = [calm, firstTalk, doctor, relief, oneVoice, twoMornings];

/** What page, paper and data must all tell when the story has been walked. */
export const expected = {
  name: "Elin Sjöberg",
  version: 1,
  agreed: "2027-03-02",
  followUp: "2027-05-26 14",
  holder: "Anna Ek",
  questions: ["Hur kan jag vara i skolan utan att få ont i magen?", "Vem bestämmer vilka som får veta saker om mig?"],
  goals: ["Jag vill vara med min klass på förmiddagarna."],
  measures,
  disagreements: [
    {
      sides: [["Mamma", "BUP behöver börja nu. Vi har väntat sedan i våras."], ["BUP", "Vi kan börja när remissen är klar."]],
      next: "Anna frågar BUP:s chef om en tidigare tid och ringer Sara.",
      owner: "Anna Ek",
      by: "2027-03-19",
    },
  ],
};

export const parties = [
  ["Strandskolan", "Vad skolan kan ändra på morgonen och i korridoren.", "Elins schema och rum"],
  ["Barn- och ungdomspsykiatrin", "När samtalen kan börja, och råd till skolan under tiden.", "Tider för samtal"],
  ["Barn och familj", "Hålla ihop planen och ringa de andra.", ""],
  ["LSS-handläggning", "Om familjen kan få avlösning en kväll i veckan.", "Ta emot en ansökan"],
  ["Solviks vårdcentral", "Undersöka Elins mage.", "Tid hos läkare"],
];
const all = ["own_words", "health", "social_care", "school", "home"];
// Who may know what, as both parents tick it: the beginning of the recipient's name, and the kinds.
export const shared = [
  ["Barn och familj", all], ["Strandskolan", ["own_words", "school", "home"]], ["Barn- och ungdomspsykiatrin", all],
  ["LSS-handläggning", ["own_words", "social_care", "home"]], ["Solviks vårdcentral", ["own_words", "health"]], ["SIP-samordning", all],
];

/** Ticks the boxes of the consent table, row by row. */
export async function tickShared(page) {
  for (const [name, kinds] of shared) {
    const row = page.locator("#share tbody tr").filter({ has: page.locator("th", { hasText: new RegExp(`^\\s*${name}`) }) });
    for (const kind of kinds) await row.locator(`input[name=share][value$=":${kind}"]`).check();
  }
}
