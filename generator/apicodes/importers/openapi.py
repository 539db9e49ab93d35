"""OpenAPI documents: the codes of their responses, wherever these say them."""

import re
from typing import Any

from apicodes.compare.comparable import Note
from apicodes.importers import Imported, addresses, bodies, code_headings, fragment
from apicodes.importers.constants import WORDS, is_code, normalized
from apicodes.importers.findings import Findings, count, is_phrase, refuse, shown
from apicodes.importers.openapi_refs import Files, Load
from apicodes.importers.responses import Response, Responses, Said
from apicodes.importers.schemas import CODE_WORDS, STRONG, Value, plausible, slot
from apicodes.problems import Location

_SPLIT = re.compile(r"([1-5][0-9]{2})\s*[|:]\s*(\S.*)")


def read(text: str, path: str, load: Load | None = None, base: str = "") -> Imported:
    """Read a document, in YAML or JSON; `load` reads the files that it refers to.

    `base` is how its name begins, and those of all the others.

    Raises `ProblemsFound`.
    """
    findings = Findings(path, "openapi")
    files = Files(findings, text, load, base)
    if (older := files.root.get("swagger")) is not None:
        message = f"this is a document of Swagger {older.text}, and OpenAPI 3 is read"
        refuse(path, older.at.line or 1, message, "older-format", "convert it to OpenAPI 3 first")
    if fragment.TABLE in files.root.items:
        fragment.read(findings, files.root)
        notes = {**findings.notes}
        return _Document(findings, files).read_fragment(notes)
    return _Document(findings, files).read()


class _Document:
    """One pass over a document."""

    def __init__(self, findings: Findings, files: Files) -> None:
        self.findings = findings
        self.files = files
        self.root = files.root
        self.responses = Responses(findings, files)
        self.found = self.responses.found
        self._read: set[str] = set()
        """The values that are told as codes."""
        self._grouped: dict[tuple[int, ...], list[tuple[list[Value], frozenset[str]]]] = {}

    def read(self) -> Imported:
        """Read the responses, the schemas that no response has, and the description."""
        root = self.root
        info = self.files.items(root.get("info"))
        for name in ("title", "version"):
            if name in info:
                self.findings.set(name, self.files.text(info[name], name), info[name].at)
        carrier = self._carrier()
        if carrier is not None:
            self._codes(carrier)
            self._envelope(carrier)
        if (text := self.files.text(info.get("description"), "description")) is not None:
            code_headings.read(self.findings, text, info["description"])
        self._without_code()
        self._left()
        seen = [
            count(self.responses.operations, "operation"),
            count(len(self.found), "response"),
        ]
        if not root.items.keys() & {"openapi", "paths", "components"}:
            size = f"{len(root.items)} keys" if root.is_mapping else f"{len(root.elements)} items"
            seen.append(f"{size}, none of them openapi, paths or components")
        self.findings.sort()
        return self.findings.imported(", ".join(seen))

    def read_fragment(self, notes: dict[Note, None]) -> Imported:
        """Add the body of errors to what the table of apicodes said; nothing else is guessed."""
        carrier = self._carrier()
        if carrier is not None:
            self._envelope(carrier)
        for response in self.found.values():
            self.responses.headers(response)
            for body in self.files.items(response.node.get("content")).values():
                reference = body.get("schema", "$ref")
                text = (reference.text or "#") if reference is not None else "#"
                if not text.startswith("#") and "envelope" in self.findings.root.fields:
                    self.findings.root.fields["envelope"]["schema"] = text
        self.findings.notes = notes
        examples = [its for response in self.found.values() for its in response.examples]
        addresses.find_in_bodies(self.findings, examples)
        return self.findings.imported("a table of responses without rows")

    def _envelope(self, carrier: str) -> None:
        bodies.envelope(self.findings, self.responses.schemas, self.found.values(), carrier)

    # Which property carries the code

    def _carrier(self) -> str | None:
        """Return the property that carries the code: of the likeliest name, with values."""
        found: dict[str, list[Value]] = {}
        seen: set[tuple[str, int]] = set()
        for response in self.found.values():
            for word, its in response.carriers:
                if (word, id(its)) not in seen:
                    seen.add((word, id(its)))
                    found.setdefault(word, []).extend(its)
            for said in response.said:
                text, integer = str(said.code.text), type(said.code.value) is int
                value = Value(text, said.code.at, said.holder, integer)
                found.setdefault(said.word, []).append(value)
        fitting = [word for word in dict.fromkeys(CODE_WORDS)
                   if word in found and plausible(word, found[word])]  # fmt: skip
        several = [word for word in fitting if len({its.code for its in found[word]}) > 1]
        chosen = next(iter(several or fitting), None)
        for word in fitting:
            first = found[word][0]
            codes = len({its.code for its in found[word]})
            if word == chosen:
                text = f"the property '{word}' carries the code: {count(codes, 'value')} in all"
                self.findings.note("guessed", first.at, text)
            else:
                text = f"the property '{word}', {count(codes, 'value')}: '{chosen}' has the codes"
                self.findings.note("left out", first.at, text)
        for word in [chosen] if chosen is not None else STRONG:
            for node in self.responses.unfit.get(word, ()):
                text = f"{node.shown} among the values of '{word}' is no code"
                self.findings.note("left out", node.at, text)
        if chosen is not None and all(its.integer for its in found[chosen]):
            self.findings.set("code_type", "integer", found[chosen][0].at)
        return chosen

    # What is said of each code

    def _codes(self, carrier: str) -> None:
        lists: dict[frozenset[str], tuple[list[Value], set[int]]] = {}
        for response in self.found.values():
            for group, its in self._lists(response, carrier):
                lists.setdefault(its, (group, set()))[1].update(response.statuses)
        for group, _ in sorted(lists.values(), key=lambda its: -len(its[0])):
            among = group[0].among
            self.findings.set("type_name", self.responses.names.get(id(among)), among.at)
        for group, under in lists.values():
            if len(group) > 1 and len(under) > 1:
                text = (
                    f"a list of {len(group)} codes stands under {len(under)} HTTP statuses:"
                    " which code comes with which is taken from examples alone"
                )
                self.findings.note("guessed", group[0].among.at, text)
        done: dict[tuple[int, tuple[int, ...]], dict[str, Location]] = {}
        for response in self.found.values():
            codes: dict[str, Location] = {}
            for said in response.said:
                if said.word == carrier:
                    self._example(response, said, codes)
            groups = self._lists(response, carrier)
            for group, its in groups:
                shared = len(group) > 1 and len(lists[its][1]) > 1
                whole = shared or any(other < its for _, other in groups)
                statuses = {} if whole else response.statuses
                key = (id(group[0].among), tuple(statuses))
                if key not in done:
                    done[key] = self._schema(group, statuses)
                codes.update({} if whole else done[key])
            self._response_of(response, codes)
            for word, at in response.vague if codes or groups else ():
                text = f"{shown(word)} is no single HTTP status: its codes come without one"
                self.findings.note_joint("guessed", at, text)
            response.vague = [] if codes or groups else response.vague

    def _lists(self, response: Response, carrier: str) -> list[tuple[list[Value], frozenset[str]]]:
        """Return the lists of codes that the schemas of a response hold, each also as a set."""
        carriers = [found for word, found in response.carriers if word == carrier]
        key = tuple(map(id, carriers))
        if key not in self._grouped:
            groups: dict[int, list[Value]] = {}
            for value in (value for found in carriers for value in found):
                groups.setdefault(id(value.among), []).append(value)
            self._grouped[key] = [
                (its, frozenset(value.code for value in its)) for its in groups.values()
            ]
        return self._grouped[key]

    def _schema(self, group: list[Value], statuses: dict[int, Location]) -> dict[str, Location]:
        """Say the codes of a list, and return where each stands."""
        codes: dict[str, Location] = {}
        for value in group:
            code = self._say(
                value.code, value.at, statuses,
                name=value.name, title=value.title, description=value.description,
            )  # fmt: skip
            self._read.add(value.code)
            if code is not None:
                codes[code] = value.at
        return codes

    def _response_of(self, response: Response, codes: dict[str, Location]) -> None:
        """Say what a response says of all its codes: headers, status word, description."""
        response.coded = bool(codes)
        description = response.node.get("description")
        text = self.files.text(description, "description")
        headers, word = self.responses.headers(response), self.responses.status_word(response)
        for code, at in codes.items():
            self.findings.add(at, code, headers=(headers, at), status=(word, at))
        if description is None or response.is_schema or not codes:
            return
        if len(codes) == 1:
            self.findings.fall_back(next(iter(codes)), text, description.at)
        elif not is_phrase(text):
            said = f"description {shown(text)}: its {len(codes)} codes share it"
            self.findings.note("left out", description.at, said)

    def _example(self, response: Response, said: Said, codes: dict[str, Location]) -> None:
        beside: dict[str, Any] = {}
        statuses = response.statuses
        for name, node in said.beside.items.items():
            word = normalized(name)
            if node is said.code or node.text is None:
                continue
            placeholder = slot(name, "", integer=isinstance(node.value, int))
            if placeholder == "{http_status}" and not statuses and type(node.value) is int:
                statuses = {node.value: node.at}
            elif placeholder in ("{status}", "{message}") and isinstance(node.value, str):
                beside.setdefault(placeholder.strip("{}"), (node.text, node.at))
            elif word in WORDS["number"] and isinstance(node.value, int):
                beside["number"] = (node.value, node.at)
        text, summary = said.holder.get("description"), said.holder.get("summary")
        if said.holder.get("value") is not None and text is not None:
            beside["description"] = (self.files.text(text, "description"), text.at)
        code = self._say(str(said.code.text), said.code.at, statuses, **beside)
        if code is not None:
            codes[code] = said.code.at
            if said.holder.get("value") is not None and summary is not None:
                self.findings.fall_back(code, self.files.text(summary, "summary"), summary.at)

    def _say(
        self, code: str, at: Location, statuses: dict[int, Location], **fields: object
    ) -> str | None:
        """Say something of a code; one such as ``429|TooMany`` tells its HTTP status."""
        if match := _SPLIT.fullmatch(code):
            under = ", ".join(map(str, statuses))
            where = f"; it stands under {under}" if under and under != match[1] else ""
            text = f"{shown(code)} is read as the code {match[2]} with status {match[1]}{where}"
            self.findings.note("guessed", at, text)
            code, statuses = match[2], {int(match[1]): at}
        if not is_code(code) and not re.fullmatch(r"\S+(?: \S+){0,2}", code):
            self.findings.note("left out", at, f"{shown(code)} does not look like a code")
            return None
        self.findings.add(at, code, statuses, **fields)
        return code

    def _without_code(self) -> None:
        """Say which HTTP statuses come without a code, and with which headers all come."""
        coded = {
            status for its in self.findings.entries.values() if its.code for status in its.statuses
        }
        for status, place in self.responses.lost.items():
            if status not in coded:
                self.findings.add(place, None, {status: place})
        for response in self.found.values():
            description = response.node.get("description")
            if response.is_schema or response.coded:
                continue
            at = description.at if description is not None else response.node.at
            text = self.files.text(description, "description")
            for key, place in response.vague:
                said = f"response {shown(key)}: neither a code nor a single HTTP status"
                self.findings.note_joint("left out", place, said)
            for status, place in response.statuses.items():
                if status not in coded:
                    headers = self.responses.headers(response)
                    self.findings.add(
                        place, None, {status: place}, description=(text, at), headers=(headers, at)
                    )
                elif not is_phrase(text):
                    said = f"response {status} {shown(text)} has no code, others of {status} have"
                    self.findings.note_joint("left out", at, said)
            if not response.statuses and not response.vague:
                said = f"response {shown(response.name)}: neither a code nor an HTTP status"
                self.findings.note_joint("left out", at, said)

    def _left(self) -> None:
        """Note the lists of values that were not taken, and the names that told a status."""
        for name, found in self.responses.listed.items():
            if lost := [its for its in found if its.code not in self._read]:
                text = f"schema {name}, {count(len(lost), 'value')}: none is the code of a response"
                self.findings.note("left out", lost[0].at, text)
        if self.responses.by_name:
            names = ", ".join(
                f"{response.name} {next(iter(response.statuses))}"
                for response in self.responses.by_name
            )
            text = f"the names of responses tell their HTTP statuses: {names}"
            self.findings.note("guessed", self.responses.by_name[0].node.at, text)
