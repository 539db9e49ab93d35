"""The law: what is rendered, read back, says what the catalog says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apicodes import loading, outputs, targets
from apicodes.compare.view import Reading
from apicodes.outputs import read_back, rendering, round_trip, target_tables, writing
from apicodes.outputs.rendering import ConfiguredTarget, Output
from apicodes.problems import ProblemsFound
from apicodes.settings import config
from apicodes.targets.docusaurus.options import OF_TABLES
from helpers.command import Result
from helpers.project import CATALOG, ROOT, Project
from helpers.strategies import Document, as_settings, as_yaml, catalogs, options

pytestmark = pytest.mark.slow

GENERATED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@GENERATED
@given(catalogs(), options())
def test_every_catalog_comes_through_every_target_with_any_options(
    tmp_path: Path, document: Document, chosen: dict[str, Document]
) -> None:
    path = tmp_path / "apicodes.toml"
    path.write_text(as_settings(chosen), encoding="utf-8")
    (tmp_path / "codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    assert problems_of(path) == []


HOSTS = {
    "page.md": "- Codes\n\n  [//]: # (apicodes:begin x)\n  [//]: # (apicodes:end x)\n",
    "codes.py": "# apicodes:begin x\n# apicodes:end x\n",
    "openapi.yaml": "components:\n  # apicodes:begin x\n  # apicodes:end x\n",
    "codes.ts": "// apicodes:begin x\r\n// apicodes:end x",
}


@GENERATED
@given(catalogs(), options())
def test_every_catalog_comes_through_regions_of_other_files(
    tmp_path: Path, document: Document, chosen: dict[str, Document]
) -> None:
    for name in ("front_matter", "edit_url"):
        chosen["docusaurus"].pop(name, None)
    regions = {name: {**chosen.get(name, {}), "region": "x"} for name in TEMPLATES}
    path = tmp_path / "apicodes.toml"
    path.write_text(as_settings(regions), encoding="utf-8")
    (tmp_path / "codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    for name, text in HOSTS.items():
        (tmp_path / name).write_bytes(text.encode())
    planned = outputs.plan(config.load(str(path)))
    read_back.prove(planned)
    writing.write(planned)
    assert {file.state for file in outputs.plan(config.load(str(path)))} == {"in sync"}


TEXTS = (
    "{", "}", "{x}", "\\{x}", "`{x}`", "``{``` `` {`", "`{", "{`", "a `b\n{c}` d", "\\`{x}`",
    "`\\`{x}`\\`", "`a\\|b`", "a\\|b", "a | b", "a #", "a\n===",
    "```\n{x}\n```", "> {x}\n> `{y}\n> z}`", "* {x}\n\n  ```\n  {y}\n  ```",
    "![{a}](b 'c{d}')", "[x](</a{b}> \"{t}\")", "<http://x/`{y}`>", "<a b={x}>", "<!-- {x} -->",
    "&#123;x&#125;", "| {a} |\n|---|\n| {b} |", "${x}", "#", "# a", "- a", "---", "...", "=", "<<",
    "\xa0* a", "\u2003# a", "\u3000> a", "\u20091. a\xa0", "a\xa0", "\xa0a\n\xa0\nb\xa0",
    "\xa0`a`\xa0", "\xa0**a**\u3000", "- a\n- \xa0", "> \xa0",
    "a  b", "Infinity", "NaN", "&#32;",
    "\\{@link x} \\@y",
    "NO", "null", "~", "1", "1.0", "12:30", "2027-01-01", "'''", '"""', "\\", '\\"""', "*/",
    "//", "/*", "\\u0041", "\\N{BULLET}", "@x", "import a", "export a", "__proto__", "constructor",
)  # fmt: skip
"""What means something somewhere: to MDX, Markdown, YAML, Python or TypeScript."""


@pytest.mark.parametrize("layout", ["table", "reference"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_that_means_something_somewhere_comes_through_in_every_field(
    text: str, layout: str, tmp_path: Path
) -> None:
    line = text.replace("\n", " ")
    value = line.replace("{", "(")
    entry = {
        "http_status": {"400": text, "500": "x"},
        "code": "A",
        "headers": ["X-A"],
        "deprecated": {"reason": text},
        "description": text,
        "causes": [text, text],
        "solutions": [text],
        "links": [{"title": line, "url": "/x"}],
        **dict.fromkeys(("status", "title", "message", "since"), line),
    }
    document = {
        "apicodes": 1,
        "title": line,
        "description": text,
        "envelope": {"body": {"a": {"b": 1}, "a.b": 2, 'a"': value, f"k{value}": [value]}},
        "headers": {"X-A": {"description": text}},
        "codes": [entry, {"http_status": 204, "description": text}, {"code": "B", "title": line}],
    }
    chosen: dict[str, dict[str, Any]] = {
        "python": {"openapi_responses": True},
        "docusaurus": {"layout": layout},
    }
    path = tmp_path / "apicodes.toml"
    path.write_text(as_settings(chosen), encoding="utf-8")
    (tmp_path / "codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    assert problems_of(path) == []


def problems_of(path: Path) -> list[str]:
    """Return where outputs of a project do not say what its catalog says."""
    found: list[str] = []
    settings = config.load(str(path))
    for job in target_tables.configured_targets(settings):
        source = loading.load(settings, job.catalog)
        for task in outputs_of(job, source):
            rendered = rendering.render(settings, task)
            if rendered.view is not None:
                built_in = targets.module(job.kind)
                reading = built_in.read(rendered.text, task.part, job.options)
                assert isinstance(reading, Reading)
                assert reading.view == rendered.view
            found += map(str, round_trip.problems(rendered, task.part.path))
    return found


@GENERATED
@given(catalogs(), options(), st.sampled_from(["per-group", "per-code"]))
def test_every_catalog_comes_through_folders_of_pages(
    tmp_path: Path, document: Document, chosen: dict[str, Document], pages: str
) -> None:
    page = {name: each for name, each in chosen["docusaurus"].items() if name not in OF_TABLES}
    path = tmp_path / "apicodes.toml"
    document["docs_url"] = "https://docs.example.com/{group}/{anchor}"
    folder = {"docusaurus": {**page, "layout": "reference", "pages": pages}}
    path.write_text(as_settings(folder), encoding="utf-8")
    (tmp_path / "codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    assert problems_of(path) == []


def outputs_of(job: ConfiguredTarget, source: loading.Source) -> tuple[Output, ...]:
    """Return what a job makes; nothing where entries have no names for pages of their own."""
    try:
        return rendering.outputs_of(job, source)
    except ProblemsFound as error:
        if job.owned is None or any(each.rule != "name-clash" for each in error.problems):
            raise
        return ()


# Faults


HOSTILE = CATALOG.replace("Wait, then try again.", r"""'Wait | "now" \ {x} <y> */.'""")
"""The catalog with a description that each output must escape; it stands at 14:18."""

TEMPLATES = {
    "docusaurus": "docusaurus/table.md.jinja",
    "python": "python/module.py.jinja",
    "openapi": "openapi/components.yaml.jinja",
    "typescript": "typescript/constants.ts.jinja",
}
PATHS = {
    "docusaurus": "out/codes.md",
    "python": "out/codes.py",
    "openapi": "out/codes.openapi.yaml",
    "typescript": "out/codes.ts",
}


class Fault(NamedTuple):
    """What is wrong in the template of a target: a text and what stands in its place.

    `printed` is what messages say of it, each after the path of the output: the line and the words.
    """

    target: str
    right: str
    wrong: str
    printed: str


TABLE = "{{ table.rows | table(table.headings, view.align, view.flush) }}\n"
TABLE_BY_HAND = """\
| {{ table.headings | map("text_cell") | join(" | ") }} |
|{% for _ in table.headings %} --- |{% endfor %}

{% for row in table.rows %}
| {{ row | map("cell") | join(" | ") }} |
{% endfor %}
"""
ROW_OF_OWN = """\
{% set entry = view.entries[loop.index0] %}
| {{ entry.http_status | join }} | {{ entry.status }} | {{ entry.code or "" }} | \
{{ entry.description }} | {{ "yes" if entry.retryable else "" }} |
"""
VALUE = "{{ name }}={{ value | python(8) }},"
PROPERTY = "{{ name }}: {{ value | typescript(4) }}"
COMPONENT = "{{ component | yaml_value(6) }}"
ENUM = "components.schemas.ResponseCode"

FAULTS = {
    "a column of the page is dropped": Fault(
        "docusaurus",
        TABLE,
        TABLE_BY_HAND.replace("headings", "headings[1:]").replace("row |", "row[1:] |"),
        """
        :8: columns: page has "status", "code", "description", "retryable", \
catalog has "http_status", "status", "code", "description", "retryable"
        :10: an entry without code and HTTP status: not in the catalog
        : 200: missing in the page, the catalog has it (codes.yaml:4:5)
        :11: 404 NotFound: HTTP status: page has none, catalog has 404 (codes.yaml:7:18)
        :12: 429 TooManyRequests: HTTP status: page has none, catalog has 429 (codes.yaml:11:18)
        """,
    ),
    "a cell of each row is dropped": Fault(
        "docusaurus",
        TABLE,
        TABLE_BY_HAND.replace("row |", "row[2:] |"),
        """
        : 200: missing in the page, the catalog has it (codes.yaml:4:5)
        : 404 NotFound: missing in the page, the catalog has it (codes.yaml:7:5)
        : 429 TooManyRequests: missing in the page, the catalog has it (codes.yaml:11:5)
        :10: "|  | Everything worked. |  |" does not belong here
        :11: "| `NotFound` | Entry not found. |  |" does not belong here
        :12: \
"| `TooManyRequests` | Wait \\| "now" \\\\ \\{x} \\<y> \\*/. | yes |" does not belong here
        """,
    ),
    "a description of the page is not escaped": Fault(
        "docusaurus",
        TABLE,
        TABLE_BY_HAND.replace('| {{ row | map("cell") | join(" | ") }} |\n', ROW_OF_OWN),
        """
        : 429 TooManyRequests: missing in the page, the catalog has it (codes.yaml:11:5)
        :12: \
"| 429 | error | TooManyRequests | Wait | "now" \\ {x} <y> */. | yes |" does not belong here
        """,
    ),
    "a text of Python stands between bare quotes": Fault(
        "python",
        VALUE,
        VALUE.replace("value", """('"' ~ value ~ '"') if name == "description" else value"""),
        """
        :119: cannot be read: not Python: invalid syntax. Perhaps you forgot a comma?
        """,
    ),
    "a backslash of Python is not escaped": Fault(
        "python",
        VALUE,
        VALUE.replace("value", """("'" ~ value ~ "'") if name == "description" else value"""),
        r"""
        :119: cannot be read: not Python: invalid escape sequence '\ '
        """,
    ),
    "a status word of Python is wrong": Fault(
        "python",
        VALUE,
        VALUE.replace("value", '("error" if name == "status" else value)'),
        """
        :106: 200: status: module has "error", catalog has "ok" (codes.yaml:5:13)
        """,
    ),
    "a docstring of Python says something else": Fault(
        "python",
        "entry.documentation | docstring(4)",
        "entry.identifier | docstring(4)",
        """
        :25: 404 NotFound: documentation: module has "NOT_FOUND", \
catalog has "Entry not found." (codes.yaml:10:18)
        :28: 429 TooManyRequests: documentation: module has "TOO_MANY_REQUESTS", \
catalog has "Wait | "now" \\ {x} <y> */. Retryable." (codes.yaml:14:18)
        """,
    ),
    "a quote of YAML is not escaped": Fault(
        "openapi",
        COMPONENT,
        COMPONENT.replace("(6)", r"(6) | replace('\\', '')"),
        """
        :22: cannot be read: no YAML
        """,
    ),
    "an HTTP status of OpenAPI is wrong": Fault(
        "openapi",
        COMPONENT,
        COMPONENT.replace(
            "component",
            "(dict(component, **{'x-http-status': 404}) if name == 'OK' else component)",
        ),
        """
        :40: components.responses.OK.x-http-status: fragment has 404, catalog has 200
        """,
    ),
    "the descriptions of an enum of OpenAPI are its names": Fault(
        "openapi",
        COMPONENT,
        COMPONENT.replace(
            "component",
            "(dict(component, **{'x-enum-descriptions': component['x-enum-varnames']})"
            " if name == 'ResponseCode' else component)",
        ),
        f"""
        :21: {ENUM}.x-enum-descriptions: fragment has "NOT_FOUND", "TOO_MANY_REQUESTS", \
catalog has "Entry not found.", "Wait | "now" \\ {{x}} &lt;y> */."
        """,
    ),
    "two descriptions of TypeScript are swapped": Fault(
        "typescript",
        "in entry.properties.items() %}",
        "in dict(entry.properties, description=view.entries[2 - loop.index0].fields.description)"
        ".items() %}",
        """
        :66: 200: description: file has "Wait | "now" \\ {x} <y> */.", \
catalog has "Everything worked." (codes.yaml:6:18)
        :78: 429 TooManyRequests: description: file has "Everything worked.", \
catalog has "Wait | "now" \\ {x} <y> */." (codes.yaml:14:18)
        """,
    ),
    "a backslash of TypeScript is not escaped": Fault(
        "typescript",
        PROPERTY,
        PROPERTY.replace("(4)", r"(4) | replace('\\\\', '\\')"),
        """
        :78: 429 TooManyRequests: description: file has "Wait | "now"  {x} <y> */.", \
catalog has "Wait | "now" \\ {x} <y> */." (codes.yaml:14:18)
        """,
    ),
    "an HTTP status of TypeScript is wrong": Fault(
        "typescript",
        PROPERTY,
        PROPERTY.replace(
            "value", "([404] if name == 'httpStatuses' and value[0] > 404 else value)"
        ),
        """
        :75: 429 TooManyRequests: HTTP status: file has 404, catalog has 429 (codes.yaml:11:18)
        """,
    ),
}  # fmt: skip

REPEATED = {
    "the docstrings of Python": Fault(
        "python",
        "    {{ entry.documentation | docstring(4) }}\n",
        "",
        """
        :104: 404 NotFound: documentation: module has none, \
catalog has "Entry not found." (codes.yaml:10:18)
        :110: 429 TooManyRequests: documentation: module has none, \
catalog has "Wait | "now" \\ {x} <y> */. Retryable." (codes.yaml:14:18)
        """,
    ),
    "the introduction of Python": Fault(
        "python",
        "{{ view.introduction | docstring }}\n",
        "",
        """
        : introduction: module has none, catalog has "Codes."
        """,
    ),
    "the comments of TypeScript": Fault(
        "typescript",
        "  {{ entry.documentation | tsdoc_block(2) }}\n",
        "",
        """
        :62: 404 NotFound: documentation: file has none, \
catalog has "Entry not found." (codes.yaml:10:18)
        :68: 429 TooManyRequests: documentation: file has none, \
catalog has "Wait | "now" \\ {x} <y> *\\/. Retryable." (codes.yaml:14:18)
        """,
    ),
    "the descriptions of an enum of OpenAPI": Fault(
        "openapi",
        COMPONENT,
        COMPONENT.replace(
            "component",
            "dict(component.items() | rejectattr(0, 'equalto', 'x-enum-descriptions'))",
        ),
        f"""
        : {ENUM}.x-enum-descriptions: fragment has none, \
catalog has "Entry not found.", "Wait | "now" \\ {{x}} &lt;y> */."
        """,
    ),
    "the heading of the page": Fault(
        "docusaurus",
        "# {{ view.title | page_title | text }}\n",
        "",
        """
        : title: page has none, catalog has "Codes" (codes.yaml:2:8)
        """,
    ),
}
"""What a template of the user's may leave out, as a target only repeats it."""

ADDED = {
    "a column of the page": Fault(
        "docusaurus",
        TABLE,
        TABLE_BY_HAND.replace("}} |\n|{", "}} | Owner |\n|{").replace("|{% for", "| --- |{% for")
        .replace("}} |\n{% endfor", "}} | x |\n{% endfor"),
        "",
    ),
    "text below the table": Fault("docusaurus", TABLE, f"{TABLE}\nMore.\n", ""),
    "more in the introduction of Python": Fault(
        "python", "{{ view.introduction |", "{{ (view.introduction ~ ' More.') |", ""
    ),
    "a function of Python": Fault(
        "python", "@unique\n", 'def extra() -> "str":\n    return ""\n\n\n@unique\n', ""
    ),
    "a tuple of Python": Fault(
        "python", "@unique\n", "OTHERS: Final = (1, 2)\n\n\n@unique\n", ""
    ),
    "an import of Python": Fault("python", "__all__ = [\n", "import logging\n\n__all__ = [\n", ""),
    "an exported name of Python": Fault(
        "python", "__all__ = [\n", '__all__ = [\n    "_BY_CODE",\n', ""
    ),
    "a function of TypeScript": Fault(
        "typescript", "/** One of the codes", "export function f() {}\n\n/** One of the codes", ""
    ),
    "lists of TypeScript": Fault(
        "typescript",
        "/** Whether",
        'export const a = ["b"] as const;\nexport const c = ["d"];\n\n/** Whether',
        "",
    ),
    "a key of OpenAPI": Fault("openapi", "x-response-codes:", "x-owner: me\nx-response-codes:", ""),
}  # fmt: skip
"""What a template of the user's may add."""


def lines_of(fault: Fault) -> list[str]:
    """Return what a run prints of a fault, without the hint."""
    path = PATHS[fault.target]
    printed = (line.strip().partition(": ") for line in fault.printed.strip().splitlines())
    return [f"{path}{at}: error[read-back] {words}" for at, _, words in printed if at or words]


@pytest.fixture
def hostile(project: Project) -> Project:
    """The project with text in its catalog that each output must escape."""
    project.write("codes.yaml", HOSTILE)
    return project


@pytest.mark.parametrize("fault", [*FAULTS, *REPEATED])
def test_a_fault_in_a_built_in_template_is_a_bug_of_apicodes(
    fault: str, hostile: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = {**FAULTS, **REPEATED}[fault]
    run = built_in(hostile, one, tmp_path_factory.mktemp("apicodes"))
    before = hostile.files()
    done = run("generate")
    *printed, hint = done.err.splitlines()
    assert printed == lines_of(one)
    assert hint == (
        "  hint: nothing was written; this is a bug of apicodes: please report it, with the catalog"
    )
    assert done.code == 3
    assert hostile.files() == before, "something was written"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_template_of_the_users_is_the_users_to_mend(
    fault: str, hostile: Project
) -> None:
    run = of_user(hostile, FAULTS[fault])
    before = hostile.files()
    done = run("generate")
    *printed, hint = done.err.splitlines()
    assert printed == lines_of(FAULTS[fault])
    assert hint == "  hint: nothing was written; correct the template 'own.jinja'"
    assert done.code == 1
    assert hostile.files() == before, "something was written"


@pytest.mark.parametrize("fault", [*REPEATED, *ADDED])
def test_a_template_of_the_users_may_say_less_or_more(fault: str, hostile: Project) -> None:
    run = of_user(hostile, {**REPEATED, **ADDED}[fault])
    done = run("generate")
    assert (done.code, done.out) == (0, ""), done.err
    assert run("check", "--verify").code == 0


def test_a_template_of_the_users_may_say_more_above_the_table(project: Project) -> None:
    project.write("codes.yaml", f"{CATALOG}description: Intro *of* ours.\n")
    own = Fault("docusaurus", TABLE, f"More.\n\n{TABLE}", "")
    run = of_user(project, own)
    assert run("generate").code == 0
    assert "Intro _of_ ours.\n\nMore.\n" in project.read("out/codes.md")
    template = project.read("own.jinja")
    project.write("own.jinja", template.replace("view.description |", "view.title |"))
    done = run("generate")
    assert done.err.splitlines()[0] == (
        "out/codes.md:8: error[read-back] description: "
        'page has "Codes<br/><br/>More.", catalog has "Intro <em>of</em> ours." (codes.yaml:16:14)'
    )
    assert done.code == 1


MDX = "mdx(headings=not view.group_level)"


def test_text_that_mdx_would_run_is_refused(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project.write("codes.yaml", f'{CATALOG}description: "import a\\n\\nSee {{b}}."\n')
    fault = Fault("docusaurus", f"view.description | {MDX}", "view.description", "")
    done = built_in(project, fault, tmp_path_factory.mktemp("apicodes"))("generate")
    assert done.err.splitlines()[:-1] == [
        'out/codes.md:8: error[read-back] "import a" does not belong here',
        'out/codes.md:10: error[read-back] "See {b}." does not belong here',
    ]
    assert done.code == 3


def test_an_output_without_its_notice_is_refused(
    hostile: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fault = Fault("python", "# {{ notice }}", "#", "")
    done = built_in(hostile, fault, tmp_path_factory.mktemp("apicodes"))("generate")
    printed = "out/codes.py:1: error[read-back] none of the first ten lines holds the notice"
    assert done.err.splitlines()[0] == printed
    assert done.code == 3


def test_what_is_printed_is_proven_too(
    hostile: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fault = FAULTS["a status word of Python is wrong"]
    run = built_in(hostile, fault, tmp_path_factory.mktemp("apicodes"))
    done = run("generate", "python", "--stdout")
    assert done.err.splitlines()[:-1] == lines_of(fault)
    assert (done.code, done.out) == (3, "")
    assert run("generate", "typescript", "--stdout").code == 0


def test_check_proves_again_where_it_is_told_to(
    hostile: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fault = FAULTS["a status word of Python is wrong"]
    run = built_in(hostile, fault, tmp_path_factory.mktemp("apicodes"))
    assert hostile.run("generate").code == 0
    assert hostile.run("check", "--verify").code == 0
    wrong = hostile.read("out/codes.py").replace('status="ok"', 'status="error"')
    hostile.write("out/codes.py", wrong)
    assert run("check").code == 0, "the file is what the broken template makes"
    done = run("check", "--verify")
    assert done.err.splitlines()[:-1] == lines_of(fault)
    assert (done.code, done.out) == (3, "")


def of_user(project: Project, fault: Fault) -> Callable[..., Result]:
    """Give the project a template of its own with a fault; return what runs the command."""
    path = TEMPLATES[fault.target]
    template = (ROOT / "templates" / path).read_text(encoding="utf-8")
    assert template.count(fault.right) == 1
    project.write("own.jinja", template.replace(fault.right, fault.wrong))
    table = f"[targets.{fault.target}]\n"
    named = project.read("apicodes.toml").replace(table, f'{table}template = "own.jinja"\n')
    project.write("apicodes.toml", named)
    return project.run


def built_in(project: Project, fault: Fault, folder: Path) -> Callable[..., Result]:
    """Install apicodes in a folder, with a fault in a template; return what runs it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=ignored)
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=ignored)
    template = folder / "templates" / TEMPLATES[fault.target]
    text = template.read_text(encoding="utf-8")
    assert text.count(fault.right) == 1
    template.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")

    def run(*arguments: str) -> Result:
        return project.run_installed(*arguments, PYTHONPATH=str(folder / "generator"))

    return run
