// Opens pages of a built site as a person does, and says what stands there.
//
// In: { build, chromium, shots, pages: [{ name, path, introduction, rows }] }, where introduction
// and the cells of rows are HTML that a reader is to see. Out: for each page what is seen, what is
// expected, both as this browser lays them out, what was logged on the way, and what is ugly.
import { hydrated, listen, picture, serve } from "./serve.mjs";

await serve(async (task, browser, origin) => {
  const plain = await browser.newPage();
  const seen = [];
  for (const page of task.pages) {
    const shown = await look(page, browser, origin, task.shots);
    seen.push({ ...shown, expected: await layOut(plain, page) });
  }
  return seen;
});

/** What a person sees on a page of the site, and what the browser has to say about it. */
async function look({ name, path }, browser, origin, shots) {
  const logged = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  listen(page, origin, logged);
  await hydrated(page, `${origin}${path}`);
  const shown = await page.evaluate(() => {
    const whole = document.querySelector(".theme-doc-markdown");
    const [heading, table] = ["h1", "table"].map((name) => whole.querySelector(name));
    const cells = Array.from(table?.rows ?? [], (row) => [...row.cells]);
    const found = {
      title: document.title,
      heading: heading.innerText,
      rows: cells.map((row) => row.map((cell) => cell.innerText)),
      codes: cells.map((row) =>
        row.map((cell) => [...cell.querySelectorAll("code")].map((code) => code.textContent)),
      ),
      links: [...whole.querySelectorAll("p a, li a, td a[href]")].map((link) =>
        link.getAttribute("href"),
      ),
    };
    const others = [...whole.querySelectorAll("h1, table")];
    for (const part of others) part.style.display = "none";
    const introduction = whole.innerText;
    for (const part of others) part.style.display = "";
    return { ...found, introduction };
  });
  const followed = await page.evaluate(follow);
  const ugly = name === "home" ? [] : await picture(page, shots, name, (page) => page.evaluate(faults));
  await page.close();
  return { ...shown, followed, logged, ugly };
}

/** Where each link from one row to another leads: the code there, or why nobody would see it. */
function follow() {
  return [...document.querySelectorAll('td a[href^="#"]')].map((link) => {
    link.click();
    const anchor = document.getElementById(link.hash.slice(1));
    const covered = document.querySelector(".navbar").getBoundingClientRect().bottom;
    const { top } = anchor.getBoundingClientRect();
    if (top < covered || top > innerHeight) return `${link.hash} is out of sight`;
    return anchor.closest("tr").querySelector("code").textContent;
  });
}

/** What keeps a person from reading the table: only the table itself may scroll sideways. */
function faults() {
  const found = [];
  const right = (element) => Math.floor(element.getBoundingClientRect().right);
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page is too wide");
  for (const cell of document.querySelectorAll("th, td")) {
    if (cell.clientWidth < 60) found.push(`a narrow cell: ${cell.innerText}`);
    for (const part of cell.querySelectorAll("*")) {
      const cut = part.scrollWidth > part.clientWidth && part.clientWidth > 0;
      if (cut || right(part) > right(cell)) found.push(`text out of its place: ${part.innerText}`);
    }
  }
  return found;
}

/** The same texts in a table without any style. */
async function layOut(page, { introduction, rows }) {
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  await page.setContent(
    `<!doctype html><div>${introduction}</div><table>${cells.join("")}</table>`,
  );
  return page.evaluate(() => ({
    introduction: document.querySelector("div").innerText,
    links: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")),
    rows: Array.from(document.querySelector("table").rows, (row) =>
      Array.from(row.cells, (cell) => cell.innerText),
    ),
  }));
}
