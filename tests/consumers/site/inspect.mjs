// What is looked at inside a page: each function runs in the browser, and returns what is wrong.

/** Whether each link to a section leads to it, and what its section lacks of what it must say. */
export function sections(wanted) {
  const article = document.querySelector(".theme-doc-markdown");
  const plain = (text) => text.replace(/\s+/g, " ");
  const covered = document.querySelector(".navbar").getBoundingClientRect().bottom;
  const headings = [...article.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const level = (heading) => Number(heading.tagName[1]);
  return wanted.flatMap(({ anchor, aliases, headed, lines }) => {
    const heading = anchor ? document.getElementById(anchor) : headings[0];
    if (!headings.includes(heading)) return [`no heading has the id ${anchor}`];
    const found = [];
    if (!plain(heading.innerText).includes(plain(headed))) {
      found.push(`${anchor} is headed ${heading.innerText}, not ${headed}`);
    }
    for (const id of anchor ? [anchor, ...aliases] : []) {
      location.hash = id;
      const { top, bottom } = heading.getBoundingClientRect();
      if (top < covered || bottom > innerHeight) found.push(`#${id} does not lead to ${anchor}`);
    }
    const end = headings
      .slice(headings.indexOf(heading) + 1)
      .find((other) => level(other) <= level(heading));
    const range = document.createRange();
    range.setStartBefore(heading);
    if (end) range.setEndBefore(end);
    else range.setEndAfter(article.lastChild);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const said = plain(getSelection().toString());
    return found.concat(
      lines.filter((line) => !said.includes(plain(line))).map((line) => `${anchor} lacks: ${line}`),
    );
  });
}

/** What Ctrl-F does not find as it is on the wire, from the code before it or from the top. */
export function unfound(codes) {
  const article = document.querySelector(".theme-doc-markdown");
  const finds = (code) => {
    const found = find(code, true);
    const { anchorNode } = getSelection();
    return found && getSelection().toString() === code && article.contains(anchorNode);
  };
  getSelection().setPosition(article, 0);
  const missed = codes.filter((code) => {
    if (finds(code)) return false;
    getSelection().setPosition(article, 0);
    return !finds(code);
  });
  return missed.map((code) => `search does not find ${code}`);
}

/** Whether a link from elsewhere has opened the page at this section. */
export function visible(anchor) {
  const heading = anchor ? document.getElementById(anchor) : document.querySelector("h1");
  const covered = document.querySelector(".navbar").getBoundingClientRect().bottom;
  const { top, bottom } = heading.getBoundingClientRect();
  return top >= covered && bottom <= innerHeight ? [] : [`a link does not open at ${anchor}`];
}

/** The elements that Tab is to stop at, in their order, and the focus before the first of them. */
export function stops() {
  const article = document.querySelector(".theme-doc-markdown");
  article.tabIndex = -1;
  article.focus();
  const links = "a[href], button, summary, [tabindex]";
  const scrolls = (part) => part.scrollWidth > part.clientWidth && !part.querySelector(links);
  return [...article.querySelectorAll(`${links}, table`)]
    .filter((part) => part.checkVisibility())
    .filter((part) => (part.tagName === "TABLE" ? scrolls(part) : part.tabIndex >= 0))
    .map((part) => part.outerHTML);
}

/**
 * What keeps a person from reading: text that is out of its place, or that nothing can reach. On a
 * screen tables and code may scroll; on paper all may shrink, as browsers do it, to a half.
 */
export function unreadable(paper) {
  const found = [];
  const article = document.querySelector(".theme-doc-markdown");
  const width = innerWidth * (paper ? 2 : 1);
  if (document.documentElement.scrollWidth > width) found.push("the page is too wide");
  for (const cell of article.querySelectorAll("th, td")) {
    if (cell.clientWidth < 60 && cell.innerText) found.push(`a narrow cell: ${cell.innerText}`);
  }
  const { left, right } = article.getBoundingClientRect();
  for (const part of article.querySelectorAll("*")) {
    if (!part.innerText?.trim() || part.clientWidth === 0) continue;
    const { overflowX } = getComputedStyle(part);
    const wide = part.scrollWidth > part.clientWidth + 1;
    const reached = !paper && ["auto", "scroll"].includes(overflowX);
    if (wide && overflowX !== "visible" && !reached) found.push(`cut off: ${part.innerText}`);
    const box = part.getBoundingClientRect();
    const within = part.closest("table, pre");
    if (!within && (box.right > right + 1 || box.left < left - 1)) {
      found.push(`out of the page: ${part.innerText}`);
    }
  }
  return found.map((fault) => fault.slice(0, 200));
}

/** Levels of headings that are skipped, and what does not come in the order of the document. */
export function disordered() {
  const article = document.querySelector(".theme-doc-markdown");
  const headings = [...article.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const levels = [0, ...headings.map((heading) => Number(heading.tagName[1]))];
  const skipped = headings.filter((_, at) => levels[at + 1] > levels[at] + 1);
  return [
    ...skipped.map((heading) => `a level is skipped before ${heading.innerText}`),
    ...(levels.filter((level) => level === 1).length === 1 ? [] : ["not one h1"]),
    ...[...article.querySelectorAll("[tabindex]")]
      .filter((element) => element.tabIndex > 0)
      .map((element) => `out of the order of tabs: ${element.outerHTML}`),
  ];
}
