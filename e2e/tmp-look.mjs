import { startBrowser } from "./lib/browser.mjs";
const base = "http://127.0.0.1:8877";
const b = await startBrowser(base);
const P = JSON.parse(process.argv[2]);
for (const [who, lang, w, paths] of P) {
  const page = await b.visitor({ width: w });
  await page.goto("/sign-in");
  if (who) { await page.locator("main form button", { hasText: who }).first().click(); await page.waitForURL(base + "/"); }
  if (lang !== "auto") { await page.context().addCookies([{ name: "lang", value: lang, url: base }]); }
  let n = 0;
  for (const p of paths) {
    let to = p;
    if (p.startsWith("@")) { await page.goto("/"); const h = await page.locator("a[href*='/plans/']").evaluateAll((a) => a.map((x) => x.getAttribute("href"))); const id = h.map((x) => (x.match(/\/plans\/([0-9a-f-]{36})/) || [])[1]).find(Boolean); to = `/plans/${id}${p.slice(1)}`; }
    const r = await page.goto(to);
    const f = `/tmp/mend/shot-${(who || "none").split(" ")[0]}-${lang}-${w}-${n++}.png`;
    await page.screenshot({ path: f, fullPage: true });
    console.log(f, r.status(), to, page.faults.join(" | "));
  }
  await page.context().close();
}
process.exit(0);
