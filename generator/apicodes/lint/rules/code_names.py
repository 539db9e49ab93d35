"""What codes are called: in one style, and not so that two are taken for each other."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.lint import Context, Finding, rule

# The digits before a part are its own: 2FA_REQUIRED is as good as FA2_REQUIRED.
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
"""What a code in a style looks like: parts in the style, with dots, slashes or colons between."""

_CONVERT: Mapping[str, Callable[[str], str]] = {
    "PascalCase": naming.pascal,
    "camelCase": naming.camel,
    "snake_case": naming.snake,
    "SCREAMING_SNAKE_CASE": naming.constant,
    "kebab-case": naming.kebab,
}


@rule("warning")
def code_style(context: Context) -> Iterator[Finding]:
    """Codes are in one style: that of most codes, or the `code_style` of the settings.

    Clients compare codes letter by letter, and guess the ones that they do not remember. A code of
    one word may fit several styles, and one of digits alone fits all; the parts of `auth/no-token`
    and `Field.Missing` are looked at one by one. Where no style is that of more than half of the
    codes, there is nothing to keep to. Deprecated and removed codes may stay as they are.

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
    wanted, why = _of_most(list(codes.values()))
    if style:
        wanted, why = [style], "as the settings want codes to be"
    for index, code in codes.items() if wanted else ():
        if not any(_STYLES[its].fullmatch(code) for its in wanted):
            message = f"the code '{code}' is not in {' or '.join(wanted)}, {why}"
            yield Finding(("codes", index, "code"), message, _restyled(code, wanted[0]))


def _staying(context: Context) -> Iterator[tuple[int, Entry]]:
    """Return the entries that neither have gone nor are going: their codes may still change."""
    return ((index, entry) for index, entry in context.sent if entry.deprecation is None)


def _of_most(codes: list[str]) -> tuple[list[str], str]:
    """Return the styles that most codes are in, if more than half are, and that they are."""
    counts = {
        style: sum(pattern.fullmatch(code) is not None for code in codes)
        for style, pattern in _STYLES.items()
    }
    most = max(counts.values())
    if most * 2 <= len(codes):
        return [], ""
    styles = [style for style, count in counts.items() if count == most]
    return styles, f"as {most} of {len(codes)} are"


def _restyled(code: str, style: str) -> str:
    suggested = "".join(
        part if part in "./:" else _CONVERT[style](part) for part in re.split("([./:])", code)
    )
    known = "where clients know it already, deprecate it or silence the rule here"
    # A name may not begin with a digit, and gets a word before it that a code needs not.
    if re.search("(?:^|[./:])[0-9]", code):
        return known
    return f"call it '{suggested}'; {known}"


@rule("warning")
def similar_codes(context: Context) -> Iterator[Finding]:
    """No two codes are the same but for a slip in one word.

    One of the two is a misspelling, or readers will take the one for the other. Words are the same
    but for a slip where one letter inside of them differs, is missing or has changed places with
    the next; `Error1` and `Error2`, `TooLong` and `TooLow`, `ItemLocked` and `ItemsLocked` are not.
    A word that several codes have is no slip.

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
    first: dict[Words, int] = {}
    uses: Counter[str] = Counter()
    for index, entry in _staying(context):
        if entry.code or entry.name:
            words = tuple(word.lower() for word in naming.words(_base(entry)))
            uses.update(set(words))
            first.setdefault(words, index)
    slips = _slips(uses)
    for words, index in first.items():
        other = next((its for its in _alike(words, index, first, uses, slips)), None)
        if other is not None:
            entry, its = (context.catalog.entries[at] for at in (index, other))
            where = context.positions.locate("codes", other, _named_by(its))
            message = f"'{_base(entry)}' is '{_base(its)}' at {where} but for a slip"
            hint = "mend the spelling, or choose a name that cannot be taken for the other"
            yield Finding(("codes", index, _named_by(entry)), message, hint)


Words = tuple[str, ...]


def _alike(
    words: Words,
    index: int,
    first: Mapping[Words, int],
    uses: Mapping[str, int],
    slips: Mapping[str, list[str]],
) -> Iterator[int]:
    """Return the entries whose words are these but for a slip in one that no other code has.

    Of two that are both alone with their word, the later one finds the earlier.
    """
    for at, word in enumerate(words):
        if uses[word] > 1 or f"={word}" not in slips:
            continue
        for its in dict.fromkeys(
            its for slip in _slipped(word, "-", "=") for its in slips.get(slip, ())
        ):
            other = first.get((*words[:at], its, *words[at + 1 :]))
            if other is not None and its != word and (other < index or uses[its] > 1):
                yield other


def _slips(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words by what slips make of them: two with a slip in common are alike.

    So no word is compared with every other one. Most words of a large catalog share no half with
    another, and need no more.
    """
    possible = list(filter(_may_slip, words))
    halves = Counter(half for word in possible for half in _halves(word))
    slips: dict[str, list[str]] = {}
    for word in possible:
        if not any(halves[half] > 1 for half in _halves(word)):
            continue
        for slip in _slipped(word, "=", "-"):
            slips.setdefault(slip, []).append(word)
    return slips


def _may_slip(word: str) -> bool:
    """Return whether a word is long enough for a slip; not so long that it is none."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


SHORTEST, LONGEST = 4, 24


def _halves(word: str) -> Iterator[str]:
    """Return the halves of a word: one that is it but for a slip has the slip in the other half.

    How long a half is goes by the shorter of the two words, which may be this one.
    """
    for size in (len(word) - 1, len(word) - 2):
        yield f"{size}{word[: size // 2]}"
        yield f"{word[-(size // 2) :]}{size}"


def _slipped(word: str, whole: str, shorter: str) -> Iterator[str]:
    """Return what a slip inside of a word can make of it.

    Two words that differ in one letter are the same without it, and so are two where neighbours
    changed places once these are sorted. A word that lacks a letter is itself what is left of the
    other; `whole` and `shorter` mark the two, so that one is only looked for among the others.
    """
    yield whole + word
    # The shortest are only what is left of longer ones.
    for at in range(1, len(word) - 1) if len(word) > SHORTEST else ():
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield f"{before}?{after}"
        yield f"{shorter}{before}{after}"
        if len(after) > 1:
            yield f"{before}{''.join(sorted(letter + after[0]))}!{after[1:]}"


@rule("warning")
def identifier_collision(context: Context) -> Iterator[Finding]:
    """No output has two identifiers that are the same once case is ignored.

    They are the Python member, the TypeScript key in PascalCase, the OpenAPI component and the
    anchor. Where two are the very same, `generate` refuses to write that output, and no link leads
    to the anchor. Where case alone tells them apart, people will not, and neither will file systems
    and generators that make a file of each.

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
    for index, entry in context.sent:
        clashes: dict[int, list[str]] = {}
        for what, name in _identifiers(entry):
            other = first.setdefault((what, name.lower()), index)
            if other != index and entries[other].key != entry.key:
                clashes.setdefault(other, []).append(f"{what} {name}")
        for other, names in clashes.items():
            where = context.positions.locate("codes", other, _named_by(entries[other]))
            message = f"'{entry.key}' and '{entries[other].key}' at {where} share, case aside, the "
            hint = "set name: on one of them; it gives the identifiers, and the code stays"
            at = ("codes", index, _named_by(entry))
            yield Finding(at, message + ", the ".join(names), hint)


def _identifiers(entry: Entry) -> Iterator[tuple[str, str]]:
    """Return what the identifiers of an entry are in outputs, and the identifiers."""
    base = _base(entry)
    names = [("OpenAPI component", naming.component(entry)), ("anchor", naming.anchor(base))]
    if entry.code is not None:
        names += [("Python member", naming.constant(base)), ("TypeScript key", naming.pascal(base))]
    return ((what, name) for what, name in names if name)


def _base(entry: Entry) -> str:
    """Return what the identifiers of an entry are made from."""
    return entry.name or entry.key


def _named_by(entry: Entry) -> str:
    """Return the field that the identifiers of an entry are made from."""
    return "name" if entry.name else "code" if entry.code else "http_status"
