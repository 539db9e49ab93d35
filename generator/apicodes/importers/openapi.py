"""OpenAPI documents: the codes of their error responses, wherever these say them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from apicodes.importers import Imported, bodies, described_codes
from apicodes.importers.bodies import slot
from apicodes.importers.constants import is_code
from apicodes.importers.error_responses import Response, Responses
from apicodes.importers.findings import Findings, count, excerpt, is_phrase, refuse
from apicodes.importers.openapi_refs import Files, Load
from apicodes.importers.schemas import CODE_WORDS, Sighting, Value, plausible
from apicodes.problems import Location

_WITH_STATUS = re.compile(r"([1-5][0-9]{2})\s*[|:]\s*(\S.*)")


def read(text: str, path: str, load: Load | None = None, base: str = "") -> Imported:
    """Read a document, in YAML or JSON; `load` reads the files that it refers to.

    `base` is how its name begins, and those of all the others. Raises `ProblemsFound`.
    """
    findings = Findings(path, "openapi")
    files = Files(findings, text, load, base)
    if (older := files.root.get("swagger")) is not None:
        message = f"this is a document of Swagger {older.text}, and OpenAPI 3 is read"
        refuse(path, older.at.line or 1, message, "older-format", "convert it to OpenAPI 3 first")
    return _Document(findings, files).read()


class _Document:
    """One pass over a document."""

    def __init__(self, findings: Findings, files: Files) -> None:
        self.findings = findings
        self.files = files
        self.responses = Responses(findings, files)
        self._taken: set[str] = set()
        """The values that are taken as codes."""
        self._names = {id(node): name for name, node in self.responses.named.items()}

    def read(self) -> Imported:
        """Read the responses, the schemas that no response has, and the description."""
        root, responses = self.files.root, self.responses
        info = self.files.items(root.get("info"))
        for name in ("title", "version"):
            if name in info:
                self.findings.set(name, self.files.text(info[name], name), info[name].at)
        coded = responses.errors
        carrier = self._carrier(coded)
        if carrier is None:
            coded = responses.envelopes()
            if (carrier := self._carrier(coded)) is not None:
                text = "no error response has a code: those of successes are taken"
                self.findings.note("guessed", coded[0].node.at, text)
        if carrier is not None:
            self._codes(coded, carrier)
            with_code = [body for response in coded for body in response.bodies]
            bodies.set_envelope(self.findings, responses.schemas, with_code, carrier)
        for response in responses.errors:
            self._describe(response)
        about = self.files.text(info.get("description"), "description")
        if about is not None:
            described_codes.read_headings(self.findings, about, info["description"])
        self._without_code()
        self._left()
        seen = [count(responses.operations, "operation"), count(len(responses.all), "response")]
        if not root.items.keys() & {"openapi", "paths", "components"}:
            size = f"{len(root.items)} keys" if root.is_mapping else f"{len(root.elements)} items"
            seen.append(f"{size}, none of them openapi, paths or components")
        self.findings.sort()
        return self.findings.imported(", ".join(seen))

    def _carrier(self, responses: Iterable[Response]) -> str | None:
        """Return the property that carries the code: of the likeliest name, with values."""
        values: dict[str, list[Value]] = {}
        sightings = {id(each): each for response in responses for each in response.sightings}
        for each in sightings.values():
            values.setdefault(each.word, []).extend(each.values)
        words = {each.word for each in sightings.values() if not each.is_weak}
        fitting = [word for word in dict.fromkeys(CODE_WORDS)
                   if word in words and plausible(word, values[word])]  # fmt: skip
        numbers = {word: len({value.code for value in values[word]}) for word in fitting}
        chosen = next((word for word in fitting if numbers[word] > 1), next(iter(fitting), None))
        for word, number in numbers.items():
            at = values[word][0].at
            if word == chosen:
                text = f"the property '{word}' carries the code: {count(number, 'value')} in all"
                self.findings.note("guessed", at, text)
            else:
                text = f"the property '{word}', {count(number, 'value')}: '{chosen}' has the codes"
                self.findings.note("left out", at, text)
        if chosen is not None and all(value.integer for value in values[chosen]):
            self.findings.set("code_type", "integer", values[chosen][0].at)
        return chosen

    def _codes(self, responses: list[Response], carrier: str) -> None:
        """Add the codes of all responses, with what each response says of them.

        A list under several HTTP statuses does not say which code comes with which.
        """
        lists: dict[frozenset[str], tuple[Sighting, set[int]]] = {}
        for response in responses:
            response.sightings = [each for each in response.sightings if each.word == carrier]
            for each in filter(lambda each: each.is_list, response.sightings):
                lists.setdefault(each.codes, (each, set()))[1].update(response.statuses)
        for each, _ in sorted(lists.values(), key=lambda item: -len(item[0].values)):
            among = each.values[0].among
            self.findings.set("type_name", self._names.get(id(among)), among.at)
        shared = {
            codes for codes, (each, under) in lists.items() if each.is_open and len(under) > 1
        }
        for codes in shared:
            each, under = lists[codes]
            text = (
                f"{count(len(codes), 'code')} under {len(under)} HTTP statuses:"
                " which comes with which is taken from examples alone"
            )
            self.findings.note("guessed", each.values[0].among.at, text)
        done: dict[tuple[int, tuple[int, ...]], dict[str, Location]] = {}
        for response in responses:
            places: dict[str, Location] = {}
            lists_of_it = [each.codes for each in response.sightings if each.is_list]
            for each in response.sightings:
                is_whole = each.is_list and (
                    each.codes in shared or any(codes < each.codes for codes in lists_of_it)
                )
                statuses = {} if is_whole else response.statuses
                seen = (id(each), tuple(statuses))
                if seen not in done:
                    done[seen] = dict(self._sighting(each, statuses))
                places |= {} if is_whole else done[seen]
            for key, at in response.vague if response.sightings else ():
                text = f"{excerpt(key)} is no single HTTP status: it gives its codes none"
                self.findings.note("guessed", at, text)
            response.vague = [] if response.sightings else response.vague
            self._response(response, places)

    def _sighting(
        self, sighting: Sighting, statuses: Mapping[int, Location]
    ) -> Iterator[tuple[str, Location]]:
        """Add the codes of a property with what is beside it; return each with its place."""
        single, holder = len(sighting.values) == 1, sighting.holder
        fields: dict[str, tuple[object, Location]] = {}
        own: dict[int, Location] = {}
        for word, nodes in sighting.beside.items():
            constants = sighting.reader.constants(nodes)
            samples = constants or (sighting.reader.samples(nodes) if single else [])
            if word == sighting.word or not samples or len(constants) > 1:
                continue
            node = samples[0]
            integer = type(node.value) is int
            placeholder = slot(word, "", integer=integer)
            if placeholder == "{http_status}":
                own = {int(str(node.text)): node.at}
            elif placeholder == "{number}" and single:
                fields["number"] = (node.value, node.at)
            elif placeholder == "{status}" or (placeholder in ("{message}", "{title}") and single):
                text = None if str(node.text).isdecimal() else node.text
                fields.setdefault(placeholder.strip("{}"), (text, node.at))
        value = holder.get("value")
        about, summary = holder.get("description"), holder.get("summary")
        if about is not None and single and (sighting.is_list or value is not None):
            fields["description"] = self.files.text(about, "description"), about.at
        for each in sighting.values:
            if sighting.is_list:
                self._taken.add(each.code)
            if group := each.fields.get("group"):
                each.fields["group"] = self.findings.group(group, each.at)
            texts = {name: (text, each.at) for name, text in each.fields.items() if text}
            under = each.statuses or statuses or own
            for code in self._add(each.code, each.at, under, **{**fields, **texts}):
                yield code, each.at
                if value is not None and summary is not None:
                    text = self.files.text(summary, "summary")
                    self.findings.fall_back(code, text, summary.at)

    def _response(self, response: Response, places: Mapping[str, Location]) -> None:
        """Add what a response says of all its codes: headers, and a description."""
        response.coded = bool(places)
        node = response.node.get("description")
        text = self.files.text(node, "description")
        headers = self.responses.headers(response)
        for code, at in places.items():
            self.findings.add(at, code, headers=(headers, at))
        if node is None or response.is_schema or not places:
            return
        if len(places) == 1:
            self.findings.fall_back(next(iter(places)), text, node.at)
        elif not is_phrase(text):
            note = f"description {excerpt(text)}: its {len(places)} codes share it"
            self.findings.note("left out", node.at, note)

    def _add(
        self, code: str, at: Location, statuses: Mapping[int, Location], **fields: object
    ) -> Iterator[str]:
        """Add what a value says: of one code, or of those in ``429|TooMany`` and ``A|B``."""
        codes = [code]
        if match := _WITH_STATUS.fullmatch(code):
            under = ", ".join(map(str, statuses))
            where = f"; it stands under {under}" if under and under != match[1] else ""
            text = f"{excerpt(code)} is read as the code {match[2]} with status {match[1]}{where}"
            self.findings.note("guessed", at, text)
            codes, statuses = [match[2]], {int(match[1]): at}
        elif "|" in code and all(is_code(part.strip()) for part in code.split("|")):
            codes = [part.strip() for part in code.split("|")]
            self.findings.note(
                "guessed", at, f"{excerpt(code)} is read as {count(len(codes), 'code')}"
            )
        for each in codes:
            if not is_code(each) and not re.fullmatch(r"\S+(?: \S+){0,2}", each):
                self.findings.note("left out", at, f"{excerpt(each)} does not look like a code")
                continue
            self.findings.add(at, each, statuses, **fields)
            yield each

    def _describe(self, response: Response) -> None:
        """Add the codes that the description of a response without codes lists."""
        codes = (
            [] if response.coded else described_codes.listed_in(response.node.get("description"))
        )
        for each in codes:
            statuses = each.statuses or response.statuses
            self.findings.add(each.at, each.code, statuses, description=each.text)
        if codes:
            response.coded = True
            text = f"{count(len(codes), 'line')} of the description: codes"
            self.findings.note("guessed", codes[0].at, text)

    def _without_code(self) -> None:
        """Add the HTTP statuses without a code, and their headers; note responses without any."""
        entries = self.findings.entries.values()
        coded = {status for entry in entries if entry.code for status in entry.statuses}
        for status, place in self.responses.lost.items():
            if status not in coded:
                self.findings.add(place, None, {status: place})
        for response in self.responses.all:
            if response.is_schema or response.coded:
                continue
            node = response.node.get("description") or response.node
            text = self.files.text(response.node.get("description"), "description")
            for status, place in response.statuses.items():
                if status not in coded:
                    headers = self.responses.headers(response), node.at
                    fields = {"description": (text, node.at), "headers": headers}
                    self.findings.add(place, None, {status: place}, **fields)
                elif not is_phrase(text):
                    note = f"response {status} {excerpt(text)} has no code, others of {status} have"
                    self.findings.note("left out", node.at, note)
            if not response.statuses and f"code {response.name}" in self.findings.entries:
                self.findings.fall_back(response.name, text, node.at)
                continue
            names = (
                response.vague
                if response.statuses or response.vague
                else [(response.name, node.at)]
            )
            for name, place in names:
                note = f"response {excerpt(name)}: neither a code nor a single HTTP status"
                self.findings.note("left out", place, note)

    def _left(self) -> None:
        """Note the lists of values that were not taken, and the names that told a status."""
        groups = self.findings.root.fields.get("groups", {})
        for name, values in self.responses.named_values():
            left = [value for value in values if value.code not in {*self._taken, *groups}]
            for value in values:
                if value.code in groups and value.fields.get("description"):
                    groups[value.code]["description"] = value.fields["description"]
            if left:
                text = f"schema {name}, {count(len(left), 'value')}: none is the code of a response"
                self.findings.note("left out", left[0].at, text)
        if by_name := self.responses.by_name:
            names = (f"{each.name} {next(iter(each.statuses))}" for each in by_name)
            text = f"the names of responses tell their HTTP statuses: {', '.join(names)}"
            self.findings.note("guessed", by_name[0].node.at, text)
