"""The package uses the public names of libraries alone: private ones change without a notice."""

import ast
import re
from collections.abc import Iterator

import pytest

from helpers.project import ROOT

PACKAGE = ROOT / "generator/apicodes"
PUBLIC = frozenset(("_asdict", "_field_defaults", "_fields", "_make", "_replace"))
"""The methods of `collections.namedtuple`, which documents them."""


def is_private(name: str) -> bool:
    return re.match(r"_(?!_.*__$)", name) is not None


def imported(node: ast.AST) -> Iterator[str]:
    """Return the dotted names that a statement imports from other packages."""
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom(module=str(module), level=0):
            yield from (f"{module}.{alias.name}" for alias in node.names)


def defined(node: ast.AST) -> Iterator[str]:
    """Return the names that a node defines as attributes of something in the package."""
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Name(ctx=ast.Store()):
            yield node.id
        case ast.Attribute(value=ast.Name(id="self" | "cls"), ctx=ast.Store()):
            yield node.attr


def private_names(source: str) -> list[str]:
    """Return the private names of libraries in a source."""
    nodes = list(ast.walk(ast.parse(source)))
    own = PUBLIC.union(*map(defined, nodes))
    imports = [
        name for node in nodes for name in imported(node) if not name.startswith("apicodes.")
    ]
    attributes = [node.attr for node in nodes if isinstance(node, ast.Attribute)]
    return [
        *(name for name in imports if any(map(is_private, name.split(".")))),
        *(name for name in attributes if is_private(name) and name not in own),
    ]


def test_no_module_uses_a_private_name_of_a_library() -> None:
    names = {
        str(path.relative_to(PACKAGE)): private_names(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    assert len(names) > 100
    assert {path: private for path, private in names.items() if private} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import yaml._yaml",
        "from yaml._yaml import CParser",
        "from yaml import _yaml",
        "import yaml\nyaml._yaml.CParser",
        "import sys\nsys._getframe()",
        "def f(path):\n    return path._str",
    ],
)
def test_private_names_are_seen(source: str) -> None:
    assert private_names(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "from __future__ import annotations",
        "from apicodes.catalog.source import _root",
        "class A:\n    def __init__(self):\n        self._x = 1\nA()._x",
        "import sys\nsys.__stdout__",
        "point._replace(x=1)",
    ],
)
def test_own_and_documented_names_are_not(source: str) -> None:
    assert private_names(source) == []
