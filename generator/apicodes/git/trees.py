"""Paths in the tree of a revision: links are followed, and submodules entered, as on the disk."""

import os
import re
from posixpath import basename, dirname, join, normpath
from shlex import quote

from msgspec import Struct

from apicodes.catalog.files import glob, is_glob
from apicodes.git.process import Repository, failed
from apicodes.git.revisions import Revision

LINK, LINKS = "120000", 40
"""The mode of a symbolic link, and how many of them one path may lead through."""


class Object(Struct, frozen=True):
    """What stands at a path: its mode, its type (``blob``, ``tree``, ``commit``) and its name."""

    at: Revision
    path: str
    mode: str
    kind: str
    name: str


def below_root(at: Revision, path: str) -> str | None:
    """Return a path from the root of the repository in its shortest form, None if it is outside.

    As in git, a path starts at the root, one with ``./`` at the current folder.
    """
    relative = path.startswith(("./", "../")) or path in (".", "..")
    full = normpath(join(at.prefix, path) if relative else path)
    return None if _is_outside(full) or "\0" in path else full


def _is_outside(path: str) -> bool:
    return path.startswith("/") or path.split("/")[0] == ".."


def find(at: Revision, path: str, links: int = LINKS) -> Object | None:
    """Return what is at a path from the root of the repository, None where nothing is.

    Raises `ProblemsFound` with exit code 2 where git cannot tell: the path leads out of the
    repository, or into a submodule that is not here.
    """
    if path == ".":
        return Object(at, path, "040000", "tree", at.tree)
    item = _deepest(at, path)
    if item is None:
        return None
    rest = path[len(item.path) + 1 :]
    if item.mode == LINK:
        target = os.fsdecode(_content(item, "blob"))
        full = normpath(join(dirname(item.path), target, rest))
        label = f"{at.name}:{path}"
        if _is_outside(full):
            message = f"the symbolic link '{item.path}' leads out of the repository"
            raise failed(label, message, "name a file")
        if not links:
            raise failed(label, "too many symbolic links", "name a file")
        return find(at, full, links - 1)
    if item.kind == "commit" and rest:
        return find(_submodule(item), rest, links)
    return None if rest else item


def _deepest(at: Revision, path: str) -> Object | None:
    """Return what is at a path, or the link, submodule or file that stands at a part of it."""
    steps = path.split("/")
    parts = ["/".join(steps[:count]) for count in range(1, len(steps) + 1)]
    arguments = ("ls-tree", "-z", "--full-tree", at.tree, "--", *parts)
    label = f"{at.name}:{path}"
    listed = at.repository.output(label, "git cannot look for the file", None, *arguments)
    for line in _lines(listed):
        head, _, name = line.partition("\t")
        if name in parts:
            return Object(at, name, *head.split())
    return None


def _lines(listed: bytes) -> list[str]:
    return os.fsdecode(listed).split("\0")[:-1]


def _submodule(item: Object) -> Revision:
    """Return the revision of a submodule that a tree names. Raises `ProblemsFound`."""
    repository = item.at.repository
    label = f"{item.at.name}:{item.path}"
    top = repository.line("rev-parse", "--show-toplevel")
    folder = os.path.join(top or ".", item.path)
    if top is None or not os.path.lexists(os.path.join(folder, ".git")):
        message = f"this is in the submodule '{item.path}', which is not checked out"
        raise failed(label, message, f"git submodule update --init {quote(item.path)}")
    submodule = Repository(folder, is_submodule=True)
    tree = submodule.line("rev-parse", "--verify", "--quiet", f"{item.name}^{{tree}}")
    if tree is None:
        message = f"the submodule '{item.path}' lacks the commit {item.name}"
        raise failed(label, message, f"git -C {quote(item.path)} fetch origin {item.name}")
    return Revision(label, tree, ".", submodule)


def read(at: Revision, path: str, limit: int) -> bytes:
    """Return what a file holds at a revision.

    Raises `ProblemsFound` with exit code 2; larger files than `limit` are not read.
    """
    label = f"{at.name}:{path}"
    full = below_root(at, path)
    if not path:
        raise failed(label, "the path is missing", "name a file after the colon")
    if full is None:
        raise failed(
            label, "the path leads out of the repository", "start it at the root, or at ./"
        )
    item = find(at, full)
    if item is None:
        raise failed(label, f"there is no '{full}' at '{at.name}'", _nearby(at, path))
    if item.kind != "blob":
        what = "a folder" if item.kind == "tree" else "a submodule"
        raise failed(label, f"this is {what} at '{at.name}'", "name a file")
    size = int(_content(item, "-s"))
    if size > limit:
        raise failed(
            label, f"a file of {size:,} bytes; at most {limit:,} are read", rule="too-large"
        )
    return _content(item, "blob")


def _content(item: Object, what: str) -> bytes:
    label = f"{item.at.name}:{item.path}"
    hint = f"nothing is fetched here; this fetches it: git show {quote(label)} > {os.devnull}"
    arguments = ("cat-file", what, item.name)
    return item.at.repository.output(label, "git does not have this file", hint, *arguments)


def _nearby(at: Revision, path: str) -> str | None:
    """Return the hint for a path that is not there: the same one from here, or a like one."""
    below = below_root(at, f"./{path}")
    if at.prefix != "." and below and find(at, below):
        return f"paths start at the root of the repository: did you mean '{at.name}:./{path}'?"
    arguments = ("ls-tree", "-r", "-z", "--name-only", "--full-tree", at.tree)
    files = _lines(at.repository.output(at.name, "git cannot list the files", None, *arguments))
    same = [file for file in files if basename(file) == basename(path)]
    return f"did you mean '{at.name}:{same[0]}'?" if same else None


# Globs


def matches(at: Revision, pattern: str) -> list[str]:
    """Return the files that a path or glob names, as `glob` finds them on the disk.

    Raises `ProblemsFound` where git cannot look.
    """
    if _is_outside(pattern):
        return []
    item = find(at, pattern)
    if item is not None:
        return [pattern] if item.kind == "blob" else []
    if not is_glob(pattern):
        return []
    return sorted(set(glob(pattern, lambda folder: _entries(at, folder or "."))))


def _entries(at: Revision, folder: str) -> dict[str, bool]:
    """Return the names in a folder, and whether each is one itself; none where it is no folder."""
    item = find(at, folder)
    if item is not None and item.kind == "commit":
        inner = _submodule(item)
        item = Object(inner, folder, "040000", "tree", inner.tree)
    if item is None or item.kind != "tree":
        return {}
    arguments = ("ls-tree", "-z", "--full-tree", item.name)
    listed = item.at.repository.output(folder, "git cannot list the folder", None, *arguments)
    entries = {}
    for line in _lines(listed):
        mode, kind, _, name = re.split(r"[ \t]", line, maxsplit=3)
        target = find(at, normpath(join(folder, name))) if mode == LINK else None
        entries[name] = (target.kind if target else kind) != "blob"
    return entries
