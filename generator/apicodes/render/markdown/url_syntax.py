"""URLs as JavaScript's `new URL` parses them: Docusaurus builds no page with a link to another."""

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit


def is_url(address: str) -> bool:
    """Return whether an address is a URL, or relative to one (WHATWG URL); in doubt it is not."""
    try:
        unquote(address, errors="strict")
        parts = urlsplit(address)
        authority = _AUTHORITY.fullmatch(parts.netloc.casefold())
        if authority is None or int(authority["port"] or 0) > _LAST_PORT:
            return False
        name = (authority["name"] or "").encode("idna").decode("idna")
        if not _AUTHORITY.fullmatch(name):
            return False
        if authority["ip"] or _ENDS_IN_NUMBER.search(name):
            ip_address(authority["ip"] or name.removesuffix("."))
    except ValueError:
        return False
    has_host = bool(authority["ip"] or authority["name"])
    return has_host or (parts.scheme not in _WITH_HOST and not parts.netloc)


_AUTHORITY = re.compile(
    r"(?:[^\[\]@\\]*@)?(?:\[(?P<ip>[0-9a-f:.]+)\]|(?P<name>[\w.~!$&'()*+,;=-]*))(?::(?P<port>[0-9]*))?"
)
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$")
_LAST_PORT = 65_535
_WITH_HOST = ("http", "https", "ws", "wss", "ftp")
