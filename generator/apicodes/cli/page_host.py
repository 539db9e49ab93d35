"""The page that `init` gives the markers of a region, and how it changes then."""

import os
import tempfile
from collections.abc import Iterator, Mapping

from msgspec import Struct

from apicodes import disk
from apicodes.importers.notes import ranges
from apicodes.outputs.regions.page_changes import Piece, page_changes
from apicodes.problems import Location, Problem, ProblemsFound, raise_any
from apicodes.settings import config
from apicodes.text.display import cut
from apicodes.text.lines import bare, split


class Host(Struct, frozen=True):
    """A page with the markers of a region: its path in the project, and as messages have it.

    `text` is its new text and `before` its old one, of which the lines from `first` to `last`, from
    1, are between the markers now.
    """

    name: str
    path: str
    before: str
    text: str
    first: int
    last: int

    def changes(self, settings: str, texts: Mapping[str, str]) -> Iterator[str]:
        """Return how 'generate' will change the page, as lines of a report.

        `texts` are the new files of the project. Raises `ProblemsFound` where a column, or text
        beside the tables, would be gone.
        """
        region = _generated(settings, texts)
        if region is None:  # 'init' says why.
            return
        changes = page_changes(self.before, self.path, self.first, self.last, region)
        raise_any(
            Problem(Location(self.path, piece.line), "region", message.format(_listed(piece)), hint)
            for piece in changes.lost
            for message, hint in filter(None, [_REFUSED.get(piece.kind)])
        )
        for piece in changes.lost:
            yield f"  {self.path}:{piece.line}: dropped: nothing in the region has {_listed(piece)}"
        if changes.unmarked:
            line, lines = changes.unmarked[0], ranges(changes.unmarked)
            yield f"  {self.path}:{line}: spelled anew: what is in code, {lines}"
        old = [bare(line) for line in split(self.before)[self.first - 1 : self.last]]
        if list(filter(None, old)) != list(filter(None, region.split("\n"))):
            what = "the spaces, pipes, escapes and alignment of tables"
            yield f"  {self.path}:{self.first}: spelled anew: {what}"


_REFUSED = {
    "heading": (
        "the region would not have the column {}",
        "say what it holds, as in --map 'When=causes', or run it without --region",
    ),
    "text": (
        "the region would not have the text {}",
        "move it above the tables or below them, or run it without --region",
    ),
}


def _listed(piece: Piece) -> str:
    return ", ".join(map(cut, piece.texts))


def _generated(settings: str, texts: Mapping[str, str]) -> str | None:
    """Return what 'generate' writes into the region, tried in another folder; None if it fails."""
    from apicodes import outputs

    with tempfile.TemporaryDirectory() as folder:
        disk.write({os.path.join(folder, name): text for name, text in texts.items()})
        try:
            files = outputs.plan(config.load(os.path.join(folder, settings)))
        except ProblemsFound:
            return None
    return next(file.text for file in files if file.region is not None)
