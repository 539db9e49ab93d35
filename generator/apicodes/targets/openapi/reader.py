"""The OpenAPI fragment, read back: the table of all entries in it, and everything else as it is."""

import re
from typing import Any

from apicodes.catalog.given import given
from apicodes.catalog.source.yaml_tree import Node
from apicodes.compare.record import Leftover
from apicodes.compare.view import EntryView, Reading
from apicodes.targets.openapi.document_paths import below
from apicodes.targets.openapi.view import OpenAPIView
from apicodes.targets.yaml_values import Values, mapping

TABLE = "x-response-codes"
"""The key of the table of all entries."""


def read(text: str, *, whole: bool = True) -> Reading:
    """Return what a fragment says; one that is not whole is a region of a document.

    Raises `Unreadable` where it is no YAML.
    """
    return _Reader().read(mapping(text), whole)


class _Reader:
    """One pass over the nodes of a document."""

    def __init__(self) -> None:
        self.lines: dict[tuple[int | None, str], int] = {}
        self.leftovers: list[Leftover] = []
        self.values = Values(self.leftovers.append)

    def read(self, document: Node, whole: bool) -> Reading:
        entries: list[EntryView] = []
        content: dict[str, Any] = {}
        for key, node in self.values.items(document).items():
            if key == TABLE and node.kind == "list":
                entries = [self._entry(index, row) for index, row in enumerate(node.items)]
            else:
                content[key] = self._value(node, below("", key))
        components = content.pop("components", {}) if whole else content
        head = content if whole else {}
        view = OpenAPIView(head=head, components=components, entries=tuple(entries))
        return Reading(view, self.lines, self.leftovers)

    def _value(self, node: Node, path: str) -> object:
        """Return the value of a node, and keep the line of each value in it."""
        if node.kind == "mapping" and node.items:
            items = self.values.items(node)
            return {key: self._value(item, below(path, key)) for key, item in items.items()}
        self.lines[None, path] = node.line
        return self.values.value(node)

    def _entry(self, index: int, row: Node) -> EntryView:
        self.lines[index, ""] = row.line
        if row.kind != "mapping":
            self.leftovers.append(Leftover(row.line, "an entry that is no mapping"))
            return EntryView()
        items = self.values.items(row)
        for name, node in items.items():
            self.lines[index, name] = node.line
        values = {name: self.values.value(node) for name, node in items.items()}
        statuses = values.pop("http_status", ())
        if isinstance(statuses, dict) and all(map(_STATUS.fullmatch, statuses)):
            values["status_descriptions"] = {int(key): text for key, text in statuses.items()}
            self.lines[index, "status_descriptions"] = self.lines[index, "http_status"]
            statuses = [*values["status_descriptions"]]
        values["http_status"] = (statuses,) if type(statuses) is int else _tuple(statuses)
        deprecated = values.get("deprecated")
        if deprecated is True:
            values["deprecated"] = {}
        elif isinstance(deprecated, dict) and "replaced_by" in deprecated:
            values["deprecated"] = {**deprecated, "replaced_by": _tuple(deprecated["replaced_by"])}
        if "headers" in values:
            values["headers"] = _tuple(values["headers"])
        return EntryView(fields=given(values))


_STATUS = re.compile(r"[0-9]{1,9}")


def _tuple(value: object) -> object:
    """Return a list as the tuple that it is in a catalog, anything else as it is."""
    return tuple(value) if isinstance(value, list) else value
