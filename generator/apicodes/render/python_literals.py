"""Values as source text of Python."""

from typing import Any

from apicodes.render.string_literals import quoted
from apicodes.text.width import width

PYTHON_WIDTH = 88


def python(value: Any, indent: int = 0, column: int | None = None) -> str:
    """Return a value as Python: text, numbers, None, and collections of them.

    `indent` is the column at which its line begins, `column` the one at which the value does. What
    does not fit into 88 columns is broken, one item a line, as ruff format and black do.
    """
    column = indent if column is None else column
    inner = indent + 4
    match value:
        case str():
            return quoted(value)
        case dict():
            keys = [f"{python(key)}: " for key in value]
            items = [key + python(item, inner, inner + len(key)) for key, item in
                     zip(keys, value.values(), strict=True)]  # fmt: skip
            return _items(items, "{", "}", indent, column)
        case list():
            return _items([python(item, inner) for item in value], "[", "]", indent, column)
        case tuple():
            end = ",)" if len(value) == 1 else ")"
            return _items([python(item, inner) for item in value], "(", end, indent, column)
        case _:
            return repr(value).replace("e+", "e")  # as formatters have it


def python_assignment(name: str, value: Any, indent: int = 0) -> str:
    """Return an assignment of Python; parentheses break one that does not fit, where that helps."""
    text = python(value, indent, indent + len(name) + 3)
    inner = indent + 4
    if (
        isinstance(value, str)
        and indent + len(name) + 3 + width(text) > PYTHON_WIDTH
        and inner + width(text) <= PYTHON_WIDTH
    ):
        return f"{name} = (\n{' ' * inner}{text}\n{' ' * indent})"
    return f"{name} = {text}"


def python_final(name: str, annotation: str) -> str:
    """Return the left side of a constant that opens a collection, broken where it does not fit."""
    flat = f"{name}: Final[{annotation}]"
    fits = len(flat) + len(" = (") <= PYTHON_WIDTH
    return flat if fits else f"{name}: Final[\n    {annotation}\n]"


def _items(items: list[str], opening: str, end: str, indent: int, column: int) -> str:
    flat = f"{opening}{', '.join(items)}{end}"
    if not items or ("\n" not in flat and _fits(flat, column)):
        return flat
    margin = " " * indent
    lines = "".join(f"{margin}    {item},\n" for item in items)
    return f"{opening}\n{lines}{margin}{end[-1]}"


def _fits(flat: str, column: int) -> bool:
    """Return whether a collection fits in its line, however a formatter counts.

    To black a mark without a width of its own may have one. The comma after the last item, in
    lines of its own, lets neither join them.
    """
    if column + width(flat) >= PYTHON_WIDTH:
        return False
    return flat.isascii() or column + sum(max(1, width(char)) for char in flat) < PYTHON_WIDTH
