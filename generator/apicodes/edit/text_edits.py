"""Edits of a catalog's file by position: all that they do not touch stays byte for byte.

An edit is made where libyaml says that a value stands, in the style of what was there. Afterwards
the text is read again, and has to say what the edits ask for and nothing else.
"""

from bisect import bisect, insort
from collections.abc import Sequence
from typing import Any, Literal

from msgspec import Struct

from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.catalog.source.yaml_tree import Node, Step, parse_catalog
from apicodes.edit import expected_nodes, field_order
from apicodes.edit.spans import Span, Spans, Unsafe
from apicodes.problems import Location, Problem, ProblemsFound

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Edit(Struct, frozen=True):
    """One edit of one file; its steps lead to a value, as `Positions.locate` takes them.

    - ``set``: the value is replaced; a missing field is added, in the order of the format.
    - ``delete``: the field or the item is removed, with its lines.

    All steps and indexes are those before any edit.
    """

    steps: tuple[Step, ...]
    value: Any = None
    action: Literal["set", "delete"] = "set"


def apply(text: str, path: str, edits: Sequence[Edit]) -> str:
    """Return the text of a file with edits; messages call the file by its path.

    Raises `ProblemsFound` with each edit that cannot be made without touching something else.
    """
    if not edits:
        return text
    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    breaks = body.count("\r\n") == body.count("\n") > 0
    body = body.replace("\r\n", "\n") if breaks else body
    _, _, problems = build(body, path, Catalog)
    if problems:
        raise ProblemsFound(problems)
    edited = _edited(body, path, edits)
    return mark + (edited.replace("\n", "\r\n") if breaks else edited)


def _edited(text: str, path: str, edits: Sequence[Edit]) -> str:
    root = parse_catalog(text, path)
    makers = _Makers(text, path, root)
    for edit in edits:
        if edit.action == "delete":
            makers.delete(edit)
    for edit in edits:
        if edit.action == "set":
            makers.set(edit)
    makers.add_deletions()
    if makers.problems:
        raise ProblemsFound(makers.problems)
    pieces, end = [], 0
    for span in makers.spans:
        pieces += [text[end : span.start], span.text]
        end = span.end
    edited = "".join(pieces) + text[end:]
    _prove(edited, path, expected_nodes.text(root, [(edit.steps, edit) for edit in edits]))
    return edited


class _Makers:
    """The spans of several edits, and those that cannot be made."""

    def __init__(self, text: str, path: str, root: Node) -> None:
        self.path = path
        self.root = root
        self.make = Spans(text)
        self.spans: list[Span] = []
        self.problems: list[Problem] = []
        self.aliased = {node.value for node in root.walk() if node.kind == "alias"}
        self.deletions: dict[int, tuple[Node, list[tuple[int, Edit]]]] = {}

    def delete(self, edit: Edit) -> None:
        """Note what an edit deletes; it waits for those beside it."""
        try:
            parent, index = self._target(edit)
            assert index is not None
            self.make.gone.add(id(parent.items[index]))
            self.deletions.setdefault(id(parent), (parent, []))[1].append((index, edit))
        except Unsafe as error:
            self._refuse(edit, str(error))

    def set(self, edit: Edit) -> None:
        """Make the spans of an edit that sets a value."""
        try:
            self._take(self._made(edit, *self._target(edit)))
        except Unsafe as error:
            self._refuse(edit, str(error))

    def add_deletions(self) -> None:
        """Make the spans of what is deleted, mapping by mapping and list by list."""
        for parent, edits in self.deletions.values():
            try:
                self._take(list(self.make.delete(parent, [index for index, _ in edits])))
            except Unsafe as error:
                for _, edit in edits:
                    self._refuse(edit, str(error))

    def _target(self, edit: Edit) -> tuple[Node, int | None]:
        """Return the mapping or list in which an edit is made, and the index of what is edited."""
        node = self.root
        for step in edit.steps[:-1]:
            index = node.index(step)
            if index is None:
                raise Unsafe("nothing stands here that could be changed")
            node = node.items[index]
            self._check(node)
        if node.kind not in ("mapping", "list"):
            raise Unsafe("what it is in is neither a mapping nor a list")
        index = node.index(edit.steps[-1])
        if index is None and edit.action == "delete":
            raise Unsafe(_MISSING)
        if index is not None:
            self._check(node.items[index])
        return node, index

    def _check(self, node: Node) -> None:
        if node.kind == "alias":
            raise Unsafe(f"the alias '*{node.value}' stands here; write the value out")
        if node.anchor is not None:
            words = "shared by its aliases" if node.anchor in self.aliased else "named by an anchor"
            raise Unsafe(f"the value is {words} ('&{node.anchor}'); write it out")

    def _made(self, edit: Edit, parent: Node, index: int | None) -> list[Span]:
        if index is not None:
            return list(self.make.value(parent, index, edit.value))
        if parent.kind == "mapping":
            at, order = field_order.place(edit.steps, parent.names)
            return [self.make.add_field(parent, at, str(edit.steps[-1]), edit.value, order)]
        raise Unsafe(_MISSING)

    def _take(self, spans: list[Span]) -> None:
        for span in spans:
            at = bisect(self.spans, span)
            for other in self.spans[max(0, at - 1) : at + 1]:
                if span.start < other.end and other.start < span.end:
                    raise Unsafe("it meets another edit at the same place; make one after another")
        for span in spans:
            insort(self.spans, span)

    def _refuse(self, edit: Edit, why: str) -> None:
        where = _location(self.root, self.path, edit.steps)
        name = ".".join(map(str, edit.steps))
        self.problems.append(
            Problem(where, "unsafe-edit", f"'{name}' cannot be edited here: {why}", _BY_HAND)
        )


_MISSING = "the file does not give it here; it may come from 'defaults'"
_BY_HAND = "nothing was written; edit the catalog by hand"


def _location(root: Node, path: str, steps: Sequence[Step]) -> Location:
    node = root
    for step in steps:
        index = node.index(step)
        if index is None:
            break
        node = node.items[index]
    return Location(path, node.line, node.column)


def _prove(edited: str, path: str, canonical: str) -> None:
    """Check that a text says what its edits ask for. Raises `ProblemsFound` where it does not."""
    expected, _, problems = build(canonical, path, Catalog)
    if problems:
        # The positions are those of another text: what is wrong is the wanted value.
        message = f"the edited catalog would have mistakes: {problems[0].message}"
        raise ProblemsFound([Problem(Location(path), "unsafe-edit", message, problems[0].hint)])
    actual, _, problems = build(edited, path, Catalog)
    if problems or actual != expected:
        message = "the edits cannot be made without changing something else"
        raise ProblemsFound([Problem(Location(path), "unsafe-edit", message, _BY_HAND)])
