"""The names of identifiers, anchors and OpenAPI components, made from codes."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from apicodes.catalog.entry import Entry
from apicodes.catalog.http_status import status_name

CACHED = 50_000
"""The number of names to cache: several outputs use the same ones."""

LEAD = "Code"
"""The word before a name that would begin with a digit."""


class NameClash(Exception):
    """Names that are empty or not unique: the key of each entry, a message and a hint."""

    def __init__(self, clashes: list[tuple[str, str, str]]) -> None:
        self.clashes = clashes
        super().__init__("; ".join(message for _, message, _ in clashes))


def words(text: str) -> list[str]:
    """Split a code into its words: HTTP and Error for ``HTTPError``, 2FA and X for ``2FA_X``.

    Accents are removed from letters; all other characters except ASCII letters and digits separate
    words. A minus before a number becomes the word MINUS.
    """
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(char for char in normalize("NFKD", text) if not combining(char))
    if text[:1] == "-" and text[1:2].isdigit():
        text = f"MINUS {text[1:]}"
    parts: list[str] = []
    for chunk in _CHUNKS.findall(text):
        parts += [chunk] if chunk.isupper() or chunk.islower() else _HUMPS.findall(chunk)
    return parts


_CHUNKS = re.compile(r"[A-Za-z0-9]+")
_HUMPS = re.compile(r"[A-Z]+[0-9]*(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+")


def _identifier_words(text: str) -> list[str]:
    """Return the words of a code; the first does not begin with a digit."""
    parts = words(text)
    return [LEAD, *parts] if parts and parts[0][0].isdigit() else parts


@lru_cache(CACHED)
def constant(text: str) -> str:
    """Return ``BAD_REQUEST`` for ``BadRequest``; empty if the text has no word."""
    return "_".join(_identifier_words(text)).upper()


def snake(text: str) -> str:
    """Return ``bad_request`` for ``BadRequest``."""
    return "_".join(_identifier_words(text)).lower()


def kebab(text: str) -> str:
    """Return ``bad-request`` for ``BadRequest``."""
    return "-".join(words(text)).lower()


@lru_cache(CACHED)
def pascal(text: str) -> str:
    """Return ``BadRequest`` for ``bad_request``; a text in PascalCase is not changed."""
    if _PASCAL.fullmatch(text):
        return text
    return "".join(map(_capitalized, _identifier_words(text)))


def _capitalized(word: str) -> str:
    return word[0].upper() + (word[1:].lower() if word.isupper() else word[1:])


_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


def camel(text: str) -> str:
    """Return ``badRequest`` for ``BadRequest``."""
    first, *rest = _identifier_words(text) or [""]
    return first.lower() + "".join(map(_capitalized, rest))


def anchor(text: str) -> str:
    """Return the anchor for a code or name, without changing its case."""
    return re.sub(r"[^A-Za-z0-9_]+|_{2,}", "-", text).strip("-_")


def anchor_of(entry: Entry) -> str:
    """Return the anchor of an entry: of its name, else of its key; empty if no letter is left.

    It is not made from the title, so that links still work after the title is improved.
    """
    return anchor(entry.name or entry.key)


def component(entry: Entry) -> str:
    """Return the name of an OpenAPI component, from the name, code or HTTP statuses."""
    if entry.code is None and entry.name is None:
        return "Or".join(map(status_name, entry.http_statuses))
    return pascal(entry.name or entry.key)


def identifiers(
    entries: Iterable[Entry], convert: Callable[[str], str], kind: str
) -> dict[str, str]:
    """Return the identifiers of entries by key; each is made from the `name`, else from the key.

    `kind` is for messages, such as ``the Python member``. Raises `NameClash` with all identifiers
    that are empty or not unique.
    """
    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    clashes = []
    for entry in entries:
        key = entry.key
        name = names[key] = convert(entry.name or key)
        if not name:
            message = f"'{key}' has no letter or digit for {kind}"
            clashes.append((key, message, "set name: on this entry"))
        elif name in taken:
            message = f"'{key}' and '{taken[name]}' are both {kind} {name}"
            clashes.append((key, message, "set name: on one of them"))
        else:
            taken[name] = key
    if clashes:
        raise NameClash(clashes)
    return names


def stem(type_name: str) -> str:
    """Return the common beginning of generated names: ``Response`` for ``ResponseCode``."""
    return re.sub(r"(?<=.)Codes?$", "", type_name)


def table(type_name: str) -> str:
    """Return the name of the table of all responses: ``Responses``, or ``ErrorResponses``."""
    return f"{stem(type_name).removesuffix('Response')}Responses"
