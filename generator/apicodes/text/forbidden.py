"""Characters that a catalog may not hold: they are invisible or change the text around them."""

import re

# C0 and C1 controls but tab and newline, line and paragraph separators, bidirectional controls
# (the set of ruff's PLE2502, and the marks), zero-width characters, noncharacters, surrogates.
# U+200C and U+200D stay: Persian, Hindi and many emoji cannot be written without them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)


def describe_character(character: str) -> str:
    """Return an invisible character for a message: ``the character U+202E``."""
    return f"the character U+{ord(character):04X}"
