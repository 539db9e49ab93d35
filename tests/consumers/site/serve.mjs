// Serves a built site to a real browser, and takes the task that the test has for it.
//
// In: JSON on stdin, with { build, chromium } and what the script itself wants. Out: JSON.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

const TALL = 4000; // Pictures show so much of a page.

/** Run a function of the task, the browser and the origin of the site; print what it returns. */
export async function serve(work) {
  const task = JSON.parse(await text(process.stdin));
  const server = createServer(async ({ url }, response) => {
    const path = decodeURI(new URL(url, "http://localhost").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end(); // Asked for unasked.
    const file = join(task.build, extname(path) in TYPES ? path : join(path, "index.html"));
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] });
      response.end(body);
    } catch {
      response.writeHead(404).end("There is no such page.");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const browser = await chromium.launch({ executablePath: task.chromium });
  try {
    const origin = `http://127.0.0.1:${server.address().port}`;
    console.log(JSON.stringify(await work(task, browser, origin)));
  } finally {
    await browser.close();
    server.close();
  }
}

/** Let `logged` have what the browser has to say about a page. */
export function listen(page, url, logged) {
  const { origin } = new URL(url);
  page.on("console", (message) => logged.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => logged.push(`uncaught: ${error}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) logged.push(`leaves the machine: ${request.url()}`);
  });
}

/** Open a page of the site, and wait until its scripts have run. */
export async function hydrated(page, url) {
  await page.goto(url);
  await page.waitForSelector("html[data-has-hydrated=true]");
}

/** Look at a page in light and dark, 1280 and 400 pixels wide; take pictures if there is a folder. */
export async function picture(page, folder, name, ...looks) {
  const found = [];
  await page.addStyleTag({ content: "* { transition: none !important; }" });
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, theme);
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 800 });
      for (const look of looks) {
        for (const fault of await look(page)) found.push(`${width} ${theme}: ${fault}`);
      }
      if (!folder) continue;
      await page.evaluate(() => scrollTo(0, 0));
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(height, TALL) };
      const path = join(folder, `${name}-${theme}-${width}.png`);
      await page.screenshot({ path, fullPage: true, clip });
    }
  }
  return found;
}
