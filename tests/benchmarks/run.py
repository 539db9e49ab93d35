"""Prints each limit on speed beside what is measured now; README.md says how it is measured.

python tests/benchmarks/run.py [--quick] [--rows NAME …] [--write]
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import NamedTuple

from measuring import (
    Measure,
    check,
    generate,
    import_page,
    imports,
    lint,
    load,
    medians,
    prepare,
    version,
)

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "README.md")
BEGIN, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
HEAD = """\
| work | at most | measured | seconds | MiB | floors | rounds | |
|---|---|---|---|---|---|---|---|
"""


class Row(NamedTuple):
    """One limit on the measure called ``work``; the others are its floors.

    `ratio` makes of their seconds the number that `limit` limits, `form` says what it counts.
    `codes` are the sizes of the catalogs that they need.
    """

    title: str
    form: str
    limit: float
    ratio: Callable[[Mapping[str, float]], float]
    rounds: int
    measures: Mapping[str, Measure]
    codes: tuple[int, ...] = ()
    mebibytes: float | None = None


def rows(folder: str) -> dict[str, Row]:
    """Return every row by its name; `folder` is where the catalogs lie."""
    floor = imports(folder)
    return {
        "version": Row(
            "`--version`", "{} F", 0.6, lambda took: took["work"] / took["F"], 21,
            {"F": floor, "work": version(folder)},
        ),
        "check-7": Row(
            "`check`, 7 codes", "{} F", 1.2, lambda took: took["work"] / took["F"], 21,
            {"F": floor, "work": check(folder, 7)}, (7,),
        ),
        "check-1000": Row(
            "`check`, 1,000 codes", "F + {} Y", 1.5,
            lambda took: (took["work"] - took["F"]) / took["Y"], 11,
            {"F": floor, "Y": load(folder, 1_000), "work": check(folder, 1_000)}, (1_000,),
        ),
        "check-10000": Row(
            "`check`, 10,000 codes", "{} Y", 1.0, lambda took: took["work"] / took["Y"], 7,
            {"Y": load(folder, 10_000), "work": check(folder, 10_000)}, (10_000,),
        ),
        "check-100000": Row(
            "`check`, 100,000 codes", "{} T", 11.0, lambda took: took["work"] / took["T"], 3,
            {"T": check(folder, 10_000), "work": check(folder, 100_000)}, (10_000, 100_000), 600,
        ),
        "lint-10000": Row(
            "`lint`, 10,000 codes", "{} T", 1.5, lambda took: took["work"] / took["T"], 5,
            {"T": check(folder, 10_000), "work": lint(folder, 10_000)}, (10_000,),
        ),
        "generate-1000": Row(
            "`generate`, 1,000 codes", "{} s", 1.5, lambda took: took["work"], 11,
            {"work": generate(folder, 1_000)}, (1_000,),
        ),
        "import-2000": Row(
            "`import`, a page of 2,000 rows", "{} s", 3.0, lambda took: took["work"], 5,
            {"work": import_page(folder, 2_000)}, (2_000,), 300,
        ),
    }  # fmt: skip


def _line(row: Row, rounds: int) -> str:
    measured = medians(row.measures, rounds)
    work = measured["work"]
    ratio = row.ratio({name: value.seconds for name, value in measured.items()})
    met = ratio <= row.limit and work.mebibytes <= (row.mebibytes or work.mebibytes)
    cells = (
        row.title,
        row.form.format(row.limit) + (f", {row.mebibytes:.0f} MiB" if row.mebibytes else ""),
        row.form.format(f"{ratio:.2f}"),
        f"{work.seconds:.3f}",
        f"{work.mebibytes:.0f}",
        ", ".join(
            f"{name} {each.seconds:.3f}" for name, each in measured.items() if name != "work"
        ),
        str(rounds),
        "met" if met else "**missed**",
    )
    return f"| {' | '.join(cells)} |\n"


def _table(chosen: Sequence[str], quick: bool) -> str:
    lines = [HEAD]
    with TemporaryDirectory(prefix="apicodes-bench-") as folder:
        every = rows(folder)
        for name in chosen:
            sys.stderr.write(f"{name} …\n")
            row = every[name]
            for codes in row.codes:
                prepare(folder, codes)
            lines.append(_line(row, max(3, row.rounds // 3) if quick else row.rounds))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{''.join(lines)}\nMeasured with {python} on {machine}.\n"


def _write(table: str) -> None:
    with open(README, encoding="utf-8") as file:
        head, _, rest = file.read().partition(BEGIN)
    _, _, tail = rest.partition(END)
    with open(README, "w", encoding="utf-8") as file:
        file.write(f"{head}{BEGIN}\n{table}\n{END}{tail}")


def main() -> None:
    """Measure what the arguments say, and print the table."""
    names = list(rows(""))
    parser = argparse.ArgumentParser(description="Measure apicodes beside its floors.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no 100,000 codes")
    parser.add_argument("--rows", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    if options.write and (options.quick or options.rows):
        parser.error("--write takes a whole run, without --quick and --rows")
    quick = [name for name in names if name != "check-100000"]
    table = _table(options.rows or (quick if options.quick else names), options.quick)
    sys.stdout.write(table)
    if options.write:
        _write(table)


if __name__ == "__main__":
    main()
