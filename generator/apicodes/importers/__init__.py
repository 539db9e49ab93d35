"""Files that people wrote, read with guesses that explain themselves.

The readers of targets are exact, for what apicodes wrote. An importer takes any file of
its kind, and notes what it recognised, what it guessed and why, and what it left out. What it
reads is never run, and no address is fetched.
"""

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from apicodes.compare.comparable import ImportedKind, Note
from apicodes.compare.record import Records

if TYPE_CHECKING:
    from apicodes.importers.own_outputs import OwnOutput


class Imported(Struct):
    """What an importer found in one file.

    The root of the reading has fields of a catalog (title, description, version, type_name,
    code_type, extensible, envelope, headers, groups), its entries those of an entry, as the catalog
    spells them: `http_status` is a tuple, beside it `status_descriptions` where each status has a
    text of its own, `code` is text, `deprecated` a dict, Markdown is source text. Every field has
    its line. `options` are those of a Docusaurus target that gives the page back. `outputs` are
    what apicodes wrote of the file; empty for what people wrote.
    """

    path: str
    kind: ImportedKind
    reading: Records
    notes: list[Note] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    outputs: "tuple[OwnOutput, ...]" = ()
