"""How many columns a text takes on a screen, as formatters count them."""


def width(text: str) -> int:
    """Return the display width of one line."""
    if text.isascii():
        return len(text)
    # The tables are loaded where a text needs them.
    from apicodes.text.unicode_width import columns

    return columns(text)


def padded(text: str, columns: int) -> str:
    """Return the text with spaces after it, up to a display width."""
    return text + " " * (columns - width(text))
