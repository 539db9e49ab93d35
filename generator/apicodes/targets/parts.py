"""The parts of a target: one file for all, or one for each entry or chapter."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.groups import Chapter, chapters
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash


class Part(Struct, frozen=True):
    """One file that a target makes: its path below the config's folder, and what it is of.

    `catalog` is what is published, the whole of it. `subject` is what of it the file shows, as
    the target likes; None where it shows all. `template` is the path of a built-in template of its
    own, which none of the user's replaces. `region` is the name of the region of the file that is
    made, None where the whole file is.
    """

    path: str
    catalog: Catalog
    subject: Any = None
    template: str | None = None
    region: str | None = None


class Selected(Struct, frozen=True):
    """The subject of a file that a template of the user's makes for an entry or a chapter."""

    entries: tuple[Entry, ...]
    chapter: Chapter
    entry: Entry | None = None

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        return naming.anchor_of(self.entry) if self.entry else self.chapter.key


def called(chapter: Chapter, entry: Entry | None) -> str:
    """Return how messages call the file of an entry or, where there is none, of a chapter."""
    return f"'{entry.key}'" if entry else f"the group '{chapter.key}'"


PLACEHOLDERS = ("group", "key")
"""What may stand in braces in the path of a template that makes several files."""

_PLACEHOLDER = re.compile(r"\{([^{}/]*)\}")


def placeholders(path: str) -> list[str]:
    """Return the names in braces in a path."""
    return _PLACEHOLDER.findall(path)


class Owned(Struct, frozen=True):
    """The files that belong to a job which makes several: a folder, and a glob of paths in it."""

    folder: str
    pattern: str


def owned(path: str) -> Owned | None:
    """Return the files that a path with placeholders may lead to, None where it has none."""
    steps = path.split("/")
    fixed = next((at for at, step in enumerate(steps) if placeholders(step)), None)
    if fixed is None:
        return None
    from glob import escape

    pieces = _PLACEHOLDER.split("/".join(steps[fixed:]))[::2]
    return Owned("/".join(steps[:fixed]) or ".", "*".join(map(escape, pieces)))


def selected(path: str, catalog: Catalog) -> tuple[Part, ...]:
    """Return a part for each entry where the path has ``{key}``, else for each chapter.

    Raises `NameClash` with the entries and groups whose paths are empty or the same.
    """
    subjects = list(_subjects(catalog, each_entry="key" in placeholders(path)))
    refuse_clashes(
        (
            each.entries[0],
            called(each.chapter, each.entry),
            _filled(path, each) if each.stem else "",
        )
        for each in subjects
    )
    return tuple(Part(_filled(path, each), catalog, each) for each in subjects)


def _subjects(catalog: Catalog, *, each_entry: bool) -> Iterator[Selected]:
    for chapter in chapters(catalog):
        if not each_entry:
            yield Selected(chapter.entries, chapter)
            continue
        for entry in chapter.entries:
            yield Selected((entry,), chapter, entry)


def _filled(path: str, subject: Selected) -> str:
    values = {"group": subject.chapter.key, "key": subject.stem}
    return _PLACEHOLDER.sub(lambda match: values[match[1]], path)


def refuse_clashes(files: Iterable[tuple[Entry, str, str]]) -> None:
    """Raise `NameClash` for files that have no name, and for such as not every disk tells apart.

    Each file is an entry in it, what messages say that it is of, and its path, which may be empty.
    """
    taken: dict[str, tuple[str, str]] = {}
    complaints = []
    for entry, label, path in files:
        known, other = taken.setdefault(path.casefold(), (label, path))
        if not path:
            message = f"no letter or digit of {label} can stand in the name of a file"
            complaints.append((entry.key, message, "set name: on this entry"))
        elif _DEVICE.search(path) or len(path.rpartition("/")[2].encode()) > _LONGEST:
            why = "is a device of Windows" if _DEVICE.search(path) else "is too long for a file"
            message = f"the name of the file of {label} {why}"
            complaints.append((entry.key, message, "set name: on the entry, or rename the group"))
        elif known != label:
            where = "" if path == other else " on disks that ignore case"
            message = f"the files of {label} and {known} are both '{path}'{where}"
            complaints.append((entry.key, message, "give one of them another name"))
    if complaints:
        raise NameClash(complaints)


_DEVICE = re.compile(r"(?:^|/)(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?=[./]|$)", re.IGNORECASE)
_LONGEST = 250
"""How many bytes a name may have, with room for an ending: most disks take 255."""
