"""``apicodes init``: a starter catalog and its settings, ready to generate."""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from apicodes import disk
from apicodes.catalog import json_schema
from apicodes.cli import terminal
from apicodes.importers import Imported, import_files
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Location, Problem, ProblemsFound
from apicodes.regions import insert_markers
from apicodes.render import environment
from apicodes.settings import config, toml
from apicodes.settings.config import Config

CATALOG = "spec/response_codes.yaml"
SCHEMA = "spec/apicodes.schema.json"
ATTRIBUTES = ".gitattributes"
GENERATED = "out/** linguist-generated"


SCHEMA_NAMED = "yaml-language-server: $schema=apicodes.schema.json"


def init(
    config_path: str | None,
    *,
    sources: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
    region: str | None = None,
) -> int:
    """Write the starter files; raises `ProblemsFound` where one of them is there already.

    With `sources` the catalog is made of them, and the page's settings give a page among them back.
    With `region`, that page stays, and its table becomes the region of this name.
    """
    config.current_folder()
    path = config_path or _settings_path()
    folder, settings = os.path.split(path)
    project = Config(path, os.path.realpath(folder or "."), "", ())
    places = _places(project, (CATALOG, SCHEMA, settings, ATTRIBUTES))
    before = _text(project, settings, places[settings])
    taken = [_taken(project, name) for name in (CATALOG, SCHEMA) if os.path.exists(places[name])]
    if _has_settings(project, settings, places[settings], before):
        taken.append(_taken(project, settings, "the file has settings of apicodes already"))
    if taken:
        raise ProblemsFound(taken)
    catalog, found = _catalog(sources, mapping or {}, region)
    hosts, options = _page(project, found, region)
    attributes = _text(project, ATTRIBUTES, places[ATTRIBUTES])
    soft = [its for its in import_files.broken_rules(CATALOG, catalog) if its.severity == "warning"]
    rules = sorted({its.rule for its in soft})
    texts = {
        CATALOG: catalog,
        SCHEMA: json_schema.text(),
        settings: _with_settings(project, settings, before, options, rules),
        ATTRIBUTES: attributes
        if GENERATED in attributes.splitlines()
        else _joined(attributes, f"{GENERATED}\n"),
        **hosts,
    }
    places |= _places(project, list(hosts))
    disk.write({places[name]: text for name, text in texts.items()})
    for name in texts:
        terminal.progress(f"wrote  {project.shown(name)}")
    problems = _in_the_way(path) if sources else []
    terminal.problems([*soft, *problems])
    terminal.progress(f"Next: {terminal.command(config_path, 'generate')}")
    return PROBLEMS_FOUND if problems else 0


def _in_the_way(path: str) -> Sequence[Problem]:
    """Return what `generate` would refuse in the settings and the catalog that were written."""
    from apicodes import outputs
    from apicodes.outputs import read_back

    try:
        read_back.prove(outputs.plan(config.load(path)))
    except ProblemsFound as error:
        return error.problems
    return []


def _catalog(
    sources: Sequence[str], mapping: Mapping[str, str], region: str | None
) -> tuple[str, list[Imported]]:
    """Return the text of the catalog, and what was found in each source."""
    if not sources:
        return environment.built_in("init/response_codes.yaml.jinja", {}), []
    # The introduction stays on the page, above the region.
    without = ("description",) if region is not None else ()
    imported = import_files.catalog(sources, mapping, heading=SCHEMA_NAMED, without=without)
    for line in imported.report:
        terminal.progress(line)
    return imported.text, imported.files


def _page(
    project: Config, found: Sequence[Imported], region: str | None
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the page that gets a region, by its path, and what the settings say of the page."""
    pages = [its for its in found if its.kind == "page"]
    options = pages[0].options if pages else {}
    if region is None:
        return {}, {"path": "out/docusaurus/response_codes.md", **options}
    wrong = None
    if not re.fullmatch(config.REGION_NAME, region):
        wrong = f"no region can be called '{region}'", "use letters, digits, '-' and '_'"
    elif len(pages) != 1:
        hint = "name one page: apicodes init --from docs/errors.md --region codes"
        wrong = "a region belongs to one page that people wrote", hint
    if wrong:
        raise ProblemsFound([Problem(Location("--region"), "usage", *wrong)], COULD_NOT_RUN)
    page = pages[0]
    path = os.path.relpath(os.path.realpath(page.path), project.folder).replace(os.sep, "/")
    before = _text(project, path, _places(project, [path])[path])
    rows = [record.line for record in page.reading.entries if record.line is not None]
    own = {name: its for name, its in options.items() if name not in ("front_matter", "edit_url")}
    text = insert_markers.around_table(before, page.path, region, rows)
    return {path: text}, {"path": path, "region": region, **own}


def _settings_path() -> str:
    joins = os.path.isfile("pyproject.toml") and not os.path.lexists("apicodes.toml")
    return "pyproject.toml" if joins else "apicodes.toml"


def _places(project: Config, names: Sequence[str]) -> dict[str, str]:
    """Return where each file is written: where a symbolic link leads, if that is in the folder."""
    places = {name: project.inside(name) for name in names}
    outside = [
        Problem(
            Location(project.shown(name)),
            "path-outside",
            "a symbolic link leads out of the folder of the settings",
            "init writes nothing outside it; put a file or folder in the place of the link",
        )
        for name, place in places.items()
        if place is None
    ]
    if outside:
        raise ProblemsFound(outside, COULD_NOT_RUN)
    return {name: place for name, place in places.items() if place is not None}


def _text(project: Config, name: str, place: str) -> str:
    """Return the text of a file, a byte order mark and its line endings included."""
    shown = project.shown(name)
    if not os.path.exists(place):
        return ""
    if not os.path.isfile(place):
        raise disk.failed(shown, "this is no file")
    try:
        with open(place, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        raise disk.failed(shown, "the file is not UTF-8") from None
    except OSError as error:
        raise disk.failed(shown, f"cannot read the file: {error.strerror}") from None


def _has_settings(project: Config, name: str, place: str, text: str) -> bool:
    if name != "pyproject.toml":
        return os.path.exists(place)
    tools = toml.parsed(text, project.path).get("tool")
    return isinstance(tools, dict) and "apicodes" in tools


def _with_settings(
    project: Config, name: str, before: str, options: dict[str, Any], rules: Sequence[str]
) -> str:
    """Return the text of the settings' file with the starter settings at its end.

    `options` are those of the page, `rules` are the ones that the catalog breaks already.
    """
    table = "tool.apicodes" if name == "pyproject.toml" else ""
    prefix = f"{table}." if table else ""
    context = {"table": table, "prefix": prefix, "page": options, "rules": rules}
    settings = environment.built_in("init/settings.toml.jinja", context)
    if not before:
        return settings
    text = _joined(before, f"\n{settings}")
    try:
        toml.parsed(text, project.path)
    except ProblemsFound:
        message = "no table [tool.apicodes] can be added to what the file says of 'tool'"
        raise ProblemsFound(
            [Problem(Location(project.path), "config", message, _ELSEWHERE)], COULD_NOT_RUN
        ) from None
    return text


_ELSEWHERE = "give the settings a file of their own: apicodes init --config apicodes.toml"


def _joined(before: str, after: str) -> str:
    """Return one text and the lines of another after it, with the line endings of the first."""
    end = "\r\n" if "\r\n" in before else "\n"
    between = "" if not before or before.endswith("\n") else end
    return before + between + after.replace("\n", end)


def _taken(project: Config, name: str, message: str = "the file is there already") -> Problem:
    hint = "init overwrites nothing; move it away, or run 'apicodes generate'"
    return Problem(Location(project.shown(name)), "file-exists", message, hint)
