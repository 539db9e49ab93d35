"""The errors of the shop."""

import logging

# apicodes:begin codes
# apicodes:end codes


def log(code: ResponseCode) -> None:
    """Write a code to the log."""
    logging.getLogger(__name__).warning("%s: %s", code, code.details.description)
