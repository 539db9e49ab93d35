"""Regions: the parts of hand-written files between two markers.

Nothing outside is ever touched. A region takes the line ending and the indentation of the marker
that begins it, and keeps the blank lines at its ends; in Markdown there is one at each at least,
so that what it holds is a block of its own.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from apicodes.problems import Problem, ProblemsFound
from apicodes.regions import markers
from apicodes.regions.locate import Place, at, located
from apicodes.regions.markers import Marker
from apicodes.text.lines import bare, inner, margin, split


class Region(Struct, frozen=True):
    """What a region holds: its text, and the number of the first line of it (from 1).

    The text is in its normal form, and has not the indentation of the region.
    """

    text: str
    line: int


def read(text: str, path: str, names: Collection[str]) -> dict[str, Region]:
    """Return the regions of these names in a file.

    Raises `ProblemsFound` with all that is wrong with their markers.
    """
    lines = split(text)
    return {name: _region(lines, path, its) for name, its in located(text, path, names).items()}


def replaced(text: str, path: str, contents: Mapping[str, str]) -> str:
    """Return a file with other texts in its regions.

    Raises `ProblemsFound` as `read`, and where a text cannot stand in its region: it has a marker
    in it, or code that does not end, so that it would not be found again.
    """
    known = located(text, path, contents)
    new = _with_texts(text, path, known, contents)
    if not _holds(new, path, contents):
        guilty = {name: its for name, its in known.items() if _spoils(text, path, name, contents)}
        raise ProblemsFound(
            Problem(
                at(path, its.begin),
                "region",
                f"the text for the region '{name}' has a marker in it, or code that does not end",
                "nothing was written; give this target a file of its own",
            )
            for name, its in (guilty or known).items()
        )
    return new


def others(text: str, path: str, names: Collection[str]) -> dict[str, int]:
    """Return the regions of other names in a file: for each the number of its first marker's line.

    Nothing else is asked of their markers.
    """
    found: dict[str, int] = {}
    for marker in markers.find(text, path):
        if marker.live and marker.name not in names:
            found.setdefault(marker.name, marker.line + 1)
    return found


def normal(text: str, path: str) -> str:
    """Return a text as a region of a file holds it.

    It has LF line endings and no blank lines at its ends. Where it is not Markdown, it has no
    indentation that all its lines share.
    """
    lines = [bare(line) for line in split(text)]
    start, end = inner(lines)
    lines = lines[start:end]
    shared = "" if markers.is_markdown(path) else margin(lines)
    return "".join(f"{line.removeprefix(shared)}\n" for line in lines)


def _region(lines: Sequence[str], path: str, place: Place) -> Region:
    first = place.begin.line + 1
    between = [
        bare(line).removeprefix(place.begin.indent) for line in lines[first : place.end.line]
    ]
    start, _ = inner(between)
    return Region(normal("\n".join(between), path), first + start + 1)


def _with_texts(
    text: str, path: str, known: Mapping[str, Place], contents: Mapping[str, str]
) -> str:
    lines = split(text)
    for name, place in sorted(known.items(), key=lambda item: -item[1].begin.line):
        first, last = place.begin.line + 1, place.end.line
        lines[first:last] = _written(lines[first - 1 : last], path, place.begin, contents[name])
    return "".join(lines)


def _written(old: Sequence[str], path: str, begin: Marker, text: str) -> Iterator[str]:
    """Return the lines of a region; `old` are the marker that begins it, and its lines so far."""
    ending = old[0][len(bare(old[0])) :]
    new = normal(text, path).split("\n")[:-1]
    if not new:
        return
    start, end = inner(old[1:])
    blank = 1 if markers.is_markdown(path) else 0
    yield from [ending] * max(start, blank)
    for line in new:
        yield f"{begin.indent}{line}{ending}" if line else ending
    yield from [ending] * max(len(old) - 1 - end if end else 0, blank)


def _spoils(text: str, path: str, name: str, contents: Mapping[str, str]) -> bool:
    """Return whether it is the text of this region that would not be found again."""
    only = {name: contents[name]}
    return not _holds(_with_texts(text, path, located(text, path, only), only), path, only)


def _holds(text: str, path: str, contents: Mapping[str, str]) -> bool:
    """Return whether a file says in its regions what it ought to."""
    try:
        found = read(text, path, contents)
    except ProblemsFound:
        return False
    return all(found[name].text == normal(content, path) for name, content in contents.items())
