"""``apicodes init``: write a starter catalog and its settings, ready to generate."""

import os
import re
from collections.abc import Mapping, Sequence

from apicodes import disk
from apicodes.catalog import json_schema
from apicodes.cli import terminal
from apicodes.cli.options import Chosen
from apicodes.cli.page_host import Host
from apicodes.importers import Imported, import_files
from apicodes.outputs.regions import insert_markers
from apicodes.problems import (
    COULD_NOT_RUN,
    PROBLEMS_FOUND,
    Location,
    Problem,
    ProblemsFound,
    could_not_run,
    raise_any,
)
from apicodes.render import environment
from apicodes.settings import config, settings_file, toml
from apicodes.settings.config import Config

CATALOG = "spec/response_codes.yaml"
SCHEMA = "spec/apicodes.schema.json"
ATTRIBUTES = ".gitattributes"
GENERATED = "out/** linguist-generated"
SCHEMA_COMMENT = "yaml-language-server: $schema=apicodes.schema.json"

Options = Mapping[str, object]
"""Keys of the settings for the page."""


def init(
    config_path: str | None,
    *,
    sources: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
    region: str | None = None,
) -> int:
    """Write the starter files. Raises `ProblemsFound` where one of them exists already.

    With `sources`, the catalog is made from them, and the settings render a page among them as it
    is. With `region`, the page stays, and its tables become the region of this name.
    """
    settings_file.current_folder()
    path = config_path or _settings_path()
    folder, settings = os.path.split(path)
    project = Config(path, os.path.realpath(folder or "."), "", ())
    paths = _paths(project, (CATALOG, SCHEMA, settings, ATTRIBUTES))
    before = _text(project, settings, paths[settings])
    _check_nothing_exists(project, settings, paths, before)
    catalog, imported = _catalog(sources, mapping or {}, region)
    host, options = _page(project, imported, region)
    attributes = _text(project, ATTRIBUTES, paths[ATTRIBUTES])
    problems = import_files.broken_rules(CATALOG, catalog)
    warnings = [problem for problem in problems if problem.severity == "warning"]
    rules = sorted({problem.rule for problem in warnings})
    texts = {
        CATALOG: catalog,
        SCHEMA: json_schema.text(),
        settings: _with_settings(project, settings, before, options, rules),
        ATTRIBUTES: attributes
        if GENERATED in attributes.splitlines()
        else _joined(attributes, f"{GENERATED}\n"),
        **({host.name: host.text} if host else {}),
    }
    changes = list(host.changes(settings, texts)) if host else []
    paths = _paths(project, list(texts))
    disk.write({paths[name]: text for name, text in texts.items()}, by_people=paths.values())
    for name in texts:
        terminal.print_progress(f"wrote  {project.display_path(name)}")
    for line in changes:
        terminal.print_progress(line)
    blocking = _generate_problems(path) if sources else []
    terminal.print_problems([*warnings, *blocking])
    terminal.print_progress(f"Next: {Chosen(config_path).command_line('generate')}")
    return PROBLEMS_FOUND if blocking else 0


def _settings_path() -> str:
    use_pyproject = os.path.isfile("pyproject.toml") and not os.path.lexists("apicodes.toml")
    return "pyproject.toml" if use_pyproject else "apicodes.toml"


def _check_nothing_exists(
    project: Config, settings: str, paths: Mapping[str, str], before: str
) -> None:
    """Raise `ProblemsFound` for each file that init would overwrite."""
    problems = [
        _exists(project, name, "the file already exists")
        for name in (CATALOG, SCHEMA)
        if os.path.exists(paths[name])
    ]
    if _has_settings(project, settings, paths[settings], before):
        problems.append(_exists(project, settings, "the file already has apicodes settings"))
    raise_any(problems)


def _exists(project: Config, name: str, message: str) -> Problem:
    hint = "init never overwrites a file; move it away, or run 'apicodes generate'"
    return Problem(Location(project.display_path(name)), "file-exists", message, hint)


def _generate_problems(path: str) -> Sequence[Problem]:
    """Return the problems for which `generate` would fail with the new settings and catalog."""
    from apicodes import outputs
    from apicodes.outputs import read_back

    try:
        read_back.prove(outputs.plan(Chosen(path).load()))
    except ProblemsFound as error:
        return error.problems
    return []


def _catalog(
    sources: Sequence[str], mapping: Mapping[str, str], region: str | None
) -> tuple[str, list[Imported]]:
    """Return the text of the catalog, and the sources that it is made from."""
    if not sources:
        return environment.built_in("init/response_codes.yaml.jinja", {}), []
    # The introduction stays on the page, above the region.
    without = ("description",) if region is not None else ()
    imported = import_files.catalog(sources, mapping, heading=SCHEMA_COMMENT, without=without)
    for line in imported.report:
        terminal.print_progress(line)
    return imported.text, imported.files


def _page(
    project: Config, imported: Sequence[Imported], region: str | None
) -> tuple[Host | None, Options]:
    """Return the page that gets region markers, and the settings for the page."""
    pages = [file for file in imported if file.kind == "page"]
    options = pages[0].options if pages else {}
    if region is None:
        return None, {"path": "out/docusaurus/response_codes.md", **options}
    problem = None
    if not re.fullmatch(config.REGION_NAME, region):
        problem = f"'{region}' is not a valid region name", "use letters, digits, '-' and '_'"
    elif len(pages) != 1:
        hint = "name one page: apicodes init --from docs/errors.md --region codes"
        problem = "--region needs exactly one page among the files of --from", hint
    if problem:
        raise ProblemsFound([Problem(Location("--region"), "usage", *problem)], COULD_NOT_RUN)
    page = pages[0]
    name = os.path.relpath(os.path.realpath(page.path), project.folder).replace(os.sep, "/")
    before = _text(project, name, _paths(project, [name])[name])
    rows = [record.line for record in page.reading.entries if record.line is not None]
    heading = page.reading.root.lines.get("groups")
    text, first, last = insert_markers.around_tables(before, page.path, region, rows, heading)
    kept = {key: value for key, value in options.items() if key not in ("front_matter", "edit_url")}
    host = Host(name, page.path, before, text, first, last)
    return host, {"path": name, "region": region, **kept}


# Files of the project


def _paths(project: Config, names: Sequence[str]) -> dict[str, str]:
    """Return the absolute path of each file, symbolic links followed.

    Raises `ProblemsFound` where a link leads outside the folder of the settings.
    """
    paths = {name: project.inside(name) for name in names}
    problems = [
        Problem(
            Location(project.display_path(name)),
            "path-outside",
            "a symbolic link leads outside the folder of the settings",
            "init writes only inside it; replace the link by a file or folder",
        )
        for name, path in paths.items()
        if path is None
    ]
    raise_any(problems, COULD_NOT_RUN)
    return {name: path for name, path in paths.items() if path is not None}


def _text(project: Config, name: str, path: str) -> str:
    """Return the text of a file, with its byte order mark and its line endings."""
    location = project.display_path(name)
    if not os.path.exists(path):
        return ""
    if not os.path.isfile(path):
        raise could_not_run(location, "file", "not a regular file")
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        raise could_not_run(location, "file", "the file is not UTF-8") from None
    except OSError as error:
        raise could_not_run(location, "file", f"cannot read the file: {error.strerror}") from None


def _has_settings(project: Config, name: str, path: str, text: str) -> bool:
    if name != "pyproject.toml":
        return os.path.exists(path)
    tools = toml.parse(text, project.path).get("tool")
    return isinstance(tools, dict) and "apicodes" in tools


def _with_settings(
    project: Config, name: str, before: str, options: Options, rules: Sequence[str]
) -> str:
    """Return the text of the settings file with the starter settings appended.

    `options` are the settings of the page, `rules` the rules that the catalog breaks already.
    """
    table = "tool.apicodes" if name == "pyproject.toml" else ""
    prefix = f"{table}." if table else ""
    context = {"table": table, "prefix": prefix, "page": options, "rules": rules}
    settings = environment.built_in("init/settings.toml.jinja", context)
    if not before:
        return settings
    text = _joined(before, f"\n{settings}")
    try:
        toml.parse(text, project.path)
    except ProblemsFound:
        message = "cannot add a table [tool.apicodes], because of how the file defines 'tool'"
        hint = "put the settings in a file of their own: apicodes init --config apicodes.toml"
        raise could_not_run(project.path, "config", message, hint) from None
    return text


def _joined(before: str, after: str) -> str:
    """Return two texts below each other, both with the line endings of the first."""
    end = "\r\n" if "\r\n" in before else "\n"
    between = "" if not before or before.endswith("\n") else end
    return before + between + after.replace("\n", end)
