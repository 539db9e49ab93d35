"""Where the regions of a file begin and end, and problems of their markers."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from apicodes.outputs.regions import markers
from apicodes.outputs.regions.markers import Marker, Side
from apicodes.problems import Location, Problem, raise_any
from apicodes.text.lines import split


class RegionMarkers(Struct, frozen=True):
    """The markers of one region."""

    begin: Marker
    end: Marker


def location_of(marker: Marker, path: str) -> Location:
    """Return the location of a marker in a file."""
    return Location(path, marker.line + 1, len(marker.indent) + 1)


def locate_regions(text: str, path: str, names: Collection[str]) -> dict[str, RegionMarkers]:
    """Return the markers of the regions of these names in a file.

    Raises `ProblemsFound` with all problems of their markers.
    """
    every = markers.find_markers(text, path)
    active = [marker for marker in every if not marker.in_code]
    problems: list[Problem] = []
    regions = {}
    for name in names:
        named = [marker for marker in active if marker.name == name]
        if wrong := list(_problems(name, named, every, path)):
            problems += wrong
        else:
            begin, end = named
            regions[name] = RegionMarkers(begin, end)
    problems += _markers_inside(regions, active, path)
    problems += _half_conflicts(regions, text, path)
    raise_any(sorted(problems, key=lambda problem: problem.location.position))
    return regions


def _problems(
    name: str, named: Sequence[Marker], every: Sequence[Marker], path: str
) -> Iterator[Problem]:
    """Return the problems of the markers of one region."""
    if not named:
        yield _missing(name, every, path)
    begins = [marker for marker in named if marker.side == "begin"]
    ends = [marker for marker in named if marker.side == "end"]
    for first, *more in filter(None, (begins, ends)):
        for marker in more:
            message = (
                f"the region '{name}' {marker.side}s a second time, after line {first.line + 1}"
            )
            location = location_of(marker, path)
            yield Problem(location, "region", message, "remove one of the two markers")
    if len(begins) == len(ends) == 1 and ends[0].line < begins[0].line:
        message = f"the region '{name}' ends before it begins, at line {begins[0].line + 1}"
        yield Problem(location_of(ends[0], path), "region", message, "swap the two lines")
    if begins and not ends:
        yield _without_other(name, begins[-1], "end", path)
    if ends and not begins:
        yield _without_other(name, ends[0], "begin", path)


def _missing(name: str, every: Sequence[Marker], path: str) -> Problem:
    """Return the problem of a region without markers, or with markers in code alone."""
    style = markers.comment_style(path)
    begin, end = style.marker("begin", name), style.marker("end", name)
    hint = f"add two lines where the codes belong: '{begin}' and '{end}'"
    ignored = next((marker for marker in every if marker.name == name), None)
    if ignored is not None:
        hint = f"the marker of line {ignored.line + 1} is in code, and ignored; {hint}"
    return Problem(Location(path), "region", f"no region '{name}' in this file", hint)


def _without_other(name: str, marker: Marker, missing: Side, path: str) -> Problem:
    """Return the problem of a region that has only one of its two markers."""
    where = "below" if missing == "end" else "above"
    line = marker.style.marker(missing, name)
    message = f"the region '{name}' {marker.side}s here, but never {missing}s"
    hint = f"add a line {where} it, where the region {missing}s: '{line}'"
    return Problem(location_of(marker, path), "region", message, hint)


def _markers_inside(
    regions: Mapping[str, RegionMarkers], active: Sequence[Marker], path: str
) -> Iterator[Problem]:
    """Return a problem for the markers inside of a region, the first of each name."""
    pairs = set()
    for name, region in regions.items():
        for marker in active:
            pair = frozenset((name, marker.name))
            if region.begin.line < marker.line < region.end.line and pair not in pairs:
                pairs.add(pair)
                message = (
                    f"the region '{marker.name}' {marker.side}s inside the region '{name}', "
                    f"which begins at line {region.begin.line + 1}"
                )
                hint = "apicodes replaces everything in a region: move the marker out of it"
                yield Problem(location_of(marker, path), "region", message, hint)


def _half_conflicts(
    regions: Mapping[str, RegionMarkers], text: str, path: str
) -> Iterator[Problem]:
    """Return a problem for each git conflict that is only partly in a region.

    Replacing the region would lose a part of the hand-written text.
    """
    lines = split(text)
    for name, region in regions.items():
        numbers = range(region.begin.line + 1, region.end.line)
        starts = [number for number in numbers if lines[number].startswith("<<<<<<< ")]
        ends = [number for number in numbers if lines[number].startswith(">>>>>>> ")]
        if len(starts) != len(ends):
            location = Location(path, min([*starts, *ends]) + 1, 1)
            message = f"a git conflict is partly in the region '{name}', and partly outside"
            hint = "resolve the conflict, or move the markers around it"
            yield Problem(location, "region", message, hint)
