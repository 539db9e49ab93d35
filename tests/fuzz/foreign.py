"""Feeds mutated files to the commands that read files of others: none may end in a traceback.

PYTHONPATH=tests python -m fuzz.foreign [--runs N] [--seconds N] [--seed N]

The files are those in ``seeds``, and the outputs of this repository and of its test cases.
"""

import math
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from fuzz.budget import Budget
from helpers.command import run_in_process

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SUFFIXES = (".md", ".mdx", ".py", ".ts", ".yaml", ".json")
SETTINGS = """\
spec = "codes.yaml"
[targets.docusaurus]
path = "page.md"
[targets.reference]
target = "docusaurus"
layout = "reference"
path = "reference.md"
[targets.python]
path = "codes.py"
[targets.openapi]
path = "codes.openapi.yaml"
[targets.typescript]
path = "codes.ts"
"""
TOKENS = (
    "|", "`", "\n", "\n\n", "---\n", ": ", "- ", "{", "}", "[", "]", '"', "'", "\\", "\\|", "<",
    ">", "<table>", "</td>", "<!--", "-->", "```", "~~~", ":::", "#", "&#0;", "&amp;", "{#x}", "~~",
    "**", "\t", "\r", "\r\n", "\0", "\x1b", "\ufeff", "\u2028", "\u00a0", "\U0001f600", "\ud7ff",
    "404", "4xx", "-1", "1e999", "0x1F", "null", "true", "*a", "&a ", "<<: ",
    "!!python/object:os.system ", "$ref: '#/x'", "$ref: ../../etc/passwd", "x-response-codes:",
    "code:", "http_status:", "()",
    "lambda: 0", "f'{x}'", "= 1", "as const", "enum ", "/*", "*/", "//", "${x}",
)  # fmt: skip
VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 404, 10**30, 1.5, math.inf, "", "404", "a\nb", "x" * 5000, [], {},
    [1], {"a": 1}, {1: 2}, [[["deep"]]], "4XX", "\u00a0",
)  # fmt: skip


def main() -> None:
    """Mutate and run until the budget ends; the first fault is kept, and ends it with an error."""
    budget = Budget(__doc__, 5000, "files")
    sources, chance = _sources(), budget.chance
    slowest = (0.0, "")
    while budget.is_left:
        name, data = chance.choice(sources)
        mutated = _mutated(name, data, chance)
        command = chance.choice(COMMANDS)
        start = time.monotonic()
        with TemporaryDirectory() as folder:
            _try(command, name, mutated, Path(folder))
        slowest = max(slowest, (time.monotonic() - start, f"{command}, {name}"))
        budget.count()
    print(f": no traceback; the slowest took {slowest[0]:.1f} seconds ({slowest[1]})")


def _sources() -> list[tuple[str, bytes]]:
    folders = (HERE / "seeds", ROOT / "out", ROOT / "spec", ROOT / "tests" / "cases")
    files = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return [
        (path.name, path.read_bytes())
        for path in files
        if path.suffix in SUFFIXES and path.name != "test_cases.py" and ".schema." not in path.name
    ]


# Mutations


def _mutated(name: str, data: bytes, chance: random.Random) -> bytes:
    if name.endswith((".yaml", ".json")) and chance.random() < 0.5:
        data = _with_other_values(data, chance)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8, 20))):
        data = chance.choice(MUTATIONS)(data, chance)
    return data


def _with_other_values(data: bytes, chance: random.Random) -> bytes:
    """Return a document in which some values have another type."""
    document = yaml.safe_load(data)
    for _ in range(chance.randrange(1, 4)):
        at = document
        while isinstance(at, dict | list) and at:
            key = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
            if chance.random() < 0.3 or not isinstance(at[key], dict | list):
                at[key] = chance.choice(VALUES)
                break
            at = at[key]
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode()


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 5, 20, 100)))


def _insert(data: bytes, chance: random.Random) -> bytes:
    start, _ = _span(data, chance)
    return data[:start] + chance.choice(TOKENS).encode() + data[start:]


def _delete(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _flip(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[min(end, start + 1) :]


def _shuffle_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _insert,
    _insert,
    _delete,
    _repeat,
    _flip,
    _shuffle_lines,
    _truncate,
)


# Commands


COMMANDS = (
    "import {name}",
    "import {name}",
    "diff codes.yaml {name}",
    "diff {name} codes.yaml",
    "explain -",
    "check",
    "adopt --force --diff {output}",
)
"""Commands that read a file of others; one without its name has it as an output, or as input."""


def _output(name: str) -> str:
    """Return the output of the settings that a file of this name stands for."""
    outputs = {
        ".md": "page.md",
        ".mdx": "reference.md",
        ".py": "codes.py",
        ".ts": "codes.ts",
    }
    return outputs.get(os.path.splitext(name)[1], "codes.openapi.yaml")


def _try(command: str, name: str, data: bytes, folder: Path) -> None:
    """Run a command on a file; a traceback or exit code 3 ends the program."""
    (folder / "apicodes.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "codes.yaml").write_bytes((ROOT / "spec" / "http_response_codes.yaml").read_bytes())
    path = folder / (name if "{name}" in command else _output(name))
    path.write_bytes(data)
    arguments = tuple(part.format(name=name, output=_output(name)) for part in command.split())
    done = run_in_process(arguments, folder, {"NO_COLOR": "1"}, data)
    if done.code not in (0, 1, 2) or "Traceback" in done.err:
        kept = Path(f"fuzz-{path.name}")
        kept.write_bytes(data)
        sys.exit(f"\n{' '.join(arguments)} exits {done.code}; the file is {kept}\n{done.err}")


if __name__ == "__main__":
    main()
