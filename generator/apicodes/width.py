"""How many columns a text takes on a screen, as formatters count them."""


def width(text: str) -> int:
    """Return the display width of one line: wide characters of East Asia and emoji take two."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)


def padded(text: str, columns: int) -> str:
    """Return the text with spaces after it, up to a display width."""
    return text + " " * (columns - width(text))
