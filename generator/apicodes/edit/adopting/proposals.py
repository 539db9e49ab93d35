"""What an edited output says otherwise, as edits of the catalog; and what cannot become one."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import Kind
from apicodes.catalog.fields import field as field_of
from apicodes.compare.differences import same
from apicodes.compare.record import Reading, Record
from apicodes.edit.adopting import edited_text, listed
from apicodes.edit.adopting.announcements import announced, plain
from apicodes.edit.adopting.pairs import Row
from apicodes.edit.catalog_edits import Files
from apicodes.edit.text_edits import Edit
from apicodes.problems import Location, Problem
from apicodes.render import sentences
from apicodes.text.display import pair

Steps = tuple[str | int, ...]
DERIVED = (
    "identifier", "documentation", "url", "struck through", "anchor", "row", "phrases", "label",
    "header descriptions",
)  # fmt: skip
"""What an output makes of the fields of an entry."""

ADOPTED: frozenset[Kind] = frozenset(("text", "number", "flag", "names"))
"""The kinds of fields whose value goes back to the catalog as it is."""


class Proposals(Struct):
    """The edits that a file asks for, by the file of the catalog and the steps in it."""

    path: str
    noun: str
    files: Files
    lines: list[str]
    """The lines of a page, whose cells hold what its reading does not."""
    columns: tuple[str, ...] = ()
    """The columns of a page that is one table."""
    values: dict[tuple[str, Steps], Edit] = field(default_factory=dict)
    places: dict[tuple[str, Steps], int | None] = field(default_factory=dict)
    """The line that asked for an edit."""
    structure: dict[str, list[Edit]] = field(default_factory=dict)
    """The entries that come, go and move; made after the values."""
    problems: list[Problem] = field(default_factory=list)

    def tell(self, line: int | None, message: str, hint: str | None = None) -> None:
        """Keep what cannot go back to the catalog."""
        hint = hint or "nothing was written; edit the catalog, or undo the edit"
        self.problems.append(Problem(Location(self.path, line), "not-adopted", message, hint))

    def add(
        self, path: str, steps: Steps, value: Any, line: int | None, action: Any = "set"
    ) -> None:
        """Ask for an edit; two that ask for different things at one place are told."""
        edit, known = Edit(steps, value, action), self.values.get((path, steps))
        if action == "rename":
            steps = (*steps, "")
            known = self.values.get((path, steps))
        if known is not None and not (known.action == action and same(known.value, value)):
            left, right = pair(value, known.value)
            self.tell(
                line,
                f"{self.noun} has {left} here, and {right} on line {self.places[path, steps]}: "
                "only one of them can go back to the catalog",
            )
            return
        self.values[path, steps] = edit
        self.places[path, steps] = line

    def refuse(self, label: str, name: str, line: int | None, old: Any, new: Any) -> None:
        """Tell that a value cannot go back."""
        left, right = pair(new, old)
        self.tell(
            line,
            f"{label}{_words(name)}: {self.noun} has {left}, catalog has {right}: {_reason(name)}",
        )

    # Entries

    def entry(self, entry: Entry, place: tuple[str, int], rows: Sequence[Row]) -> None:
        """Ask for what the rows of one entry say otherwise."""
        path, number = place
        for row in rows:
            assert row.old is not None
            if row.said is None:
                if row.old.statuses[:1]:
                    steps = ("codes", number, "http_status", row.old.statuses[0])
                    self.add(path, steps, None, None, "delete")
                continue
            for name in dict.fromkeys((*row.old.fields, *row.said.fields)):
                old, new = row.old.fields.get(name), row.said.fields.get(name)
                if not same(old, new) and name not in DERIVED:
                    self._field(entry, path, ("codes", number), name, row)
        self._statuses(entry, path, ("codes", number), rows)

    def _field(self, entry: Entry, path: str, steps: Steps, name: str, row: Row) -> None:
        assert row.old is not None
        assert row.said is not None
        old, new, line = row.old.fields.get(name), row.said.fields.get(name), row.said.line_of(name)
        here = (*steps, name)
        if name in ("http_status", "status_descriptions"):
            return
        if name == "deprecated":
            self._deprecated(entry, path, here, row)
        elif new is None:
            self._gone(path, here, line, entry, name)
        elif not _fits(name, new):
            self.refuse(f"{row.said.label}: ", name, line, old, new)
        elif _kind(name) == "markdown list" or name in ("links", "examples"):
            self._listed(entry, path, here, row)
        elif name == "description":
            if entry.status_descriptions and self.columns:
                self._mapped(entry, path, steps, row)
                return
            source = self.source(entry.description, row.said, old, new)
            if source is None:
                self.refuse(f"{row.said.label}: ", name, line, old, new)
            else:
                self.add(path, here, source, line)
        elif name == "code":
            self.add(path, here, str(new), line)
        elif _kind(name) in ADOPTED or name.startswith("x-"):
            self.add(path, here, list(new) if isinstance(new, tuple) else new, line)
        else:
            self.refuse(f"{row.said.label}: ", name, line, old, new)

    def _listed(self, entry: Entry, path: str, here: Steps, row: Row) -> None:
        """Ask for other items of a list."""
        assert row.old is not None
        assert row.said is not None
        name = str(here[-1])
        if name == "examples" and not entry.examples:
            return  # The envelope makes them of other fields.
        wanted = listed.source(entry, name, row.said)
        line = row.said.line_of(name)
        if wanted is None:
            old, new = row.old.fields.get(name), row.said.fields[name]
            self.refuse(f"{row.said.label}: ", name, line, old, new)
            return
        for steps, value in listed.edits(getattr(entry, name), wanted):
            self.add(path, (*here, *steps), value, line)

    def _gone(self, path: str, steps: Steps, line: int | None, entry: Entry, name: str) -> None:
        if name == "description" and entry.status_descriptions and self.columns:
            self.tell(line, f"{entry.key}: the description of an HTTP status cannot be empty")
        else:
            self.add(path, steps, None, line, "delete")

    def _mapped(self, entry: Entry, path: str, steps: Steps, row: Row) -> None:
        """Ask for the description of one HTTP status of several."""
        assert row.old is not None
        assert row.said is not None
        status = row.old.statuses[0]
        source = self.source(
            sentences.description_for(entry, status), row.said, None, row.said.fields["description"]
        )
        before = f"{entry.description}\n\n" if entry.description else ""
        after = f"\n\n{entry.status_descriptions[status]}"
        if source is not None and before and source.endswith(after):
            # What all statuses share; the other rows have to say the same.
            self.add(path, (*steps, "description"), source.removesuffix(after), row.said.line)
        elif source is None or not source.startswith(before) or source == before:
            said = row.said.fields["description"]
            label = f"{row.said.label}: "
            self.refuse(label, "description", row.said.line, row.old.fields["description"], said)
        else:
            steps = (*steps, "http_status", status)
            self.add(path, steps, source.removeprefix(before), row.said.line)

    def source(self, old: str | None, record: Record, before: Any, after: str) -> str | None:
        """Return a description as the catalog is to hold it."""
        if not self.lines:
            return edited_text.of_text(old, before, after)
        if not self.columns:
            return edited_text.of_blocks(old, record.texts["description"])
        cell = self.cell(record, "description")
        return None if cell is None else edited_text.of_cell(old, cell)

    def cell(self, record: Record, name: str) -> str | None:
        """Return a cell of a page as it stands there."""
        from apicodes.targets.docusaurus import cell_reader

        found = cell_reader.row(self.lines[(record.line or 1) - 1]) or []
        return dict(zip(self.columns, found, strict=False)).get(name)

    def _statuses(self, entry: Entry, path: str, steps: Steps, rows: Sequence[Row]) -> None:
        """Ask for other HTTP statuses, and for the descriptions of single ones."""
        here = (*steps, "http_status")
        for row in rows:
            if row.old is None or row.said is None:
                continue
            old, new = row.old.statuses, row.said.statuses
            texts, said = (its.fields.get("status_descriptions", {}) for its in (row.old, row.said))
            if row.said.texts.get("status_descriptions"):
                texts, said = entry.status_descriptions, listed.descriptions(entry, row.said)
            if same(old, new) and same(texts, said):
                continue
            line = row.said.line_of("http_status")
            keys = list(said) if not same(texts, said) and list(said) != list(texts) else [*new]
            if not all(type(key) is int for key in keys) or (
                not same(old, new) and list(new) != keys
            ):
                self.refuse(f"{row.said.label}: ", "http_status", line, old, new)
            elif not entry.status_descriptions or (texts and not said):
                value: Any = said or (keys[0] if len(keys) == 1 else keys)
                action = "set" if keys else "delete"
                self.add(path, here, value if keys else None, line, action)
            else:
                self._map(path, here, [*old], keys, texts, said, row.said)

    def _map(
        self, path: str, here: Steps, old: list[int], new: list[int],
        texts: dict[int, str], said: dict[int, str], record: Record,
    ) -> None:  # fmt: skip
        """Ask for other keys of a map of HTTP statuses, and for other texts behind them."""
        line = record.line_of("http_status")
        gone, come = ([its for its in left if its not in right] for left, right in
                      ((old, new), (new, old)))  # fmt: skip
        renamed = dict(zip(gone, come, strict=True)) if len(gone) == len(come) else {}
        for key in gone:
            action = "rename" if renamed else "delete"
            self.add(path, (*here, key), renamed.get(key), line, action)
        for key in old:
            text = said.get(renamed.get(key, key))
            if text is not None and not same(text, texts.get(key)):
                self.add(path, (*here, key), text, record.line_of("status_descriptions"))
        for key in come if not renamed else ():
            self.add(path, (*here, key), said.get(key, ""), line)

    def _deprecated(self, entry: Entry, path: str, here: Steps, row: Row) -> None:
        assert row.old is not None
        assert row.said is not None
        old, new = row.old.fields.get("deprecated"), row.said.fields.get("deprecated")
        line = row.said.line_of("deprecated")
        if new is None:
            self.add(path, here, None, line, "delete")
        elif self.lines:
            held = plain(entry.deprecation.given) if entry.deprecation else None
            came = announced(new)
            # The catalog may hold more than the page shows, such as a replacement that is internal.
            if came is not None and held in (None, announced(old)):
                if held and came:
                    self.add(path, (*here, "replaced_by"), came["replaced_by"], line)
                else:
                    self.add(path, here, came or True, line)
            elif (reason := listed.reason(entry, row.said)) is not None:
                self.add(path, (*here, "reason"), reason, line)
            # Another text is looked for in what it was made from.
        elif not isinstance(new, dict):
            self.refuse(f"{row.said.label}: ", "deprecated", line, old, new)
        elif not old:
            self.add(path, here, plain(new) or True, line)
        else:
            for name in dict.fromkeys((*old, *new)):
                if not same(old.get(name), new.get(name)):
                    action = "set" if name in new else "delete"
                    value = plain(new).get(name)
                    self.add(path, (*here, name), value, line, action)

    # Whole outputs

    def root(self, old: Reading, said: Reading) -> None:
        """Ask for what the output says otherwise of the catalog itself."""
        for name, steps, held in self._texts_of_root():
            before, after = old.root.fields.get(name), said.root.fields.get(name)
            if after is None or same(before, after) or not isinstance(after, str):
                continue
            line = said.root.lines.get(name)
            source: str | None = after
            if name in said.root.texts:
                source = edited_text.of_blocks(held, said.root.texts[name])
            elif steps[-1] == "description":
                source = edited_text.of_text(held, before, after)
            if source is None:
                self.refuse("", name, line, before, after)
            else:
                self.add(next(iter(self.files.texts)), steps, source, line)

    def _texts_of_root(self) -> Iterator[tuple[str, Steps, str | None]]:
        """Return what outputs call the texts of the catalog, where they are, and what they are."""
        catalog = self.files.source.catalog
        for name, field_name in ROOT.items():
            yield name, (field_name,), getattr(catalog, field_name)
        for key, group in catalog.groups.items():
            name = f"group-{naming.anchor(key)}"
            yield f"{name}: title", ("groups", key, "title"), group.title
            yield f"{name}: description", ("groups", key, "description"), group.description


ROOT = {
    "title": "title",
    "description": "description",
    "info.title": "title",
    "info.description": "description",
    "info.version": "version",
}
"""What outputs say of the catalog as it stands there; not in comments, which say more."""

_TYPES: dict[Kind, Any] = {
    "number": int, "flag": bool, "names": tuple, "code": (str, int), "markdown list": list,
    "data": list,
}  # fmt: skip


def _kind(name: str) -> Kind | None:
    row = field_of(name)
    return row.kind if row else None


def _fits(name: str, value: Any) -> bool:
    """Return whether a field may have a value of this type."""
    kind = _kind(name)
    if name.startswith("x-"):
        return True
    expected = _TYPES.get(kind, str) if kind else str
    return isinstance(value, expected) and (kind != "number" or type(value) is int)


def _words(name: str) -> str:
    return name.replace("http_status", "HTTP status").replace("status_d", "status d")


def _reason(name: str) -> str:
    if name in ("identifier", "type", "table") or name.endswith(" in __all__"):
        return "a generated name; 'name' and 'type_name' in the catalog give it"
    if name.startswith("front matter: "):
        return "it comes from the settings"
    if name == "url":
        return "it is made of the entry's key and 'docs_url' in the catalog"
    if name == "struck through":
        return "a row is struck through where its entry is deprecated; edit what is said of that"
    if name == "anchor":
        return "a row has an anchor where links lead to it"
    if name == "row":
        return "the summary says what the sections say; edit the section"
    if name == "chapter":
        return "the group of the entry in the catalog gives it"
    if name == "columns":
        return "headings and columns come from the settings"
    return "no field of the catalog takes it back"
