"""The columns of the page's table, and what stands above each of them."""

from typing import Literal

Column = Literal[
    "http_status",
    "status",
    "code",
    "number",
    "title",
    "description",
    "message",
    "retryable",
    "since",
    "deprecated",
]

HEADINGS: dict[Column, str] = {
    "http_status": "HTTP Response Code",
    "status": "Status",
    "code": "Code",
    "number": "Number",
    "title": "Title",
    "description": "Description",
    "message": "Message",
    "retryable": "Retryable",
    "since": "Since",
    "deprecated": "Deprecated",
}
"""The headings that the page has where the settings give no others, in their usual order."""
