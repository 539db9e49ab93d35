"""Where the regions of a file begin and end, and what is wrong with their markers."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.regions import markers
from apicodes.regions.markers import Marker, Side
from apicodes.text.lines import split


class Place(Struct, frozen=True):
    """The markers of one region."""

    begin: Marker
    end: Marker


def at(path: str, marker: Marker) -> Location:
    """Return where a marker stands."""
    return Location(path, marker.line + 1, len(marker.indent) + 1)


def located(text: str, path: str, names: Collection[str]) -> dict[str, Place]:
    """Return where the regions of these names are in a file.

    Raises `ProblemsFound` with all that is wrong with their markers.
    """
    found = markers.find(text, path)
    live = [its for its in found if its.live]
    problems: list[Problem] = []
    known = {}
    for name in names:
        mine = [its for its in live if its.name == name]
        if wrong := list(_wrong(name, mine, found, path)):
            problems += wrong
        else:
            begin, end = mine
            known[name] = Place(begin, end)
    problems += _nested(known, live, path)
    problems += _half_conflicts(known, text, path)
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda its: its.location.line or 0))
    return known


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
            yield Problem(at(path, marker), "region", message, "take one of the two away")
    if len(begins) == len(ends) == 1 and ends[0].line < begins[0].line:
        message = f"the region '{name}' ends before it begins, at line {begins[0].line + 1}"
        yield Problem(at(path, ends[0]), "region", message, "change the two lines about")
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
    return Problem(at(path, marker), "region", message, hint)


def _nested(places: Mapping[str, Place], live: Sequence[Marker], path: str) -> Iterator[Problem]:
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
                yield Problem(at(path, its), "region", message, hint)


def _half_conflicts(places: Mapping[str, Place], text: str, path: str) -> Iterator[Problem]:
    """Return the regions that git left half of a conflict in: what people wrote may be in them."""
    lines = split(text)
    for name, place in places.items():
        numbers = range(place.begin.line + 1, place.end.line)
        starts = [number for number in numbers if lines[number].startswith("<<<<<<< ")]
        ends = [number for number in numbers if lines[number].startswith(">>>>>>> ")]
        if len(starts) != len(ends):
            where = Location(path, min([*starts, *ends]) + 1, 1)
            message = f"a conflict is partly in the region '{name}', and partly outside"
            yield Problem(where, "region", message, "resolve it, or move the markers around it")
