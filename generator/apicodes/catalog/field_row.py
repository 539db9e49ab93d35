"""What a row of the table of fields holds."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import camel

Kind = Literal[
    "statuses", "code", "text", "markdown", "markdown list", "number", "flag", "names",
    "deprecation", "data",
]  # fmt: skip
"""What a value is, which says how it is rendered, read back and compared.

``text`` is one line that is not Markdown, ``names`` a tuple of texts, ``data`` anything else.
"""

Carrier = Literal["constants", "document", "table", "reference"]
"""An output that can hold a field: source code, an OpenAPI document, a table, a reference page."""

EVERYWHERE: frozenset[Carrier] = frozenset(("constants", "document", "table", "reference"))
REFERENCE: frozenset[Carrier] = frozenset(("reference",))
NOWHERE: frozenset[Carrier] = frozenset()

Level = Literal["breaking", "compatible", "docs"]
"""What a change means for clients, the worst first."""


_camel = cache(camel)
"""Names of fields are few, and each is asked for at every entry."""


class ChangeRule(Struct, frozen=True):
    """The level of a change of a field where a condition holds, and why.

    The conditions have their names in `compare.change_classes`.
    """

    level: Level
    condition: str
    why: str


class Field(Struct, frozen=True, kw_only=True):
    """One field of an entry."""

    name: str
    """Its name in the catalog, in views and in messages."""
    kind: Kind
    heading: str = ""
    """The heading of its column; empty for a field that no table shows."""
    carried_by: frozenset[Carrier] = NOWHERE
    rules: tuple[ChangeRule, ...] = ()
    """How a change of it is classed, the first rule that holds; documentation where none does."""
    markdown: tuple[str, ...] | None = None
    """Where in its value the Markdown is, ``*`` for any key or item; None where there is none."""
    plural: str = ""
    """Its name in source code, where that differs: in Python, camel case of it in TypeScript."""
    origin: str = ""
    """The field of the catalog that it is made from, where that is another one."""
    badge: int = 0
    """Its place among the badges of a section of the reference page, from 1; 0 for none."""
    spellings: tuple[str, ...] = ()
    """What programs of others call it, without case and underscores, the likeliest first."""
    words: Mapping[str, str] = {}
    """What readers see in the place of a value."""
    value: Callable[[Catalog, Entry], Any] | None = None
    """Returns its value, where that is not the entry's attribute of this name."""

    @property
    def python_name(self) -> str:
        """Its name in Python."""
        return self.plural or self.name

    @property
    def typescript_name(self) -> str:
        """Its name in TypeScript."""
        return _camel(self.python_name)

    def value_in(self, catalog: Catalog, entry: Entry) -> Any:
        """Return its value in an entry; None or an empty tuple where the entry does not fill it."""
        return self.value(catalog, entry) if self.value else getattr(entry, self.name)

    def with_markdown(self, value: object, convert: Callable[[str], object]) -> object:
        """Return a value of the field with every Markdown text in it converted."""
        return value if self.markdown is None else converted(value, self.markdown, convert)


def converted(value: object, path: tuple[str, ...], convert: Callable[[str], object]) -> object:
    """Return a value with the text at the end of a path converted; ``*`` stands for any step."""
    if not path:
        return convert(value) if isinstance(value, str) else value
    step, *rest = path
    if isinstance(value, dict):
        return {
            key: converted(item, tuple(rest), convert) if step in ("*", key) else item
            for key, item in value.items()
        }
    if isinstance(value, tuple | list) and step == "*":
        return type(value)(converted(item, tuple(rest), convert) for item in value)
    return value
