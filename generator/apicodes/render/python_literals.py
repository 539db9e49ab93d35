"""Values as source text of Python."""

from apicodes.render.brackets import in_brackets
from apicodes.render.quotes import quoted


def python(value: object, indent: int = 0) -> str:
    """Return a value as Python: text, numbers, None, and collections of them.

    A collection that is short stands on one line; any other has a line for each item. `indent`
    is the column at which its first line begins.
    """
    match value:
        case str():
            return quoted(value)
        case dict():
            items = [f"{python(key)}: {python(item, indent + 4)}" for key, item in value.items()]
            return in_brackets(items, "{}", indent, 4)
        case list():
            return in_brackets([python(item, indent + 4) for item in value], "[]", indent, 4)
        case tuple():
            text = in_brackets([python(item, indent + 4) for item in value], "()", indent, 4)
            return f"{text[:-1]},)" if len(value) == 1 and "\n" not in text else text
        case _:
            return repr(value)
