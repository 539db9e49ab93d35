"""What the Python module says: the names that it defines, the members, and a row an entry."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, field

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import filled_fields, python_names
from apicodes.catalog.model import Catalog
from apicodes.compare.view import EntryView, Origin, View
from apicodes.render import markdown, sentences
from apicodes.render.texts import Words
from apicodes.targets import extensions
from apicodes.targets.parts import Part
from apicodes.targets.python import openapi_helper
from apicodes.targets.python.options import Options

METHODS = ("details", "http_status", "parse", "for_status")
"""The methods of the enum."""


class PythonEntry(EntryView, frozen=True, kw_only=True):
    """An entry: its member of the enum, and its row in the table."""

    identifier: Annotated[
        str | None, Meta(description="The name of its member; none without a code.")
    ] = None
    documentation: Annotated[
        Words | None, Meta(description="The docstring of its member. Markdown.")
    ] = None

    @property
    def arguments(self) -> dict[str, Any]:
        """The fields of its row but for extension fields, by their names in Python."""
        return {
            name: self.fields[key] for key, name in python_names().items() if key in self.fields
        }

    @property
    def extensions(self) -> dict[str, Any]:
        """The extension fields of its row."""
        return {name: value for name, value in self.fields.items() if name.startswith("x-")}


class PythonView(View, frozen=True, kw_only=True):
    """The module: what it imports, defines and exports; its members and rows are the entries."""

    introduction: Annotated[Words | None, Meta(description="The module's docstring.")] = None
    imports: Annotated[
        dict[str, tuple[str, ...]], Meta(description="The names that it imports, by module.")
    ] = field(default_factory=dict)
    exported: Annotated[tuple[str, ...], Meta(description="What `__all__` names.")] = ()
    type_name: Annotated[str, Meta(description="The name of the enum.")] = ""
    base: Annotated[str, Meta(description="Its base: StrEnum or IntEnum.")] = ""
    classes: Annotated[
        tuple[str, ...], Meta(description="The dataclasses: of an announcement, and of a row.")
    ] = ()
    functions: Annotated[tuple[str, ...], Meta(description="The functions and methods.")] = ()
    table: Annotated[str, Meta(description="The name of the table of all entries.")] = ""
    index: Annotated[str, Meta(description="The table that `_BY_CODE` is made from.")] = ""
    codes: Annotated[
        tuple[str | int, ...], Meta(description="The values of the members, in order.")
    ] = ()
    has_extensions: Annotated[bool, Meta(description="Whether rows have `extensions`.")] = False
    helper: Annotated[
        dict[str, Any],
        Meta(description="The constants of `openapi_responses`, by name; empty without it."),
    ] = field(default_factory=dict)

    @property
    def deprecation(self) -> str:
        """The class of an announcement."""
        return self.classes[0]

    @property
    def details(self) -> str:
        """The class of a row."""
        return self.classes[1]

    @property
    def value_type(self) -> str:
        """The type of the members' values."""
        return "int" if self.base == "IntEnum" else "str"

    def facts(self) -> dict[str, Any]:
        """Return the content apart from the entries, each constant under its name."""
        return {name: value for name, value in super().facts().items() if name != "helper"} | {
            name: value for name, value in self.helper.items() if value not in ({}, (), None)
        }


def build_view(part: Part, options: Options) -> PythonView:
    """Return what the module says of a catalog. Raises `NameClash`."""
    catalog = part.catalog
    coded, names = members(catalog)
    stem = naming.stem(catalog.type_name)
    table = naming.constant(naming.table(catalog.type_name))
    classes = (f"{stem}Deprecation", f"{stem}Details")
    base = "IntEnum" if catalog.code_type == "integer" else "StrEnum"
    helper = ("openapi_responses",) if options.openapi_responses else ()
    return PythonView(
        introduction=Words(_introduction(catalog)),
        imports=_imports(options, base, whole=part.region is None),
        exported=_sorted_as_ruff((table, catalog.type_name, *classes, *helper)),
        type_name=catalog.type_name,
        base=base,
        classes=classes,
        functions=(*(f"{catalog.type_name}.{name}" for name in METHODS), *helper),
        table=table,
        index=table,
        codes=tuple(code for entry in coded if (code := catalog.wire_code(entry)) is not None),
        has_extensions=bool(options.extensions),
        helper=openapi_helper.constants(catalog, coded, names) if helper else {},
        entries=tuple(_entry(catalog, entry, names, options) for entry in catalog.entries),
    )


def members(catalog: Catalog) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries with a code, and the names of their members by their keys.

    Raises `NameClash`.
    """
    coded = [entry for entry in catalog.entries if entry.code is not None]
    return coded, naming.identifiers(coded, naming.constant, "the Python member")


def _entry(
    catalog: Catalog, entry: Entry, names: Mapping[str, str], options: Options
) -> PythonEntry:
    fields = filled_fields("constants", catalog, entry) | extensions.of(entry, options)
    documentation = "" if entry.code is None else _documentation(catalog, entry, names)
    return PythonEntry(
        origin=Origin(entry.key),
        fields=fields,
        identifier=names.get(entry.key),
        documentation=Words(documentation) if documentation else None,
    )


def _documentation(catalog: Catalog, entry: Entry, names: Mapping[str, str]) -> str:
    """Return the docstring of a member; a code to use instead is named as its member is."""

    def show(key: str) -> str:
        return markdown.code(f"{catalog.type_name}.{names[key]}" if key in names else key)

    return sentences.documentation(entry, show)


def _introduction(catalog: Catalog) -> str:
    return "\n\n".join(filter(None, (f"{markdown.literal(catalog.title)}.", catalog.description)))


def _imports(options: Options, base: str, *, whole: bool) -> dict[str, tuple[str, ...]]:
    """Return the imports in the order of linters; a region cannot have the first one."""
    helper, extended = options.openapi_responses, bool(options.extensions)
    imports: dict[str, tuple[str, ...]] = {"__future__": ("annotations",)} if whole else {}
    imports["collections.abc"] = ("Mapping",)
    if helper:
        imports["copy"] = ("deepcopy",)
    imports["dataclasses"] = ("dataclass", "field")
    imports["enum"] = (base, "unique")
    imports["typing"] = ("Any", "Final", "Self") if helper or extended else ("Final", "Self")
    return imports


def _sorted_as_ruff(names: tuple[str, ...]) -> tuple[str, ...]:
    """Sort as ruff sorts ``__all__``: constants, then classes, then functions."""
    ordered = sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    return tuple(ordered)
