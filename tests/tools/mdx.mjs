// Runs pages as Docusaurus does: as MDX and as CommonMark, today and under future.v4.
//
// In: a list of pages, without front matter. Out: for each, by flavour, its HTML, that before its
// table and that of each cell, or the error.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { createProcessor, run } from "@mdx-js/mdx";
import comment from "@slorber/remark-comment";
import rehypeRaw from "rehype-raw";
import directive from "remark-directive";
import emoji from "remark-emoji";
import gfm from "remark-gfm";
import { visit } from "unist-util-visit";

// The plugin of Docusaurus, which the site of the tests has installed, builds no page with a link
// that is no URL.
const site = createRequire(new URL("../consumers/site/package.json", import.meta.url));
const { default: transformLinks } = site("@docusaurus/mdx-loader/lib/remark/transformLinks/index.js");
const links = [transformLinks, { siteDir: "/", staticDirs: [], onBrokenMarkdownLinks: "ignore" }];

/** Docusaurus keeps `:name` as text where nothing makes a directive of it. */
function simpleDirectives() {
  return (tree) =>
    visit(tree, "textDirective", (node) => {
      if (!node.children.length && !Object.keys(node.attributes ?? {}).length) {
        Object.assign(node, { type: "text", value: `:${node.name}` });
      }
    });
}

function flavour(format, plugins, rehypePlugins = []) {
  const remarkPlugins = [directive, emoji, links, gfm, ...plugins, simpleDirectives];
  return createProcessor({ format, outputFormat: "function-body", remarkPlugins, rehypePlugins });
}

const FLAVOURS = {
  mdx: flavour("mdx", [comment]),
  "mdx, v4": flavour("mdx", []),
  md: flavour("md", [comment], [rehypeRaw]),
  "md, v4": flavour("md", [], [rehypeRaw]),
};

// A JSX runtime that keeps the tree.
const jsx = (type, props) => (typeof type === "function" ? type(props) : { type, props });
const runtime = { Fragment: "", jsx, jsxs: jsx, baseUrl: import.meta.url };

function html(node) {
  if (Array.isArray(node)) return node.map(html).join("");
  if (typeof node !== "object") {
    return String(node ?? "").replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt()};`);
  }
  const { type, props } = node;
  if (type === "") return html(props.children);
  const alt = props.alt ? ` alt="${html(props.alt).replaceAll('"', "&quot;")}"` : "";
  return `<${type}${alt}>${html(props.children)}</${type}>`;
}

function elements(node, type) {
  const children = [node.props?.children ?? []].flat(Infinity);
  return children.flatMap((child) => (child.type === type ? [child] : elements(child, type)));
}

async function read(processor, page) {
  try {
    const { default: content } = await run(String(await processor.process({ value: page, path: "/page.md" })), runtime);
    const whole = { props: { children: [content({})] } };
    const [table] = elements(whole, "table");
    const rows = elements(table, "tr").map((row) => {
      const cells = [...elements(row, "th"), ...elements(row, "td")];
      return cells.map((cell) => html(cell.props.children));
    });
    const all = html(whole.props.children);
    delete table.props.children;
    return { before: html(whole.props.children), rows, page: all };
  } catch (error) {
    return { error: String(error) };
  }
}

const found = [];
for (const page of JSON.parse(await text(process.stdin))) {
  const ways = Object.entries(FLAVOURS).map(async ([name, way]) => [name, await read(way, page)]);
  found.push(Object.fromEntries(await Promise.all(ways)));
}
console.log(JSON.stringify(found));
