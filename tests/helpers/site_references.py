"""The references of the site: their settings, and what their pages must show.

What that is is worked out from the catalogs alone, and where each entry has its place from the
URLs in the generated Python module, as readers of an error come to it.
"""

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from helpers import large_catalog
from helpers.consumer import CATALOGS
from helpers.page_tables import MARKDOWN, Fields, load

SITE = "https://docs.exchange.example"
PAGES = {
    "one": f"{SITE}/NAME#{{anchor}}",
    "per-group": f"{SITE}/NAME/{{group}}#{{anchor}}",
    "per-code": f"{SITE}/NAME/{{anchor}}",
}
"""How a reference is split into pages, and the `docs_url` that leads to them."""

CLOSE = 150
"""One page in so many is looked at closely."""

SETTINGS = """
[catalogs.NAME]
spec = "catalogs/NAME.yaml"
[catalogs.NAME.targets.docusaurus]
path = "docs/NAME"
layout = "reference"
pages = "PAGES"
[catalogs.NAME.targets.python]
path = "out/NAME.py"
[catalogs.NAME.targets.openapi]
path = "out/NAME.yaml"
"""


def install(site: Path, *, closely: bool) -> None:
    """Add three catalogs to a site, each as one page, per group and per code."""
    settings = []
    for name, pages, text in references(closely=closely):
        (site / "catalogs" / f"{name}.yaml").write_text(text, encoding="utf-8")
        each = SETTINGS.replace("NAME", name).replace("PAGES", pages)
        settings.append(
            each.replace(f'docs/{name}"', f'docs/{name}.md"') if pages == "one" else each
        )
    with (site / "apicodes.toml").open("a", encoding="utf-8") as file:
        file.writelines(settings)


def references(*, closely: bool) -> Iterator[tuple[str, str, str]]:
    """Return the name, the way of splitting and the catalog of each reference.

    The large catalog is one page in every site, and split in the one that is looked at closely: its
    more than 300 pages make a build much longer, and the variants differ in how Markdown is
    read, which the split pages of the small catalogs show as well.
    """
    for pages, pattern in PAGES.items():
        for catalog in (*CATALOGS, "large"):
            name = f"{catalog}-{pages}"
            if catalog == "large" and pages != "one" and not closely:
                continue
            url = pattern.replace("NAME", name)
            yield (
                name,
                pages,
                large_catalog.text(url)
                if catalog == "large"
                else with_url(CATALOGS[catalog].read_text("utf-8"), url),
            )


def with_url(text: str, docs_url: str) -> str:
    """Return a catalog with another `docs_url`."""
    return re.sub(r"^docs_url:.*\n", "", text, flags=re.MULTILINE) + f'docs_url: "{docs_url}"\n'


def pages(site: Path, *, closely: bool) -> list[Fields]:
    """Return the pages of the references, with the sections that they must show.

    A page that has a `name` is looked at closely: those with all codes, and some of the others.
    """
    found: dict[str, Fields] = {}
    for name, split, text in references(closely=closely):
        catalog = load(text)
        entries = published(catalog)
        index = {"name": name, "sections": [], "codes": codes(entries), "moved": []}
        found[f"/{name}"] = index
        for at, (url, entry) in enumerate(zip(urls(site, name), entries, strict=True)):
            path, anchor = urlsplit(url).path, unquote(urlsplit(url).fragment)
            close = f"{name}-{at}" if at % CLOSE == 0 else ""
            page = found.setdefault(path, {"name": close, "sections": [], "codes": [], "moved": []})
            aliases = entry.get("aliases", [])
            page["codes"] += codes([entry])
            page["sections"].append(
                {**section(entry, catalog), "anchor": anchor, "aliases": aliases if anchor else []}
            )
            if split == "per-code":
                page["moved"] += [f"/{name}/{alias}" for alias in aliases]
    names = {} if closely else {"name": ""}
    return [{"path": path, **page, **names} for path, page in found.items()]


def urls(site: Path, name: str) -> list[str]:
    """Return the URL of each entry, as Python has it; OpenAPI's examples have no other."""
    pattern = r"^ +url=\"(.*)\",$"
    found = re.findall(pattern, (site / "out" / f"{name}.py").read_text("utf-8"), re.MULTILINE)
    fragment = (site / "out" / f"{name}.yaml").read_text("utf-8")
    assert {*re.findall(rf'^ +type: "({SITE}.*)"$', fragment, re.MULTILINE)} <= {*found}
    return found


def published(catalog: Fields) -> list[Fields]:
    """Return the entries that the public may see."""
    return [each for each in catalog["codes"] if {"removed", "visibility"}.isdisjoint(each)]


def codes(entries: list[Fields]) -> list[str]:
    return [entry["code"] for entry in entries if "code" in entry]


def section(entry: Fields, catalog: Fields) -> Fields:
    """Return what the heading says, and as HTML what a reader is to see below it."""
    return {
        "headed": entry.get("code") or next(iter(statuses(entry)), entry.get("name")),
        "html": "".join(_parts(entry, catalog)),
    }


def statuses(entry: Fields) -> list[str]:
    value = entry.get("http_status", [])
    return [value] if isinstance(value, str) else list(value)


def _parts(entry: Fields, catalog: Fields) -> Iterator[str]:
    for status in statuses(entry):
        yield f"<p>{status}</p>"
    for name in ("title", "message", "since", "number"):
        yield f"<p>{escape(entry.get(name, ''))}</p>"
    yield from map(MARKDOWN.render, _texts(entry, catalog))
    for link in entry.get("links", []):
        yield f"<p>{escape(link['title'])}</p>"
    for example in entry.get("examples", []):
        yield f"<p>{escape(example.get('summary', ''))}</p>"
        yield from (f"<pre>{escape(line)}</pre>" for line in _scalars(example["body"]))


def _scalars(body: Any) -> Iterator[str]:
    """Return every name and value in a body, as JSON spells them."""
    match body:
        case dict():
            for name, value in body.items():
                yield json.dumps(name, ensure_ascii=False)
                yield from _scalars(value)
        case list():
            for value in body:
                yield from _scalars(value)
        case _:
            yield json.dumps(body, ensure_ascii=False).strip('"')


def _texts(entry: Fields, catalog: Fields) -> Iterator[str]:
    """Return the texts of an entry that are Markdown."""
    if isinstance(entry.get("http_status"), dict):
        yield from entry["http_status"].values()
    yield entry.get("description", "")
    yield from entry.get("causes", [])
    yield from entry.get("solutions", [])
    for name in entry.get("headers", []):
        yield f"`{name}`"
        yield catalog["headers"][name].get("description", "")
    announced = entry.get("deprecated")
    if isinstance(announced, dict):
        replaced = announced.get("replaced_by", [])
        yield from (f"`{key}`" for key in ([replaced] if isinstance(replaced, str) else replaced))
        yield from (announced.get(name, "") for name in ("since", "sunset", "reason"))
