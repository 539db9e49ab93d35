"""What is written for readers: finished, told apart, punctuated alike, and fit for its place."""

import re
from collections import Counter
from collections.abc import Iterator

from apicodes.lint import Context, Finding, Fix, rule
from apicodes.lint.catalog_texts import Text, ends_sentence, lines, prose, shortened
from apicodes.lint.rules.hashes import cut_off
from apicodes.render import markdown


@rule("warning")
def description_repeated(context: Context) -> Iterator[Finding]:
    """No two entries have the same description.

    A reader who meets one of the two codes learns nothing of what sets it apart from the other;
    often one of them was copied, and never finished. An entry that names its replacement may say
    the same as that.

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
            where = context.positions.locate(*earlier.steps)
            shown = shortened(text.value)
            message = f"'{shown}' describes '{entries[other].key}' already, at {where}"
            hint = "say what sets the two apart, or make them one entry"
            yield Finding(text.steps, message, hint)


@rule("warning", mends=True)
def full_stop(context: Context) -> Iterator[Finding]:
    """A text ends in a full stop where most texts of its kind do.

    More than half of the descriptions, of the causes, of the solutions and so on set the style for
    the others of their kind. A sentence may also end in `!`, `?` or `…`, or in the mark of another
    script such as `。`, with a quote or a bracket after it. What ends in a list, a block of code or
    an address needs none, nor does a single word, nor what [text-after-hash](#text-after-hash)
    finds cut off.

    Bad:
        - http_status: 400
          description: The key is malformed.
        - http_status: 403
          description: The key lacks a permission.
        - http_status: 404
          description: The entry does not exist

    Good:
        - http_status: 400
          description: The key is malformed.
        - http_status: 403
          description: The key lacks a permission.
        - http_status: 404
          description: The entry does not exist.
    """
    having: Counter[str] = Counter()
    others: list[Text] = []
    for text in prose(context.catalog):
        if ends_sentence(text.value):
            having[text.kind] += 1
        else:
            others.append(text)
    cut = cut_off(context) if others else set()
    lacking = [
        text
        for text in others
        if having[text.kind]
        and _is_sentence(text.value)
        and not (cut and context.positions.locate(*text.steps) in cut)
    ]
    without = Counter(text.kind for text in lacking)
    for text in lacking:
        count = having[text.kind]
        if count > without[text.kind]:
            whole = count + without[text.kind]
            shown = shortened(text.value, end=True)
            message = f"no full stop after '{shown}', where {count} of {whole} have one"
            stopped = _stopped(text.value)
            fix = Fix(text.steps, stopped) if stopped else None
            yield Finding(text.steps, message, "end the sentence with '.'", fix)


# An address, or a tag of another template language: {% badge %}.
_NO_SENTENCE = re.compile(r"(?:(?:://|@|\bwww\.)\S+|[%}]\})$")


def _is_sentence(text: str) -> bool:
    """Return whether a text without a full stop at its end ought to have one, if others do."""
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
"""The end of a text that '.' can follow: a letter or digit, and what closes around it."""


def _stopped(text: str) -> str | None:
    """Return a text with a full stop at its end; None where it takes a judgement.

    It does where the text ends in another mark or in HTML, in a script with marks of its own, or
    where the stop would be no text of the last paragraph.
    """
    said = text.rstrip()
    end = _OPEN_END.search(said)
    if end is None or not ("\u1e00" <= end[0][0] < "\u2000" or end[0][0] < "\u0530"):
        return None
    stopped = f"{said}.{text[len(said) :]}"
    return stopped if markdown.normal(stopped) == f"{markdown.normal(text)}." else None


@rule("warning")
def heading_in_description(context: Context) -> Iterator[Finding]:
    """The description of an entry, a group or a header has no heading in it.

    A heading begins a chapter of the page: what follows the description would belong to it, and
    the table of contents would list it among the codes. In Markdown a line of `---` below a
    paragraph makes a heading of the paragraph. The introduction of the page may have headings.

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
                    message = f"'{words}' is a heading, which breaks the structure of the page"
                    hint = "write it in bold, or put the parts into 'causes' and 'solutions'"
                    if node.markup in ("-", "="):
                        hint = f"leave a line empty above the line of '{node.markup}'"
                    yield Finding(text.steps, message, hint)
                    break


_HEADING = re.compile(r"^[ >*+\-\d.)]*#{1,6}(?:\s|$)|^[ >]*(?:=+|-+)[ \t]*$", re.MULTILINE)


@rule("warning")
def unfinished_text(context: Context) -> Iterator[Finding]:
    """No text says that it is unfinished.

    TODO, FIXME, TBD, XXX and lorem ipsum are notes of writers to themselves, and would be
    published. A value that is called so stands in code: `TODO`.

    Bad:
        - http_status: 409
          description: "TODO: say when this happens."

    Good:
        - http_status: 409
          description: The name is taken. Tasks that are `TODO` keep their names.
    """
    for text in (*lines(context.catalog), *prose(context.catalog), *_introduction(context)):
        if found := _unfinished(text.value):
            message = f"'{found}' says that this {_noun(text.kind)} is unfinished"
            yield Finding(text.steps, message, "finish it; code is written in backticks")


def _noun(kind: str) -> str:
    return kind if kind not in ("header", "group", "parameter") else "description"


def _introduction(context: Context) -> Iterator[Text]:
    if context.catalog.description:
        yield Text("description", ("description",), context.catalog.description)


_UNFINISHED = re.compile(
    r"(?<![\w-])(?:TODO|FIXME|TBD|XXX)(?![\w-])|\b[Ll]orem [Ii]psum\b|\bLOREM IPSUM\b"
)


def _unfinished(text: str) -> str | None:
    found = _UNFINISHED.search(text)
    if found and not markdown.is_plain(text):
        nodes = markdown.parse(text).walk()
        words = (_UNFINISHED.search(node.content) for node in nodes if node.type == "text")
        found = next(filter(None, words), None)
    return found.group() if found else None
