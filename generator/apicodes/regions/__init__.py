"""Regions: what stands between two markers of a file that people write.

Nothing outside is ever touched. A region takes the line ending and the indentation of the marker
that begins it, and keeps the blank lines at its ends; in Markdown there is one at each at least,
so that what it holds is a block of its own.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.regions import markers
from apicodes.regions.markers import Marker, Side


class Region(Struct, frozen=True):
    """What a region holds: its text, and the number of the first line of it (from 1).

    The text is in its normal form, and has not the indentation of the region.
    """

    text: str
    line: int


class _Place(Struct, frozen=True):
    """The markers of one region."""

    begin: Marker
    end: Marker


def read(text: str, path: str, names: Collection[str]) -> dict[str, Region]:
    """Return the regions of these names in a file.

    Raises `ProblemsFound` with all that is wrong with their markers.
    """
    lines = lines_of(text)
    return {name: _region(lines, path, its) for name, its in _places(lines, path, names).items()}


def replaced(text: str, path: str, contents: Mapping[str, str]) -> str:
    """Return a file with other texts in its regions.

    Raises `ProblemsFound` as `read`, and where a text cannot stand in its region: it has a marker
    in it, or code that does not end, so that it would not be found again.
    """
    places = _places(lines_of(text), path, contents)
    new = _with_texts(text, path, places, contents)
    if not _holds(new, path, contents):
        guilty = {
            name: place
            for name, place in places.items()
            if not _holds(
                _with_texts(text, path, {name: place}, contents), path, {name: contents[name]}
            )
        }
        raise ProblemsFound(
            Problem(
                _at(path, place.begin),
                "region",
                f"the text for the region '{name}' has a marker in it, or code that does not end",
                "nothing was written; give this target a file of its own",
            )
            for name, place in (guilty or places).items()
        )
    return new


def others(text: str, path: str, names: Collection[str]) -> dict[str, int]:
    """Return the regions of other names in a file: for each the number of its first marker's line.

    Nothing else is asked of their markers.
    """
    found: dict[str, int] = {}
    for marker in markers.find(lines_of(text), path):
        if marker.live and marker.name not in names:
            found.setdefault(marker.name, marker.line + 1)
    return found


# Lines


_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, each with the ending that it has: LF, CRLF or CR."""
    return _LINE.findall(text)


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def _inner(lines: Sequence[str]) -> tuple[int, int]:
    """Return where lines begin and end that have no blank ones at their ends."""
    full = [number for number, line in enumerate(lines) if not _is_blank(line)]
    return (full[0], full[-1] + 1) if full else (0, 0)


def normal(text: str, path: str) -> str:
    """Return a text as a region of a file holds it.

    It has LF line endings and no blank lines at its ends. Where it is not Markdown, it has no
    indentation that all its lines share.
    """
    lines = [_bare(line) for line in lines_of(text)]
    start, end = _inner(lines)
    lines = lines[start:end]
    margin = "" if markers.is_markdown(path) else _margin(lines)
    return "".join(f"{line.removeprefix(margin)}\n" for line in lines)


def _margin(lines: Sequence[str]) -> str:
    """Return the indentation that all lines share; blank ones may have any."""
    indents = [_indent(line) for line in lines if not _is_blank(line)]
    margin = min(indents, key=len, default="")
    while not all(indent.startswith(margin) for indent in indents):
        margin = margin[:-1]
    return margin


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _region(lines: Sequence[str], path: str, place: _Place) -> Region:
    first = place.begin.line + 1
    between = [
        _bare(line).removeprefix(place.begin.indent) for line in lines[first : place.end.line]
    ]
    start, _ = _inner(between)
    return Region(normal("\n".join(between), path), first + start + 1)


def _with_texts(
    text: str, path: str, places: Mapping[str, _Place], contents: Mapping[str, str]
) -> str:
    lines = lines_of(text)
    for name, place in sorted(places.items(), key=lambda item: -item[1].begin.line):
        first, last = place.begin.line + 1, place.end.line
        lines[first:last] = _written(lines[first - 1 : last], path, place.begin, contents[name])
    return "".join(lines)


def _written(old: Sequence[str], path: str, begin: Marker, text: str) -> Iterator[str]:
    """Return the lines of a region; `old` are the marker that begins it, and its lines so far."""
    ending = old[0][len(_bare(old[0])) :]
    new = normal(text, path).split("\n")[:-1]
    if not new:
        return
    start, end = _inner(old[1:])
    blank = 1 if markers.is_markdown(path) else 0
    yield from [ending] * max(start, blank)
    for line in new:
        yield f"{begin.indent}{line}{ending}" if line else ending
    yield from [ending] * max(len(old) - 1 - end if end else 0, blank)


def _holds(text: str, path: str, contents: Mapping[str, str]) -> bool:
    """Return whether a file says in its regions what it ought to."""
    try:
        found = read(text, path, contents)
    except ProblemsFound:
        return False
    return all(found[name].text == normal(content, path) for name, content in contents.items())


# Markers


def _at(path: str, marker: Marker) -> Location:
    return Location(path, marker.line + 1, len(marker.indent) + 1)


def _places(lines: Sequence[str], path: str, names: Collection[str]) -> dict[str, _Place]:
    found = markers.find(lines, path)
    live = [its for its in found if its.live]
    problems: list[Problem] = []
    places = {}
    for name in names:
        mine = [its for its in live if its.name == name]
        if wrong := list(_wrong(name, mine, found, path)):
            problems += wrong
        else:
            begin, end = mine
            places[name] = _Place(begin, end)
    problems += _nested(places, live, path)
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda its: its.location.line or 0))
    return places


def _wrong(
    name: str, mine: Sequence[Marker], found: Sequence[Marker], path: str
) -> Iterator[Problem]:
    """Return what is wrong with the markers of one region."""
    begins = [its for its in mine if its.side == "begin"]
    ends = [its for its in mine if its.side == "end"]
    shape = mine[0].shape if mine else markers.shape(path)
    if not mine:
        begin, end = shape.line("begin", name), shape.line("end", name)
        hint = f"write two lines into it, where the codes belong: '{begin}' and '{end}'"
        dead = next((its for its in found if its.name == name), None)
        if dead is not None:
            hint = f"those of line {dead.line + 1} are in code, which is left alone; {hint}"
        yield Problem(Location(path), "region", f"no region '{name}' in this file", hint)
    for first, *more in filter(None, (begins, ends)):
        for marker in more:
            message = (
                f"the region '{name}' {marker.side}s a second time, after line {first.line + 1}"
            )
            yield Problem(_at(path, marker), "region", message, "take one of the two away")
    if len(begins) == len(ends) == 1 and ends[0].line < begins[0].line:
        message = f"the region '{name}' ends before it begins, at line {begins[0].line + 1}"
        yield Problem(_at(path, ends[0]), "region", message, "change the two lines about")
    for side, there in (("end", begins), ("begin", ends)):
        if there and len(there) == len(mine):
            yield _alone(name, "end" if side == "end" else "begin", there, path)


def _alone(name: str, lacking: Side, there: Sequence[Marker], path: str) -> Problem:
    """Return that a region only begins, or only ends."""
    marker = there[-1] if lacking == "end" else there[0]
    where = "below" if lacking == "end" else "above"
    line = marker.shape.line(lacking, name)
    message = f"the region '{name}' {marker.side}s here and {lacking}s nowhere"
    hint = f"write a line {where} it, at the other end of the region: '{line}'"
    return Problem(_at(path, marker), "region", message, hint)


def _nested(places: Mapping[str, _Place], live: Sequence[Marker], path: str) -> Iterator[Problem]:
    """Return the markers that stand in a region, the first of each name."""
    pairs = set()
    for name, place in places.items():
        for its in live:
            pair = frozenset((name, its.name))
            if place.begin.line < its.line < place.end.line and pair not in pairs:
                pairs.add(pair)
                message = (
                    f"the region '{its.name}' {its.side}s in the region '{name}', "
                    f"which begins at line {place.begin.line + 1}"
                )
                hint = "a region holds nothing but what apicodes writes: move the marker out of it"
                yield Problem(_at(path, its), "region", message, hint)
