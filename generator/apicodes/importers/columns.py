"""Which field each column of a table fills: by its heading and by its values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from apicodes.catalog import naming
from apicodes.catalog.fields import kind_of
from apicodes.importers import cell_values, heading_words
from apicodes.importers.column_shapes import (
    Column,
    are_codes,
    has_statuses,
    is_identifier,
)

MAPPED = "as --map says"

FIELDS = tuple(heading_words.WHOLE)
"""The fields of an entry that a column can fill; beside them any ``x-…``."""

# How well the shape of a column's values suits a field; what is not named here does not.
_FITS: Mapping[str, Mapping[str, int]] = {
    "http_status": {"http": 9},
    "code": {"token": 6, "integer": 6, "http": 3, "phrase": 1},
    "name": {"token": 5},
    "status": {"token": 3, "phrase": 1, "boolean": 1},
    "number": {"integer": 4, "http": 1},
    "title": {"phrase": 4, "token": 2, "prose": 1},
    "description": {"prose": 4, "phrase": 3, "token": 1, "boolean": 0, "integer": 0},
    "message": {"prose": 3, "phrase": 3, "token": 2},
    "causes": {"prose": 2, "phrase": 2, "token": 1},
    "solutions": {"prose": 2, "phrase": 2, "token": 1},
    "retryable": {"boolean": 5},
    "since": {"token": 3, "phrase": 3, "integer": 2},
    "deprecated": {"boolean": 3, "phrase": 3, "prose": 3, "token": 3},
}

_TEXTS = frozenset(("title", "description", "message", "causes", "solutions", "since"))
"""Fields that take any value, where the heading leaves no doubt."""

_WHOLE, _PART, _WEAKLY = 6, 3, 2


def assign(columns: Sequence[Column], mapping: Mapping[str, str], section: str) -> None:
    """Give columns their fields: those of `mapping` first, then the best match each.

    `section` is what stands above the table. A field has one column. What no field fits becomes an
    extension field where the others make entries.
    """
    for column in columns:
        name = mapping.get(column.heading)
        if name is not None and all(other.field != name for other in columns):
            column.take(name, MAPPED, guessed=False)
    table = _Surroundings(columns, section)
    scored = [
        (name in ("http_status", "code"), score, -index, name)
        for index, column in enumerate(columns)
        for name in _FITS
        if (score := table.score(name, column))
    ]
    # A value is the code where nothing else is: codes are looked for before numbers.
    for _, _, index, name in sorted(scored, reverse=True):
        column = columns[-index]
        if column.field is None and all(other.field != name for other in columns):
            weight = _by_heading(name, column)
            why = "by its heading and its values" if weight else "by its values"
            column.take(name, why, guessed=not weight)
            column.weak = name == "code" and not weight
    _correct(columns)
    if any(column.field in ("code", "http_status") for column in columns):
        _keep_others(columns)


class _Surroundings:
    """What of a table decides about each of its columns."""

    def __init__(self, columns: Sequence[Column], section: str) -> None:
        first = columns[0].words if columns else ""
        self.headings = [column.words for column in columns]
        shapes = {column.shape for column in columns}
        errors = any(heading_words.ERRORS.search(heading) for heading in self.headings)
        is_of_fields = "type" in shapes or bool(heading_words.SETTINGS.search(first))
        section = section.lower()
        is_error = heading_words.ERRORS.search(section)
        self.is_foreign = bool(heading_words.FOREIGN_CODES.search(section)) and not is_error
        self.about = bool(heading_words.ABOUT_CODES.search(section) or errors) and not is_of_fields
        if heading_words.OBJECTS.search(section) or (
            heading_words.SETTINGS.search(section) and not is_error
        ):
            self.about = False
        self.has_http = False
        self.has_http = any(
            column.shape == "http" and self._named("http_status", column) for column in columns
        )

    def score(self, name: str, column: Column) -> int:
        """Return how likely a column holds a field; 0 where it cannot."""
        named = self._named(name, column)
        if name in ("status", "code") and column.shape in ("token", "phrase", "boolean"):
            values = {value.lower() for value in column.filled}
            is_word = bool(values) and values <= heading_words.STATUS_WORDS
            is_outcome = bool(heading_words.WHOLE["status"].match(column.words))
            if is_word and is_outcome:
                return 20 if name == "status" else 0
            if name == "status" and len(values) > max(5, len(column.values) // 3):
                return 0
        is_http = named != _WHOLE and heading_words.WHOLE["http_status"].match(column.words)
        if name == "code" and (is_http or column.shape == "phrase") and named != _WHOLE:
            return 0 if column.shape == "phrase" or has_statuses(column) else named
        if column.shape in _FITS[name]:
            return named and named + _FITS[name][column.shape]
        if named != _WHOLE:
            return 0
        if name == "http_status":
            return _WHOLE * has_statuses(column)
        if name == "code" and self.has_http and column.has_codes:
            return _WHOLE
        if kind_of(name) == "flag":
            answers = map(cell_values.answer, column.values)
            return _WHOLE * any(answer is not None for answer in answers)
        return int(column.shape == "empty" or (name in _TEXTS and column.shape != "http"))

    def _named(self, name: str, column: Column) -> int:
        """Return how much the heading of a column speaks for a field."""
        heading = column.words
        if name == "code" and (self.is_foreign or heading_words.OTHER_CODES.search(heading)):
            return 0
        if weight := _by_heading(name, column):
            return weight
        if heading_words.SETTINGS.search(heading):
            return 0
        if not heading:
            is_http = column.shape == "http" if name == "http_status" else self.has_http
            return int(is_http and name in ("http_status", "code", "description"))
        is_kind = bool(heading_words.KINDS.match(heading))
        is_number = bool(heading_words.WHOLE["number"].match(heading))
        is_code = any(heading_words.WHOLE[field].match(heading) for field in ("code", "status"))
        if name == "http_status" and column.shape == "http":
            is_code = is_code or any(map(heading_words.WHOLE["code"].match, self.headings))
            return _WEAKLY * (is_code or (self.about and (is_kind or is_number)))
        if name == "code" and is_kind:
            is_word = column.shape == "token" and not is_number and are_codes(column, is_code)
            is_alone = self.about and (column.shape == "integer" or is_word)
            return _WEAKLY * (is_alone or (self.has_http and is_word))
        if name == "code" and self.has_http and column.shape == "token":
            fields = (field for field in heading_words.PART if field != "status")
            others = any(heading_words.PART[field].search(heading) for field in fields)
            return int(are_codes(column) and not others)
        if name == "title" and column.shape == "phrase":
            return _WEAKLY * (is_code or bool(heading_words.WHOLE["http_status"].match(heading)))
        return 0


def _by_heading(name: str, column: Column) -> int:
    if heading_words.WHOLE[name].match(column.words):
        return _WHOLE
    return _PART * bool(heading_words.PART[name].search(column.words))


def _correct(columns: Sequence[Column]) -> None:
    """Change fields that other columns speak against."""
    of = {column.field: column for column in columns}
    code, number = of.get("code"), of.get("number")
    if code is None and number is not None and "http_status" in of:
        rows = zip(number.values, of["http_status"].values, strict=True)
        if any(cell_values.number(value) is not None and not cell_values.statuses(http).values
               for value, http in rows):  # fmt: skip
            number.take("code", "as rows without an HTTP status have nothing else", guessed=False)
    if (name := of.get("name")) and name.why != MAPPED and not _names(name):
        name.field = None
        if "title" not in of:
            name.take("title", "as its values are no names of constants")
    for column in columns:
        is_code = heading_words.PART["code"].search(column.words)
        if column.field is None and column.shape == "integer" and is_code and "number" not in of:
            column.take("number", "by its values beside codes")
            break
    if code is not None and all(column.field != "name" for column in columns):
        named = (
            column
            for column in columns
            if _may_name(column) and _names(column) and column.values != code.values
        )
        for column in islice(named, 1):
            column.take("name", "by its values beside codes")
    if "description" not in of:
        _describe(columns)
    elif "title" not in of and of["description"].why != MAPPED and not _has_words(of):
        _entitle(columns, of["description"])
    for column in columns:
        if column.field == "description" and "code" not in of and not number:
            column.leading = _leading(column)


def _may_name(column: Column) -> bool:
    """Return whether the heading of a column lets it hold the names of codes."""
    is_code = heading_words.KINDS.match(column.words) or heading_words.PART["code"].search(
        column.words
    )
    return column.field in ("title", "causes") or (column.field is None and bool(is_code))


def _names(column: Column) -> bool:
    """Return whether a column holds the names of codes, such as those of constants."""
    values = column.filled
    is_unique = len(set(values)) == len(values)
    return column.shape == "token" and is_unique and all(map(is_identifier, values))


def _describe(columns: Sequence[Column]) -> None:
    """Take a column of prose for the description where none has its heading."""
    is_told = any(column.field == "message" for column in columns)
    fields = (None,) if is_told else (None, "causes")
    free = [
        column
        for column in columns
        if column.shape in ("prose", "phrase") and column.field in fields
    ]
    if free:
        best = max(free, key=lambda column: (column.field is not None, column.shape == "prose"))
        best.take("description", "as no other column describes the codes")


def _entitle(columns: Sequence[Column], description: Column) -> None:
    """Take the shorter one of two columns that describe for the title."""
    heading = heading_words.WHOLE["description"]
    for other in columns:
        if other.field is None and heading.match(other.words):
            title, longer = sorted((other, description), key=_length)
            if title.shape in ("phrase", "token") and 1.5 * _length(title) < _length(longer):
                longer.take("description", description.why, guessed=description.guessed)
                title.take("title", f"as '{longer.heading}' says more")
                return


def _has_words(of: Mapping[str | None, Column]) -> bool:
    """Return whether HTTP statuses have words beside them that are titles."""
    values = of["http_status"].filled if "http_status" in of else ()
    statuses = map(cell_values.statuses, values)
    return any(one.words and not cell_values.is_phrase(one.words, one.values) for one in statuses)


def _length(column: Column) -> int:
    return sum(map(len, column.filled))


def _leading(column: Column) -> str:
    """Return a code with which most values begin; empty where they do not."""
    values = column.filled
    led = [match[1] for value in values if (match := LEADING.match(value))]
    return led[0] if len(led) > 1 and len(led) >= 0.8 * len(values) else ""


LEADING = re.compile(
    r"`?((?=[A-Za-z0-9_.-]*(?:[a-z0-9][A-Z]|_|[A-Z]{4}))[A-Za-z][A-Za-z0-9_.-]{3,80}?)`?"
    r"(?:\s*[:：–—-]+\s+|[:：]\s*|\s+)(.*)$",
    re.DOTALL,
)
"""A description that begins with a code, and what follows it."""


def _keep_others(columns: Sequence[Column]) -> None:
    """Take the columns that fit no field for extension fields."""
    for column in columns:
        if column.field is None and column.filled and column.heading:
            slug = naming.kebab(column.heading)
            name = "x-" + (slug or re.sub(r"\W+", "-", column.heading).strip("-"))
            if name != "x-" and all(other.field != name for other in columns):
                column.take(name, next(_taken(column, columns), "as no field fits"))


def _taken(column: Column, columns: Sequence[Column]) -> Iterator[str]:
    """Return why a column has not the field of its heading."""
    for other in columns:
        known = heading_words.WHOLE.get(other.field or "")
        if known and known.match(column.words):
            yield f"as '{other.heading}' is the {other.field}"
