"""What single cells hold: HTTP statuses, codes, numbers, yes or no."""

import re

from msgspec import Struct

from apicodes.catalog.http_status import PHRASES

NOTHING = re.compile(
    r"(?:[-\u2010-\u2015*.…/\s\u200b]*|any|n\.?/?a\.?|none|nil|null|empty|"
    r"无|無|なし|空|ninguno|nenhum|keiner?|aucune?|нет|없음)$",
    re.IGNORECASE,
)
"""What stands where there is no value."""

REMARK = re.compile(r"[(（\[].*[)）\]]$")
"""A remark in the place of a code, such as ``(no code)``."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


YES = _words("""
    yes y true ✓ ✔ ✔️ ✅ 是 可 可以 はい 可能 ○ 〇 ja oui sim sí si да 예 네 always siempre sempre
    toujours immer
""")
NO = _words("""
    no n false ✗ ✘ ❌ ✖ 否 不可 不可以 いいえ 不可能 × nein non não нет 아니오 none never nunca
    jamais nie
""")

UNREGISTERED = frozenset(
    (419, 420, 430, 440, 444, 449, 450, 460, 463, 494, 495, 496, 497, 498, 499, 509, 520, 521, 522,
     523, 524, 525, 526, 527, 529, 530, 561, 598, 599)
)  # fmt: skip
"""HTTP statuses in wide use that no registry holds."""


class Statuses(Struct, frozen=True):
    """The HTTP statuses of a cell, the words beside them, and what is none or several at once."""

    values: tuple[int, ...] = ()
    words: str = ""
    vague: tuple[str, ...] = ()


_BETWEEN = r"(?:\s*(?:[,/;|、，&+·]|\b(?:and|or|et|ou|und|oder|y|o|e)\b|或|和|または)\s*|\s+)"
_ITEM = r"(?:HTTP(?:/[0-9.]+)?\s*)?([1-5](?:[0-9]{2}|[0-9][xX*]|[xX*]{2}))"
_FIRST = re.compile(rf"{_ITEM}(?:\s*[~～–-]\s*([1-5][0-9]{{2}}))?(?![\w.])", re.IGNORECASE)
_SYMBOLS = re.compile("^[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]+\\s*")
_NEXT = re.compile(rf"{_BETWEEN}{_FIRST.pattern}", re.IGNORECASE)


def statuses(text: str) -> Statuses:
    """Read the statuses that a text begins with, and the words behind them."""
    text = _SYMBOLS.sub("", text)
    values: list[int] = []
    vague: list[str] = []
    end = 0
    match = _FIRST.match(text)
    while match:
        if match[2] or not match[1].isdigit():
            vague.append(match[0].strip(" ,/;|"))
        elif int(match[1]) not in values:
            values.append(int(match[1]))
        end = match.end()
        match = _NEXT.match(text, end)
    words = text[end:].strip()
    if words[:1] + words[-1:] in ("()", "（）", "[]"):
        words = words[1:-1]
    words = re.sub(r"^[\s:：.–—-]+", "", words)
    return Statuses(tuple(values), words, tuple(vague)) if end else Statuses(words=text)


def is_known(status: int) -> bool:
    """Return whether this is an HTTP status that people document: hardly one below 200."""
    return status >= 200 and (status in PHRASES or status in UNREGISTERED)


def is_phrase(words: str, values: tuple[int, ...]) -> bool:
    """Return whether words are the phrases of RFC 9110 for HTTP statuses."""
    phrases = (table.get(status, "OK") for status in values for table in (PHRASES, _OLDER))
    known = set(map(_letters, phrases))
    return bool(values) and all(_letters(part) in known for part in re.split(r"[,/;]", words))


_OLDER = {302: "Moved Temporarily", 413: "Payload Too Large", 414: "Request-URI Too Long",
          422: "Unprocessable Entity"}  # fmt: skip


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.lower())


_LIST = r"(?:\s|<br\s*/?>|[,/;|、，&\\]|\b(?:and|or|et|ou|und|oder|y|o)\b|或|和|または)*"
_DASH = r"\s*(?:[~～–—-]|\.{2,3}|…|to|至|bis)\s*"
_MARK = re.compile(r"(?<=[\w`>\]])\s*(?:[*†‡¹²³⁴]+|\[\^\w+\]|\\\*|<sup>[^<]*</sup>)+$")
"""The mark of a footnote behind a code."""


def codes(cell: str, text: str) -> tuple[str, ...]:
    """Return the codes of a cell, whose source and text these are; none where it names none.

    Several stand apart as code spans or as numbers, with commas or the like between them.
    """
    spans = [span.strip() for span in re.findall(r"`([^`]+)`", cell)]
    between = re.sub(r"`[^`]+`", "", cell)
    values = [text[1:-1] if re.fullmatch(r'"[^"]+"', text) else text]
    if spans and re.fullmatch(_LIST if len(spans) > 1 else r"[\s*†‡_]*", between):
        values = spans
    elif re.fullmatch(r"-?\d+(?:\s*[,/;、，]\s*-?\d+)+", text) and not _GROUPED.fullmatch(text):
        values = re.findall(r"-?\d+", text)
    return tuple(dict.fromkeys(code for code in values if not NOTHING.match(code)))


_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+")


def without_mark(cell: str) -> str:
    """Return a cell without the mark of a footnote behind its code."""
    return _MARK.sub("", cell)


def is_range(cell: str, text: str) -> bool:
    """Return whether a code stands for several: ``301000~301099``, ``E1-E5``, ``4xx``."""
    if re.fullmatch(rf"`[^`]+`{_DASH}`[^`]+`", cell):
        return True
    ends = re.fullmatch(rf"(\D{{0,8}}?)(-?\d+){_DASH}\1(-?\d+)", text)
    if ends and (ends[1] or (len(ends[2]) == len(ends[3]) > 1 and ends[2] != ends[3])):
        return int(ends[2]) < int(ends[3]) or ends[2][0] == "-"
    classes = r"(?:\d+(?:x+|X{2,}|\*+)|\d{1,2}X)(?:\s*\(.*\))?|[xX]{3,}"
    return re.fullmatch(classes, text) is not None


def number(text: str) -> int | None:
    """Return the integer that a text is."""
    text = text.replace("−", "-")
    return int(text) if re.fullmatch(r"-?\d{1,18}", text) else None


def boolean(text: str) -> bool | None:
    """Return what a text says of yes and no."""
    word = text.strip(" .").lower()
    return True if word in YES else False if word in NO else None


def answer(text: str) -> bool | None:
    """Return the yes or no that a text begins with, as ``Yes, after a while`` does."""
    return boolean(re.split(r"[\s,.;:(（，。、-]", text.strip(), maxsplit=1)[0])
