"""``apicodes explain``: entries for a person, with all that is to know of each."""

import shutil
import sys
from collections.abc import Iterator, Sequence

from apicodes.cli import entry_lookup, terminal
from apicodes.cli.entry_lookup import Book, Explained
from apicodes.cli.reports import entry_card
from apicodes.cli.reports.json_report import encoded
from apicodes.problems import PROBLEMS_FOUND, Location, Problem
from apicodes.settings import config
from apicodes.text.display import cut

HINTED = 20
"""How many unknown codes are told with the nearest ones: a log may hold thousands."""

NARROWEST = 40
"""How many columns a screen is taken to have at least."""


def explain(
    config_path: str | None, catalogs: Sequence[str], codes: Sequence[str], *, output: str
) -> int:
    """Print the entries that codes stand for, each once; return 1 where the catalogs lack a code.

    ``-`` stands for the lines of standard input.
    """
    settings = config.load(config_path, catalogs)
    book = entry_lookup.read(settings)
    found: dict[int, Explained] = {}
    unknown: dict[str, Location] = {}
    for code, where in _asked(codes, Location(settings.path)):
        entries = book.find(code)
        found.update((id(entry), entry) for entry in entries)
        if not entries:
            unknown.setdefault(code, where)
    _print(list(found.values()), output)
    if not found and not unknown:
        terminal.progress("Nothing to explain: no line of standard input holds a code.")
    terminal.problems(_problems(book, unknown))
    return PROBLEMS_FOUND if unknown else 0


def _asked(codes: Sequence[str], where: Location) -> Iterator[tuple[str, Location]]:
    """Return the codes in their order, and where each was named."""
    for code in codes:
        if code != "-":
            yield code, where
            continue
        text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
        for number, line in enumerate(text.split("\n"), 1):
            if its := line.strip():
                yield its, Location("<stdin>", number)


def _print(found: Sequence[Explained], output: str) -> None:
    if output == "json":
        entries = [entry_lookup.as_data(entry) for entry in found]
        terminal.result(encoded(entries))
    elif found:
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
        columns = max(columns, NARROWEST)
        terminal.said("\n\n\n".join(entry_card.card(entry, columns) for entry in found))


def _problems(book: Book, unknown: dict[str, Location]) -> Iterator[Problem]:
    for number, (code, where) in enumerate(unknown.items()):
        near = book.nearest(code) if number < HINTED else []
        names = [f"'{name}'" for name in near]
        hint = f"did you mean {' or '.join(names)}?" if names else None
        message = f"no entry is called '{cut(code, quoted=False)}'"
        yield Problem(where, "unknown-code", message, hint)
