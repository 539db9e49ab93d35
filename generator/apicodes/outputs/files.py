"""One file that a target makes, against the disk."""

from typing import Literal

from msgspec import Struct

from apicodes import disk, targets
from apicodes.config import Config
from apicodes.targets import Task

State = Literal["in sync", "changed", "missing", "orphaned"]


class File(Struct, frozen=True):
    """One file: where it is, how it stands to the catalog, and what of it differs.

    `path` is how the current folder names it, `full` is absolute. `current` is what it holds (None
    for a missing file) and `text` what it ought to hold, with LF line endings; both are empty
    where nothing differs, as outputs may be large. `ours` says that apicodes may write it: it is
    missing or empty, or bears the notice of its catalog, or the settings claim it; of an orphan,
    that it may go, as it lies where a target owns all. `task` is what it was rendered from; an
    orphan has none.
    """

    path: str
    full: str
    state: State
    text: str = ""
    current: str | None = ""
    ours: bool = True
    task: Task | None = None


def compared(config: Config, task: Task, full: str, rendered: str) -> File:
    """Return how a file on the disk stands to what was rendered for it."""
    path = config.shown(task.part.path)
    if _holds(full, rendered):
        return File(path, full, "in sync", task=task)
    current = content(full, path)
    if current == rendered:
        return File(path, full, "in sync", task=task)
    notice = task.job.notice
    ours = notice is None or not current or targets.bears(current, notice)
    state: State = "missing" if current is None else "changed"
    return File(path, full, state, rendered, current, ours, task)


PIECE = 2**20
"""How many characters of a text are compared with its file at a time: outputs may be large."""


def _holds(full: str, text: str) -> bool:
    """Return whether a file holds a text byte for byte."""
    try:
        with open(full, "rb") as file:
            for start in range(0, len(text), PIECE):
                piece = text[start : start + PIECE].encode()
                if file.read(len(piece)) != piece:
                    return False
            return not file.read(1)
    except OSError:
        return False


def content(full: str, shown: str) -> str | None:
    """Return the text of a file; CRLF on every line is how git checks out, not drift."""
    try:
        with open(full, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk.failed(shown, f"cannot read the file: {error.strerror}") from None
    if b"\r" in data and data.count(b"\r\n") == data.count(b"\n"):
        data = data.replace(b"\r\n", b"\n")
    return data.decode("utf-8", "replace")
