"""The OpenAPI fragment: the table of all entries in it, and everything else under its path."""

from typing import Any

from yaml import MappingNode, Node, SequenceNode

from apicodes.catalog import given
from apicodes.readers.nodes import Values, compose, line
from apicodes.reading import Leftover, Reading, Record

TABLE = "x-response-codes"


def read(text: str) -> Reading:
    """Read a fragment. Raises `Unreadable` where it is no YAML."""
    return _Document().read(compose(text))


class _Document:
    """One pass over the nodes of a document."""

    def __init__(self) -> None:
        self.root = Record({}, 1)
        self.entries: list[Record] = []
        self.leftovers: list[Leftover] = []
        self.values = Values(self.leftovers.append)

    def read(self, document: MappingNode) -> Reading:
        """Read all that the document says."""
        for key, node in self.values.items(document).items():
            if key == TABLE and isinstance(node, SequenceNode):
                self.entries += [self._entry(row) for row in node.value]
            else:
                self._flatten(node, key)
        return Reading(self.root, self.entries, self.leftovers)

    def _flatten(self, node: Node, path: str) -> None:
        if isinstance(node, MappingNode) and node.value:
            for key, item in self.values.items(node).items():
                self._flatten(item, f"{path}.{key}")
        else:
            self.root.fields[path] = self.values.value(node)
            self.root.lines[path] = line(node)

    def _entry(self, row: Node) -> Record:
        items = self.values.items(row) if isinstance(row, MappingNode) else {}
        lines = {name: line(node) for name, node in items.items()}
        values = {name: self.values.value(node) for name, node in items.items()}
        statuses = values.pop("http_status", ())
        if isinstance(statuses, dict):
            values["status_descriptions"] = {int(its): text for its, text in statuses.items()}
            lines["status_descriptions"] = lines["http_status"]
            statuses = tuple(values["status_descriptions"])
        values["http_status"] = (statuses,) if isinstance(statuses, int) else tuple(statuses)
        if values.get("deprecated") is True:
            values["deprecated"] = {}
        elif isinstance(values.get("deprecated"), dict):
            values["deprecated"] = _tupled(values["deprecated"], "replaced_by")
        return Record(given(_tupled(values, "headers")), line(row), lines)


def _tupled(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Return values with a list among them as the tuple that it is in a catalog."""
    return {**values, name: tuple(values[name])} if name in values else values
