"""Templates and filters with one small fault each: the law refuses it, or nothing of it matters.

A mutant that renders is judged twice: by the law, and by an oracle of this file that knows nothing
of the readers. What the oracle finds changed, the law must refuse. What the oracle cannot load or
run, compilers and validators refuse in other tests. The catalog that is rendered
holds unique words, so that the oracle sees each of its values wherever it stands.
"""

import ast
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from jinja2 import DictLoader, Environment

from apicodes import loading, targets
from apicodes.outputs import rendering, round_trip, target_tables
from apicodes.outputs.rendering import ConfiguredTarget, Output, Rendered
from apicodes.problems import ProblemsFound
from apicodes.render import environment as render
from apicodes.render.filters import FILTERS
from apicodes.settings import config
from helpers.project import ROOT

pytestmark = pytest.mark.slow

MUTANTS = 100
"""How many there are of each target."""

CATALOG = r"""
apicodes: 1
title: Qtitle of <Qall> & Q*codes*
description: |-
  Qintro of *Qemphasis* and `Qcode|x`.

  - Qitem one {Qbrace}
  - Qitem two
version: "Q2.4"
type_name: QzCode
docs_url: "https://Qdocs.example/#{anchor}"
headers:
  Q-Retry-After: {description: Qheader <Qx>, schema: {type: integer}, example: 30}
  Q-Limit: {schema: {type: string, enum: ["Qa", "no"]}}
groups:
  q-one: {title: Qgroup <Qone>, description: Qgroup *Qdescription*.}
  q-two: {title: Qgroup two}
codes:
  - http_status: 200
    group: q-two
    status: Qok
    description: Qeverything "Qworked" \Q as it's Qexpected.
  - http_status: [400, 422]
    status: Qerror
    code: QBadRequest
    number: 40001
    title: Qbad *Qrequest* "Qtitle"
    description: "Qmalformed \"Qa\" | 'Qb' \\ {Qc} <Qd> &amp; $Qe */ Qf \"\"\" Qg"
    message: Qmessage {param} \n "it's" Qend
    retryable: false
    since: "Q1.2"
    group: q-one
    params:
      param: {description: Qparam *Qp*., example: "Qlimit"}
      other: {type: integer, example: 30}
    causes: ["Qcause *Qone*.", "Qcause two.\n\n- Qlist"]
    solutions: ["Qsolution `Qs`."]
    links: [{title: "Qlink [Ql]", url: "https://Qlinks.example/a_b?c=*"}]
    aliases: [Qold.one, Qold-two]
    headers: [Q-Limit]
  - http_status: {429: Qwait **Qlimit** now., 503: Qdown `Qup` then.}
    status: Qerror
    code: QTooMany
    description: Qgeneral text @Qtag *Qx*, 1.0 and Qy.
    retryable: true
    headers: [Q-Retry-After, Q-Limit]
    deprecated:
      since: "Q2.0"
      sunset: "2027-01-01"
      replaced_by: [QBadRequest, q-new code]
      reason: Qreason <Qz> `Qw`.
    examples:
      - summary: Qsummary
        body: {Qkey: ["Qvalue", 1, null, true, "no"], "Qdot.ted": {Qdeep: "Q\"\\"}}
  - code: q-new code
    status: Qerror
    description: |-
      Qfirst paragraph.

      Qsecond paragraph.
    deprecated: true
  - name: Qnamed
    description: Qonly named.
"""

OPTIONS = {
    "docusaurus": 'path = "page.md"\nfront_matter = { Qkey = "Qvalue: no", slug = "/Qslug" }',
    "groups": """target = "docusaurus"\npath = "groups.md"\ntables = "per-group"
columns = ["http_status", "code", "number", "retryable", "causes", "solutions", "description"]
code_spans = ["http_status", "number", "retryable"]\nflag_words = ["Qyes", "Qno"]""",
    "reference": 'target = "docusaurus"\npath = "reference.md"\nlayout = "reference"',
    "python": 'path = "codes.py"\nopenapi_responses = true',
    "openapi": 'path = "openapi.yaml"',
    "typescript": 'path = "codes.ts"',
}
"""The tables of the targets: every part of their templates is rendered."""


# What a file says, without the readers


def said_by_reference(text: str) -> Any:
    """Return the front matter, and the words of each line below it, emphasis with either mark."""
    matter, lines, table = said_by_page(text)
    return matter, [" ".join(line).replace("_", "*") for line in [*lines, *table]]


def said_by_page(text: str) -> Any:
    """Return the front matter, and the words of each line below it, its escapes undone."""
    _, matter, body = re.split(r"^---\n", text, maxsplit=2, flags=re.M)
    lines = [
        unescape(re.sub(r"\\(?=[!-/:-@[-`{-~])", "", line)).split() for line in body.split("\n")
    ]
    table = [cells(line) for line in body.split("\n") if re.match(r"\|.*\w", line)]
    return yaml.safe_load(matter), [line for line in lines if line and line[0] != "|"], table


def cells(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in re.split(r"(?<!\\)\|", line)]


def said_by_python(text: str) -> Any:
    """Run the module, and return what its table, enum and function hold, and its docstrings."""
    namespace: dict[str, Any] = {"__name__": __name__}  # Dataclasses look their module up.
    exec(compile(text, "codes.py", "exec"), namespace)
    exported = sorted(namespace["__all__"])
    return (
        {name: namespace[name] is not None for name in exported},
        [asdict(row) for row in namespace[exported[0]]],
        [(name, each.value) for name, each in namespace["QzCode"].__members__.items()],
        [namespace[name] for name in ("_MEDIA_TYPE", "_SCHEMA", "_HEADERS", "_DOCUMENTED")],
        [run for each in ast.walk(ast.parse(text)) for run in marked(docstring(each))],
    )


def docstring(node: ast.AST) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
        case _:
            return ""


def said_by_openapi(text: str) -> Any:
    """Return what PyYAML loads, with each key once."""
    return json.dumps(yaml.load(text, Strict), sort_keys=True)


class Strict(yaml.SafeLoader):
    """Refuses a key that comes twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Construct a mapping whose keys differ."""
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise yaml.YAMLError("a key comes twice")
        return super().construct_mapping(node, deep=deep)


def said_by_typescript(text: str) -> Any:
    """Return every run of characters with a word of the catalog, and where properties stand."""
    exported = re.findall(r"^export (\w+ \w+)", text, re.M)
    rows = re.findall(r"^ {4,}(?:\w+|\"[^\"]*\"):.*", text, re.M)
    return exported, Counter(rows), marked(text)


def marked(text: str) -> list[str]:
    """Return the runs of characters, spaces apart, that hold a word of the catalog."""
    return [run for run in text.split() if re.search(r"Q|q-new", run) and "Qz" not in run]


ORACLES: dict[str, Callable[[str], Any]] = {
    "docusaurus": said_by_page,
    "groups": said_by_reference,
    "reference": said_by_reference,
    "python": said_by_python,
    "openapi": said_by_openapi,
    "typescript": said_by_typescript,
}


# Mutants


class Mutant(NamedTuple):
    """One fault: in words, and the template and the filters that have it."""

    fault: str
    template: str
    filters: dict[str, Callable[..., Any]]


EXPRESSION = re.compile(r"\{\{.*?\}\}")
FILTER = re.compile(r" \| (\w+)(\([^()]*(?:\([^()]*\)[^()]*)*\))?")
CONDITION = re.compile(r"\{% (?:if|elif) (.*?) %\}")


def mutants(template: str, chance: random.Random) -> Iterator[Mutant]:
    used = sorted(set(FILTER.findall(template)))
    names = [name for name, _ in used if name in FILTERS]
    while True:
        kind = chance.choice(["line", "line", "expression", "expression", "filter", "condition"])
        fault, changed, filters = "", template, {}
        if kind == "line":
            fault, changed = of_lines(template, chance)
        elif kind == "expression":
            fault, changed = of_expressions(template, chance)
        elif kind == "condition":
            fault, changed = replaced(CONDITION, template, chance, negated)
        elif chance.random() < 0.4:
            fault, changed = replaced(FILTER, template, chance, lambda _: "")
        else:
            name = chance.choice(names)
            how = chance.choice(sorted(FAULTS))
            fault = f"the filter {name} {how}"
            filters = {name: faulty(FILTERS[name], FAULTS[how])}
        if changed != template or filters:
            yield Mutant(fault, changed, filters)


def of_lines(template: str, chance: random.Random) -> tuple[str, str]:
    """Drop, double or swap lines; what opens and closes blocks stays."""
    lines = template.split("\n")
    free = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("{%")]
    at = chance.choice(free)
    how = chance.choice(["dropped", "doubled", "swapped with the next"])
    if how == "dropped":
        changed = [*lines[:at], *lines[at + 1 :]]
    elif how == "doubled":
        changed = [*lines[:at], lines[at], *lines[at:]]
    else:
        other = next((each for each in free if each > at), at)
        changed = lines[:]
        changed[at], changed[other] = changed[other], changed[at]
    return f"line {at + 1} {how}: {lines[at].strip()}", "\n".join(changed)


def of_expressions(template: str, chance: random.Random) -> tuple[str, str]:
    other = chance.choice(EXPRESSION.findall(template))
    how = chance.choice(["", other, other])
    return replaced(EXPRESSION, template, chance, lambda _: how)


def replaced(
    pattern: re.Pattern[str],
    template: str,
    chance: random.Random,
    by: Callable[[re.Match[str]], str],
) -> tuple[str, str]:
    found = chance.choice(list(pattern.finditer(template)))
    line = template.count("\n", 0, found.start()) + 1
    changed = f"{template[: found.start()]}{by(found)}{template[found.end() :]}"
    return f"line {line}: {found.group().strip()} became {by(found) or 'nothing'}", changed


def negated(condition: re.Match[str]) -> str:
    return condition.group().replace(condition[1], f"not ({condition[1]})")


def faulty(right: Any, fault: Callable[[str], str]) -> Callable[..., str]:
    return lambda *arguments: fault(str(right(*arguments)))


def swapped(text: str) -> str:
    middle = len(text) // 2
    return (
        text[: middle - 1]
        + text[middle : middle + 1]
        + text[middle - 1 : middle]
        + text[middle + 1 :]
    )


FAULTS: dict[str, Callable[[str], str]] = {
    "drops a character": lambda text: text[: len(text) // 2] + text[len(text) // 2 + 1 :],
    "swaps characters": swapped,
    "loses the end": lambda text: text[:-1],
    "loses backslashes": lambda text: text.replace("\\", ""),
    "loses a backslash": lambda text: text.replace("\\", "", 1),
    "doubles backslashes": lambda text: text.replace("\\", "\\\\"),
    "loses braces": lambda text: text.replace("{", "").replace("}", ""),
    "mixes up quotes": lambda text: text.translate({34: 39, 39: 34}),
    "unescapes entities": lambda text: unescape(text),
    "makes all text small": lambda text: text.lower(),
    "says no for yes": lambda text: text.replace("yes", "no").replace("true", "false"),
    "loses stars": lambda text: text.replace("*", ""),
    "loses code": lambda text: text.replace("`", ""),
    "adds a space": lambda text: text.replace("Q", "Q ", 1),
    "adds one": lambda text: re.sub(
        r"\d", lambda digit: str((int(digit[0]) + 1) % 10), text, count=1
    ),
}
"""How a filter goes wrong."""


@pytest.fixture
def render_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Return what renders a target by a template and filters of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "codes.yaml").write_text(CATALOG, encoding="utf-8")
    written = [f"[targets.{name}]\n{each}\n" for name, each in OPTIONS.items()]
    (tmp_path / "apicodes.toml").write_text("\n".join(['spec = "codes.yaml"', *written]))
    settings = config.load("apicodes.toml")
    configured = {job.table.name: job for job in target_tables.configured_targets(settings)}
    source = loading.load(settings, configured["python"].catalog)

    def rendered(target: str, mutant: Mutant | None) -> tuple[Output, str]:
        if mutant is not None:
            loader = DictLoader({template_of(configured[target]): mutant.template})
            environment = render._configured(Environment, loader)
            environment.filters.update(mutant.filters)
            monkeypatch.setattr(render, "_built_in", lambda: environment)
        job = configured[target]
        try:
            (task,) = rendering.outputs_of(job, source)
            return task, rendering.render(settings, task).text
        finally:
            monkeypatch.undo()
            monkeypatch.chdir(tmp_path)

    return rendered


def template_of(target: ConfiguredTarget) -> str:
    return targets.module(target.kind).template(target.options)


@pytest.mark.parametrize("target", OPTIONS)
def test_a_fault_in_a_template_is_refused_or_changes_nothing_that_is_carried(
    target: str, render_with: Callable[..., Any]
) -> None:
    task, right = render_with(target, None)
    oracle = ORACLES[target]
    assert not round_trip.problems(Rendered(task, right), task.part.path)
    template = (ROOT / "templates" / template_of(task.target)).read_text(encoding="utf-8")
    counts: Counter[str] = Counter()
    survivors = []
    made = mutants(template, random.Random(target))
    while counts.total() < MUTANTS:
        mutant = next(made)
        try:
            text = render_with(target, mutant)[1]
        except ProblemsFound:
            raise
        except Exception:  # However a template fails, nothing is written.
            counts["fail to render"] += 1
            continue
        if text == right:
            continue
        if round_trip.problems(Rendered(task, text), task.part.path):
            counts["refused by the law"] += 1
        elif (changed := printed(oracle, text)) is None:
            counts["are killed by the compiler"] += 1
        elif changed == oracle(right):
            counts["change nothing that is carried"] += 1
        else:
            counts["SURVIVE"] += 1
            survivors.append(mutant.fault)
    summary = ", ".join(f"{count} {what}" for what, count in counts.items())
    sys.stdout.write(f"\n{target}: {summary}\n")
    assert not survivors, "\n".join(survivors)


def printed(oracle: Callable[[str], Any], text: str) -> Any:
    """Return what a text says; None where it is not of its kind."""
    try:
        return oracle(text)
    except Exception:
        return None
