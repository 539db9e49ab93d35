"""What outputs must say of each entry of a catalog, worked out from its document alone."""

from pathlib import Path

from apicodes import outputs
from apicodes.settings import config
from helpers.html_text import SOURCE, shown
from helpers.strategies import Document, as_settings, as_yaml, key


def rendered(document: Document, chosen: dict[str, Document] | None = None) -> dict[str, str]:
    """Render a catalog in a project of its own; return the text of each output by its path."""
    Path("codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    Path("apicodes.toml").write_text(as_settings(chosen or {}), encoding="utf-8")
    files = outputs.plan(config.load("apicodes.toml"))
    return {file.path: file.text for file in files if file.text is not None}


def published(document: Document) -> list[Document]:
    """Return the entries that are shown, each with the defaults of its file."""
    defaults = document.get("defaults", {})
    return [
        {**defaults, **entry}
        for entry in document["codes"]
        if entry.get("visibility", "public") == "public" and entry.get("removed") is None
    ]


def statuses(entry: Document) -> list[int]:
    found = entry.get("http_status", [])
    return [int(status) for status in found] if isinstance(found, list | dict) else [found]


def replacements(deprecated: Document, shown: set[str]) -> list[str]:
    keys = deprecated.get("replaced_by", [])
    return [name for name in ([keys] if isinstance(keys, str) else keys) if name in shown]


def expected(document: Document, options: Document) -> list[Document]:
    """Return what an output says of each entry, under the names of the catalog's fields."""
    entries = published(document)
    shown = {key(entry) for entry in entries}
    rows = []
    for entry in entries:
        row: Document = {"http_statuses": statuses(entry)}
        for name in ("status", "code", "number", "title", "description", "message", "retryable"):
            if entry.get(name) is not None:
                row[name] = entry[name]
        if entry.get("name") not in (None, entry.get("code")):
            row["name"] = entry["name"]
        if entry.get("since") is not None:
            row["since"] = entry["since"]
        if document.get("code_type") == "integer" and "code" in row:
            row["code"] = int(row["code"])
        if isinstance(entry.get("http_status"), dict):
            row["status_descriptions"] = {
                int(status): text for status, text in entry["http_status"].items()
            }
        if entry.get("deprecated") not in (None, False):
            printed = entry["deprecated"] if isinstance(entry["deprecated"], dict) else {}
            values = {**printed, "replaced_by": replacements(printed, shown)}
            row["deprecated"] = {name: value for name, value in values.items() if value}
        for name in options.get("extensions", ()):
            if entry.get(name) is not None:
                row[name] = entry[name]
        rows.append(row)
    return rows


COLUMNS = ["http_status", "status", "code", "number", "title", "description", "message", "since"]


LISTS = ["causes", "solutions"]


def shown_rows(document: Document, columns: list[str] = COLUMNS) -> list[list[str]]:
    """Return what a reader sees of a catalog in a table of these columns."""
    rows = []
    for entry, row in zip(published(document), expected(document, {}), strict=True):
        for name in LISTS:
            row[name] = shown("".join(f"<p>{SOURCE.render(text)}" for text in entry.get(name, [])))
        per_status = row.pop("status_descriptions", None)
        for status, text in (per_status or {None: row.get("description")}).items():
            shown_statuses = row["http_statuses"] if status is None else [status]
            cells = {**row, "http_status": ", ".join(map(str, shown_statuses))}
            printed = [row.get("description"), text] if per_status else [text]
            cells["description"] = shown(SOURCE.render("\n\n".join(filter(None, printed))))
            rows.append([" ".join(str(cells.get(name, "")).split()) for name in columns])
    return rows


def as_seen(read: Document) -> Document:
    """Return what a reader sees of a page that tools/mdx.mjs has read."""
    rows = [list(map(shown, row)) for row in read["rows"][1:]]
    # After some backslashes stands a joiner, which shows nothing.
    return {"before": shown(read["before"]).replace("\\\u200d", "\\"), "rows": rows}
