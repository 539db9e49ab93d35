"""Comments that silence rules: ``# apicodes: ignore[rule-id]``."""

import re
from collections.abc import Container, Iterator

from apicodes.catalog.source.yaml_tree import Node, parse_catalog
from apicodes.lint import Context, Finding, Fix, Ignore, all_rules, rule
from apicodes.problems import Location, location_at, nearest

_COMMENT = re.compile(r"(?<!\S)#[ \t]*apicodes:[ \t]*ignore(?:\[([^\]\n]*)\])?")
_WORD = re.compile(r"[^\s,]+")


@rule("warning", fixable=True)
def unused_ignore(context: Context) -> Iterator[Finding]:
    """A comment that silences a rule is needed, and the rule exists.

    A comment that is no longer needed would hide the next mistake at the same place. Write it at
    the end of a line or on the line above. It applies to the field that begins there; at the first
    field of an entry it applies to the whole entry. Rules that outputs rely on cannot be silenced.

    Bad:
        - http_status: 404
          description: The entry does not exist.  # apicodes: ignore[description-missing]

    Good:
        - http_status: 404  # apicodes: ignore[description-missing]
    """
    rules = all_rules()
    levels = context.settings.levels
    for ignore in context.ignores:
        for name, location in ignore.rules.items():
            fix = None
            if not name:
                message, hint = "this comment names no rule", "write 'apicodes: ignore[rule-id]'"
            elif name not in rules:
                message = f"there is no rule '{name}'"
                hint = nearest(name, rules) or "'apicodes rule' lists them"
            elif rules[name].required:
                message = f"the rule '{name}' cannot be silenced"
                hint = "delete its name here, and fix the problems that it reports"
                fix = Fix(location)
            elif name not in ignore.used and name != "unused-ignore":
                message, hint = f"nothing here breaks the rule '{name}'", "delete its name here"
                # A rule that is switched off may have a finding here.
                fix = None if levels.get(name) == "off" else Fix(location)
            else:
                continue
            yield Finding(location, message, hint, fix)


def without(text: str, path: str, names: Container[Location]) -> str:
    """Return the text of a file without the names of rules at some locations in its comments.

    A comment without any name is deleted, up to other text in it. If it was alone on its line, the
    line is deleted.
    """
    for match, rules in reversed(list(_comments(text, path))):
        kept = [rule for rule, location in rules.items() if location not in names]
        if len(kept) == len(rules):
            continue
        start, end = match.span()
        if kept:
            start, end = match.span(1)
            text = f"{text[:start]}{', '.join(kept)}{text[end:]}"
            continue
        line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
        rest = text[end:line_end].strip(" \t\r:,;-")
        if rest:
            prefix = "" if rest.startswith("#") else "# "
            text = f"{text[:start]}{prefix}{text[text.index(rest, end) :]}"
            continue
        start = len(text[:start].rstrip(" \t"))
        if text[start - 1 : start] in ("", "\n"):
            text = text[:start] + text[line_end + 1 :]
        else:
            text = text[:start] + text[line_end - text[end:line_end].endswith("\r") :]
    return text


def read(text: str, path: str) -> Iterator[Ignore]:
    """Return the comments of a file that silence rules."""
    lines = text.split("\n")
    for match, rules in _comments(text, path):
        location = location_at(path, text, match.start())
        assert location.line is not None
        yield Ignore(path, _affected_lines(lines, location.line - 1), rules or {"": location})


def _comments(text: str, path: str) -> Iterator[tuple[re.Match[str], dict[str, Location]]]:
    """Return the comments that silence rules, each with the rules in it and their locations."""
    root = parse_catalog(text, path)
    for match in _COMMENT.finditer(text):
        if _is_text(root.at(match.start()), text, match.start()):
            continue
        yield (
            match,
            {
                word.group(): location_at(path, text, match.start(1) + word.start())
                for word in _WORD.finditer(match[1] or "")
            },
        )


def _is_text(node: Node, text: str, offset: int) -> bool:
    """Return whether a comment is part of a quoted text or of a block."""
    if not node.style or offset == node.end:
        return False
    # A comment may follow the indicator of a block, whose text begins on the next line.
    return node.style not in "|>" or "\n" in text[node.start : offset]


def _affected_lines(lines: list[str], number: int) -> range:
    """Return the lines, from 1, that a comment on the line `number`, from 0, applies to.

    They are those of the field that begins there, or on the next line if the comment is alone on
    its line. A field continues as long as lines have a deeper indentation. At the first field of an
    entry they are the whole entry, as its other fields are indented deeper than its dash.
    """
    while number < len(lines) - 1 and lines[number].lstrip()[:1] in ("#", ""):
        number += 1
    indent = _indent(lines[number])
    is_item = _is_item(lines[number])
    end = number + 1
    while end < len(lines):
        line = lines[end]
        is_listed = _indent(line) == indent and _is_item(line) and not is_item
        if line.strip() and _indent(line) <= indent and not is_listed:
            break
        end += 1
    return range(number + 1, end + 1)


def _is_item(line: str) -> bool:
    return line.split(maxsplit=1)[:1] == ["-"]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
