"""The files of a catalog, edited: read, changed in memory, and shown."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from apicodes import loading
from apicodes.catalog import files
from apicodes.edit import text_edits
from apicodes.edit.text_edits import Edit
from apicodes.loading import Source
from apicodes.problems import Collector
from apicodes.settings.config import CatalogTable, Config

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class OnDisk(Struct, frozen=True):
    """How a file is on the disk: its full path, its byte order mark and its line endings."""

    path: str
    mark: str
    ending: str

    def text(self, text: str) -> str:
        """Return a text as the file has it."""
        return self.mark + text.replace("\n", self.ending)


class Files(Struct, frozen=True):
    """The files of a catalog by the paths that messages call them by, and what they say."""

    texts: dict[str, str]
    """The texts without byte order marks, and with LF where all lines end with CRLF."""
    on_disk: dict[str, OnDisk]
    source: Source

    def edited(self, edits: Iterable[Edit]) -> "Files":
        """Return the files with edits, whose steps are those in the whole catalog.

        Raises `ProblemsFound` where one cannot be made, or where the catalog breaks a rule then.
        """
        texts: dict[str, str] = {}
        collector = Collector()
        for path, file_edits in self.by_file(edits).items():
            with collector.collect():
                texts[path] = text_edits.apply(self.texts[path], path, file_edits)
        collector.raise_any()
        return self.overlaid(texts)

    def by_file(self, edits: Iterable[Edit]) -> dict[str, list[Edit]]:
        """Return edits of the catalog by the files that they are made in, with the steps there."""
        positions = self.source.positions
        counts = dict.fromkeys(self.texts, -1)
        numbers = []
        for entry in positions.children["codes"].children:
            counts[entry.path] += 1
            numbers.append(counts[entry.path])
        by_path: dict[str, list[Edit]] = {}
        for edit in edits:
            path, steps = positions.locate(*edit.steps).path, edit.steps
            if steps[0] == "codes":
                steps = ("codes", numbers[int(steps[1])], *steps[2:])
            by_path.setdefault(path, []).append(replace(edit, steps=steps))
        return by_path

    def overlaid(self, texts: Mapping[str, str]) -> "Files":
        """Return the files with other texts for some of them; the same where none differs."""
        mine = {path: texts.get(path, text) for path, text in self.texts.items()}
        return self if mine == self.texts else Files(mine, self.on_disk, _source(mine))


def read(config: Config, table: CatalogTable) -> Files:
    """Read the files of a catalog. Raises `ProblemsFound` with all that is wrong in them."""
    loading.load(config, table)  # It reports what is wrong with a file before one is decoded here.
    return read_unchecked(config, table)


def read_unchecked(config: Config, table: CatalogTable) -> Files:
    """Read the files of a catalog of which it is known that it is sound."""
    texts, on_disk = {}, {}
    for path in files.paths(config, table):
        name, full = config.display_path(path), config.inside(path) or path
        with open(full, encoding="utf-8", newline="") as file:
            text = file.read()
        is_crlf = text.count("\r\n") == text.count("\n")
        body = text.removeprefix(_BOM)
        on_disk[name] = OnDisk(full, text[: len(text) - len(body)], "\r\n" if is_crlf else "\n")
        texts[name] = body.replace("\r\n", "\n") if is_crlf else body
    return Files(texts, on_disk, _source(texts))


def _source(texts: Mapping[str, str]) -> Source:
    return loading.assemble(texts, texts.__getitem__)


def differing(old: Files, new: Files) -> list[str]:
    """Return the paths of the files that differ."""
    return [path for path, text in old.texts.items() if new.texts[path] != text]


def texts(changed: Sequence[tuple[Files, Files]]) -> dict[str, str]:
    """Return the new texts of the files that differ, as they are to be on the disk, by path."""
    return {
        new.on_disk[path].path: new.on_disk[path].text(new.texts[path])
        for old, new in changed
        for path in differing(old, new)
    }
