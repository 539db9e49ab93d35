"""OpenAPI documents with what cannot be taken: each loss is a line of the report."""

import os

import pytest

from apicodes.catalog.files import SIZE_LIMIT
from helpers.project import Project
from helpers.refusals import refused

HEAD = 'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\n'
KEPT = "      responses:\n        409: {description: It is taken.}\n"
OPERATION = f"{HEAD}paths:\n  /a:\n    get:\n{KEPT}"
"""A document with one response on its seventh line; more may follow."""


def response(fields: str) -> str:
    """Return a document whose eighth line is a response 404 with these fields."""
    return f"{OPERATION}        404: {fields}\n"


def code(schema: str) -> str:
    """Return a document whose eighth line is a response with a code of this schema."""
    body = f"{{schema: {{properties: {{code: {schema}}}}}}}"
    return response(f"{{description: No., content: {{application/json: {body}}}}}")


def schemas(*lines: str) -> str:
    """Return a document with schemas from its tenth line on."""
    return "\n".join(
        (f"{OPERATION}components:", "  schemas:", *(f"    {each}" for each in lines), "")
    )


LOSSES = [
    (
        f"{OPERATION}        '600': {{description: Six hundred.}}\n",
        "8: left out: response '600': neither a code nor a single HTTP status",
    ),
    (
        f"{OPERATION}        4XX: {{description: Other.}}\n",
        "8: left out: response '4XX': neither a code nor a single HTTP status",
    ),
    (
        code("{enum: [A]}").replace("        404:", "        default:"),
        "8: guessed: 'default' is no single HTTP status: it gives its codes none",
    ),
    (response("[a]"), "8: left out: a list where a mapping belongs"),
    (response("just text"), "8: left out: 'just text' where a mapping belongs"),
    (response("{$ref: [a]}"), "8: left out: $ref: a list where a text belongs"),
    (response("{description: [a]}"), "8: left out: description: a list where a text belongs"),
    (response("{description: {a: b}}"), "8: left out: description: a mapping where a text belongs"),
    (response("{content: [a]}"), "8: left out: a list where a mapping belongs"),
    (response("{content: {a/b: c}}"), "8: left out: 'c' where a mapping belongs"),
    (
        f"{OPERATION}    post:\n      responses: [a, b]\n",
        "9: left out: a list where a mapping belongs",
    ),
    (f"{OPERATION}  /b: text\n", "8: left out: 'text' where a mapping belongs"),
    (f"{OPERATION}components: [a]\n", "8: left out: a list where a mapping belongs"),
    (OPERATION.replace("Shop", "[a]"), "2: left out: title: a list where a text belongs"),
    (code("{enum: [A, true]}"), "8: left out: 'true' among the codes is none"),
    (code("{enum: [A, [b]]}"), "8: left out: a list among the codes is none"),
    (
        schemas("ErrorKind:", "  oneOf:", "    - {const: a}", "    - {const: b}"),
        "12: left out: schema ErrorKind, 2 values: none is the code of a response",
    ),
    (
        schemas("Reason: {oneOf: [{const: a, description: The a.}]}"),
        "10: left out: schema Reason, 1 value: none is the code of a response",
    ),
    (
        schemas("Missing: {properties: {code: {const: missing}}}"),
        "10: left out: schema Missing, 1 value: none is the code of a response",
    ),
]


@pytest.mark.parametrize(("text", "printed"), LOSSES, ids=[printed for _, printed in LOSSES])
def test_what_is_left_out_is_told_once_with_its_line(
    text: str, printed: str, empty: Project
) -> None:
    empty.write("api.yaml", text)
    done = empty.run("import", "api.yaml")
    assert done.code in (0, 1), done.err  # a status without a description breaks a rule
    assert "description: It is taken." in done.out
    assert done.err.splitlines().count(f"  api.yaml:{printed}") == 1, done.err


def test_null_says_nothing_and_is_no_text(empty: Project) -> None:
    empty.write("api.yaml", response("{description: null, content: }"))
    done = empty.run("import", "api.yaml")
    assert "null" not in done.out
    assert "left out" not in done.err


def test_titles_of_constants_are_kept(empty: Project) -> None:
    constants = "{oneOf: [{const: A, title: The first, description: One.}, {const: B, title: B}]}"
    empty.write("api.yaml", code(constants))
    assert empty.run("import", "api.yaml").out.count("title:") == 2  # of the catalog, and of A
    empty.write(
        "api.yaml", code(constants.replace("const: A", "const: 7").replace("The first", "First"))
    )
    done = empty.run("import", "api.yaml")
    assert "name: First" in done.out
    # What a schema is called is no title of its one value.
    empty.write("api.yaml", code("{const: A, title: Code}"))
    assert "Code\n" not in empty.run("import", "api.yaml").out


def test_a_schema_whose_values_are_codes_of_a_response_is_not_left_out(empty: Project) -> None:
    text = code("{$ref: '#/components/schemas/ErrorKind'}")
    text += "components: {schemas: {ErrorKind: {oneOf: [{const: a}, {const: b}]}}}\n"
    empty.write("api.yaml", text)
    done = empty.run("import", "api.yaml")
    assert done.out.count("code: ") == 3  # of the envelope, and two
    assert "ErrorKind" not in done.err


def test_where_nothing_is_found_what_was_left_out_is_named(empty: Project) -> None:
    empty.write(
        "api.yaml", f"{HEAD}paths:\n  /a: text\n  /b: [c]\n  /c: {{get: {{responses: [d]}}}}\n"
    )
    refusal = refused(empty, "import", "api.yaml")
    assert (refusal.code, refusal.places) == (1, ["api.yaml:1: error[nothing-found]"])
    for printed in (
        "1 operation",
        "api.yaml:4: 'text' where",
        "api.yaml:5: a list",
        "(also line 6)",
    ):
        assert printed in refusal.printed


# References


def chain(length: int, step: str = "") -> str:
    """Return a document with as many references from one to the next, and a response at the end."""
    name = "#/components/responses/R"
    lines = (f"    R{at}: {{$ref: '{name}{at + 1}{step}'}}" for at in range(length))
    end = "{description: The end.}" if not step else "{x: {description: The end.}}"
    return "\n".join((
        f"{OPERATION}        404: {{$ref: '{name}0'}}", "components:", "  responses:", *lines,
        f"    R{length}: {end}", "",
    ))  # fmt: skip


def test_a_long_chain_of_references_is_followed_to_its_end(empty: Project) -> None:
    empty.write("api.yaml", chain(3000))
    done = empty.run("import", "api.yaml")
    assert (done.code, done.err) == (0, "api.yaml: 2 entries\n")
    assert "description: The end." in done.out


def test_a_reference_through_another_leads_nowhere(empty: Project) -> None:
    empty.write("api.yaml", chain(3, "/x"))
    done = empty.run("import", "api.yaml")
    assert done.code in (0, 1), done.err  # a status without a description breaks a rule
    assert "R1/x' leads nowhere: there is no 'x'" in done.err


CIRCLES = [
    "A: {$ref: '#/components/responses/A'}",
    "A: {$ref: '#/components/responses/B'}\n    B: {$ref: '#/components/responses/A'}",
]


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_circle_of_references_is_told_once(circle: str, empty: Project) -> None:
    head = f"{OPERATION}        404: {{$ref: '#/components/responses/A'}}\n"
    empty.write("api.yaml", f"{head}components:\n  responses:\n    {circle}\n")
    done = empty.run("import", "api.yaml")
    assert done.code in (0, 1), done.err  # a status without a description breaks a rule
    assert "http_status: 404" in done.out
    assert done.err.count("left out") == done.err.count("leads back to itself") == 1


ELSEWHERE = [
    ("https://example.com/a.yaml#/A", "is an address; nothing is fetched"),
    ("//example.com/a.yaml", "is an address; nothing is fetched"),
    ("file:///etc/passwd", "is an address; nothing is fetched"),
    ("../outside.yaml", "is outside of the project"),
    ("/etc/passwd", "is outside of the project"),
    ("..%2foutside.yaml", "is outside of the project"),
    ("link.yaml", "is outside of the project"),
    ("missing.yaml", "cannot be read"),
    ("#/components/nothing", "leads nowhere: there is no 'components'"),
]


@pytest.mark.parametrize(("reference", "why"), ELSEWHERE)
def test_what_is_elsewhere_is_one_line_and_its_status_is_kept(
    reference: str, why: str, empty: Project
) -> None:
    empty.write("outside.yaml", "description: Secret.\n")
    empty.write("project/api.yaml", response(f"{{$ref: '{reference}'}}"))
    (empty.path / "project" / "link.yaml").symlink_to(empty.path / "outside.yaml")
    done = empty.run("import", "api.yaml", folder="project")
    assert done.err.count("left out") == 1, done.err
    assert f"  api.yaml:8: left out: $ref '{reference}' " in done.err
    assert why in done.err
    assert "http_status: 404" in done.out
    assert "Secret" not in done.out


def test_what_a_document_refers_to_must_be_a_file_of_fair_size(empty: Project) -> None:
    os.mkfifo(empty.path / "pipe")
    (empty.path / "huge").touch()
    os.truncate(empty.path / "huge", SIZE_LIMIT + 1)
    pair = "        404: {$ref: pipe}\n        410: {$ref: huge}\n"
    empty.write("api.yaml", OPERATION + pair)
    done = empty.run("import", "api.yaml")
    assert done.code in (0, 1), done.err
    assert "api.yaml:8: left out: $ref 'pipe' cannot be read: 'pipe': no regular file" in done.err
    assert "api.yaml:9: left out: $ref 'huge' cannot be read: 'huge': more than 67,1" in done.err


@pytest.mark.parametrize("reference", ["https://example.com/a.yaml", "../a.yaml", "#/paths"])
def test_a_document_of_lost_references_alone_is_one_error(reference: str, empty: Project) -> None:
    reference = f"{{$ref: '{reference}'}}" if reference != "#/paths" else "{$ref: '#/paths'}"
    empty.write("api.yaml", f"{HEAD}paths: {reference}\n")
    refusal = refused(empty, "import", "api.yaml")
    assert (refusal.code, refusal.places) == (1, ["api.yaml:1: error[nothing-found]"])
    assert "api.yaml:3: $ref " in refusal.printed


# What is no document

BROKEN = [
    ("a.json", '{"openapi": "3.1.0", "info": {"title": "a\\qb"}}', "1:42: error[json-syntax]"),
    ("a.json", '{\n  "openapi": "3.1.0",\n  "paths" {}\n}\n', "3:11: error[json-syntax]"),
    ("a.json", '{"paths": {"/a": [1, 2}', "1:23: error[json-syntax]"),
    ("api", '{"openapi": "3.1.0", "info": {"title": "a\\qb"}}', "1:42: error[json-syntax]"),
    ("a.yaml", 'title: "a\\q"\nopenapi: 3.1.0\n', "1:10: error[yaml-syntax]"),
    ("a.yaml", "openapi: 3.1.0\ninfo: {title: a: b}\n", "2:7: error[yaml-syntax]"),
]


@pytest.mark.parametrize(("name", "text", "place"), BROKEN)
def test_what_is_broken_is_told_in_the_words_of_its_format(
    name: str, text: str, place: str, empty: Project
) -> None:
    empty.write(name, text)
    for command in (("import", name), ("diff", name, name)):
        refusal = refused(empty, *command)
        assert (refusal.code, refusal.places) == (1, [f"{name}:{place}"]), refusal.printed
        assert "YAML" not in refusal.printed or "json" not in place
