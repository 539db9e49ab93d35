import { existsSync, readdirSync } from "node:fs";

// A site as a team has it, in four variants: `future.v4` or not, pages as MDX or as CommonMark.
const v4 = process.env.SITE_V4 === "true";
const format = process.env.SITE_FORMAT ?? "mdx";

// Pages per code bring the redirects of their old addresses along.
const redirects = readdirSync("docs")
  .filter((folder) => existsSync(`docs/${folder}/redirects.json`))
  .flatMap((folder) => require(`./docs/${folder}/redirects.json`).redirects);

/** @type {import('@docusaurus/types').Config} */
export default {
  title: "Exchange",
  url: "https://docs.exchange.example",
  baseUrl: "/",
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  future: {
    v4,
    // Rspack: a build takes a third of the time. Nothing is kept from one build to the next.
    faster: {
      swcJsLoader: true,
      mdxCrossCompilerCache: true,
      rspackBundler: true,
      rspackPersistentCache: false,
      ssgWorkerThreads: false,
      gitEagerVcs: false,
    },
  },
  markdown: { format, hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" } },
  plugins: [
    ["@docusaurus/plugin-content-docs", { routeBasePath: "/" }],
    ["@docusaurus/plugin-client-redirects", { redirects }],
  ],
  themes: [["@docusaurus/theme-classic", { customCss: "./src/css/custom.css" }]],
  themeConfig: { navbar: { title: "Exchange" } },
};
