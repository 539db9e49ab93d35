"""What people read on their terminals."""

import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest

from apicodes.cli import terminal
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.text.unified_diff import unified

LINES = "".join(f"line {number}\n" for number in range(40))


@pytest.mark.parametrize(
    ("current", "text"),
    [
        (LINES, LINES.replace("line 20\n", "changed\n")),
        (LINES, LINES.replace("line 0\n", "")),
        (LINES, LINES + "more\n"),
        (LINES, LINES.replace("line 2\n", "two\n").replace("line 35\n", "")),
        (LINES, LINES.removesuffix("\n")),
        (LINES.removesuffix("\n"), LINES),
        ("", LINES),
        ("a\nb\na\nb\na\n", "a\nb\na\n"),
        ("same\n" * 20, "same\n" * 19),
    ],
)
def test_a_diff_is_as_git_prints_it(current: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(current.encode())
    (tmp_path / "b").write_bytes(text.encode())
    git = subprocess.run(
        ["git", "diff", "--no-index", "--no-color", "--diff-algorithm=myers", "a", "b"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    ours = "\n".join(unified("codes.md", current, text)).splitlines()
    theirs = git.stdout.splitlines()
    assert ours[:2] == ["--- a/codes.md", "+++ b/codes.md"]
    assert sorted(map(_hunk, ours[2:])) == sorted(map(_hunk, theirs[4:]))


def _hunk(line: str) -> str:
    """Return a line without the text that git puts behind the positions of a hunk."""
    return line[: line.index("@@", 2) + 2] if line.startswith("@@") else line


def test_a_missing_file_is_compared_with_nothing() -> None:
    diff = list(unified("codes.md", None, "a\n"))
    assert diff == ["--- /dev/null", "+++ b/codes.md", "@@ -0,0 +1 @@", "+a"]


def test_a_problem_names_place_rule_message_and_hint(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_problems(
        [
            Problem(Location("spec/codes.yaml", 3, 5), "unknown-field", "unknown field 'x'", "y?"),
            Problem(Location("spec/codes.yaml"), "empty", "nothing there"),
        ]
    )
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "spec/codes.yaml:3:5: error[unknown-field] unknown field 'x'\n"
        "  hint: y?\n"
        "spec/codes.yaml: error[empty] nothing there\n"
    )


class FullDisk(io.StringIO):
    """A stdout that holds nothing, and that has no file behind it, as one that is captured."""

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_stdout_without_a_file_that_cannot_be_written_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", FullDisk())
    with pytest.raises(ProblemsFound, match="cannot write: No space left on device") as raised:
        terminal.print_data("codes")
    assert raised.value.exit_code == COULD_NOT_RUN
