"""Revisions as users name them, and how to get one that a clone lacks."""

import os
import re
from posixpath import join, normpath

from msgspec import Struct

from apicodes.git.process import Repository, failed
from apicodes.problems import nearest


class Revision(Struct, frozen=True):
    """A revision as the user named it, and its tree; `prefix` is the user's folder below the root.

    `repository` is the one that has it.
    """

    name: str
    tree: str
    prefix: str
    repository: Repository


NAME_ONE = "name a branch, a tag or a commit"


def revision(name: str, folder: str = ".") -> Revision:
    """Find a revision in the repository of a folder; ``A...B`` is where the two parted.

    As in ``git diff``, a side of ``A...B`` that is missing is HEAD. Raises `ProblemsFound` with
    exit code 2.
    """
    # Where GIT_DIR is set, as in a hook, git takes whatever folder it runs in for the root.
    start = "." if "GIT_DIR" in os.environ else folder
    repository = Repository(start)
    hint = "run it inside of a repository"
    above = repository.output(name, "no git repository here", hint, "rev-parse", "--show-prefix")
    below = os.path.relpath(folder, start).replace(os.sep, "/")
    prefix = normpath(join(os.fsdecode(above).removesuffix("\n"), below))
    if not name:
        raise failed("''", "the revision is missing", NAME_ONE)
    if name.startswith("-") or not name.isprintable():
        raise failed(f"'{name}'", "no revision has such a name", NAME_ONE)
    commit = name
    if "..." in name:
        commit = _merge_base(repository, name)
    tree = _tree(repository, commit)
    if tree is None:
        raise failed(name, f"git has no revision '{name}'", _hint(repository, name))
    return Revision(name, tree, prefix, repository)


def _tree(repository: Repository, name: str) -> str | None:
    """Return the tree of a revision, None where there is no such revision."""
    return _object(repository, f"{name}^{{tree}}")


def _object(repository: Repository, name: str) -> str | None:
    oid = repository.line("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return oid if oid and re.fullmatch(r"[0-9a-f]{40,64}", oid) else None


def _merge_base(repository: Repository, name: str) -> str:
    sides = [side or "HEAD" for side in name.split("...", 1)]
    for side in sides:
        if side.startswith("-") or _object(repository, f"{side}^{{commit}}") is None:
            hint = _hint(repository, side, with_history=True)
            raise failed(name, f"git has no revision '{side}'", hint)
    base = repository.line("merge-base", *sides)
    if base is None:
        is_shallow = _is_shallow(repository)
        hint = "the clone is shallow: git fetch --unshallow" if is_shallow else None
        raise failed(name, f"git finds no common ancestor of {' and '.join(sides)}", hint)
    return base


# What may be meant by a revision that is not there


def _hint(repository: Repository, name: str, *, with_history: bool = False) -> str | None:
    """Return the command that gets a revision, or the name that may be meant.

    `with_history` says that its ancestors are needed as well.
    """
    if _object(repository, "HEAD") is None:
        return "this repository has no commits yet"
    ancestor = re.fullmatch(r"(.+?)((?:\^[0-9]*|~[0-9]*)+)", name)
    if ancestor and _object(repository, ancestor[1]):
        if not _is_shallow(repository):
            return f"'{ancestor[1]}' has no such ancestor"
        depth = _generations(ancestor[2])
        return (
            f"the clone is shallow: git fetch --deepen={depth} "
            f"(in actions/checkout: fetch-depth: {depth + 1})"
        )
    known = repository.lines("for-each-ref", "--format=%(refname:short)")
    for remote in repository.lines("remote"):
        if f"{remote}/{name}" in known:
            return f"did you mean '{remote}/{name}'?"
    if not _has_all_branches(repository):
        return _fetch(repository, name, with_history=with_history)
    own = [repository.line("rev-parse", "--abbrev-ref", name) for name in ("HEAD", "@{upstream}")]
    guess = nearest(name, [ref for ref in known if ref not in own])
    return guess or _fetch(repository, name, with_history=with_history)


def _is_shallow(repository: Repository) -> bool:
    return repository.line("rev-parse", "--is-shallow-repository") == "true"


def _generations(steps: str) -> int:
    """Return how many generations back ``^`` and ``~3`` lead; ``^2`` is one, to another parent."""
    return sum(
        int(number or 1) if sign == "~" else 1
        for sign, number in re.findall(r"([\^~])([0-9]*)", steps)
    )


def _has_all_branches(repository: Repository) -> bool:
    """Return whether a clone has all branches of its remotes; shallow ones have one branch."""
    fetched = repository.lines("config", "--get-all", "remote.origin.fetch")
    is_narrow = bool(fetched) and not any("refs/heads/*" in line for line in fetched)
    return not is_narrow and not _is_shallow(repository)


def _fetch(repository: Repository, name: str, *, with_history: bool) -> str | None:
    """Return the command that fetches a branch so that it can be named; None without a remote."""
    remotes = repository.lines("remote")
    if not remotes or not re.fullmatch(r"[A-Za-z0-9._/-]+", name):
        return NAME_ONE
    remote, _, branch = name.partition("/")
    if remote not in remotes:
        remote, branch = remotes[0], name
    depth = ""
    if _is_shallow(repository):
        depth = "--unshallow " if with_history else "--depth=1 "
    target = f"{remote}/{branch}"
    then = "" if name == target else f", then name it {target}"
    return f"git fetch {depth}{remote} {branch}:refs/remotes/{target}{then}"
