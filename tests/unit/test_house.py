"""What keeps the package small enough to be understood: its rooms, its modules and their names."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from helpers import messages
from helpers.project import ROOT
from helpers.rooms import PACKAGE, PAGE, drawn

MODULES = sorted(PACKAGE.rglob("*.py"))

PRIVATE_WORDS = {"its", "said", "told", "unsaid", "sure", "due", "again", "found", "shown", "both"}
"""Names that say nothing of a value; see the glossary in CONTRIBUTING.md."""


def name_of(module: object) -> str:
    return str(module).removeprefix(f"{PACKAGE}/")


def test_the_drawing_of_the_rooms_is_that_of_the_levels() -> None:
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page, "run 'make docs'"


def test_the_page_of_messages_is_that_of_the_package() -> None:
    assert messages.PAGE.read_text("utf-8") == messages.page(), "run 'make docs', and read it"


def test_no_module_has_more_than_300_lines() -> None:
    """An exception is to be named here, with its reason; there is none."""
    assert [name_of(path) for path in MODULES if path.read_text("utf-8").count("\n") > 300] == []


def test_no_two_modules_have_the_same_name() -> None:
    """Folders of targets repeat a fixed shape, and are left out."""
    names = Counter(
        path.name
        for path in MODULES
        if path.name != "__init__.py" and "targets" not in path.relative_to(PACKAGE).parts
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("room", sorted(path.name for path in PACKAGE.iterdir() if path.is_dir()))
def test_names_are_words_of_the_field(room: str) -> None:
    defined = {
        f"{name_of(path)}:{line} {name}"
        for path in MODULES
        if name_of(path).startswith(f"{room}/")
        for line, name in defined_in(ast.parse(path.read_text("utf-8")))
        if name.strip("_") in PRIVATE_WORDS
    }
    assert defined == set()


def test_the_tests_use_few_private_words() -> None:
    """`found`, `shown`, `again` and `both` are names in tests still."""
    tests = ROOT / "tests"
    files = (*tests.glob("*/*.py"), *tests.glob("unit/*/*.py"))
    defined = [
        f"{path.relative_to(tests)}:{line} {name}"
        for path in sorted(files)
        for line, name in defined_in(ast.parse(path.read_text("utf-8")))
        if name in ("its", "said", "told", "unsaid", "sure", "due")
    ]
    assert defined == []


def defined_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of each function, class, parameter and variable."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case _:
                pass
