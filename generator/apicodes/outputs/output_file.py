"""One output on the disk, a file or a region of one: in sync, changed, missing or orphaned."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from apicodes.catalog import files as catalog_files
from apicodes.compare.view import View
from apicodes.outputs import regions
from apicodes.outputs.regions import markers
from apicodes.outputs.rendering import Output, Rendered
from apicodes.problems import Location, Problem, could_not_run, raise_any
from apicodes.render.markdown.escaping import escape_labels
from apicodes.settings.config import Config
from apicodes.targets.notice import bears, named_in
from apicodes.text.lines import without_endings

State = Literal["in sync", "changed", "missing", "orphaned"]


class File(Struct, frozen=True):
    """One output on the disk: its path, its state, and its texts where they differ.

    `path` is how the current folder names it, `full` is absolute. `current` is what it holds (None
    for a missing file) and `text` what it ought to hold, with LF line endings; both are empty
    where nothing differs, as outputs may be large. `ours` says that apicodes may write it: it is
    missing or empty, or bears the notice of its catalog, or the settings claim it; of an orphan,
    that it may go, as it lies where a target owns all. `output` and `view` are what it was rendered
    from; an orphan has none.

    Where it is a region, `region` is its name, `line` the number of its first line in the file,
    and `host` the whole file; `text` and `current` are given in any state.
    """

    path: str
    full: str
    state: State
    text: str = ""
    current: str | None = ""
    ours: bool = True
    output: Output | None = None
    view: View | None = None
    region: str | None = None
    line: int = 1
    host: str = ""

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.path if self.region is None else f"{self.path} (region {self.region})"

    def at_its_lines(self, text: str) -> str:
        """Return a text that the region may hold, at the lines of the file that it may stand at."""
        return "\n" * (self.line - 1) + text


def written(files: Iterable[File]) -> dict[str, str]:
    """Return the whole texts to write, by their absolute paths: regions in what is around them.

    Raises `ProblemsFound` where a text cannot stand in its region, and where somebody has saved
    what is around it after it was read.
    """
    texts: dict[str, str] = {}
    contents: dict[str, dict[str, str]] = {}
    hosts: dict[str, File] = {}
    for file in files:
        if file.region is None:
            texts[file.full] = file.text
        else:
            hosts[file.full] = file
            contents.setdefault(file.full, {})[file.region] = file.text
    message, hint = "the file was changed after it was read", "nothing was written; run it again"
    raise_any(
        Problem(Location(file.path), "region", message, hint)
        for full, file in hosts.items()
        if not _holds(full, file.host)
    )
    for full, file in hosts.items():
        texts[full] = regions.replace_regions(file.host, file.path, contents[full])
    return texts


def old_and_new(file: File) -> tuple[str | None, str]:
    """Return what the whole file holds, and what it ought to, with LF line endings.

    The line endings stay as they are where nothing else differs.
    """
    if file.region is None:
        return file.current, file.text
    new = regions.replace_regions(file.host, file.path, {file.region: file.text})
    before, after = map(printable, (file.host, new))
    lines = ["\n".join(without_endings(text)) for text in (before, after)]
    return (before, after) if lines[0] == lines[1] else (lines[0], lines[1])


def printable(text: str) -> str:
    """Return a text with a mark for each byte that is not UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def compared(config: Config, full: str, rendered: Rendered) -> File:
    """Return how a file on the disk stands to what was rendered for it.

    Raises `ProblemsFound` where it lacks the region that this is.
    """
    output, text = rendered.output, rendered.text
    path = config.display_path(output.part.path)
    if output.part.region is not None:
        return _region(rendered, output.part.region, full, path)
    if _holds(full, text):
        return File(path, full, "in sync", output=output)
    current = content(full, path)
    if current == text:
        return File(path, full, "in sync", output=output)
    notice = output.target.notice
    ours = notice is None or not current or bears(current, notice) or is_of_moved(config, current)
    state: State = "missing" if current is None else "changed"
    return File(path, full, state, text, current, ours, output, rendered.view)


def is_of_moved(config: Config, text: str) -> bool:
    """Return whether a notice names a catalog that is gone, and that the settings name no more."""
    names = named_in(text)
    known = {name for catalog in config.catalogs for name in catalog.spec}
    are_inside = all(name.isprintable() and config.inside(name) for name in names)
    exist = (name in known or catalog_files.matches(config, name) for name in names)
    return bool(names) and are_inside and not any(exist)


def _region(rendered: Rendered, name: str, full: str, path: str) -> File:
    try:
        host = read_host(full)
    except FileNotFoundError:
        begin, end = (markers.comment_style(path).marker(side, name) for side in ("begin", "end"))
        message = f"the file does not exist, and is to hold the region '{name}'"
        hint = f"write it, with two lines in it: '{begin}' and '{end}'"
        raise could_not_run(path, "region", message, hint) from None
    except OSError as error:
        raise could_not_run(path, "file", f"cannot read the file: {error.strerror}") from None
    region = regions.read(host, path, [name])[name]
    text = rendered.text
    if markers.is_markdown(path):
        text = escape_labels(text, printable(host))
    in_sync = regions.replace_regions(host, path, {name: text}) == host
    return File(
        path,
        full,
        "in sync" if in_sync else "changed",
        text,
        printable(region.text),
        output=rendered.output,
        view=rendered.view,
        region=name,
        line=region.line,
        host=host,
    )


def read_host(full: str) -> str:
    """Return the text of a file as it is: bytes that are not UTF-8 are surrogates (PEP 383)."""
    with open(full, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


PIECE = 2**20
"""How many characters of a text are compared with its file at a time: outputs may be large."""


def _holds(full: str, text: str) -> bool:
    """Return whether a file holds a text byte for byte, surrogates as the bytes they are for."""
    try:
        with open(full, "rb") as file:
            for start in range(0, len(text), PIECE):
                piece = text[start : start + PIECE].encode("utf-8", "surrogateescape")
                if file.read(len(piece)) != piece:
                    return False
            return not file.read(1)
    except OSError:
        return False


def content(full: str, path: str) -> str | None:
    """Return the text of a file; CRLF on every line is how git checks out, not drift."""
    try:
        with open(full, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise could_not_run(path, "file", f"cannot read the file: {error.strerror}") from None
    if b"\r" in data and data.count(b"\r\n") == data.count(b"\n"):
        data = data.replace(b"\r\n", b"\n")
    return data.decode("utf-8", "replace")
