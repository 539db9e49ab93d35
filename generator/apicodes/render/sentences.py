"""What is said of an entry in words, the same in every output."""

from collections.abc import Callable, Iterable, Sequence

from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Deprecated, Removed
from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.versions import NEXT, UNRELEASED
from apicodes.render import markdown

Show = Callable[[str], str]
"""Writes the key of an entry that takes another's place as Markdown."""


def facts(entry: Entry) -> str:
    """Return what clients should know beside the description, as Markdown on one line."""
    sentences = []
    if entry.retryable is not None:
        sentences.append("Retryable." if entry.retryable else "Not retryable.")
    if entry.headers:
        sentences.append(f"Sends {listed(map(markdown.code, entry.headers), 'and')}.")
    if entry.since:
        since = f"Since {version(entry.since)}"
        sentences.append(f"{UNRELEASED if entry.since == NEXT else since}.")
    return " ".join(sentences)


def removal(removed: Removed) -> str:
    """Return what became of a removed entry, as Markdown."""
    since = f" since {version(removed.since)}" if removed.since else ""
    reason = removed.reason or ""
    return f"Removed{since}: in no output, and its code is never used again. {reason}".rstrip()


def deprecation(deprecated: Deprecated, show: Show | None = markdown.code) -> str:
    """Return the announcement without the word "Deprecated" itself, as Markdown; may be empty.

    Where `show` is None, what takes its place is left out.
    """
    since = f"Since {version(deprecated.since)}." if deprecated.since else ""
    return " ".join(filter(None, (since, _outlook(deprecated, show))))


def version(text: str) -> str:
    """Return a version as Markdown within a sentence."""
    return "the next release" if text == NEXT else markdown.literal(text)


def _outlook(deprecated: Deprecated, show: Show | None) -> str:
    """Return what is to come of something that is deprecated, as Markdown; may be empty."""
    sentences = []
    if deprecated.sunset:
        sentences.append(f"May be gone from {deprecated.sunset}.")
    if show and deprecated.replacements:
        sentences.append(f"Use {listed(map(show, deprecated.replacements), 'or')}.")
    if deprecated.reason:
        sentences.append(deprecated.reason)
    return " ".join(sentences)


def description(entry: Entry) -> str:
    """Return the description, and those of single HTTP statuses, as Markdown; may be empty."""
    paragraphs = [entry.description or _title(entry)]
    paragraphs += [f"{status}: {text}" for status, text in entry.status_descriptions.items()]
    return _paragraphs(*paragraphs)


def documentation(entry: Entry, show: Show = markdown.code) -> str:
    """Return all that a comment beside a code says, as Markdown; may be empty."""
    return _paragraphs(description(entry), facts(entry), announcement(entry, show))


def announced(entry: Entry) -> str:
    """Return the description, and the announcement that the code goes, as Markdown."""
    return _paragraphs(description(entry), announcement(entry))


def response(entry: Entry, http_statuses: Sequence[int]) -> str:
    """Return what is said of an entry where it comes with some of its HTTP statuses, as Markdown.

    Never empty: where nothing is said of the entry it is the phrase of RFC 9110, or its key.
    """
    several = len(http_statuses) != 1
    described = description(entry) if several else description_for(entry, http_statuses[0])
    phrases = (PHRASES[status] for status in http_statuses if status in PHRASES)
    text = _paragraphs(described or _title(entry), announcement(entry))
    return text or next(phrases, markdown.literal(entry.key))


def description_for(entry: Entry, http_status: int) -> str:
    """Return the description for one HTTP status: the entry's, and that of the status."""
    return _paragraphs(entry.description or "", entry.status_descriptions.get(http_status, ""))


def _title(entry: Entry) -> str:
    return markdown.literal(entry.title or "")


BARE = "Do not rely on it in new code."
"""What is said of a code that goes where nothing else is."""


def announcement(entry: Entry, show: Show = markdown.code) -> str:
    """Return the announcement that an entry goes, as Markdown; empty where there is none."""
    deprecated = entry.deprecation
    if deprecated is None:
        return ""
    since = f" since {version(deprecated.since)}" if deprecated.since else ""
    return f"Deprecated{since}. {_outlook(deprecated, show)}".rstrip(" ")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def listed(words: Iterable[str], conjunction: str) -> str:
    """Return words as English lists them: ``a, b or c``."""
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last
