"""The OpenAPI fragment: the table of all entries in it, and everything else under its path."""

import re
from typing import Any

from yaml import MappingNode, Node, SequenceNode

from apicodes.catalog.model import given
from apicodes.compare.record import Leftover, Reading, Record
from apicodes.compare.yaml_nodes import Values, below, compose, line

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
                self._flatten(node, below("", key))
        return Reading(self.root, self.entries, self.leftovers)

    def _flatten(self, node: Node, path: str) -> None:
        if isinstance(node, MappingNode) and node.value:
            for key, item in self.values.items(node).items():
                self._flatten(item, below(path, key))
        else:
            self.root.fields[path] = self.values.value(node)
            self.root.lines[path] = line(node)

    def _entry(self, row: Node) -> Record:
        if not isinstance(row, MappingNode):
            self.leftovers.append(Leftover(line(row), "an entry that is no mapping"))
            return Record({}, line(row))
        items = self.values.items(row)
        lines = {name: line(node) for name, node in items.items()}
        values = {name: self.values.value(node) for name, node in items.items()}
        statuses = values.pop("http_status", ())
        if isinstance(statuses, dict) and all(_STATUS.fullmatch(its) for its in statuses):
            values["status_descriptions"] = {int(its): text for its, text in statuses.items()}
            lines["status_descriptions"] = lines["http_status"]
            statuses = [*values["status_descriptions"]]
        values["http_status"] = (statuses,) if type(statuses) is int else _tuple(statuses)
        deprecated = values.get("deprecated")
        if deprecated is True:
            values["deprecated"] = {}
        elif isinstance(deprecated, dict) and "replaced_by" in deprecated:
            values["deprecated"] = {
                **deprecated,
                "replaced_by": _tuple(deprecated["replaced_by"]),
            }
        if "headers" in values:
            values["headers"] = _tuple(values["headers"])
        return Record(given(values), line(row), lines)


_STATUS = re.compile(r"[0-9]{1,9}")


def _tuple(value: Any) -> Any:
    """Return a list as the tuple that it is in a catalog, anything else as it is."""
    return tuple(value) if isinstance(value, list) else value
