"""Running git: only to read, without the network, and with no program that its settings name.

``git cat-file`` gives the bytes of a file, where ``git show`` would run a ``textconv`` program.
What a hook sets (``GIT_DIR`` and the like) holds for its own repository, not for submodules.
"""

import os
import re
import subprocess

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.text.display import printable

QUIET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""No missing object is fetched, nobody is asked for a password, and messages are in English."""

COMMAND = (
    "git", "--no-pager", "--no-optional-locks", "--literal-pathspecs",
    "-c", "protocol.allow=never",
)  # fmt: skip

OF_ONE_REPOSITORY = frozenset(
    (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    )
)
"""The variables that a hook has from git, which speak of its own repository (git-rev-parse)."""


class Repository:
    """Where git runs: a folder of a repository, or a submodule of it."""

    def __init__(self, folder: str, *, is_submodule: bool = False) -> None:
        self.folder = folder
        self.is_submodule = is_submodule

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run git. Raises `ProblemsFound` where there is none."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not (self.is_submodule and name in OF_ONE_REPOSITORY)
        }
        try:
            return subprocess.run(  # noqa: S603 - no shell, and no option comes from users
                [*COMMAND, *arguments],
                cwd=self.folder,
                env={**environment, **QUIET},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise failed("git", f"cannot run git: {error.strerror}", "install git") from None

    def output(self, label: str, otherwise: str, hint: str | None, *arguments: str) -> bytes:
        """Return what git prints. Raises `ProblemsFound` with git's own error, or `otherwise`."""
        done = self.run(*arguments)
        if done.returncode == 0:
            return done.stdout
        errors = done.stderr.decode(errors="replace")
        if match := re.search(r"dubious ownership in repository at '(.+)'", errors):
            hint = f"git config --global --add safe.directory {match[1]}"
        lines = [line for line in errors.splitlines() if line and not line.startswith("warning:")]
        message = lines[0].removeprefix("fatal: ") if lines else otherwise
        raise failed(label, message, hint)

    def line(self, *arguments: str) -> str | None:
        """Return the one line that git prints, None where it fails."""
        done = self.run(*arguments)
        return None if done.returncode else os.fsdecode(done.stdout).removesuffix("\n")

    def lines(self, *arguments: str) -> list[str]:
        """Return the lines that git prints, none where it fails."""
        return (self.line(*arguments) or "").splitlines()


def failed(
    path: str, message: str, hint: str | None = None, rule: str = "unreadable"
) -> ProblemsFound:
    """Return what to raise where a source cannot be read."""
    problem = Problem(Location(printable(path)), rule, printable(message), hint)
    return ProblemsFound([problem], COULD_NOT_RUN)
