"""Regions: the parts of hand-written files between two markers.

Nothing outside of a region changes. A region takes the line ending and the indentation of the
marker that begins it, and keeps the blank lines at its start and end. In Markdown there is at
least one blank line at each, so that the content is a block of its own.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from apicodes.outputs.regions import markers
from apicodes.outputs.regions.marker_pairs import RegionMarkers, locate_regions, location_of
from apicodes.outputs.regions.markers import Marker
from apicodes.problems import Problem, ProblemsFound
from apicodes.text.lines import bare, non_blank_range, shared_indent, split


class Region(Struct, frozen=True):
    """The content of a region: its normalized text, and the number of its first line (from 1)."""

    text: str
    line: int


def read(text: str, path: str, names: Collection[str]) -> dict[str, Region]:
    """Return the regions of these names in a file.

    Raises `ProblemsFound` with all problems of their markers.
    """
    lines = split(text)
    regions = locate_regions(text, path, names)
    return {name: _region(lines, path, region) for name, region in regions.items()}


def replace_regions(text: str, path: str, contents: Mapping[str, str]) -> str:
    """Return a file with new contents in its regions.

    Raises `ProblemsFound` as `read` does, and where a content would hide the markers: it contains
    a marker, or code that does not end.
    """
    regions = locate_regions(text, path, contents)
    replaced = _with_contents(text, path, regions, contents)
    if not _reads_back(replaced, path, contents):
        wrong = {
            name: region
            for name, region in regions.items()
            if _hides_markers(text, path, name, contents[name])
        }
        raise ProblemsFound(
            Problem(
                location_of(region.begin, path),
                "region",
                f"the text for the region '{name}' contains a marker, or code that does not end",
                "nothing was written; give this target a file of its own",
            )
            for name, region in (wrong or regions).items()
        )
    return replaced


def other_regions(text: str, path: str, names: Collection[str]) -> dict[str, int]:
    """Return the regions of other names in a file, each with the line number of its first marker.

    Problems of their markers are ignored.
    """
    lines: dict[str, int] = {}
    for marker in markers.find_markers(text, path):
        if not marker.in_code and marker.name not in names:
            lines.setdefault(marker.name, marker.line + 1)
    return lines


def normalized(text: str, path: str) -> str:
    """Return a text as a region of a file holds it.

    It has LF line endings and no blank lines at its start and end. Where it is not Markdown, the
    indentation that all its lines share is removed.
    """
    lines = [bare(line) for line in split(text)]
    start, end = non_blank_range(lines)
    lines = lines[start:end]
    indent = "" if markers.is_markdown(path) else shared_indent(lines)
    return "".join(f"{line.removeprefix(indent)}\n" for line in lines)


def _region(lines: Sequence[str], path: str, region: RegionMarkers) -> Region:
    first = region.begin.line + 1
    content = [
        bare(line).removeprefix(region.begin.indent) for line in lines[first : region.end.line]
    ]
    start, _ = non_blank_range(content)
    return Region(normalized("\n".join(content), path), first + start + 1)


def _with_contents(
    text: str, path: str, regions: Mapping[str, RegionMarkers], contents: Mapping[str, str]
) -> str:
    lines = split(text)
    for name, region in sorted(regions.items(), key=lambda item: -item[1].begin.line):
        first, last = region.begin.line + 1, region.end.line
        lines[first:last] = _content_lines(
            lines[first - 1 : last], path, region.begin, contents[name]
        )
    return "".join(lines)


def _content_lines(old: Sequence[str], path: str, begin: Marker, text: str) -> Iterator[str]:
    """Return the new lines of a region; `old` are its first marker and its current lines."""
    ending = old[0][len(bare(old[0])) :]
    new = normalized(text, path).split("\n")[:-1]
    if not new:
        return
    start, end = non_blank_range(old[1:])
    minimum = 1 if markers.is_markdown(path) else 0
    yield from [ending] * max(start, minimum)
    for line in new:
        yield f"{begin.indent}{line}{ending}" if line else ending
    yield from [ending] * max(len(old) - 1 - end if end else 0, minimum)


def _hides_markers(text: str, path: str, name: str, content: str) -> bool:
    """Return whether the region would not be read back with this content."""
    contents = {name: content}
    replaced = _with_contents(text, path, locate_regions(text, path, contents), contents)
    return not _reads_back(replaced, path, contents)


def _reads_back(text: str, path: str, contents: Mapping[str, str]) -> bool:
    """Return whether the regions of a file have these contents."""
    try:
        regions = read(text, path, contents)
    except ProblemsFound:
        return False
    return all(regions[name].text == normalized(text, path) for name, text in contents.items())
