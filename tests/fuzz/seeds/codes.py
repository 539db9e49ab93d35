"""Codes of the shop."""

from enum import Enum, StrEnum
from typing import Literal


class Code(StrEnum):
    """What goes wrong."""

    NOT_FOUND = "not_found"  # 404
    TAKEN = "taken"
    """It is taken."""


class Status(Enum):
    LATE = (408, "late", "Too late")


MESSAGES = {Code.NOT_FOUND: "Nothing there", "taken": f"Taken {1}"}
BY_CODE = {404: "not_found"}
ERRORS = [dict(code="E1", status=400), {"code": "E2", "http_status": 404, "message": "Two"}]
type Known = Literal["a", "b"]
