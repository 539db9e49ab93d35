"""Files as git has them at a revision: only read, without the network, and nothing of them run.

``git cat-file`` gives the bytes of a file, where ``git show`` would run a ``textconv`` program that
the user's git names. What a hook sets (``GIT_DIR`` and the like) holds, as it does for git itself.
"""

import os
import re
import subprocess
from posixpath import basename, join, normpath

from msgspec import Struct

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.text.display import printable

QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
"""No missing object is fetched, nobody is asked for a password, and messages are in English."""

COMMAND = (
    "git", "--no-pager", "--no-optional-locks", "--literal-pathspecs",
    "-c", "protocol.allow=never",
)  # fmt: skip


class Revision(Struct, frozen=True):
    """A revision as the user named it, and its tree; `prefix` is the user's folder below the root.

    `folder` is the one that git runs in.
    """

    name: str
    tree: str
    prefix: str
    folder: str


def revision(name: str, folder: str = ".") -> Revision:
    """Find a revision in the repository of a folder. Raises `ProblemsFound` with exit code 2."""
    # Where GIT_DIR is set, as in a hook, git takes whatever folder it runs in for the root.
    start = "." if "GIT_DIR" in os.environ else folder
    hint = "run it inside of a repository"
    above = _output(name, "no git repository here", hint, start, "rev-parse", "--show-prefix")
    below = os.path.relpath(folder, start).replace(os.sep, "/")
    prefix = normpath(join(os.fsdecode(above).removesuffix("\n"), below))
    if not name:
        raise failed("''", "the revision is missing", _NAME_ONE)
    if name.startswith("-") or not name.isprintable():
        raise failed(f"'{name}'", "no revision has such a name", _NAME_ONE)
    done = _run(start, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{tree}}")
    tree = os.fsdecode(done.stdout).strip()
    if done.returncode or not re.fullmatch(r"[0-9a-f]{40,64}", tree):
        raise failed(name, f"git has no revision '{name}'", _hint(start, name))
    return Revision(name, tree, prefix, start)


_NAME_ONE = "name a branch, a tag or a commit"


def _hint(folder: str, name: str) -> str:
    """Return the hint for a revision that is not there: the nearest one, or how to get it."""
    done = _run(folder, "for-each-ref", "--format=%(refname:short)")
    known = os.fsdecode(done.stdout).splitlines()
    if f"origin/{name}" in known:
        return f"did you mean 'origin/{name}'?"
    return nearest(name, known) or f"a clone without history lacks it: git fetch origin {name}"


def read(at: Revision, path: str, limit: int) -> bytes:
    """Return what a file holds at a revision.

    As in git, a path starts at the root of the repository, one with ``./`` at the current folder.
    Raises `ProblemsFound` with exit code 2; larger files than `limit` are not read.
    """
    shown = f"{at.name}:{path}"
    full = _below_root(at, path)
    if not path:
        raise failed(shown, "the path is missing", "name a file after the colon")
    if full is None:
        raise failed(
            shown, "the path leads out of the repository", "start it at the root, or at ./"
        )
    listed = _listed(at, full)
    if listed is None:
        raise failed(shown, f"there is no '{full}' at '{at.name}'", _nearby(at, path))
    mode, kind, name = listed
    if mode == "120000" or kind != "blob":
        what = {"tree": "a folder", "commit": "a submodule"}.get(kind, "a symbolic link")
        raise failed(shown, f"this is {what} at '{at.name}'", "name a file")
    size = _object(at, shown, "-s", name)
    if int(size) > limit:
        raise failed(
            shown, f"a file of {int(size):,} bytes; at most {limit:,} are read", rule="too-large"
        )
    return _object(at, shown, "blob", name)


def files(at: Revision) -> list[str]:
    """Return the paths of all files at a revision, from the root of the repository."""
    arguments = ("ls-tree", "-r", "-z", "--name-only", "--full-tree", at.tree)
    listed = _output(at.name, "git cannot list the files", None, at.folder, *arguments)
    return os.fsdecode(listed).split("\0")[:-1]


def _below_root(at: Revision, path: str) -> str | None:
    """Return a path from the root of the repository in its shortest form, None if it is outside."""
    relative = path.startswith(("./", "../")) or path in (".", "..")
    full = normpath(join(at.prefix, path) if relative else path)
    outside = full.startswith("/") or full.split("/")[0] == ".."
    return None if outside or "\0" in path else full


def _listed(at: Revision, full: str) -> tuple[str, str, str] | None:
    """Return mode, type and name of the object at a path, or None where there is none."""
    shown, arguments = f"{at.name}:{full}", ("ls-tree", "-z", "--full-tree", at.tree, "--", full)
    listed = _output(shown, "git cannot look for the file", None, at.folder, *arguments)
    head, _, found = os.fsdecode(listed).removesuffix("\0").partition("\t")
    if found != full:
        return None
    mode, kind, name = head.split()
    return mode, kind, name


def _nearby(at: Revision, path: str) -> str | None:
    """Return the hint for a path that is not there: the same one from here, or a like one."""
    below = _below_root(at, f"./{path}")
    if at.prefix != "." and below and _listed(at, below):
        return f"paths start at the root of the repository: did you mean '{at.name}:./{path}'?"
    same = [its for its in files(at) if basename(its) == basename(path)]
    return f"did you mean '{at.name}:{same[0]}'?" if same else None


def _object(at: Revision, shown: str, what: str, name: str) -> bytes:
    hint = "nothing is fetched for a partial clone here; git show of it does"
    return _output(shown, "git does not have this file", hint, at.folder, "cat-file", what, name)


def _output(shown: str, otherwise: str, hint: str | None, folder: str, *arguments: str) -> bytes:
    """Return what git prints. Raises `ProblemsFound` with what git says, or else `otherwise`."""
    done = _run(folder, *arguments)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [otherwise]
        raise failed(shown, lines[0].removeprefix("fatal: "), hint)
    return done.stdout


def _run(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no option comes from users
            [*COMMAND, *arguments],
            cwd=folder,
            env={**os.environ, **QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise failed("git", f"cannot run git: {error.strerror}", "install git") from None


def failed(
    path: str, message: str, hint: str | None = None, rule: str = "unreadable"
) -> ProblemsFound:
    """Return what to raise where a source cannot be read."""
    problem = Problem(Location(printable(path)), rule, printable(message), hint)
    return ProblemsFound([problem], COULD_NOT_RUN)
