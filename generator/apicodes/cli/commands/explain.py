"""``apicodes explain``: print entries of the catalogs, with all of their fields."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence

from apicodes.cli import entry_lookup, terminal
from apicodes.cli.entry_lookup import EntryIndex, Explanation
from apicodes.cli.options import Chosen
from apicodes.cli.reports import entry_card
from apicodes.cli.reports.json_report import encode
from apicodes.problems import PROBLEMS_FOUND, Location, Problem
from apicodes.text.display import cut

SUGGESTIONS = 20
"""For how many unknown codes similar ones are suggested: a log may hold thousands."""

MINIMUM_COLUMNS = 40


def explain(chosen: Chosen, codes: Sequence[str], *, output: str) -> int:
    """Print the entries of some codes, each once; return 1 where the catalogs lack a code.

    The code ``-`` stands for the lines of standard input.
    """
    settings = chosen.load()
    index = entry_lookup.index(settings)
    explanations: dict[int, Explanation] = {}
    unknown: dict[str, Location] = {}
    for code, location in _codes(codes, Location(settings.path)):
        entries = index.find(code)
        explanations.update((id(entry), entry) for entry in entries)
        if not entries:
            unknown.setdefault(code, location)
    _print(list(explanations.values()), output)
    if not explanations and not unknown:
        terminal.print_progress("Nothing to explain: standard input holds no code.")
    terminal.print_problems(_problems(index, unknown))
    return PROBLEMS_FOUND if unknown else 0


def _codes(arguments: Sequence[str], location: Location) -> Iterator[tuple[str, Location]]:
    """Return the codes in their order, and the location of each."""
    for argument in arguments:
        if argument != "-":
            yield argument, location
            continue
        text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
        for number, line in enumerate(text.split("\n"), 1):
            if code := line.strip():
                yield code, Location("<stdin>", number)


def _print(explanations: Sequence[Explanation], output: str) -> None:
    if output == "json":
        entries = [entry_lookup.as_json(explanation) for explanation in explanations]
        terminal.print_data(encode(entries))
    elif explanations:
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
        columns = max(columns, MINIMUM_COLUMNS)
        cards = (entry_card.card(explanation, columns) for explanation in explanations)
        terminal.print_text("\n\n\n".join(cards))


def _problems(index: EntryIndex, unknown: Mapping[str, Location]) -> Iterator[Problem]:
    for number, (code, location) in enumerate(unknown.items()):
        nearest = index.nearest(code) if number < SUGGESTIONS else []
        names = " or ".join(f"'{name}'" for name in nearest)
        hint = f"did you mean {names}?" if names else None
        message = f"no entry is called '{cut(code, quoted=False)}'"
        yield Problem(location, "unknown-code", message, hint)
