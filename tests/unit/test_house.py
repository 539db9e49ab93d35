"""What keeps the package small enough to be understood: its rooms, its modules and their names."""

from collections import Counter

from helpers.rooms import PACKAGE, PAGE, drawn

MODULES = sorted(PACKAGE.rglob("*.py"))


def test_the_drawing_of_the_rooms_is_that_of_the_levels() -> None:
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page, "run 'make docs'"


def test_no_two_modules_have_the_same_name() -> None:
    """Folders of targets repeat a fixed shape, and are left out."""
    names = Counter(
        path.name
        for path in MODULES
        if path.name != "__init__.py" and "targets" not in path.relative_to(PACKAGE).parts
    )
    assert [name for name, count in names.items() if count > 1] == []
