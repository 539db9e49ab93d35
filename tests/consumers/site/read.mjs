// Reads the references of a built site as people do: by link, search, keyboard, phone and paper.
//
// In: { build, chromium, shots, pages: [{ path, name, sections, codes, moved }] }. A page with a
// name is looked at closely; `shots` is the folder for its pictures, or null. A section is
// { anchor, aliases, headed, html }: what its heading says, and all that a reader is to see below
// it; without an anchor it is the whole page. `codes` are those that search must find, `moved` the
// paths that lead to the page. Out: the complaints, by the paths of the pages.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { disordered, sections, stops, unfound, unreadable, visible } from "./inspect.mjs";
import { hydrated, listen, picture, serve } from "./serve.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const A4 = { width: 718, height: 1047 }; // 210 by 297 mm with margins of 10 mm, at 96 pixels an inch
const LINKS = 3; // So many sections of a page are opened as from another site.
const LONG = 100; // A page of more sections prints like a shorter one, only for a minute.

await serve(async (task, browser, origin) => {
  const plain = await browser.newPage();
  const bare = await browser.newPage({ javaScriptEnabled: false });
  const complaints = {};
  for (const asked of task.pages) {
    const found = [];
    const url = `${origin}${asked.path}`;
    if (!(await bare.goto(url)).ok()) {
      complaints[asked.path] = ["there is no such page"];
      continue;
    }
    found.push(...(await bare.evaluate(sections, await layOut(plain, asked.sections))));
    found.push(...(await bare.evaluate(unfound, asked.codes)));
    for (const path of asked.moved) {
      const answer = await bare.goto(`${origin}${path}`);
      if (answer.ok()) await bare.waitForURL(url, { timeout: 5000 }).catch(() => {});
      if (bare.url() !== url) found.push(`${path} does not lead here`);
    }
    if (asked.name) found.push(...(await lookClosely(asked, browser, url, task.shots)));
    if (found.length) complaints[asked.path] = found;
  }
  return complaints;
});

/** What is wrong with a page in a browser that has everything: scripts, themes, keys, paper. */
async function lookClosely({ name, sections }, browser, url, shots) {
  const found = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  listen(page, url, found);
  const step = Math.ceil(sections.length / LINKS);
  const linked = sections.length ? sections.filter((_, at) => at % step === 0) : [{}];
  for (const { anchor } of linked) {
    await page.goto("about:blank");
    await hydrated(page, anchor ? `${url}#${anchor}` : url);
    found.push(...(await page.evaluate(visible, anchor)));
  }
  found.push(...(await page.evaluate(disordered)));
  found.push(...(await picture(page, shots, name, readable, accessible)));
  found.push(...(await tabbed(page)));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(A4);
  found.push(...(await page.evaluate(unreadable, true)).map((fault) => `print: ${fault}`));
  if (shots && sections.length < LONG) await page.pdf({ path: `${shots}/${name}.pdf`, format: "A4" });
  await page.close();
  return found;
}

/** What keeps a person from reading on a screen. */
async function readable(page) {
  return page.evaluate(unreadable, false);
}

/**
 * What axe finds on a phone in what is ours. The theme answers for the frame around it, for the
 * colours of code, and for tables that scroll: keys reach those all the same, as `tabbed` shows.
 * The end of a long page is like its beginning, and the dark theme has other colours, no more.
 */
async function accessible(page) {
  if (page.viewportSize().width > 400) return [];
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    axe.run(
      { include: ".theme-doc-markdown > :nth-child(-n + 500)", exclude: "pre" },
      {
        resultTypes: ["violations"],
        ...(document.documentElement.dataset.theme === "dark"
          ? { runOnly: ["color-contrast"] }
          : { rules: { "scrollable-region-focusable": { enabled: false } } }),
      },
    ),
  );
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Whether the key Tab walks through the article in its order, stop by stop. */
async function tabbed(page) {
  const expected = await page.evaluate(stops);
  const found = [];
  for (const at of expected.keys()) {
    if (at === 50) break;
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => document.activeElement.outerHTML);
    if (reached !== expected[at]) found.push(`Tab leads to ${reached}, not to ${expected[at]}`);
  }
  return found;
}

/** The lines of texts as a page without any style shows them. */
async function layOut(page, sections) {
  await page.setContent(sections.map(({ html }) => `<section>${html}</section>`).join(""));
  const lines = await page.evaluate(() =>
    [...document.querySelectorAll("section")].map((section) =>
      section.innerText.split("\n").filter((line) => line.trim()),
    ),
  );
  return sections.map((section, at) => ({ ...section, lines: lines[at] }));
}
