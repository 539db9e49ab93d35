"""``generate --watch``: the real command beside somebody who writes."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.project import CATALOG, Project

PATIENCE = 120
"""For how many seconds a line is waited for before the test gives up."""

SETTINGS = """\
spec = "spec/*.yaml"
[targets.docusaurus]
path = "out/codes.md"
[targets.notes]
target = "template"
template = "templates/notes.txt.jinja"
path = "out/notes.txt"
"""

MORE = (
    "apicodes: 1\ncodes:\n  - {http_status: 410, status: error, code: Gone, description: Gone.}\n"
)

WAITING = "Nothing was written. Waiting for the next change."
BOTH = "Written: out/codes.md, out/notes.txt"
NOTES = "Written: out/notes.txt"


class Watched(Project):
    """A project, and the command that watches it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.write("apicodes.toml", SETTINGS)
        self.write("spec/codes.yaml", CATALOG)
        self.write("templates/notes.txt.jinja", '{{ notice }}\n{% include "part.jinja" %}\n')
        self.write("templates/part.jinja", "{{ catalog.entries | length }} codes\n")
        self.lines: queue.Queue[str] = queue.Queue()

    def start(self, *arguments: str) -> None:
        """Start the command, and wait for its first line."""
        # A shell's background job ignores Ctrl-C, and so would the command.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.command = subprocess.Popen(
            [sys.executable, "-m", "apicodes", "generate", "--watch", *arguments],
            cwd=self.path,
            env={**os.environ, "NO_COLOR": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        assert self.line().startswith("Watching ")

    def _read(self) -> None:
        assert self.command.stderr is not None
        with self.command.stderr as stream:
            for line in stream:
                self.lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """Return the next line that the command prints."""
        return self.lines.get(timeout=PATIENCE)

    def save(self, name: str, text: str) -> None:
        """Put a file in the place of another one, as editors do."""
        os.replace(self.write(f"{name}~", text), self.path / name)

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.command.send_signal(signal.SIGINT)
        code = self.command.wait(PATIENCE)
        self.reader.join()
        return code


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A project that nobody watches yet; whoever does is ended with the test."""
    project = Watched(tmp_path)
    yield project
    if hasattr(project, "command") and project.command.poll() is None:
        project.command.kill()
        project.command.wait()
        project.reader.join()


def test_every_change_of_what_it_reads_is_a_run(watched: Watched) -> None:
    watched.start()
    assert watched.line() == BOTH

    changed = CATALOG.replace("Entry not found.", "No such entry.")
    watched.save("spec/codes.yaml", changed)
    assert watched.line() == "Written: out/codes.md"
    assert "No such entry." in watched.read("out/codes.md")

    watched.save("spec/codes.yaml", changed.replace("code: NotFound", "cod: NotFound"))
    assert watched.line() == "spec/codes.yaml:9:5: error[unknown-field] unknown field 'cod'"
    assert watched.line() == "  hint: did you mean 'code'?"
    assert watched.line() == WAITING
    watched.save("spec/codes.yaml", changed)
    assert watched.line() == "The outputs did not change."

    watched.save("spec/more.yaml", MORE)
    assert watched.line() == BOTH
    assert "4 codes" in watched.read("out/notes.txt")
    (watched.path / "spec/more.yaml").unlink()
    assert watched.line() == BOTH

    watched.save("templates/part.jinja", "{{ catalog.entries | length }} in all\n")
    assert watched.line() == NOTES
    watched.save("templates/notes.txt.jinja", '{{ notice }}\n{% include "new.jinja" %}\n')
    assert watched.line() == (
        "templates/notes.txt.jinja:2: error[template] the template 'new.jinja' is not found"
    )
    assert watched.line() == WAITING
    watched.save("templates/new.jinja", "{{ catalog.title }}\n")
    assert watched.line() == NOTES

    watched.save("apicodes.toml", SETTINGS.replace("[targets.notes]", "[targets.notes"))
    assert watched.line().startswith("apicodes.toml:4:")
    while (line := watched.line()).startswith("  hint: "):
        pass
    assert line == WAITING
    watched.save("apicodes.toml", SETTINGS.replace("out/notes.txt", "out/other.txt"))
    assert watched.line() == "Written: out/other.txt"
    assert watched.line().startswith("1 file is orphaned: no target writes it any more.")

    assert watched.stop() == 130
    assert (watched.line(), watched.line()) == ("", "Stopped.")
    assert watched.lines.empty(), "a run that nothing asked for"


def test_a_glob_finds_files_in_folders_that_are_new(watched: Watched) -> None:
    watched.save("apicodes.toml", SETTINGS.replace("spec/*.yaml", "spec/**/*.yaml"))
    watched.start("notes")
    assert watched.line() == NOTES
    watched.save("spec/new/folder/more.yaml", MORE)
    assert watched.line() == NOTES
    assert "4 codes" in watched.read("out/notes.txt")


def test_a_catalog_that_is_not_there_yet(watched: Watched) -> None:
    (watched.path / "spec/codes.yaml").rename(watched.path / "codes.yaml")
    (watched.path / "spec").rmdir()
    watched.start()
    assert (
        watched.line() == "apicodes.toml:1:1: error[missing-catalog] no file matches 'spec/*.yaml'"
    )
    assert watched.line().startswith("  hint: ")
    assert watched.line() == WAITING
    watched.save("spec/codes.yaml", CATALOG)
    assert watched.line() == BOTH


def test_it_writes_the_selected_catalogs_whatever_others_hold(watched: Watched) -> None:
    tables = [
        f'[catalogs.{name}]\nspec = "{name}.yaml"\n'
        f'[catalogs.{name}.targets.python]\npath = "{name}.py"\n'
        for name in ("a", "b")
    ]
    watched.write("apicodes.toml", "".join(tables))
    watched.write("b.yaml", CATALOG)
    watched.start("--catalog", "b")
    assert watched.line() == "Written: b.py"
    watched.save("a.yaml", "apicodes: [\n")
    assert watched.line() == "The outputs did not change."
    watched.save("b.yaml", CATALOG.replace("Entry not found.", "No such entry."))
    assert watched.line() == "Written: b.py"


def test_without_watchfiles_it_says_what_to_install(watched: Watched) -> None:
    watched.write("lib/watchfiles.py", "raise ModuleNotFoundError('watchfiles')\n")
    done = watched.run_installed("generate", "--watch", PYTHONPATH=str(watched.path / "lib"))
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "--watch: error[usage] watching needs the package watchfiles",
        "  hint: install it: pip install 'apicodes[watch]'",
    ]


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["--exit-code"], "--watch cannot be used with --stdout, --exit-code or --tracked."),
        (["notes", "--stdout"], "--watch cannot be used with --stdout, --exit-code or --tracked."),
        (["nots", "--config", "missing.toml"], "cannot read the settings"),
    ],
)
def test_what_cannot_be_watched(watched: Watched, arguments: list[str], printed: str) -> None:
    done = watched.run("generate", "--watch", *arguments)
    assert done.code == 2
    assert printed in done.err


def test_a_file_with_a_region_is_read_as_well(watched: Watched) -> None:
    watched.save("apicodes.toml", SETTINGS.replace("out/codes.md", './READ.md"\nregion = "codes'))
    watched.start()
    assert watched.line() == (
        "READ.md: error[region] the file does not exist, and is to hold the region 'codes'"
    )
    assert watched.line().startswith("  hint: ")
    assert watched.line() == WAITING
    watched.save("READ.md", "<!-- apicodes:begin codes -->\n<!-- apicodes:end codes -->\n")
    assert watched.line() == "Written: READ.md (region codes), out/notes.txt"
    watched.save("READ.md", watched.read("READ.md").replace("worked", "failed"))
    assert watched.line() == "Written: READ.md (region codes)"
    watched.save("READ.md", f"# Codes\n\n{watched.read('READ.md')}")
    assert watched.line() == "The outputs did not change."
    assert watched.stop() == 130
    assert (watched.line(), watched.line()) == ("", "Stopped.")
    assert watched.lines.empty(), "a run that nothing asked for"
