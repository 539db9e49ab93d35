// Opens pages of a built site as a person does, and says what stands there.
//
// In: { build, chromium, shots, pages: [{ name, path, introduction, rows }] }, where introduction
// and the cells of rows are HTML that a reader is to see. Out: for each page what is seen, what is
// expected, both as this browser lays them out, what was logged on the way, and what is ugly.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const task = JSON.parse(await text(process.stdin));

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

const server = createServer(async ({ url }, response) => {
  const path = decodeURI(new URL(url, "http://localhost").pathname);
  if (path === "/favicon.ico") return response.writeHead(204).end(); // Asked for unasked.
  const file = join(task.build, extname(path) ? path : join(path, "index.html"));
  try {
    const body = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath: task.chromium });
try {
  const plain = await browser.newPage();
  const seen = [];
  for (const page of task.pages) {
    seen.push({ ...(await look(page)), expected: await layOut(plain, page) });
  }
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
  server.close();
}

/** What a person sees on a page of the site, and what the browser has to say about it. */
async function look({ name, path }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const logged = [];
  page.on("console", (message) => logged.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => logged.push(`uncaught: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) logged.push(`leaves the machine: ${request.url()}`);
  });
  await page.goto(`${origin}${path}`);
  await page.waitForSelector("html[data-has-hydrated=true]");
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
  const ugly = [];
  for (const theme of name === "home" ? [] : ["light", "dark"]) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 800 });
      for (const fault of await page.evaluate(faults)) ugly.push(`${width} ${theme}: ${fault}`);
      await page.screenshot({
        path: join(task.shots, `${name}-${theme}-${width}.png`),
        fullPage: true,
      });
    }
  }
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
