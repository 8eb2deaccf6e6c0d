// A page or a state of it as it can look: wide and narrow, light and dark, and mirrored as where one reads from the right.
import { axe, layout, none } from "./checks.mjs";

const ways = [[1366, "light", "ltr"], [320, "dark", "ltr"], [320, "light", "rtl"]];

/** Gives `look(page, name)` for one story: each way is checked for faults and kept as a picture, and the page is left as it was. */
export function looks(shoot, story, more = []) {
  return async function look(page, name) {
    for (const [width, colorScheme, dir] of [...ways, ...more]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.evaluate((to) => document.documentElement.setAttribute("dir", to), dir);
      none([...(await layout(page)), ...(await axe(page))].map((fault) => `[${name} ${width} ${colorScheme} ${dir}] ${fault}`));
      await shoot(page, story, `${name}-${width}-${colorScheme}-${dir}`);
    }
    await page.evaluate(() => document.documentElement.setAttribute("dir", "ltr"));
    await page.setViewportSize({ width: 1366, height: 900 });
  };
}
