"""The wording of texts: repeated, unfinished, without full stops or with headings."""

import re
from collections import Counter
from collections.abc import Iterator

from apicodes.lint import Context, Finding, Fix, rule
from apicodes.lint.catalog_texts import Text, ends_sentence, lines, prose, shortened
from apicodes.lint.rules.commas import items_within_brackets
from apicodes.lint.rules.hashes import cut_off_texts
from apicodes.render import markdown


@rule("warning")
def description_repeated(context: Context) -> Iterator[Finding]:
    """No two entries have the same description.

    Readers do not learn how the two codes differ; often one of the descriptions was copied and
    never finished. An entry that names its replacement may have the same description as that.

    Bad:
        - code: UserNotFound
          description: The entry does not exist.
        - code: OrderNotFound
          description: The entry does not exist.

    Good:
        - code: UserNotFound
          description: No user has this name.
        - code: OrderNotFound
          description: No order has this number.
    """
    first: dict[str, tuple[int, Text]] = {}
    entries = context.catalog.entries
    for text in prose(context.catalog):
        if text.kind != "description":
            continue
        index = int(text.steps[1])
        deprecation = entries[index].deprecation
        if deprecation and deprecation.replacements:
            continue
        other, earlier = first.setdefault(" ".join(text.value.split()), (index, text))
        if entries[other].key != entries[index].key:
            location = context.positions.locate(*earlier.steps)
            description = f"the description '{shortened(text.value)}'"
            message = f"'{entries[other].key}' already has {description} ({location})"
            hint = "describe how the two differ, or make them one entry"
            yield Finding(text.steps, message, hint)


@rule("warning", fixable=True)
def full_stop(context: Context) -> Iterator[Finding]:
    """A text ends with a full stop if nearly all texts of its kind do.

    Where 85 % of the descriptions, causes, solutions and so on do, the others should as well. A
    sentence may also end with `!`, `?` or `…`, or with the mark of another script such as `。`, and
    a quote or a bracket may follow. A text needs no full stop if it ends with a list, a block of
    code or an address, if it is a single word, or if [text-after-hash](#text-after-hash) reports
    that it is cut off. A text without quotes in a list within brackets is not fixed, because a
    comma may have [split it](#text-split-by-comma).

    Bad:
        - http_status: 400
          description: The request is wrong.
          causes:
            - The name is missing.
            - The name is too long.
            - The name is taken.
            - The date is missing.
            - The date is in the past.
            - The date is a holiday.
            - The date is not in the calendar

    Good:
        - http_status: 400
          description: The request is wrong.
          causes:
            - The name is missing.
            - The name is too long.
            - The name is taken.
            - The date is missing.
            - The date is in the past.
            - The date is a holiday.
            - The date is not in the calendar.
    """
    complete: Counter[str] = Counter()
    others: list[Text] = []
    for text in prose(context.catalog):
        if ends_sentence(text.value):
            complete[text.kind] += 1
        else:
            others.append(text)
    cut_off = cut_off_texts(context) if others else set()
    incomplete = [
        text
        for text in others
        if complete[text.kind]
        and _is_sentence(text.value)
        and not (cut_off and context.positions.locate(*text.steps) in cut_off)
    ]
    counts = Counter(text.kind for text in incomplete)
    unsafe = items_within_brackets(context) if incomplete else set()
    for text in incomplete:
        count, total = complete[text.kind], complete[text.kind] + counts[text.kind]
        if count >= total * 0.85:
            share = f"{count} of {total} {_noun(text)}s"
            end = shortened(text.value, end=True)
            message = f"no full stop after '{end}', but {share} have one"
            is_safe = context.positions.locate(*text.steps) not in unsafe
            fixed = _with_full_stop(text.value) if is_safe else None
            fix = Fix(text.steps, fixed) if fixed else None
            yield Finding(text.steps, message, "end the sentence with '.'", fix)


# An address, or a tag of another template language: {% badge %}.
_NO_SENTENCE = re.compile(r"(?:(?:://|@|\bwww\.)\S+|[%}]\})$")


def _is_sentence(text: str) -> bool:
    """Return whether a text without a full stop should have one if others do."""
    if not markdown.is_plain(text):
        last = markdown.parse(text).children[-1:]
        if not last or last[0].type != "paragraph":
            return False
        from apicodes.render.markdown.plain_text import plain_spans

        text = plain_spans(last[0].children)
        if ends_sentence(text):
            return False
    is_word = text.isascii() and len(text.split()) == 1
    return not is_word and not _NO_SENTENCE.search(text)


_OPEN_END = re.compile(r"[^\W_][\"'`*_)\]\u2019\u201d\xbb]*$")
"""The end of a text that '.' can follow: a letter or digit, and closing quotes or brackets."""


def _with_full_stop(text: str) -> str | None:
    """Return a text with a full stop at its end; None if that needs a decision.

    It does if the text ends with another mark or with HTML, if its script has other marks, or if
    the full stop would not be part of the last paragraph.
    """
    words = text.rstrip()
    end = _OPEN_END.search(words)
    if end is None or not ("\u1e00" <= end[0][0] < "\u2000" or end[0][0] < "\u0530"):
        return None
    fixed = f"{words}.{text[len(words) :]}"
    return fixed if markdown.normal(fixed) == f"{markdown.normal(text)}." else None


@rule("warning")
def heading_in_description(context: Context) -> Iterator[Finding]:
    """The description of an entry, a group or a header contains no heading.

    A heading begins a section of the page: the text after the description would belong to it, and
    the table of contents would list it among the codes. In Markdown, a line of `---` below a
    paragraph makes the paragraph a heading. The introduction of the page may have headings.

    Bad:
        - code: NotFound
          description: |
            The entry does not exist.

            ## What to do

            Look at the list of entries.

    Good:
        - code: NotFound
          description: |
            The entry does not exist.

            **What to do:** look at the list of entries.
    """
    for text in prose(context.catalog):
        if _HEADING.search(text.value):
            for node in markdown.parse(text.value).walk():
                if node.type == "heading":
                    words = shortened(node.children[0].content if node.children else "")
                    message = f"the heading '{words}' breaks the structure of the page"
                    hint = "write it in bold, or move the parts to 'causes' and 'solutions'"
                    if node.markup in ("-", "="):
                        hint = f"leave an empty line above the line of '{node.markup}'"
                    yield Finding(text.steps, message, hint)
                    break


_HEADING = re.compile(r"^[ >*+\-\d.)]*#{1,6}(?:\s|$)|^[ >]*(?:=+|-+)[ \t]*$", re.MULTILINE)


@rule("warning")
def unfinished_text(context: Context) -> Iterator[Finding]:
    """No text is marked as unfinished, or stands for a missing one.

    TODO, FIXME, TBD, XXX and lorem ipsum are notes of writers to themselves, and would be
    published. A value with such a name is written as code: `TODO`. Texts without a letter or digit,
    and texts that are only `null`, `None`, `nil`, `NaN`, `undefined` or `N/A`, often come from a
    conversion.

    Bad:
        - http_status: 409
          description: "TODO: say when this happens."

    Good:
        - http_status: 409
          description: The name is taken. Tasks that are `TODO` keep their names.
    """
    for text in (*lines(context.catalog), *prose(context.catalog), *_introduction(context)):
        if note := _unfinished_note(text.value):
            message = f"'{note}' marks this {_noun(text)} as unfinished"
            hint = "finish the text; a value of this name is written in backticks"
            yield Finding(text.steps, message, hint)
        elif _WORDLESS.fullmatch(text.value):
            message = f"the {_noun(text)} is only '{text.value}'"
            yield Finding(text.steps, message, "write a text, or delete the field")


def _noun(text: Text) -> str:
    return text.kind.rpartition(" ")[2]


def _introduction(context: Context) -> Iterator[Text]:
    if context.catalog.description:
        yield Text("description", ("description",), context.catalog.description)


_WORDLESS = re.compile(r"(?:null|none|nil|nan|undefined|n/?a|[\W_]+)[.!]?", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"(?<![\w-])(?:TODO|FIXME|TBD|XXX)(?![\w-])|\b[Ll]orem [Ii]psum\b|\bLOREM IPSUM\b"
)


def _unfinished_note(text: str) -> str | None:
    note = _UNFINISHED.search(text)
    if note and not markdown.is_plain(text):
        nodes = markdown.parse(text).walk()
        notes = (_UNFINISHED.search(node.content) for node in nodes if node.type == "text")
        note = next(filter(None, notes), None)
    return note.group() if note else None
