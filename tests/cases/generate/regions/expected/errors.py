"""The errors of the shop."""

import logging

# apicodes:begin codes
# fmt: off
"""Orders.

What the *order* service answers with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique
from typing import Final, Self

__all__ = [
    "RESPONSES",
    "ResponseCode",
    "ResponseDeprecation",
    "ResponseDetails",
]


@unique
class ResponseCode(StrEnum):
    """The codes that a response body carries."""

    OUT_OF_STOCK = "OutOfStock"
    """Nothing is left of `{item}`.

    Not retryable.
    """

    @property
    def details(self) -> "ResponseDetails":
        """What is documented of this code."""
        return _BY_CODE[self]

    @property
    def http_status(self) -> int:
        """The HTTP status it comes with; the first, where it comes with several.

        Raises LookupError where it comes with none.
        """
        for http_status in self.details.http_statuses:
            return http_status
        raise LookupError(f"{self!r} comes with no HTTP status")

    @classmethod
    def parse(cls, value: str) -> Self | None:
        """Return the member with this wire value, or None for one not known here."""
        try:
            return cls(value)
        except ValueError:
            return None

    @classmethod
    def for_status(cls, http_status: int) -> tuple[Self, ...]:
        """Return every code that comes with this HTTP status, in catalog order."""
        return tuple(code for code in cls if http_status in code.details.http_statuses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDeprecation:
    """The announcement that a code will go."""

    since: str | None = None
    """The version of the API that announced it."""
    sunset: str | None = None
    """The day from which it may be gone, as YYYY-MM-DD."""
    replaced_by: tuple[str, ...] = ()
    """The codes that take its place."""
    reason: str | None = None
    """Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDetails:
    """One documented response; every field is there in every catalog."""

    http_statuses: tuple[int, ...] = ()
    status: str | None = None
    """The status word of the response body."""
    code: ResponseCode | None = None
    name: str | None = None
    """What it is called where that is not its code."""
    number: int | None = None
    title: str | None = None
    description: str | None = None
    """Markdown."""
    status_descriptions: Mapping[int, str] = field(
        default_factory=dict[int, str],
        hash=False,
    )
    """The descriptions of single HTTP statuses. Markdown."""
    message: str | None = None
    retryable: bool | None = None
    since: str | None = None
    deprecated: ResponseDeprecation | None = None
    url: str | None = None
    """Where it is documented."""


RESPONSES: Final[tuple[ResponseDetails, ...]] = (
    ResponseDetails(
        http_statuses=(201,),
        status="ok",
        description="The order is taken.",
    ),
    ResponseDetails(
        http_statuses=(409,),
        status="error",
        code=ResponseCode.OUT_OF_STOCK,
        description="Nothing is left of `{item}`.",
        retryable=False,
    ),
)

_BY_CODE: Final[Mapping[ResponseCode, ResponseDetails]] = {
    details.code: details for details in RESPONSES if details.code is not None
}

# fmt: on
# apicodes:end codes


def log(code: ResponseCode) -> None:
    """Write a code to the log."""
    logging.getLogger(__name__).warning("%s: %s", code, code.details.description)
