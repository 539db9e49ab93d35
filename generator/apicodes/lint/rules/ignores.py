"""Comments that silence rules: ``# apicodes: ignore[rule-id]``, and those that silence nothing."""

import re
from collections.abc import Container, Iterator

from apicodes.catalog.source.yaml_tree import Node, parse_catalog
from apicodes.lint import Context, Finding, Fix, Ignore, every, rule
from apicodes.problems import Location, nearest

_COMMENT = re.compile(r"(?<!\S)#[ \t]*apicodes:[ \t]*ignore(?:\[([^\]\n]*)\])?")
_WORD = re.compile(r"[^\s,]+")


@rule("warning", mends=True)
def unused_ignore(context: Context) -> Iterator[Finding]:
    """A comment that silences rules is needed, and names rules that there are.

    A comment stays when its reason is gone, and would hide the next mistake at the same place. It
    stands at the end of a line or on the line above, and is about the field that begins there; at
    the first field of an entry it is about the whole entry. Rules that outputs rely on cannot be
    silenced.

    Bad:
        - http_status: 404
          description: The entry does not exist.  # apicodes: ignore[description-missing]

    Good:
        - http_status: 404  # apicodes: ignore[description-missing]
    """
    known = every()
    levels = context.settings.levels
    for ignore in context.ignores:
        for name, where in ignore.rules.items():
            fix = None
            if not name:
                message, hint = "this comment names no rule", "write 'apicodes: ignore[rule-id]'"
            elif name not in known:
                message = f"there is no rule '{name}'"
                hint = nearest(name, known) or "'apicodes rule' lists them"
            elif known[name].required:
                message, hint = f"the rule '{name}' cannot be silenced", "mend what it finds"
                fix = Fix(where)
            elif name not in ignore.used and name != "unused-ignore":
                message, hint = f"nothing here breaks the rule '{name}'", "delete it"
                # Nobody knows what a rule would find that is off.
                fix = None if levels.get(name) == "off" else Fix(where)
            else:
                continue
            yield Finding(where, message, hint, fix)


def without(text: str, path: str, names: Container[Location]) -> str:
    """Return the text of a file without the names of rules at some places in its comments.

    A comment that names no rule then goes as well, save for what it says beside; so does a line
    with nothing else on it.
    """
    for match, places in reversed(list(_comments(text, path))):
        kept = [word for word, where in places.items() if where not in names]
        if len(kept) == len(places):
            continue
        start, end = match.span()
        if kept:
            start, end = match.span(1)
            text = f"{text[:start]}{', '.join(kept)}{text[end:]}"
            continue
        line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
        beside = text[end:line_end].strip(" \t\r:,;-")
        if beside:
            gap = "" if beside.startswith("#") else "# "
            text = f"{text[:start]}{gap}{text[text.index(beside, end) :]}"
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
        number = text.count("\n", 0, match.start())
        begin = text.rfind("\n", 0, match.start())
        nothing = {"": Location(path, number + 1, match.start() - begin)}
        yield Ignore(path, _about(lines, number), rules or nothing, set())


def _comments(text: str, path: str) -> Iterator[tuple[re.Match[str], dict[str, Location]]]:
    """Return the comments that silence rules, and where the rule of each name in one stands."""
    root = parse_catalog(text, path)
    for match in _COMMENT.finditer(text):
        if _is_text(root.at(match.start()), text, match.start()):
            continue
        number = text.count("\n", 0, match.start())
        begin = text.rfind("\n", 0, match.start())
        yield (
            match,
            {
                word.group(): Location(path, number + 1, match.start(1) + word.start() - begin)
                for word in _WORD.finditer(match[1] or "")
            },
        )


def _is_text(node: Node, text: str, offset: int) -> bool:
    """Return whether what looks like a comment is a part of a text."""
    if not node.style or offset == node.end:
        return False
    # A comment may follow the sign of a block, whose text begins on the line below.
    return node.style not in "|>" or "\n" in text[node.start : offset]


def _about(lines: list[str], number: int) -> range:
    """Return the lines, from 1, that a comment on a line is about; `number` counts from 0.

    They are those of the field that begins there, or below where the comment has a line of its
    own: it goes on for as long as lines are indented deeper. An entry's first field stands for the
    entry, as its dash is what the other fields are deeper than.
    """
    while number < len(lines) - 1 and lines[number].lstrip()[:1] in ("#", ""):
        number += 1
    indent = _indent(lines[number])
    is_item = _is_item(lines[number])
    end = number + 1
    while end < len(lines):
        line = lines[end]
        listed = _indent(line) == indent and _is_item(line) and not is_item
        if line.strip() and _indent(line) <= indent and not listed:
            break
        end += 1
    return range(number + 1, end + 1)


def _is_item(line: str) -> bool:
    return line.split(maxsplit=1)[:1] == ["-"]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
