"""The files of a catalog, edited: read, changed in memory, and shown."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from apicodes import loading
from apicodes.catalog import files
from apicodes.edit import text_edits
from apicodes.edit.text_edits import Edit
from apicodes.loading import Source
from apicodes.problems import Problem, ProblemsFound
from apicodes.settings.config import CatalogTable, Config


class Files(Struct, frozen=True):
    """The files of a catalog by the paths that messages call them by, and what they say."""

    texts: dict[str, str]
    """The texts as they are on the disk, with their byte order marks and line endings."""
    full: dict[str, str]
    source: Source

    def edited(self, edits: Mapping[str, Sequence[Edit]]) -> "Files":
        """Return the files with the edits of each.

        Raises `ProblemsFound` where one cannot be made, or where the catalog breaks a rule then.
        """
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        for path, text in self.texts.items():
            try:
                texts[path] = text_edits.apply(text, path, edits.get(path, ()))
            except ProblemsFound as error:
                problems += error.problems
        if problems:
            raise ProblemsFound(problems)
        return Files(texts, self.full, _source(texts))

    def overlaid(self, texts: Mapping[str, str]) -> "Files":
        """Return the files with other texts for some of them; the same where none differs."""
        mine = {path: texts.get(path, text) for path, text in self.texts.items()}
        return self if mine == self.texts else Files(mine, self.full, _source(mine))

    def positions(self) -> list[tuple[str, int]]:
        """Return for each entry of the whole catalog its file, and its index there."""
        counts = dict.fromkeys(self.texts, -1)
        positions = []
        for place in self.source.positions.children["codes"].children:
            counts[place.path] += 1
            positions.append((place.path, counts[place.path]))
        return positions


def read(config: Config, table: CatalogTable) -> Files:
    """Read the files of a catalog. Raises `ProblemsFound` with all that is wrong in them."""
    loading.load(config, table)  # It tells what is wrong with a file before one is decoded here.
    return read_unchecked(config, table)


def read_unchecked(config: Config, table: CatalogTable) -> Files:
    """Read the files of a catalog of which it is known that it is sound."""
    full = {
        config.display_path(path): config.inside(path) or path
        for path in files.paths(config, table)
    }
    texts = {}
    for path, place in full.items():
        with open(place, encoding="utf-8", newline="") as file:
            texts[path] = file.read()
    return Files(texts, full, _source(texts))


def _source(texts: Mapping[str, str]) -> Source:
    return loading.assemble(list(texts), lambda path: texts[path].removeprefix(text_edits.BOM))


def differing(old: Files, new: Files) -> list[str]:
    """Return the paths of the files that differ."""
    return [path for path, text in old.texts.items() if new.texts[path] != text]


def texts(changed: Sequence[tuple[Files, Files]]) -> dict[str, str]:
    """Return the new texts of the files that differ, by their full paths."""
    return {new.full[path]: new.texts[path] for old, new in changed for path in differing(old, new)}
