"""OpenAPI documents that people wrote, imported."""

from pathlib import Path
from typing import Any

import pytest

from apicodes.importers import Imported, openapi
from apicodes.importers.openapi_refs import within
from apicodes.problems import ProblemsFound
from helpers.project import Project
from helpers.refusals import refused

HEAD = 'openapi: 3.1.0\ninfo: {title: Shop, version: "1.10"}\n'


def read(text: str) -> Imported:
    return openapi.read(text, "api.yaml")


def entries(file: Imported) -> list[dict[str, Any]]:
    return [record.fields for record in file.reading.entries]


def notes(file: Imported, kind: str) -> list[str]:
    return [f"{note.location}: {note.text}" for note in file.notes if note.kind == kind]


OPERATIONS = """\
openapi: 3.0.3
info:
  title: Shop
  version: 1.10
paths:
  /things:
    get:
      responses:
        200: {description: All things.}
        '401': {description: Who are you?}
        '404':
          description: There is no such thing.
          content: &body
            application/json:
              schema:
                allOf:
                  - $ref: '#/components/schemas/Error'
                  - properties:
                      code: {enum: [ThingNotFound]}
        4XX: {description: Other.}
        default:
          description: Whatever.
          content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
    post:
      responses:
        200: {description: It is made.}
        401: {description: Your key is old.}
        404: {description: Nothing at all., content: *body}
        409:
          description: It cannot be made.
          content:
            application/json:
              schema:
                properties:
                  code:
                    anyOf: [{enum: [Taken]}, {const: Gone, description: It is gone.}]
        429: {$ref: '#/components/responses/Slow'}
components:
  responses:
    Slow:
      description: Too many.
      content:
        application/json:
          examples:
            one: {summary: One., value: {status: error, code: SlowDown, message: Wait 5 s.}}
  schemas:
    Error:
      type: object
      properties:
        status: {type: string, enum: [error]}
        code: {type: string}
        message: {type: string}
        trace_id: {type: string}
    ErrorKind: {enum: [a, b]}
"""


def test_responses_of_operations_give_codes_with_their_statuses() -> None:
    file = read(OPERATIONS)
    assert entries(file) == [
        {"http_status": (200,), "description": "All things."},
        {"http_status": (401,), "description": "Who are you?"},
        {
            "http_status": (404,),
            "code": "ThingNotFound",
            "status": "error",
            "description": "There is no such thing.",
        },
        {"http_status": (409,), "code": "Taken"},
        {"http_status": (409,), "code": "Gone", "description": "It is gone."},
        {
            "http_status": (429,),
            "code": "SlowDown",
            "status": "error",
            "message": "Wait 5 s.",
            "description": "One.",
        },
    ]
    root = file.reading.root.fields
    assert (root["title"], root["version"]) == ("Shop", "1.10")
    assert root["envelope"] == {
        "media_type": "application/json",
        "body": {"status": "{status}", "code": "{code}", "message": "{message}"},
    }
    lines = file.reading.entries[2].lines
    assert (lines["http_status"], lines["code"], lines["description"]) == (12, 19, 12)


def test_what_is_guessed_and_what_is_left_out_is_told_with_all_places() -> None:
    file = read(OPERATIONS)
    assert notes(file, "guessed") == [
        "api.yaml:9: 200: description 'All things.' is taken; others stand at api.yaml:26",
        "api.yaml:10: 401: description 'Who are you?' is taken; others stand at api.yaml:27",
        "api.yaml:12: the body of errors is that of 4 places of 5",
        "api.yaml:12: 404 ThingNotFound: description 'There is no such thing.' is taken; "
        "others stand at api.yaml:28",
        "api.yaml:19: the property 'code' carries the code: 4 values in all",
        "api.yaml:45: 429 SlowDown: description 'One.' is taken; others stand at api.yaml:41",
    ]
    assert notes(file, "left out") == [
        "api.yaml:12: of the body of errors: 'trace_id'",
        "api.yaml:20: response '4XX': neither a code nor a single HTTP status",
        "api.yaml:22: response 'default': neither a code nor a single HTTP status",
        "api.yaml:30: description 'It cannot be made.': its 2 codes share it",
        "api.yaml:54: schema ErrorKind, 2 values: none is the code of a response",
    ]


def components(schemas: str, responses: str = "{}") -> str:
    return f"{HEAD}components:\n  responses: {responses}\n  schemas: {schemas}\n"


def body(schema: str) -> str:
    return f"{{description: '', content: {{application/json: {{schema: {schema}}}}}}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            components("{ErrorCode: {title: Codes, enum: [a_b, c], x-enum-varnames: [AB, SEA], "
                       "x-enum-descriptions: [The a., The c.]}}"),
            [{"code": "a_b", "name": "AB", "description": "The a."},
             {"code": "c", "name": "SEA", "description": "The c."}],
        ),
        (
            components("{Error: {properties: {code: {x-enum-elements: "
                       "[{name: A, description: The a.}, {name: B}]}}}}"),
            [{"code": "A", "description": "The a."}, {"code": "B"}],
        ),
        (
            components("{Error: {properties: {code: {x-extensible-enum: [A], "
                       "x-enum-descriptions: {A: The a.}}}}}"),
            [{"code": "A", "description": "The a."}],
        ),
        (
            components("{Error: {properties: {code: {enum: [A, B], "
                       'description: "One of:\\n* `A` - the a\\n- B: the b"}}}}'),
            [{"code": "A", "description": "the a"}, {"code": "B", "description": "the b"}],
        ),
        (
            components("{Error422: {properties: {code: {enum: ['429|SomethingGoesWrong']}}}}"),
            [{"http_status": (429,), "code": "SomethingGoesWrong"}],
        ),
        (
            components("{Error: {properties: {code: {enum: [0010, NO, 12:30]}}}}"),
            [{"code": "0010"}, {"code": "NO"}, {"code": "12:30"}],
        ),
        (
            components("{Error: {properties: {error: {properties: {code: {enum: [7, -1]}}}}}}"),
            [{"code": "7"}, {"code": "-1"}],
        ),
        (
            components("{}", f"{{NotFound: {body('{properties: {code: {const: none}}}')}}}"),
            [{"http_status": (404,), "code": "none"}],
        ),
        (
            components("{}", "{Odd: " + body("{properties: {status: {enum: [418]}, "
                       "errors: {items: {properties: {error_code: {enum: [x]}}}}}}") + "}"),
            [{"http_status": (418,), "code": "x"}],
        ),
        (
            components("{}", "{E400: " + body("{example: {error: invalid_request, "
                       "error_description: No.}}") + "}"),
            [{"http_status": (400,), "code": "invalid_request", "message": "No."}],
        ),
        (
            components("{Error: {properties: {Errors: {items: {properties: {ErrorCode: "
                       "{x-namespaced-enum: [ZZ.Field.Missing, ZZ.Field.Bad]}}}}}}}"),
            [{"code": "ZZ.Field.Missing"}, {"code": "ZZ.Field.Bad"}],
        ),
        (
            components("{Error: {properties: {error: {anyOf: [{properties: "
                       "{code: {anyOf: [{enum: [a_b, c]}]}}}]}}}}"),
            [{"code": "a_b"}, {"code": "c"}],
        ),
        (
            components("{Error: {properties: {code: {type: string, "
                       'description: "One of:\\n* `a_b` - 404: the a\\n* c - HTTP 409: the c"}}}}'),
            [{"http_status": (404,), "code": "a_b", "description": "the a"},
             {"http_status": (409,), "code": "c", "description": "the c"}],
        ),
        (
            components("{}", '{E400: {description: "One of:\\n- `TOO_LONG`: It is long.\\n'
                       '- TOO_WIDE - 422: It is wide.\\n- `name`: a name"}}'),
            [{"http_status": (400,), "code": "TOO_LONG", "description": "It is long."},
             {"http_status": (422,), "code": "TOO_WIDE", "description": "It is wide."}],
        ),
        (
            components("{}", "{E400: " + body("{properties: {code: {enum: ['NO_A|NO_B']}}}") + "}"),
            [{"http_status": (400,), "code": "NO_A"}, {"http_status": (400,), "code": "NO_B"}],
        ),
        (
            components("{A: {description: No a., properties: {code: {const: a}, "
                       "status: {const: 404}, message: {example: Where is a?}}}}",
                       "{Other: " + body("{oneOf: [{$ref: '#/components/schemas/A'}, "
                                         "{properties: {code: {const: b}}}]}") + "}"),
            [{"http_status": (404,), "code": "a", "description": "No a.", "message": "Where is a?"},
             {"code": "b"}],
        ),
        (
            components("{}", "{E400: " + body("{example: {title: Bad, params: [{name: size}]}}")
                       + ", E404: " + body("{example: {id: lost, message: It is lost.}}") + "}"),
            [{"http_status": (400,)},
             {"http_status": (404,), "code": "lost", "message": "It is lost."}],
        ),
        (
            components("{}", "{E401: " + body("{example: {code: no_key, title: No key}}")
                       + ", E404: " + body("{example: {error: Not Found, code: lost}}") + "}"),
            [{"http_status": (401,), "code": "no_key", "title": "No key"},
             {"http_status": (404,), "code": "lost"}],
        ),
    ],
)  # fmt: skip
def test_codes_are_found_wherever_they_hide(text: str, expected: list[dict[str, Any]]) -> None:
    found = entries(read(text))
    assert found == expected or found == sorted(expected, key=lambda each: each["http_status"])


def test_a_list_under_several_statuses_does_not_give_each_code_all_of_them() -> None:
    schema = "{$ref: '#/components/schemas/Fault'}"
    example = "{description: Bad., content: {application/json: {schema: %s, example: {id: b}}}}"
    responses = f"{{NotFound: {body(schema)}, BadRequest: {example % schema}}}"
    file = read(components("{Fault: {properties: {id: {enum: [a, b]}}}}", responses))
    assert entries(file) == [
        {"http_status": (400,), "code": "b", "description": "Bad."},
        {"http_status": (404,)},
        {"code": "a"},
    ]
    assert any("2 codes under 2 HTTP statuses" in text for text in notes(file, "guessed"))


def test_a_list_that_is_copied_to_several_statuses_is_the_same_list() -> None:
    schema = "{properties: {code: {enum: [a, b]}}}"
    file = read(components("{}", f"{{E400: {body(schema)}, E404: {body(schema)}}}"))
    assert entries(file) == [{"http_status": (400,)}, {"http_status": (404,)}, *(
        {"code": code} for code in "ab"
    )]  # fmt: skip


def test_an_example_of_a_shared_schema_has_no_status() -> None:
    schema = "{$ref: '#/components/schemas/Fault'}"
    fault = "{properties: {code: {type: string, example: NO_KEY}, message: {example: No key.}}}"
    file = read(
        components(f"{{Fault: {fault}}}", f"{{E401: {body(schema)}, E404: {body(schema)}}}")
    )
    assert entries(file) == [
        {"http_status": (401,)},
        {"http_status": (404,)},
        {"code": "NO_KEY", "message": "No key."},
    ]


def test_one_code_on_several_statuses_has_them_all() -> None:
    schema = "{properties: {code: {enum: [api_error]}}}"
    file = read(components("{}", f"{{E502: {body(schema)}, E500: {body(schema)}}}"))
    assert file.reading.entries[0].fields["http_status"] == (502, 500)


def test_headings_of_the_description_are_codes() -> None:
    text = """\
openapi: 3.1.0
info:
  title: Shop
  version: "1"
  description: |
    The shop.

    # Errors

    ### `OutOfStock`

    * __Meaning__: Nothing is left.
    * __HTTP status__: [409 Conflict](https://example.com/409)

    Happens when:
    - all is sold

    ### SOLD_OUT
    HTTP 410

    ### `NoStatus`
    No status is told.

    ## Other things
paths: {}
"""
    file = read(text)
    assert entries(file) == [
        {
            "http_status": (409,),
            "code": "OutOfStock",
            "description": "Nothing is left.\n\nHappens when:\n- all is sold",
        },
        {"http_status": (410,), "code": "SOLD_OUT"},
        {"code": "NoStatus", "description": "No status is told."},
    ]
    assert [record.line for record in file.reading.entries] == [10, 18, 21]
    assert file.reading.root.fields["description"] == "The shop."
    assert notes(file, "guessed") == ["api.yaml:5: 3 headings of the description: codes"]
    assert notes(file, "left out") == [
        "api.yaml:5: what stands below 2 other headings of the description"
    ]


def test_the_older_format_is_refused_in_one_error(empty: Project) -> None:
    empty.write("old.yaml", 'info: {title: Old}\nswagger: "2.0"\npaths: {}\n')
    for command in (("import", "old.yaml"), ("diff", "old.yaml", "old.yaml")):
        refusal = refused(empty, *command)
        assert (refusal.code, refusal.places) == (1, ["old.yaml:2: error[older-format]"])
        assert "Swagger 2.0" in refusal.printed
        assert "convert it" in refusal.printed


MAIN = """\
openapi: 3.0.0
info: {title: T, version: "2"}
paths:
  /a:
    get:
      responses:
        400: {$ref: responses/bad.yml}
        401: {$ref: "https://example.com/x.yaml#/A"}
        402: {$ref: ../outside.yaml}
        403: {$ref: "missing.yaml#/A"}
        404: {$ref: "responses/bad.yml#/nowhere"}
        405: {$ref: '#/components/responses/Loop'}
        406: {$ref: 'responses/broken.yml'}
        407: {$ref: 'responses/binary.yml'}
        409: {$ref: 'responses/~1odd%20name.yml#/a~1b/0'}
components:
  responses:
    Loop: {$ref: '#/components/responses/Pool'}
    Pool: {$ref: '#/components/responses/Loop'}
"""

BAD = """\
description: The body could not be parsed.
headers: {Retry-After: {$ref: 'headers.yml#/retry'}}
content:
  application/json:
    schema: {$ref: error.yml}
    example: {id: bad_request, message: No body.}
"""


def test_references_are_followed_to_other_files_and_no_further(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "responses" / "~1odd name.yml").parent.mkdir(parents=True)
    (folder / "responses" / "~1odd name.yml").write_text("a/b: [{description: Odd thing.}]")
    (folder / "responses" / "bad.yml").write_text(BAD)
    (folder / "responses" / "headers.yml").write_text(
        "retry: {schema: {$ref: '#/int'}}\nint: {a: 1}"
    )
    (folder / "responses" / "error.yml").write_text(
        "properties: {id: {type: string}, message: {type: string}, more: {$ref: error.yml}}"
    )
    (folder / "responses" / "broken.yml").write_text("a: [")
    (folder / "responses" / "binary.yml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "outside.yaml").write_text("description: Secret.")
    file = openapi.read(MAIN, "api.yaml", within(str(folder)))
    first, *others = file.reading.entries
    assert first.fields == {
        "http_status": (400,),
        "code": "bad_request",
        "message": "No body.",
        "description": "The body could not be parsed.",
        "headers": ("Retry-After",),
    }
    assert set(first.lines.values()) == {7}
    assert file.reading.root.fields["headers"] == {"Retry-After": {"schema": {"a": 1}}}
    assert file.reading.root.fields["envelope"]["body"] == {"id": "{code}", "message": "{message}"}
    statuses = [each.fields["http_status"][0] for each in others]
    assert statuses == [401, 402, 403, 404, 405, 406, 407, 409]
    assert others[-1].fields["description"] == "Odd thing."
    left = "\n".join(notes(file, "left out"))
    for line, why in [
        (8, "is an address; nothing is fetched"),
        (9, "is outside of the project"),
        (10, "No such file"),
        (11, "leads nowhere: there is no 'nowhere'"),
        (13, "is not read: responses/broken.yml"),
        (14, "is no text in UTF-8"),
        (19, "leads back to itself"),
    ]:
        assert any(f"api.yaml:{line}: " in text and why in text for text in left.split("\n")), left


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside.yaml").write_text("description: Secret.")
    (folder / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(PermissionError):
        within(str(folder))("link.yaml")


def test_json_with_tabs_and_escapes_is_read() -> None:
    text = (
        '{\n\t"openapi": "3.0.0",\n\t"components": {"schemas": {"Error": {"properties":\n\t\t'
        '{"code": {"enum": ["a\\/b"], "description": "\\ud83d\\ude00"}}}}}\n}'
    )
    assert entries(read(text)) == [{"code": "a/b"}]


def test_merged_keys_and_codes_of_the_yaml_1_1_kind_are_read() -> None:
    text = (
        f"{HEAD}x: &x {{description: Same for all.}}\npaths:\n  /a:\n    get:\n      responses:\n"
    )
    file = read(f"{text}        404: {{<<: *x}}\n        410: {{<<: [*x], description: Own.}}\n")
    assert [each["description"] for each in entries(file)] == ["Same for all.", "Own."]


def test_nothing_found_says_what_was_seen() -> None:
    for text, printed in [
        (f"{HEAD}paths: {{/a: {{get: {{}}}}}}", "1 operation, 0 responses"),
        ('[{"code": 1}]', "1 items, none of them openapi, paths or components"),
        ("404: Not Found", "1 keys, none of them openapi, paths or components"),
    ]:
        with pytest.raises(ProblemsFound) as caught:
            read(text)
        (problem,) = caught.value.problems
        assert problem.rule == "nothing-found"
        assert printed in problem.message


BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{chr(ord(name) - 1)}'] * 10)}]\n" for name in "bcdefgh"
)


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("a: 1\nb: [" + "[" * 100_000, 2, "too-deep"),
        ("a: 1\nb: " + '{"a":' * 5_000, 2, "too-deep"),
        ("a: 1\n\0", 2, "not-text"),
        ("\x89PNG\r\n\x1a", 1, "not-text"),
        ("a: 1\n\tb: 2", 2, "yaml-syntax"),
        ("a: 1\nb: {c: d: e}", 2, "yaml-syntax"),
        ("a: &a [*a]", 1, "alias"),
        (BOMB, 5, "alias"),
        ("a: 1\n---\nb: 2", 2, "several-documents"),
        ("", 1, "empty"),
        ("text", 1, "nothing-found"),
        (f"{HEAD}paths: [1, 2]\ncomponents: 5", 1, "nothing-found"),
        (f"{HEAD}x-response-codes: 5", 1, "nothing-found"),
        (components("{Error: {properties: {code: {enum: [{a: b}, [c], null, true]}}}}"), 1,
         "nothing-found"),
        (components("{E1: {allOf: [{$ref: '#/components/schemas/E1'}]}}"), 1, "nothing-found"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_one_error_at_its_line(text: str, line: int, rule: str) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.location.line, problem.rule) == (line, rule)


def test_a_huge_number_is_text() -> None:
    text = components("{Error: {properties: {code: {enum: [%s, A]}}}}" % ("9" * 5_000))
    file = read(text)
    assert entries(file) == [{"code": "A"}]
    assert "can be no code" in notes(file, "left out")[-1]


def test_an_example_elsewhere_is_left_out() -> None:
    example = "{example: {externalValue: 'https://example.com/a.json'}}"
    response = f"{{description: Bad., content: {{application/json: {{examples: {example}}}}}}}"
    file = read(components("{}", f"{{BadRequest: {response}}}"))
    assert entries(file) == [{"http_status": (400,), "description": "Bad."}]
    assert "an example elsewhere" in notes(file, "left out")[0]
    assert "their HTTP statuses: BadRequest 400" in notes(file, "guessed")[0]


def test_what_holds_of_many_places_is_one_line() -> None:
    paths = "".join(
        f"  /{name}:\n    get:\n      responses:\n        default: {{description: No.}}\n"
        for name in "abc"
    )
    file = read(f"{HEAD}paths:\n{paths}  /d: {{get: {{responses: {{200: {{description: Y}}}}}}}}\n")
    assert [(note.kind, str(note.location), note.text) for note in file.notes] == [
        ("left out", "api.yaml:7", "response 'default': neither a code nor a single HTTP status "
         "(also lines 11, 15)")
    ]  # fmt: skip


SUCCESS = """\
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Failure'}}}}
      responses:
        200:
          description: Fine.
          content:
            application/json:
              schema: {properties: {code: {enum: [SAVE10, SAVE20]}, message: {type: string}}}
"""
WEBHOOKS = """\
webhooks:
  failed:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}
      responses:
        400: {description: Not taken., content: {application/json: {example: {code: HOOK}}}}
components:
  schemas:
    Event: {allOf: [{$ref: '#/components/schemas/FailedEvent'}]}
    FailedEvent: {properties: {code: {const: payment_failed}}}
    Failure: {properties: {code: {enum: [card, bank]}}}
"""


def test_only_error_responses_have_codes() -> None:
    error = (
        "        404: {description: No., content: {application/json: {example: {code: lost}}}}\n"
    )
    file = read(HEAD + SUCCESS + error + WEBHOOKS)
    assert entries(file) == [
        {"http_status": (200,), "description": "Fine."},
        {"http_status": (404,), "code": "lost", "description": "No."},
    ]


def test_codes_of_successes_are_taken_where_no_error_has_any() -> None:
    file = read(HEAD + SUCCESS + WEBHOOKS)
    assert [entry.get("code") for entry in entries(file)] == ["SAVE10", "SAVE20"]
    assert "api.yaml:9: no error response has a code: those of successes are taken" in notes(
        file, "guessed"
    )


def test_a_code_in_the_place_of_two_is_a_guess() -> None:
    file = read(components("{Error: {properties: {code: {enum: ['A|B', '404|C']}}}}"))
    assert sorted(note.partition(": ")[2] for note in notes(file, "guessed"))[:2] == [
        "'404|C' is read as the code C with status 404",
        "'A|B' is read as 2 codes",
    ]


def test_categories_of_codes_are_groups() -> None:
    elements = "[{name: A, category: KEYS}, {name: B, category: KEYS}]"
    categories = "{enum: [KEYS], x-enum-elements: [{name: KEYS, description: About keys.}]}"
    file = read(
        components(f"{{ErrorCode: {{x-enum-elements: {elements}}}, ErrorCategory: {categories}}}")
    )
    assert entries(file) == [{"code": "A", "group": "KEYS"}, {"code": "B", "group": "KEYS"}]
    assert file.reading.root.fields["groups"] == {
        "KEYS": {"title": "KEYS", "description": "About keys."}
    }
    assert notes(file, "left out") == []


def test_a_heading_may_have_several_statuses() -> None:
    text = "### `Lost`\\n\\n* HTTP status: [404](https://example.com/410) or 410.\\n* The rest."
    file = read(f'openapi: 3.1.0\ninfo: {{title: Shop, description: "{text}"}}\n')
    assert entries(file) == [
        {"http_status": (404, 410), "code": "Lost", "description": "The rest."}
    ]


def test_examples_without_a_schema_show_the_body_of_errors() -> None:
    first = "{summary: No a, value: {error: {code: a_b, extra: 1}}}"
    examples = f"{{a: {first}, b: {{value: {{error: {{code: c}}}}}}}}"
    response = f"{{description: '', content: {{application/json: {{examples: {examples}}}}}}}"
    file = read(components("{}", f"{{NotFound: {response}}}"))
    assert entries(file) == [
        {"http_status": (404,), "code": "a_b", "description": "No a"},
        {"http_status": (404,), "code": "c"},
    ]
    assert file.reading.root.fields["envelope"]["body"] == {"error": {"code": "{code}"}}


TABLES = """\
openapi: 3.0.0
info:
  title: Shop
  description: |
    The shop.

    ## Errors

    | HTTP | Code | Description |
    | --- | --- | --- |
    | 404 | `item_lost` | There is no such item. |
    | 409 | `item_taken` | Somebody has it. |

    | Plan | Requests |
    | --- | --- |
    | Free | 10 |
"""


def test_tables_of_the_description_are_read_as_those_of_a_page() -> None:
    file = read(TABLES)
    assert entries(file) == [
        {"http_status": (404,), "code": "item_lost", "description": "There is no such item."},
        {"http_status": (409,), "code": "item_taken", "description": "Somebody has it."},
    ]
    assert [record.line for record in file.reading.entries] == [11, 12]
    assert file.reading.root.fields["description"] == "The shop."


def test_a_code_that_is_too_long_takes_nothing_with_it() -> None:
    code = "a" * 300
    response = (
        f"{{description: Bad thing., content: {{application/json: {{example: {{code: {code}}}}}}}}}"
    )
    file = read(components("{}", f"{{E400: {response}, E404: {{description: Not here.}}}}"))
    assert [each["http_status"] for each in entries(file)] == [(400,), (404,)]


def test_an_import_is_the_same_as_its_source(empty: Project) -> None:
    error = "{properties: {code: {enum: [a_b, c]}, message: {type: string}}}"
    empty.write("api.yaml", components(f"{{Error: {error}}}"))
    assert empty.run("import", "api.yaml", "-o", "codes.yaml").code == 0
    same = empty.run("diff", "codes.yaml", "api.yaml")
    assert same.code == 0, same.out
