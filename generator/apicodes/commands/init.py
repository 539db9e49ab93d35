"""``apicodes init``: a starter catalog and its settings, ready to generate."""

import os
import tomllib
from contextlib import suppress

from apicodes import disk, render, report, schema
from apicodes.problems import Location, Problem, ProblemsFound

CATALOG = "spec/response_codes.yaml"
SCHEMA = "spec/apicodes.schema.json"
ATTRIBUTES = ".gitattributes"
GENERATED = "out/** linguist-generated"


def init(config_path: str | None) -> int:
    """Write the starter files; raises `ProblemsFound` where one of them is there already."""
    settings = config_path or _settings_path()
    folder = os.path.dirname(settings)
    taken = [_taken(path) for path in (CATALOG, SCHEMA) if os.path.exists(_in(folder, path))]
    before = _text(settings)
    if _has_settings(settings, before):
        taken.append(_taken(settings, "the file has settings of apicodes already"))
    if taken:
        raise ProblemsFound(taken)
    attributes = _text(_in(folder, ATTRIBUTES))
    texts = {
        _in(folder, CATALOG): render.built_in("init/response_codes.yaml.jinja", {}),
        _in(folder, SCHEMA): schema.text(),
        settings: _joined(before, _settings(settings)),
        _in(folder, ATTRIBUTES): _joined(attributes, f"{GENERATED}\n", apart=False)
        if GENERATED not in attributes.split("\n")
        else attributes,
    }
    for path in disk.write(texts):
        report.progress(f"wrote  {path}")
    report.progress("Next: apicodes generate")
    return 0


def _in(folder: str, path: str) -> str:
    return os.path.join(folder, path).replace(os.sep, "/")


def _settings_path() -> str:
    return "pyproject.toml" if os.path.isfile("pyproject.toml") else "apicodes.toml"


def _settings(path: str) -> str:
    table = "tool.apicodes" if os.path.basename(path) == "pyproject.toml" else ""
    context = {"table": table, "prefix": f"{table}." if table else ""}
    return render.built_in("init/settings.toml.jinja", context)


def _has_settings(path: str, text: str) -> bool:
    if os.path.basename(path) != "pyproject.toml":
        return os.path.exists(path)
    try:
        return "apicodes" in tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise ProblemsFound([_taken(path, f"not TOML: {error}")]) from None


def _text(path: str) -> str:
    with suppress(FileNotFoundError), open(path, encoding="utf-8", newline="") as file:
        return file.read()
    return ""


def _joined(before: str, after: str, *, apart: bool = True) -> str:
    """Return one text after another, each on lines of its own, apart by an empty line."""
    if not before:
        return after
    between = "" if before.endswith("\n") else "\n"
    return before + between + ("\n" if apart else "") + after


def _taken(path: str, message: str = "the file is there already") -> Problem:
    hint = "init overwrites nothing; move it away, or run 'apicodes generate'"
    return Problem(Location(path), "file-exists", message, hint)
