"""Why edits of source code cannot go back to the catalog, in Python and TypeScript alike."""

_GENERATED = "a generated name; 'name' and 'type_name' in the catalog give it"

OF_CODE = {
    "identifier": _GENERATED,
    "type_name": _GENERATED,
    "table": _GENERATED,
    "exported": _GENERATED,
    "url": "it is made of the entry's key and 'docs_url' in the catalog",
    "documentation": "it repeats the fields of the entry; edit them in the table of all entries",
    "introduction": "it repeats the title and description of the catalog; edit them there",
}
