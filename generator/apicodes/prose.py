"""What is said of an entry in words, the same in every output."""

from apicodes.catalog import Deprecated, Entry


def facts(entry: Entry) -> str:
    """Return what clients should know beside the description, as Markdown on one line."""
    sentences = []
    if entry.retryable is not None:
        sentences.append("Retryable." if entry.retryable else "Not retryable.")
    if entry.headers:
        sentences.append(f"Sends {_listed(entry.headers)}.")
    if entry.since:
        sentences.append(f"Since {entry.since}.")
    return " ".join(sentences)


def deprecation(deprecated: Deprecated, *, replacements: bool = True) -> str:
    """Return the announcement without the word "Deprecated" itself, as Markdown; may be empty."""
    sentences = []
    if deprecated.since:
        sentences.append(f"Since {deprecated.since}.")
    if deprecated.sunset:
        sentences.append(f"May be gone from {deprecated.sunset}.")
    if replacements and deprecated.replacements:
        sentences.append(f"Use {_listed(deprecated.replacements, 'or')}.")
    if deprecated.reason:
        sentences.append(deprecated.reason)
    return " ".join(sentences)


def description(entry: Entry) -> str:
    """Return the description, and those of single HTTP statuses, as Markdown; may be empty."""
    paragraphs = [entry.description or entry.title or ""]
    paragraphs += [f"{status}: {text}" for status, text in entry.status_descriptions.items()]
    return "\n\n".join(filter(None, paragraphs))


def documentation(entry: Entry) -> str:
    """Return all that a comment beside a code says, as Markdown; may be empty."""
    paragraphs = [description(entry), facts(entry)]
    if entry.deprecation:
        paragraphs.append(f"Deprecated. {deprecation(entry.deprecation)}".rstrip())
    return "\n\n".join(filter(None, paragraphs))


def _listed(names: tuple[str, ...], conjunction: str = "and") -> str:
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} {conjunction} {last}" if first else last
