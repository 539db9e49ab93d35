"""The names of codes: their style, misspellings, and identifiers that collide."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.lint import Context, Finding, rule

# A part may begin with digits: 2FA_REQUIRED is in the style as FA2_REQUIRED is.
_PARTS = {
    "PascalCase": "[0-9]*(?:[A-Z][A-Za-z0-9]*)?",
    "camelCase": "[0-9]*(?:[a-z][A-Za-z0-9]*)?",
    "snake_case": "[a-z0-9]+(?:_[a-z0-9]+)*",
    "SCREAMING_SNAKE_CASE": "[A-Z0-9]+(?:_[A-Z0-9]+)*",
    "kebab-case": "[a-z0-9]+(?:-[a-z0-9]+)*",
}
_STYLES = {
    style: re.compile(f"(?=[A-Za-z0-9])(?:{part})(?:[./:](?=[A-Za-z0-9])(?:{part}))*")
    for style, part in _PARTS.items()
}
"""The pattern of codes in each style: parts in the style, separated by dots, slashes or colons."""

_CONVERT: Mapping[str, Callable[[str], str]] = {
    "PascalCase": naming.pascal,
    "camelCase": naming.camel,
    "snake_case": naming.snake,
    "SCREAMING_SNAKE_CASE": naming.constant,
    "kebab-case": naming.kebab,
}


@rule("warning")
def code_style(context: Context) -> Iterator[Finding]:
    """Codes are in one style: that of most codes, or the `code_style` in the settings.

    Clients compare codes letter by letter, and developers guess codes that they do not remember. A
    code of one word may fit several styles, and a code of digits fits all of them. The parts of
    `auth/no-token` and `Field.Missing` are checked one by one. If no style fits more than half of
    the codes, nothing is reported. Deprecated and removed codes may stay as they are.

    Bad:
        - code: NotFound
          http_status: 404
          description: Nothing is at this address.
        - code: NameTaken
          http_status: 409
          description: Another entry has the name.
        - code: too_large
          http_status: 413
          description: The file has more than 10 MB.

    Good:
        - code: NotFound
          http_status: 404
          description: Nothing is at this address.
        - code: NameTaken
          http_status: 409
          description: Another entry has the name.
        - code: TooLarge
          http_status: 413
          description: The file has more than 10 MB.
    """
    codes = {
        index: entry.code
        for index, entry in _staying(context)
        if entry.code and entry.code.isascii() and re.search("[A-Za-z]", entry.code)
    }
    style = context.settings.code_style
    styles, reason = _styles_of_most(list(codes.values()))
    if style:
        styles, reason = [style], "the style in the settings"
    for index, code in codes.items() if styles else ():
        if not any(_STYLES[style].fullmatch(code) for style in styles):
            message = f"the code '{code}' is not in {' or '.join(styles)}, {reason}"
            yield Finding(("codes", index, "code"), message, _style_hint(code, styles[0]))


def _staying(context: Context) -> Iterator[tuple[int, Entry]]:
    """Return the entries that are neither removed nor deprecated, with their indexes."""
    return ((index, entry) for index, entry in context.current_entries if not entry.deprecation)


def _styles_of_most(codes: list[str]) -> tuple[list[str], str]:
    """Return the styles of most codes, if these are more than half, and how messages explain it."""
    counts = {
        style: sum(pattern.fullmatch(code) is not None for code in codes)
        for style, pattern in _STYLES.items()
    }
    most = max(counts.values())
    if most * 2 <= len(codes):
        return [], ""
    styles = [style for style, count in counts.items() if count == most]
    return styles, f"the style of {most} of {len(codes)} codes"


def _style_hint(code: str, style: str) -> str:
    suggestion = "".join(
        part if part in "./:" else _CONVERT[style](part) for part in re.split("([./:])", code)
    )
    in_use = "if clients already use the code, deprecate it or silence the rule here"
    # `naming` puts a word before a leading digit, which a code does not need.
    if re.search("(?:^|[./:])[0-9]", code):
        return in_use
    return f"rename it to '{suggestion}'; {in_use}"


@rule("warning")
def similar_codes(context: Context) -> Iterator[Finding]:
    """No two codes differ in only one letter of one word.

    One of the two is probably misspelled, and readers will confuse them. The rule reports words in
    which one inner letter differs, is missing or is swapped with the next one. It does not report
    `Error1` and `Error2`, `TooLong` and `TooLow`, or `ItemLocked` and `ItemsLocked`, nor a word
    that several codes contain.

    Bad:
        - code: NotFound
          http_status: 404
          description: Nothing is at this address.
        - code: NotFoud
          http_status: 404
          description: The account has no such entry.

    Good:
        - code: NotFound
          http_status: 404
          description: Nothing is at this address.
        - code: EntryNotFound
          http_status: 404
          description: The account has no such entry.
    """
    first: dict[tuple[str, ...], int] = {}
    uses: Counter[str] = Counter()
    for index, entry in _staying(context):
        if entry.code or entry.name:
            words = tuple(word.lower() for word in naming.words(_base(entry)))
            uses.update(set(words))
            first.setdefault(words, index)
    spellings = _similar_words(uses)
    for words, index in first.items():
        others = [
            other
            for at, word in enumerate(words)
            if uses[word] == 1
            for spelling in spellings.get(word, ())
            if (other := first.get((*words[:at], spelling, *words[at + 1 :]))) is not None
            and (other < index or uses[spelling] > 1)
        ]
        if others:
            entry, similar = (context.catalog.entries[at] for at in (index, min(others)))
            location = context.positions.locate("codes", min(others), _named_by(similar))
            message = (
                f"'{_base(entry)}' looks like a misspelling of '{_base(similar)}' ({location})"
            )
            hint = "correct the spelling, or choose a name that is easier to tell from the other"
            yield Finding(("codes", index, _named_by(entry)), message, hint)


SHORTEST, LONGEST = 4, 24
"""The lengths of words that are compared: a change in a shorter word often makes another word."""


def _similar_words(words: Iterable[str]) -> Mapping[str, set[str]]:
    """Return, for each word, the other words that differ from it in one letter.

    Such words are equal once a letter is left out of one or both of them. Only words that share
    such a form are compared, so the time grows with the number of words, not with its square.
    """
    similar: defaultdict[str, set[str]] = defaultdict(set)
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if not (word.isalpha() and SHORTEST <= len(word) <= LONGEST):
            continue
        for form in {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word) - 1))}:
            for other in sharing[form]:
                if _differ_in_one_letter(word, other):
                    similar[word].add(other)
                    similar[other].add(word)
            sharing[form].append(word)
    return similar


def _differ_in_one_letter(word: str, other: str) -> bool:
    """Return whether one inner letter differs, is missing or is swapped with the next one."""
    short, long = sorted((word, other), key=len)
    if len(long) == SHORTEST or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    at = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = long[at + 1] + long[at] + long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or short[at:] == swapped


@rule("warning")
def identifier_collision(context: Context) -> Iterator[Finding]:
    """No two identifiers in an output are equal if case is ignored.

    The identifiers are the Python member, the TypeScript key in PascalCase, the OpenAPI component
    and the anchor. If `generate` refuses to write an output of the settings for it, this is an
    error. If no output has the names, or only their case differs, people confuse them, and so do
    file systems and generators that write a file for each.

    Bad:
        - code: Timeout
          http_status: 504
          description: The upstream service took too long.
        - code: TimeOut
          http_status: 408
          description: The request took too long to arrive.

    Good:
        - code: UpstreamTimeout
          http_status: 504
          description: The upstream service took too long.
        - code: RequestTimeout
          http_status: 408
          description: The request took too long to arrive.
    """
    entries = context.catalog.entries
    first: dict[tuple[str, str], int] = {}
    for index, entry in context.current_entries:
        clashes: dict[int, list[str]] = {}
        for kind, name in _identifiers(entry):
            other = first.setdefault((kind, name.lower()), index)
            if other != index and entries[other].key != entry.key:
                clashes.setdefault(other, []).append(f"{kind} {name}")
        for other, names in clashes.items():
            location = context.positions.locate("codes", other, _named_by(entries[other]))
            keys = f"'{entry.key}' and '{entries[other].key}' ({location})"
            message = f"{keys} share the {', the '.join(names)} if case is ignored"
            hint = "set name: on one of them; identifiers are made from it, and the code stays"
            yield Finding(("codes", index, _named_by(entry)), message, hint)


def _identifiers(entry: Entry) -> Iterator[tuple[str, str]]:
    """Return the identifiers of an entry in outputs, each after its kind."""
    base = _base(entry)
    names = [("OpenAPI component", naming.component(entry)), ("anchor", naming.anchor(base))]
    if entry.code is not None:
        names += [("Python member", naming.constant(base)), ("TypeScript key", naming.pascal(base))]
    return ((kind, name) for kind, name in names if name)


def _base(entry: Entry) -> str:
    """Return the text that the identifiers of an entry are made from."""
    return entry.name or entry.key


def _named_by(entry: Entry) -> str:
    """Return the field that the identifiers of an entry are made from."""
    return "name" if entry.name else "code" if entry.code else "http_status"
