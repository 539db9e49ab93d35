"""The types of the texts and HTTP statuses in a catalog; ``expects`` is for error messages."""

from typing import Annotated

from msgspec import Meta

Line = Annotated[str, Meta(pattern=r"^\s*\S.*\s*$", extra={"expects": "text on one line"})]
Markdown = Annotated[str, Meta(pattern=r"\S", extra={"expects": "text"})]
Code = Annotated[
    str,
    Meta(
        pattern=r"^\S(.*\S)?$",
        extra={"expects": "text on one line, not empty, without spaces around it"},
    ),
]
Name = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$",
        extra={"expects": "a letter, then letters, digits, '_', '-' or '.'"},
    ),
]
TypeName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z][A-Za-z0-9]{0,29}$",
        extra={"expects": "a name in PascalCase of at most 30 characters, such as ResponseCode"},
    ),
]
# RFC 9110, section 5.6.2: a field name is a token.
HeaderName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$",
        extra={"expects": "the name of an HTTP header field, such as Retry-After"},
    ),
]
Date = Annotated[
    str,
    Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", extra={"expects": "a date such as 2027-01-31"}),
]
# Browsers run or block these. JSON Schema has no flag that ignores case.
_SCRIPTS = r"[Jj][Aa][Vv][Aa][Ss][Cc][Rr][Ii][Pp][Tt]|[Vv][Bb][Ss][Cc][Rr][Ii][Pp][Tt]"
_FILES = r"[Ff][Ii][Ll][Ee]|[Dd][Aa][Tt][Aa]"
Url = Annotated[
    str,
    Meta(
        pattern=rf"^(?!({_SCRIPTS}|{_FILES}):)\S+$",
        extra={"expects": "a URL without spaces, and not of a script, a file or data"},
    ),
]
# RFC 9110, section 15: the first digit of a status code is 1 to 5.
HttpStatus = Annotated[int, Meta(ge=100, le=599)]
Placeholder = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", extra={"expects": "letters, digits and '_'"}),
]
