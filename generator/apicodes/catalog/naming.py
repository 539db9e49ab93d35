"""Wire codes to identifiers, anchors and the names of components."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from apicodes.catalog.entry import Entry
from apicodes.catalog.http_status import status_name

CACHED = 50_000
"""How many names are kept: several outputs ask for the same ones."""

LEAD = "Code"
"""What is put before a name that would start with a digit."""


class NameClash(Exception):
    """Names that cannot be made: pairs of an entry's key, and what is wrong, with the hint."""

    def __init__(self, complaints: list[tuple[str, str, str]]) -> None:
        self.complaints = complaints
        super().__init__("; ".join(message for _, message, _ in complaints))


def words(text: str) -> list[str]:
    """Split a code into its words: HTTP and Error for ``HTTPError``, 2FA and X for ``2FA_X``.

    Letters with accents lose them; other characters that are no ASCII letters or digits separate
    words. A minus before a number is the word MINUS.
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


def _led(parts: list[str]) -> list[str]:
    return [LEAD, *parts] if parts and parts[0][0].isdigit() else parts


@lru_cache(CACHED)
def constant(text: str) -> str:
    """Return ``BAD_REQUEST`` for ``BadRequest``; empty where the text has no word."""
    return "_".join(_led(words(text))).upper()


def snake(text: str) -> str:
    """Return ``bad_request`` for ``BadRequest``."""
    return "_".join(_led(words(text))).lower()


def kebab(text: str) -> str:
    """Return ``bad-request`` for ``BadRequest``."""
    return "-".join(words(text)).lower()


@lru_cache(CACHED)
def pascal(text: str) -> str:
    """Return ``BadRequest`` for ``bad_request``; a text in PascalCase stays as it is."""
    if _PASCAL.fullmatch(text):
        return text
    return "".join(map(_capitalized, _led(words(text))))


def _capitalized(word: str) -> str:
    return word[0].upper() + (word[1:].lower() if word.isupper() else word[1:])


_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


def camel(text: str) -> str:
    """Return ``badRequest`` for ``BadRequest``."""
    first, *rest = _led(words(text)) or [""]
    return first.lower() + "".join(map(_capitalized, rest))


def anchor(text: str) -> str:
    """Return the fragment of a URL that leads to an entry; letters keep their case."""
    return re.sub(r"[^A-Za-z0-9_]+|_{2,}", "-", text).strip("-_")


def anchor_of(entry: Entry) -> str:
    """Return the anchor of an entry, of its name or key; empty where these have no letter for it.

    It never comes from the title, so that links last when that is put better.
    """
    return anchor(entry.name or entry.key)


def component(entry: Entry) -> str:
    """Return the name of an entry's OpenAPI component; its HTTP statuses' where it has no other."""
    if entry.code is None and entry.name is None:
        return "Or".join(map(status_name, entry.http_statuses))
    return pascal(entry.name or entry.key)


def identifiers(
    entries: Iterable[Entry], convert: Callable[[str], str], what: str
) -> dict[str, str]:
    """Return the name of each entry, by its key, made from its `name`, else from its key.

    `what` says in an error what the names are, such as ``the Python member``. Raises `NameClash`
    with every name that is empty or taken.
    """
    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    complaints = []
    for entry in entries:
        key = entry.key
        name = names[key] = convert(entry.name or key)
        if not name:
            message = f"no letter or digit of '{key}' can stand in {what}"
            complaints.append((key, message, "set name: on this entry"))
        elif name in taken:
            message = f"'{key}' and '{taken[name]}' are both {what} {name}"
            complaints.append((key, message, "set name: on one of them"))
        else:
            taken[name] = key
    if complaints:
        raise NameClash(complaints)
    return names


def stem(type_name: str) -> str:
    """Return what the generated names share: ``Response`` for ``ResponseCode``."""
    return re.sub(r"(?<=.)Codes?$", "", type_name)


def table(type_name: str) -> str:
    """Return the name of all responses together: ``Responses``, or ``ErrorResponses``."""
    return f"{stem(type_name).removesuffix('Response')}Responses"
