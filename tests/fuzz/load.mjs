// Loads pages with the MDX loader of Docusaurus in each way a site may load them.
//
// Prints for each file of its arguments, by way, the text that a reader sees, or the error.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { run } from "../tools/node_modules/@mdx-js/mdx/index.js";

const site = createRequire(new URL("../consumers/site/package.json", import.meta.url));
const { compileToJSX } = site("@docusaurus/mdx-loader/lib/utils");
const { DEFAULT_PARSE_FRONT_MATTER: parseFrontMatter } = site("@docusaurus/utils");
const docs = new URL("frontMatter.js", `file://${site.resolve("@docusaurus/plugin-content-docs")}`);
const { validateDocFrontMatter } = site(docs.pathname);

function options(format, compat) {
  const hooks = { onBrokenMarkdownLinks: "ignore", onBrokenMarkdownImages: "ignore" };
  const mdx1Compat = { comments: compat, admonitions: compat, headingIds: compat };
  const anchors = { maintainCase: false };
  return {
    siteDir: "/",
    staticDirs: [],
    admonitions: true,
    outputFormat: "function-body",
    markdownConfig: { format, emoji: true, mermaid: false, mdx1Compat, anchors, hooks },
  };
}

const WAYS = {
  MDX: options("mdx", true),
  "MDX, v4": options("mdx", false),
  CommonMark: options("md", true),
  "CommonMark, v4": options("md", false),
};

// A JSX runtime that keeps the text.
const jsx = (type, { alt, children }) =>
  typeof type === "function" ? type({ children }) : [alt, children].flat(Infinity).join("");
const runtime = { Fragment: "", jsx, jsxs: jsx, baseUrl: import.meta.url, useMDXComponents: () => ({}) };

async function load(filePath, options) {
  try {
    const page = readFileSync(filePath, "utf-8");
    const { frontMatter, content } = await parseFrontMatter({ filePath, fileContent: page });
    const title = validateDocFrontMatter(frontMatter).title ?? "";
    const input = { filePath, fileContent: content, frontMatter, options, compilerName: "client" };
    const { default: render } = await run((await compileToJSX(input)).content, runtime);
    return { title, text: render({}) };
  } catch (error) {
    return { error: String(error).split("\n").slice(0, 2).join(" ") };
  }
}

const loaded = [];
for (const path of process.argv.slice(2)) {
  const ways = {};
  for (const [way, options] of Object.entries(WAYS)) ways[way] = await load(path, options);
  loaded.push(ways);
}
console.log(JSON.stringify(loaded));
