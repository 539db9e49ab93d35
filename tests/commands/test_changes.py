"""Each class of change, through the real command in a real git repository: one row a class."""

import json
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings

from apicodes import loading
from apicodes.cli.reports import Report, render
from apicodes.cli.reports import comparison as formats
from apicodes.cli.reports.comparison import Comparison
from apicodes.compare import changes, comparable
from helpers.command import Result
from helpers.report_formats import document
from helpers.repositories import Repository, facts, repository
from helpers.strategies import Document, as_yaml, catalogs

pytestmark = pytest.mark.slow

__all__ = ["repository"]

ROOT = "apicodes: 1\ntitle: Codes\n"
CLOSED = f"{ROOT}extensible: false\n"
OK = "  - {http_status: 200, status: ok, description: Everything worked.}\n"
GONE = "{http_status: 404, status: error, code: NotFound, removed: {since: '3.0'}}"
FOUND = "http_status: 404, status: error, code: NotFound, description: The entry is not there."
NO_CONTENT = "  - {http_status: 204, description: Nothing comes back.}\n"
BUSY = "  - {http_status: 429, code: Busy, description: 'Wait, then try again.'}\n"
LOST_NAMES = ("breaking changed Missing.anchor", "breaking changed Missing.identifiers")


def entry(fields: str = "") -> str:
    """Return an entry NotFound with more fields."""
    return f"  - {{{', '.join(filter(None, (FOUND, fields)))}}}\n"


def codes(*entries: str, root: str = ROOT) -> str:
    return f"{root}codes:\n{OK}{''.join(entries)}"


class Row(NamedTuple):
    """One class of change: a catalog before and after, and what is said of it, and why."""

    name: str
    old: str
    new: str
    printed: tuple[str, ...]
    why: str = ""


def field(name: str, old: str, new: str, printed: str) -> Row:
    """Return the row of a change in the fields of one entry."""
    return Row(name, codes(entry(old)), codes(entry(new)), (printed,))


def root(name: str, old: str, new: str, *printed: str) -> Row:
    """Return the row of a change in the fields of the catalog."""
    return Row(name, codes(entry(), root=ROOT + old), codes(entry(), root=ROOT + new), printed)


ROWS = [
    # Breaking for clients
    Row("a code removed", codes(entry()), codes(), ("breaking removed NotFound",)),
    Row(
        "a code removed, with a tombstone",
        codes(entry()),
        codes(f"  - {GONE}\n"),
        ("breaking removed NotFound",),
    ),
    Row(
        "a code removed before its sunset",
        codes(entry("deprecated: {sunset: '9999-12-31'}")),
        codes(f"  - {GONE}\n"),
        ("breaking removed NotFound",),
    ),
    Row(
        "a code removed after its sunset, but not noted",
        codes(entry("deprecated: {sunset: '2020-01-01'}")),
        codes(),
        ("breaking removed NotFound",),
    ),
    Row(
        "a code removed after its sunset, in a version before the announced one",
        codes(entry("deprecated: {since: '3.1', sunset: '2020-01-01'}")),
        codes(f"  - {GONE}\n"),
        ("breaking removed NotFound",),
    ),
    Row(
        "a code renamed",
        codes(entry()),
        codes(entry().replace("NotFound", "Missing")),
        ("breaking renamed Missing.code", *LOST_NAMES),
    ),
    Row(
        "a code renamed, its text changed a little",
        codes(entry()),
        codes(entry().replace("NotFound", "Missing").replace("The entry", "This entry")),
        (
            "breaking renamed Missing.code",
            *LOST_NAMES,
            "docs changed Missing.description",
        ),
    ),
    Row(
        "a code renamed, its text and status another, that leads there by an alias",
        codes(entry()),
        codes("  - {http_status: 410, status: error, code: Missing, aliases: [NotFound]}\n"),
        (
            "breaking changed Missing.http_status",
            "breaking renamed Missing.code",
            "breaking changed Missing.identifiers",
            "docs changed Missing.aliases",
            "docs changed Missing.anchor",
            "docs changed Missing.description",
        ),
    ),
    Row(
        "a code renamed under the same name",
        codes(entry("name: NotFound")),
        codes(entry("name: NotFound").replace("code: NotFound", "code: E404")),
        ("breaking renamed E404.code",),
    ),
    Row(
        "a code renamed, with a tombstone for the old one",
        codes(entry()),
        codes(f"  - {GONE}\n", entry().replace("NotFound", "Missing")),
        ("breaking renamed Missing.code", *LOST_NAMES),
    ),
    Row(
        "another code in the place of one, with nothing in common",
        codes(entry()),
        codes("  - {http_status: 404, code: NoRoute, description: Misspelled URL?}\n"),
        ("breaking removed NotFound", "compatible added NoRoute"),
    ),
    Row(
        "a code taken from the wire",
        codes(entry("name: NotFound")),
        codes(entry("name: NotFound").replace("code: NotFound, ", "")),
        ("breaking changed NotFound.code", "breaking changed NotFound.identifiers"),
    ),
    Row(
        "codes of another type",
        codes("  - {http_status: 404, code: 4004, name: NotFound}\n"),
        codes(
            "  - {http_status: 404, code: 4004, name: NotFound}\n",
            root=f"{ROOT}code_type: integer\n",
        ),
        ("breaking changed code_type",),
    ),
    field("a number changed", "number: 1", "number: 2", "breaking changed NotFound.number"),
    Row(
        "its HTTP status moved",
        codes(entry()),
        codes(entry().replace("404", "410")),
        ("breaking changed NotFound.http_status",),
    ),
    Row(
        "one of its HTTP statuses gone",
        codes(entry().replace("404", "[404, 410]")),
        codes(entry()),
        ("breaking changed NotFound.http_status",),
        "an HTTP status is removed",
    ),
    Row(
        "one of its HTTP statuses another",
        codes(entry().replace("404", "[404, 410]")),
        codes(entry().replace("404", "[404, 409]")),
        ("breaking changed NotFound.http_status",),
        "the HTTP status moved",
    ),
    Row(
        "an entry without a code removed",
        codes(NO_CONTENT, entry()),
        codes(entry()),
        ("breaking removed 204",),
        "an entry without a code is removed",
    ),
    Row(
        "the HTTP status of an entry without a code moved",
        codes(),
        codes().replace("200", "201"),
        ("breaking changed 201.http_status",),
    ),
    field(
        "no longer retryable",
        "retryable: true",
        "retryable: false",
        "breaking changed NotFound.retryable",
    ),
    field(
        "no longer said to be retryable",
        "retryable: true",
        "",
        "breaking changed NotFound.retryable",
    ),
    Row(
        "the status word changed",
        codes(entry()),
        codes(entry().replace("status: error", "status: fail")),
        ("breaking changed NotFound.status",),
    ),
    Row(
        "a removed code used again",
        codes(f"  - {GONE}\n"),
        codes(entry()),
        ("breaking added NotFound",),
    ),
    Row(
        "a removed code used again, by a rename",
        codes(f"  - {GONE}\n", "  - {http_status: 410, code: Old, name: A, description: Old.}\n"),
        codes("  - {http_status: 410, code: NotFound, name: A, description: Old.}\n"),
        ("breaking renamed NotFound.code",),
    ),
    field(
        "a sunset pulled in",
        "deprecated: {sunset: 2027-06-01}",
        "deprecated: {sunset: 2027-01-01}",
        "breaking changed NotFound.deprecated",
    ),
    Row(
        "an anchor and identifiers lost",
        codes(entry("name: NotFound")),
        codes(entry("name: Missing")),
        (
            "breaking changed NotFound.anchor",
            "breaking changed NotFound.identifiers",
            "docs changed NotFound.name",
        ),
    ),
    field("an old anchor lost", "aliases: [Old]", "", "breaking changed NotFound.aliases"),
    root("the type's name lost", "", "type_name: ErrorCode\n", "breaking changed type_name"),
    root("the envelope changed", "", "envelope: problem\n", "breaking changed envelope"),
    root(
        "the envelope's schema changed",
        "envelope: {schema: a.yaml#/Error}\n",
        "envelope: {schema: b.yaml#/Error}\n",
        "breaking changed envelope.schema",
    ),
    root(
        "extensible set to true",
        "extensible: false\n",
        "extensible: true\n",
        "breaking changed extensible",
    ),
    Row(
        "a code added where the catalog is not extensible",
        codes(entry(), root=CLOSED),
        codes(entry(), BUSY, root=CLOSED),
        ("breaking added Busy",),
    ),
    field("no longer public", "", "visibility: internal", "breaking changed NotFound.visibility"),
    root(
        "the address on the wire changed",
        "envelope: problem\ndocs_url: https://a.example#{anchor}\n",
        "envelope: problem\ndocs_url: https://b.example#{anchor}\n",
        "breaking changed docs_url",
    ),
    root(
        "a header's schema changed",
        "headers: {Wait: {schema: {type: integer}}}\n",
        "headers: {Wait: {schema: {type: string}}}\n",
        "breaking changed headers",
    ),
    Row(
        "a header no longer sent",
        codes(entry("headers: [Wait]"), root=f"{ROOT}headers: {{Wait: {{}}}}\n"),
        codes(entry(), root=f"{ROOT}headers: {{Wait: {{}}}}\n"),
        ("breaking changed NotFound.headers",),
    ),
    root("a header's component lost", "headers: {Wait: {}}\n", "", "breaking changed headers"),
    Row(
        "the component of an entry without a code lost",
        codes(NO_CONTENT.replace("204,", "204, name: Nothing,")),
        codes(NO_CONTENT.replace("204,", "204, name: Emptiness,")),
        (
            "breaking changed Emptiness.anchor",
            "breaking changed Emptiness.identifiers",
            "docs changed Emptiness.name",
        ),
    ),
    # Compatible
    field("a number added", "", "number: 1", "compatible changed NotFound.number"),
    root("a header defined", "", "headers: {Wait: {}}\n", "compatible changed headers"),
    Row(
        "a header added",
        codes(entry(), root=f"{ROOT}headers: {{Wait: {{}}}}\n"),
        codes(entry("headers: [Wait]"), root=f"{ROOT}headers: {{Wait: {{}}}}\n"),
        ("compatible changed NotFound.headers",),
    ),
    Row(
        "a status word added",
        codes(entry().replace("status: error, ", "")),
        codes(entry()),
        ("compatible changed NotFound.status",),
    ),
    Row("a code added", codes(entry()), codes(entry(), BUSY), ("compatible added Busy",)),
    Row(
        "an entry without a code added, though the codes are not extensible",
        codes(entry(), root=CLOSED),
        codes(NO_CONTENT, entry(), root=CLOSED),
        ("compatible added 204",),
        "an entry without a code is added",
    ),
    field(
        "a deprecation announced", "", "deprecated: true", "compatible changed NotFound.deprecated"
    ),
    field(
        "a deprecation withdrawn", "deprecated: true", "", "compatible changed NotFound.deprecated"
    ),
    field(
        "a sunset put off",
        "deprecated: {sunset: 2027-01-01}",
        "deprecated: {sunset: 2027-06-01}",
        "compatible changed NotFound.deprecated",
    ),
    Row(
        "a status added to a list",
        codes(entry()),
        codes(entry().replace("404", "[404, 410]")),
        ("compatible changed NotFound.http_status",),
    ),
    Row(
        "a status added to an entry without a code",
        codes(),
        codes().replace("200", "[200, 201]"),
        ("compatible changed 200-201.http_status",),
    ),
    field(
        "retryable now",
        "retryable: false",
        "retryable: true",
        "compatible changed NotFound.retryable",
    ),
    root("extensible no more", "", "extensible: false\n", "compatible changed extensible"),
    field("public now", "visibility: internal", "", "compatible changed NotFound.visibility"),
    # Documentation
    Row(
        "prose",
        codes(entry()),
        codes(entry().replace("The entry", "An entry")),
        ("docs changed NotFound.description",),
    ),
    field(
        "links",
        "",
        "links: [{title: More, url: https://a.example}]",
        "docs changed NotFound.links",
    ),
    field("examples", "", "examples: [{body: {a: 1}}]", "docs changed NotFound.examples"),
    field("causes", "", "causes: [It was deleted.]", "docs changed NotFound.causes"),
    field(
        "the reason of a deprecation",
        "deprecated: {reason: Old.}",
        "deprecated: {reason: Too old.}",
        "docs changed NotFound.deprecated",
    ),
    field("a key of one's own", "x-team: a", "x-team: b", "docs changed NotFound.x-team"),
    root("the title", "", "description: All codes.\n", "docs changed description"),
    Row("order", codes(entry(), BUSY), codes(BUSY, entry()), ("docs moved Busy",)),
    Row(
        "a tombstone for what was never there",
        codes(),
        codes(f"  - {GONE}\n"),
        ("docs added NotFound",),
    ),
    Row("a tombstone deleted", codes(f"  - {GONE}\n"), codes(), ("docs removed NotFound",)),
    Row(
        "what a tombstone says",
        codes(f"  - {GONE}\n"),
        codes(f"  - {GONE.replace('3.0', '4.0')}\n"),
        ("docs changed NotFound.removed",),
    ),
    # Nothing
    Row(
        "Markdown in another spelling",
        codes(entry().replace("not", "*not*")),
        codes(entry().replace("not", "_not_")),
        (),
    ),
    root("a default written out", "", "extensible: true\ncode_type: string\n"),
    root(
        "members of the envelope in another order",
        "envelope: {body: {code: '{code}', status: '{status}'}}\n",
        "envelope: {body: {status: '{status}', code: '{code}'}}\n",
    ),
    root("headers in another order", "headers: {A: {}, B: {}}\n", "headers: {B: {}, A: {}}\n"),
    Row("a status as a list of one", codes(entry()), codes(entry().replace("404", "[404]")), ()),
]


def run(repository: Repository, old: str, new: str, *options: str) -> Result:
    """Commit the older catalog, and compare the newer one with it."""
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=old)
    repository.write("codes.yaml", new)
    return repository.run("diff", "--against", "HEAD", *options)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_each_class_of_change(row: Row, repository: Repository) -> None:
    done = run(repository, row.old, row.new, "--format", "json")
    assert not done.err
    assert done.code == (1 if row.printed else 0)
    printed: dict[str, Any] = json.loads(done.out)
    (comparison,) = printed["comparisons"]
    assert sorted(map(facts, comparison["changes"])) == sorted(row.printed)
    assert row.why in ("", *(change["why"] for change in comparison["changes"]))
    levels = [each.split()[0] for each in row.printed]
    versions = {"breaking": "major", "compatible": "minor", "docs": "patch"}
    expected = next((version for level, version in versions.items() if level in levels), "none")
    assert printed["semver"] == expected
    assert printed["counts"] == {level: levels.count(level) for level in versions}


def test_many_codes_of_one_status_that_all_go_are_not_measured_for_long(
    repository: Repository,
) -> None:
    def many(prefix: str) -> str:
        texts = ((f"{prefix}{number}", f"{prefix} {number}.") for number in range(1500))
        return codes(
            *(
                f"  - {{http_status: 400, code: {name}, description: {text}}}\n"
                for name, text in texts
            )
        )

    done = run(repository, many("Alpha"), many("Omega"), "--format", "json")
    assert json.loads(done.out)["counts"] == {"breaking": 1500, "compatible": 1500, "docs": 0}


def compared(old: str, new: str) -> Comparison:
    """Compare two catalogs by their texts."""
    left, right = (
        comparable.of_catalog(name, loading.assemble([name], {name: text}.__getitem__))
        for name, text in (("old.yaml", old), ("new.yaml", new))
    )
    common = comparable.common(left, right)
    found = changes.classify(left.reading, right.reading, common)
    return Comparison(left, right, common, found)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(catalogs(), catalogs())
def test_any_two_catalogs_are_compared_and_none_differs_from_itself(
    old: Document, new: Document
) -> None:
    assert not compared(as_yaml(old), as_yaml(old)).changes
    there, back = compared(as_yaml(old), as_yaml(new)), compared(as_yaml(new), as_yaml(old))
    assert bool(there.changes) == bool(back.changes)
    for comparison in (there, back):
        report = Report("diff", 0, data=formats.data([comparison]))
        assert formats.changelog([comparison])
        assert "\n\n" not in formats.text([comparison], for_terminal=False)
        reported = document(render("json", report))["comparisons"][0]["changes"]
        assert len(reported) == len(comparison.changes)
        for classified in comparison.changes:
            assert any(comparison.locations(classified.change))
