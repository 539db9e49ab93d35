"""A field of a catalog that is wrong by itself: refused at its line and column."""

import pytest

from helpers.project import CATALOG, Project
from helpers.refusals import assert_refused, catalog, refused

ROOT: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "list": ("- code: A\n", "codes.yaml:1:1: error[wrong-type]", ("a mapping", "a list")),
    "text": ("NotFound\n", "codes.yaml:1:1: error[wrong-type]", ("a mapping", "NotFound")),
    "null": ("~\n", "codes.yaml:1:1: error[wrong-type]", ("a mapping", "nothing")),
    "no version of the format": (
        "title: Codes\ncodes:\n  - code: A\n",
        "codes.yaml:1:1: error[missing-field]",
        ("'apicodes'",),
    ),
    "unknown version of the format": (
        "apicodes: 2\ntitle: Codes\ncodes:\n  - code: A\n",
        "codes.yaml:1:11: error[wrong-type]",
        ("expected 1, found 2",),
    ),
    "version of the format as text": (
        'apicodes: "1"\ntitle: Codes\ncodes:\n  - code: A\n',
        "codes.yaml:1:11: error[wrong-type]",
        ('"1"', "hint: write it without quotes"),
    ),
    "no title": (
        "apicodes: 1\ncodes:\n  - code: A\n",
        "codes.yaml:1:1: error[missing-field]",
        ("'title'",),
    ),
    "no codes": (
        "apicodes: 1\ntitle: Codes\n",
        "codes.yaml:1:1: error[no-codes]",
        ("'codes'",),
    ),
    "codes without a value": (
        "apicodes: 1\ntitle: Codes\ncodes:\n",
        "codes.yaml:3:7: error[wrong-type]",
        ("a list", "nothing"),
    ),
    "empty list of codes": (
        "apicodes: 1\ntitle: Codes\ncodes: []\n",
        "codes.yaml:3:8: error[wrong-value]",
        ("at least one entry, found none",),
    ),
    "codes as text": (
        "apicodes: 1\ntitle: Codes\ncodes: NotFound\n",
        "codes.yaml:3:8: error[wrong-type]",
        ("a list", "NotFound"),
    ),
    "codes as a mapping": (
        catalog("  NotFound:", "    http_status: 404"),
        "codes.yaml:4:3: error[wrong-type]",
        ("a list", "a mapping"),
    ),
    "entry as text": (
        catalog("  - NotFound"),
        "codes.yaml:4:5: error[wrong-type]",
        ("a mapping", "NotFound"),
    ),
    "entry without identity": (
        catalog("  - code: A", "  - status: error", "    description: B"),
        "codes.yaml:5:5: error[entry-without-identity]",
        ("hint: add 'code:', 'name:' or 'http_status:'",),
    ),
    "empty entry": (
        catalog("  - code: A", "  - {}"),
        "codes.yaml:5:5: error[entry-without-identity]",
        (),
    ),
    "unknown field, close to a known one": (
        catalog("  - code: A", "    descripton: B"),
        "codes.yaml:5:5: error[unknown-field]",
        ("'descripton'", "hint: did you mean 'description'?"),
    ),
    "unknown field, close to none": (
        catalog("  - code: A", "    colour: red"),
        "codes.yaml:5:5: error[unknown-field]",
        ("'colour'", "hint: known here: http_status, status, code", "start with 'x-'"),
    ),
    "unknown field of a nested mapping": (
        catalog("  - code: A", "    deprecated: {sunsett: 2027-01-01}"),
        "codes.yaml:5:18: error[unknown-field]",
        ("'sunsett'", "hint: did you mean 'sunset'?"),
    ),
    "unknown field at the root": (
        "apicodes: 1\ntitle: Codes\nvesion: 1\ncodes:\n  - code: A\n",
        "codes.yaml:3:1: error[unknown-field]",
        ("'vesion'", "hint: did you mean 'version'?"),
    ),
    "field twice": (
        catalog("  - code: A", "    code: B"),
        "codes.yaml:5:5: error[duplicate-field]",
        ("'code'", "line 4"),
    ),
    "field twice at the root": (
        "apicodes: 1\ntitle: A\ntitle: B\ncodes:\n  - code: A\n",
        "codes.yaml:3:1: error[duplicate-field]",
        ("'title'", "line 2"),
    ),
    "field twice in a value of the user's own": (
        catalog("  - code: A", "    x-a:", "      b: 1", "      b: 2"),
        "codes.yaml:7:7: error[duplicate-field]",
        ("'b'", "line 6"),
    ),
    "HTTP status twice in a map": (
        catalog("  - http_status:", "      409: Taken.", "      409: Locked."),
        "codes.yaml:6:7: error[duplicate-field]",
        ("'409'", "line 5"),
    ),
    "HTTP status twice in a map, once as text": (
        catalog("  - http_status:", "      409: Taken.", '      "409": Locked.'),
        "codes.yaml:6:7: error[duplicate-field]",
        ("'409'", "line 5"),
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), ROOT.values(), ids=ROOT)
def test_what_is_no_catalog_is_one_error_at_its_place(
    text: str, place: str, words: tuple[str, ...], project: Project
) -> None:
    project.write("codes.yaml", text)
    assert_refused(project, place, words)


FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "code: ''": ("4:11: error[wrong-value]", ("not empty", '""')),
    'code: " A"': ("4:11: error[wrong-value]", ("without spaces", '" A"')),
    r'code: "A\nB"': ("4:11: error[wrong-value]", ("one line", r'"A\nB"')),
    "code: [A]": ("4:11: error[wrong-type]", ("text", "a list")),
    "name: 4 ever": ("4:11: error[wrong-value]", ("a letter", "4 ever")),
    "http_status: 99": ("4:18: error[wrong-value]", ("100 to 599", "99")),
    "http_status: 600": ("4:18: error[wrong-value]", ("100 to 599", "600")),
    'http_status: "400"': ("4:18: error[wrong-type]", ('"400"', "hint: write it without quotes")),
    "http_status: true": ("4:18: error[wrong-type]", ("an integer", "true")),
    "http_status: 4xx": ("4:18: error[wrong-type]", ("an integer", "4xx")),
    "http_status: 0400": ("4:18: error[wrong-type]", ("an integer", "0400")),
    "http_status: 404.0": ("4:18: error[wrong-type]", ("an integer", "404.0")),
    "http_status: 404 Not Found": ("4:18: error[wrong-type]", ("an integer", "404 Not Found")),
    "http_status: []": ("4:18: error[wrong-value]", ("at least one HTTP status, found none",)),
    "http_status: {}": ("4:18: error[wrong-value]", ("at least one HTTP status, found none",)),
    "http_status: [400, 40]": ("4:24: error[wrong-value]", ("100 to 599", "40")),
    "http_status: [400, 400]": ("4:24: error[wrong-value]", ("400", "twice")),
    "http_status: {40: Bad.}": ("4:19: error[wrong-value]", ("100 to 599", "40")),
    "http_status: {400: }": ("4:24: error[wrong-type]", ("text", "nothing")),
}


@pytest.mark.parametrize(("field", "expected"), FIELDS.items(), ids=FIELDS)
def test_a_wrong_identity_is_one_error_at_its_value(
    field: str, expected: tuple[str, tuple[str, ...]], project: Project
) -> None:
    place, words = expected
    project.write("codes.yaml", catalog(f"  - {field}", "  - code: Z"))
    assert_refused(project, f"codes.yaml:{place}", words)


VALUES: dict[str, tuple[str, tuple[str, ...]]] = {
    "description: [limit]": ("5:18: error[wrong-type]", ("text", "a list", "hint: quote the")),
    "description: {limit}": ("5:18: error[wrong-type]", ("text", "a mapping", "hint: quote the")),
    "description: ''": ("5:18: error[wrong-value]", ("text",)),
    r'title: "A\nB"': ("5:12: error[wrong-value]", ("one line",)),
    "number: many": ("5:13: error[wrong-type]", ("an integer", "many")),
    "retryable: yes": ("5:16: error[wrong-type]", ("true or false", "yes")),
    "headers: Retry-After": ("5:14: error[wrong-type]", ("a list", "Retry-After")),
    "headers: [Retry After]": ("5:15: error[wrong-value]", ("Retry After",)),
    "causes: One.": ("5:13: error[wrong-type]", ("a list", "One.")),
    "links: [{title: T}]": ("5:13: error[missing-field]", ("'url'",)),
    "links: [{title: T, url: JavaScript:x}]": ("5:29: error[wrong-value]", ("not of a script",)),
    "params: {a-b: {}}": ("5:14: error[wrong-value]", ("letters, digits and '_'", "a-b")),
    "deprecated: soon": ("5:17: error[wrong-type]", ("true or false", "soon")),
    "links: [a]": ("5:13: error[wrong-type]", ("hint: write it as {title: ..., url: ...}",)),
    "deprecated: {sunset: soon}": ("5:26: error[wrong-value]", ("a date such as", "soon")),
    "deprecated: {sunset: 2027-02-30}": ("5:26: error[impossible-date]", ("2027-02-30",)),
    "removed: true": (
        "5:14: error[wrong-type]",
        ("a mapping", "true", "hint: write it as {since: ..., reason: ...}"),
    ),
    "visibility: secret": ("5:17: error[wrong-type]", ("'internal' or 'public'", "secret")),
    "x-number: .nan": ("5:15: error[wrong-value]", (".nan", "JSON")),
    f"x-number: {'9' * 80}": ("5:15: error[wrong-value]", (f"{'9' * 57}... is not a JSON number",)),
    "x-number: 0x1F": ("5:15: error[wrong-value]", ("0x1F", "hint: quote it")),
}


@pytest.mark.parametrize(("field", "expected"), VALUES.items(), ids=VALUES)
def test_a_wrong_value_is_one_error_at_the_value(
    field: str, expected: tuple[str, tuple[str, ...]], project: Project
) -> None:
    place, words = expected
    project.write("codes.yaml", catalog("  - code: A", f"    {field}"))
    assert_refused(project, f"codes.yaml:{place}", words)


def test_every_mistake_of_a_file_is_named_in_one_run_in_the_order_of_its_lines(
    project: Project,
) -> None:
    project.write(
        "codes.yaml",
        catalog(
            "  - code: A",
            "    http_status: 99",
            "    group: nowhere",
            "    colour: red",
            "  - code: [B]",
            "  - code: A",
            "    retryable: maybe",
        ),
    )
    assert refused(project).places == [
        "codes.yaml:5:18: error[wrong-value]",
        "codes.yaml:6:12: error[unknown-reference]",
        "codes.yaml:7:5: error[unknown-field]",
        "codes.yaml:8:11: error[wrong-type]",
        "codes.yaml:9:11: error[duplicate-key]",
        "codes.yaml:10:16: error[wrong-type]",
    ]


def test_check_refuses_as_generate_does(project: Project) -> None:
    assert project.run("generate").code == 0
    project.write("codes.yaml", CATALOG.replace("404", "4040"))
    assert refused(project, "check") == refused(project, "generate")
