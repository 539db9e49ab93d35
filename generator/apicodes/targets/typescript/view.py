"""What the TypeScript constants say: the names that they define, the keys, and a row an entry."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from msgspec import Meta

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import filled_fields, typescript_names
from apicodes.catalog.model import Catalog
from apicodes.compare.view import EntryView, Origin, View
from apicodes.render import comments, markdown, sentences
from apicodes.render.texts import Words
from apicodes.render.typescript_literals import typescript_key
from apicodes.targets import extensions
from apicodes.targets.parts import Part
from apicodes.targets.typescript.options import Options

STYLES: dict[str, Callable[[str], str]] = {
    "pascal": naming.pascal,
    "camel": naming.camel,
    "constant": naming.constant,
    "wire": str,
}
"""The styles of keys: each makes one from the name or the code of an entry."""


INTRODUCTION = ": the codes that a response body carries."
"""What follows the title in the comment of the object of codes."""


class TypeScriptEntry(EntryView, frozen=True, kw_only=True):
    """An entry: its key in the object of codes, and its row in the table."""

    identifier: Annotated[str | None, Meta(description="Its key; none without a code.")] = None
    documentation: Annotated[
        Words | None, Meta(description="The comment of its key, escaped for TSDoc.")
    ] = None

    @property
    def properties(self) -> dict[str, Any]:
        """The properties of its row, by their names in TypeScript."""
        names = typescript_names()
        row = {name: self.fields[key] for key, name in names.items() if key in self.fields}
        if "deprecated" in row:
            row["deprecated"] = {
                naming.camel(key): value for key, value in row["deprecated"].items()
            }
        own = {name: value for name, value in self.fields.items() if name.startswith("x-")}
        return {"httpStatuses": (), **row, **({"extensions": own} if own else {})}


class TypeScriptView(View, frozen=True, kw_only=True):
    """The constants: the names that they define; their keys and rows are the entries."""

    introduction: Annotated[
        Words | None, Meta(description="The comment of the object of codes, escaped for TSDoc.")
    ] = None
    type_name: Annotated[str, Meta(description="The name of the object and type of codes.")] = ""
    types: Annotated[tuple[str, ...], Meta(description="The types of codes.")] = ()
    interfaces: Annotated[
        tuple[str, ...], Meta(description="The interfaces: of an announcement, and of a row.")
    ] = ()
    functions: Annotated[tuple[str, ...], Meta(description="The functions.")] = ()
    table: Annotated[str, Meta(description="The name of the table of all entries.")] = ""
    codes: Annotated[tuple[str | int, ...], Meta(description="The codes, in order.")] = ()
    wire_type: Annotated[
        str, Meta(description="The type of a code that is not known; empty where none can come.")
    ] = ""
    extensions: Annotated[
        tuple[str, ...], Meta(description="The extension fields that rows may have.")
    ] = ()

    @property
    def deprecation(self) -> str:
        """The interface of an announcement."""
        return self.interfaces[0]

    @property
    def details(self) -> str:
        """The interface of a row."""
        return self.interfaces[1]


def build_view(part: Part, options: Options) -> TypeScriptView:
    """Return what the constants say of a catalog. Raises `NameClash`."""
    catalog = part.catalog
    coded, names = keys(catalog, options)
    stem = naming.stem(catalog.type_name)
    introduction = f"{markdown.literal(catalog.title)}{INTRODUCTION}"
    return TypeScriptView(
        introduction=Words(comments.tsdoc_text(introduction)),
        type_name=catalog.type_name,
        types=(catalog.type_name, f"Any{catalog.type_name}"),
        interfaces=(f"{stem}Deprecation", f"{stem}Details"),
        functions=(f"is{catalog.type_name}",),
        table=naming.camel(naming.table(catalog.type_name)),
        wire_type=_wire_type(catalog),
        codes=tuple(code for entry in coded if (code := catalog.wire_code(entry)) is not None),
        extensions=options.extension_names,
        entries=tuple(_entry(catalog, entry, names, options) for entry in catalog.entries),
    )


def _wire_type(catalog: Catalog) -> str:
    if not catalog.extensible:
        return ""
    return "number" if catalog.code_type == "integer" else "string"


def keys(catalog: Catalog, options: Options) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries with a code, and their keys in the object by their keys in the catalog.

    Raises `NameClash`.
    """
    coded = [entry for entry in catalog.entries if entry.code is not None]
    return coded, naming.identifiers(coded, STYLES[options.keys], "the TypeScript key")


def as_property(type_name: str, key: str) -> str:
    """Return a code as source code reads it, such as ``ResponseCode.NotFound``."""
    written = typescript_key(key)
    if written.startswith("["):
        return f"{type_name}{written}"
    return f"{type_name}[{written}]" if written[0] in "'\"" else f"{type_name}.{written}"


def _entry(
    catalog: Catalog, entry: Entry, names: Mapping[str, str], options: Options
) -> TypeScriptEntry:
    documentation = "" if entry.code is None else _documentation(catalog, entry, names)
    return TypeScriptEntry(
        origin=Origin(entry.key),
        fields=filled_fields("constants", catalog, entry) | extensions.of(entry, options),
        identifier=names.get(entry.key),
        documentation=Words(documentation) if documentation else None,
    )


def _documentation(catalog: Catalog, entry: Entry, names: Mapping[str, str]) -> str:
    """Return the comment of a key; a code to use instead is a link if it has a name."""
    texts = filter(None, (sentences.description(entry), sentences.facts(entry)))
    text = "\n\n".join(texts)
    if entry.deprecation is None:
        return comments.tsdoc_text(text)
    links = []
    for replacement in entry.deprecation.replacements:
        name = typescript_key(names.get(replacement, ""))
        linked = f"{catalog.type_name}.{name}" if name.isidentifier() else None
        links.append(linked or markdown.code(replacement))
    return comments.tsdoc_text(text, sentences.deprecation(entry.deprecation, None), links)
