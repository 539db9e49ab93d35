"""Readers against anything: what they cannot read is `Unreadable`, never another exception.

What they can read compares with the catalog, and comes out in words that can be printed.
"""

from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apicodes import loading, targets
from apicodes.compare.record import Unreadable
from apicodes.outputs import rendering, round_trip, target_tables
from apicodes.outputs.rendering import Output
from apicodes.settings import config
from helpers.project import ROOT
from helpers.strategies import BLOCKS, MARKUP, SNIPPETS

pytestmark = pytest.mark.slow

TARGETS = ("docusaurus", "python", "openapi", "typescript")
FUZZED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def made(target: str) -> tuple[Output, str]:
    """Return the output of a target whose catalog has every field, and what it is made from."""
    found = config.load(str(ROOT / "tests/cases/generate/everything/apicodes.toml"))
    (job,) = [each for each in target_tables.configured_targets(found) if each.table.name == target]
    source = loading.load(found, job.catalog)
    (task,) = rendering.outputs_of(job, source)
    return task, rendering.render(found, task).text


BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line: libyaml, which is of YAML 1.1, counts the last three as well (section 5.4)."""


def is_read_or_refused(target: str, text: str) -> None:
    task, _ = made(target)
    last = sum(map(text.count, BREAKS)) + 2
    try:
        printed = targets.module(target).read(text, task.part, task.target.options)
        lines = [each.line for each in printed.leftovers]
    except Unreadable as error:
        lines = [error.line]
    assert all(1 <= line <= last for line in lines)
    for found in round_trip.differences(task, text):
        assert found.text.isprintable() or "\n" not in found.text
        found.text.encode()


PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from([*MARKUP, *BLOCKS, *SNIPPETS]),
    st.sampled_from(
        [
            "\0", "\r", "\r\n", "\f", "\n---\n", "...\n", "[]", "{}", "(", ")", "[", "]", "{", "}",
            "null", "true", "1.5", "9" * 5000, "0x" + "f" * 5000, "-1", "1e999", ".nan", "!!int ",
            "!x ", "&a ", "*a", "<<: ", "? ", "...x,", "**x,", "*x,", "x,", "f'{x}'", "b'x'", "1j",
            "lambda: 0", "'\\ud800'", "\"\\ud800\"", "`${x}`", "undefined", "[x]: 1,", "5: 5,",
            "get x() {},", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "http_status: 4.5\n",
            "\\u{110000}", "\\x4", "\N{BYTE ORDER MARK}", "🎉",
        ]
    ),
)  # fmt: skip


@st.composite
def edits(draw: st.DrawFn, target: str) -> str:
    """Draw a real output with a few random edits: of characters, of lines, of values."""
    text = made(target)[1]
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        end = draw(st.integers(column, len(line)))
        match draw(st.integers(0, 7)):
            case 0:
                lines[at : at + draw(st.integers(1, 5))] = []
            case 1:
                lines[at:at] = lines[at : at + draw(st.integers(1, 5))]
            case 2:
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = line[:column] + line[end:]
            case 4 if any(mark in line for mark in ":="):
                mark = ":" if ":" in line else "="
                lines[at] = f"{line.partition(mark)[0]}{mark} {draw(PIECES)}"
            case 5:
                lines[at] = " " * draw(st.integers(0, 6)) + line.lstrip()
            case _:
                lines[at] = line[:column] + draw(PIECES) + line[end:]
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("target", TARGETS)
@FUZZED
@example("-\x850")
@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_read_or_refused(target: str, text: str) -> None:
    is_read_or_refused(target, text)


@pytest.mark.parametrize("target", TARGETS)
@settings(FUZZED, max_examples=300)
@given(st.data())
def test_a_real_output_with_random_edits_is_read_or_refused(
    target: str, data: st.DataObject
) -> None:
    is_read_or_refused(target, data.draw(edits(target)))
