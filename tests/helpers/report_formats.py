"""Readers of what reports are written in, each by the grammar that its consumer documents."""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from jsonschema import Draft4Validator, Draft202012Validator
from markdown_it import MarkdownIt

from apicodes.cli.reports.report_schema import report_schema
from helpers.project import TOOLS

SARIF = TOOLS / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"


class Found(NamedTuple):
    """One thing that a report says was found; the line is 1 where it is the file itself."""

    severity: str
    rule: str
    path: str
    line: int
    message: str


Report = list[Found]


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands that the runner of GitHub finds in a log: name, properties and message.

    As `ActionCommand.TryParseV2` and `TryParse` of actions/runner do, for whatever name.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        command, separator, message = line.lstrip().removeprefix("::").partition("::")
        if line.lstrip().startswith("::") and separator:
            name, _, printed = command.partition(" ")
            pairs = [pair.split("=", 1) for pair in printed.strip().split(",") if pair]
            found.append(
                (name, {key: _unescaped(each) for key, each in pairs}, _unescaped(message))
            )
        elif match := re.search(r"##\[([^\]]*)\](.*)", line):
            found.append((match[1].split(" ")[0], {}, match[2]))
    return found


def _unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def github(log: str) -> Report:
    """Return the annotations in a log of GitHub."""
    severities = {"error": "error", "warning": "warning", "notice": "info"}
    found = []
    for name, printed, message in commands(log):
        assert {"title", "file", "line", "col"} == set(printed), printed
        assert int(printed["col"]) >= 1
        line = int(printed["line"])
        found.append(Found(severities[name], printed["title"], printed["file"], line, message))
    return found


def gitlab(text: str) -> Report:
    """Return the issues of a report of code quality."""
    severities = {"major": "error", "minor": "warning", "info": "info"}
    issues = json.loads(text)
    for each in issues:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert set(each["location"]) == {"path", "lines"}
        assert not each["location"]["path"].startswith("./")
        assert re.fullmatch("[0-9a-f]{32}", each["fingerprint"])
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    return [
        Found(
            severities[each["severity"]],
            each["check_name"],
            each["location"]["path"],
            each["location"]["lines"]["begin"],
            each["description"],
        )
        for each in issues
    ]


@cache
def _sarif_schema() -> Draft4Validator:
    return Draft4Validator(json.loads(SARIF.read_text("utf-8")))


def sarif(text: str) -> Report:
    """Return the results of a SARIF log, which keeps the schema of SARIF."""
    log = json.loads(text)
    _sarif_schema().validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    found = []
    for each in run["results"]:
        (location,) = each["locations"]
        place = location["physicalLocation"]
        rule = rules[each["ruleIndex"]]
        assert rule["id"] == each["ruleId"]
        assert rule["help"]["text"]
        assert re.fullmatch(r"(?!/)[\w./~%-]+", place["artifactLocation"]["uri"], re.ASCII)
        assert place["region"]["startColumn"] >= 1
        assert each["partialFingerprints"]
        severity = {"note": "info"}.get(each["level"], each["level"])
        uri, line = place["artifactLocation"]["uri"], place["region"]["startLine"]
        found.append(Found(severity, each["ruleId"], uri, line, each["message"]["text"]))
    return found


def document(text: str) -> dict[str, Any]:
    """Return a document of our own, which keeps our schema and says nothing beyond it."""
    printed: dict[str, Any] = json.loads(text)
    schema = json.loads(json.dumps(report_schema()))
    for definition in schema["$defs"].values():
        definition["additionalProperties"] = False
    Draft202012Validator(schema).validate(printed)
    return printed


def own(text: str) -> Report:
    """Return the problems of a document of our own."""
    return [
        Found(
            each["severity"],
            each["rule"],
            each["place"]["path"],
            each["place"]["line"] or 1,
            each["message"],
        )
        for each in document(text)["problems"]
    ]


OWN = {"<br/>": "\n", "<wbr/>": "", "<code>": "", "</code>": ""}
"""The HTML that apicodes itself writes in Markdown, and what it shows."""


def cells(text: str) -> list[list[str]]:
    """Return the rows of the tables of a page, which has no links, and no HTML but our own."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    rows: list[list[str]] = []
    for token in tokens:
        assert token.type != "html_block", token.content
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            children = token.children or []
            kinds = {each.type for each in children if each.content not in OWN}
            assert kinds <= {"text", "code_inline", "strong_open", "strong_close"}, token.content
            printed = "".join(OWN.get(each.content, each.content) for each in children)
            if rows:
                rows[-1].append(printed)
    return rows


def markdown(text: str) -> Report:
    """Return the problems in the table of a page."""
    found = []
    for place, printed in cells(text)[1:]:
        severity, rule, message = re.split(r" |: ", printed, maxsplit=2)
        path, line = re.fullmatch(r"(.*?)(?::(\d+))?(?::\d+)?", place).groups()  # type: ignore[union-attr]
        found.append(Found(severity, rule, path, int(line or 1), message))
    return found


def text(output: str) -> Report:
    """Return the problems of a text for people."""
    pattern = r"^(\S.*?)(?::(\d+))?(?::\d+)?: (error|warning|info)\[([a-z-]+)\] (.*)$"
    return [
        Found(severity, rule, path, int(line or 1), message)
        for path, line, severity, rule, message in re.findall(pattern, output, re.MULTILINE)
    ]


READERS: dict[str, Callable[[str], Report]] = {
    "text": text,
    "json": own,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "markdown": markdown,
}
