"""Python modules that people wrote, imported."""

from typing import Any

import pytest

from apicodes.importers import Imported, python
from apicodes.problems import ProblemsFound


def entries(text: str) -> list[dict[str, Any]]:
    return [record.fields for record in python.read(text, "codes.py").reading.entries]


def notes(file: Imported, kind: str) -> list[str]:
    return [f"{note.location}: {note.text}" for note in file.notes if note.kind == kind]


ENUM = """\
from enum import Enum
from http import HTTPStatus

class Colour(Enum):
    RED = "red"

class ErrorCode(str, Enum):
    #: The thing is missing,
    #: or hidden.
    NOT_FOUND = "not_found"
    GONE = "gone"  # It went.  # noqa: E501
    LATE = "too_late"
    '''Later than

    the deadline.'''
    ODD = make()

STATUSES = {ErrorCode.NOT_FOUND: 404, ErrorCode.GONE: HTTPStatus.GONE, ErrorCode.LATE.value: 409}
MESSAGES = {ErrorCode.GONE: "It is gone."}
"""


def test_an_enum_with_its_comments_and_the_tables_beside_it() -> None:
    file = python.read(ENUM, "codes.py")
    assert [record.fields for record in file.reading.entries] == [
        {
            "http_status": (404,),
            "code": "not_found",
            "description": "The thing is missing,\nor hidden.",
        },
        {
            "http_status": (410,),
            "code": "gone",
            "description": "It went.",
            "message": "It is gone.",
        },
        {
            "http_status": (409,),
            "code": "too_late",
            "name": "LATE",
            "description": "Later than\n\nthe deadline.",
        },
    ]
    assert file.reading.root.fields["type_name"] == "ErrorCode"
    assert file.reading.entries[1].lines == {
        "code": 11, "description": 11, "http_status": 18, "message": 19,
    }  # fmt: skip
    assert notes(file, "recognised")[0] == "codes.py:7: enum ErrorCode: 4 members"
    assert notes(file, "left out") == [
        "codes.py:4: enum Colour, 1 member: others are likelier to be codes",
        "codes.py:16: ODD has no code: 'make()'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "class E(Enum):\n    A = ('a_b', 404, 'No such thing')\n    B = ('b', 429, 'Wait')",
            [
                {"http_status": (404,), "code": "a_b", "name": "A", "description": "No such thing"},
                {"http_status": (429,), "code": "b", "description": "Wait"},
            ],
        ),
        (
            "class ErrorText(Enum):\n    NO_KEY = 'There is no key.'\n    NO = 'Just no, never.'",
            [
                {"code": "NO_KEY", "description": "There is no key."},
                {"code": "NO", "description": "Just no, never."},
            ],
        ),
        (
            "class Http(IntEnum):\n    NOT_FOUND = 404\n    GONE = 410  # It went.",
            [
                {"http_status": (404,), "name": "NOT_FOUND"},
                {"http_status": (410,), "name": "GONE", "description": "It went."},
            ],
        ),
        (
            "class Failure(IntEnum):\n    NOT_FOUND = 404\n    BANNED = 403\n    GONE = 410",
            [
                {"http_status": (404,), "name": "NOT_FOUND"},
                {"http_status": (403,), "name": "BANNED"},
                {"http_status": (410,), "name": "GONE"},
            ],
        ),
        (
            "class ErrorStatus(IntEnum):\n    NO_USER = 404\n    NO_POST = 404",
            [
                {"http_status": (404,), "code": "NO_USER"},
                {"http_status": (404,), "code": "NO_POST"},
            ],
        ),
        ("Code = Literal['a_b', 'c']", [{"code": "a_b"}, {"code": "c"}]),
        ("type Code = Literal['a_b', 'c']", [{"code": "a_b"}, {"code": "c"}]),
        ("Code: TypeAlias = typing.Literal['a_b', 'c']", [{"code": "a_b"}, {"code": "c"}]),
        ("ERROR_CODES = {4001: 'NO_KEY', 4002: 'NO_LOCK'}", [
            {"code": "4001", "name": "NO_KEY"}, {"code": "4002", "name": "NO_LOCK"},
        ]),
        ("NO_KEY = AppError('key', 401, 'No key.')\nGONE = AppError('lost', 410, 'It went.')", [
            {"http_status": (401,), "code": "key", "name": "NO_KEY", "description": "No key."},
            {"http_status": (410,), "code": "lost", "name": "GONE", "description": "It went."},
        ]),
        ("NO_KEY = AppError(code='no_key', status=401)\nGONE = AppError(code='gone', status=410)", [
            {"http_status": (401,), "code": "no_key"}, {"http_status": (410,), "code": "gone"},
        ]),
        ("class ErrorCode(StrEnum):\n    A = 'a'  # 401\n    B = 'b'  # 404 Not Found\n"
         "    C = 'c'  # HTTP 410 - It went.\n    D = 'd'  # It is there (409)\n", [
            {"http_status": (401,), "code": "a"},
            {"http_status": (404,), "code": "b"},
            {"http_status": (410,), "code": "c", "description": "It went."},
            {"http_status": (409,), "code": "d", "description": "It is there (409)"},
        ]),
        ("ERRORS = {1001: ('NO_KEY', 'There is no key.', 401), 1002: ('LATE', 'Too late.', 409)}", [
            {"http_status": (401,), "code": "1001", "name": "NO_KEY",
             "description": "There is no key."},
            {"http_status": (409,), "code": "1002", "name": "LATE", "description": "Too late."},
        ]),
        ("class Errors:\n    A = {'code': 1, 'status': 400}\n    B = {'code': 2, 'status': 404}", [
            {"http_status": (400,), "code": "1", "name": "A"},
            {"http_status": (404,), "code": "2", "name": "B"},
        ]),
        ("E_GONE = 1002  # It went.\nMAX_SIZE = 5", [
            {"code": "1002", "name": "E_GONE", "description": "It went."},
        ]),
        ("CODES = {'NO_KEY': 'no_key'}\nNAMES = {'no_key': 'NO_KEY'}", [{"code": "no_key"}]),
        ("CODES = ('a', 'b')", [{"code": "a"}, {"code": "b"}]),
        ("STATUSES = {api.Error.NO_KEY: 401, api.Error.GONE: 410}", [
            {"http_status": (401,), "code": "NO_KEY"}, {"http_status": (410,), "code": "GONE"},
        ]),
        ("ERRORS = {'auth': {'EXPIRED': 'a1'}, 'GONE': 'g1'}", [
            {"code": "a1", "name": "auth_EXPIRED"}, {"code": "g1", "name": "GONE"},
        ]),
        ("class K(StrEnum):\n    A_B = auto()", [{"code": "a_b"}]),
        ("class Errors:\n    A = 'a.b'\n    B = 'b.c'", [
            {"code": "a.b", "name": "A"}, {"code": "b.c", "name": "B"},
        ]),
        ("ERR_A = 'a'  # First.\nURL = 'http://localhost'", [
            {"code": "a", "name": "ERR_A", "description": "First."},
        ]),
        ("ERRORS = {'a': {'status': 400, 'message': 'A  b.', 'hint': 1}}", [
            {"http_status": (400,), "code": "a", "message": "A b.", "x-hint": 1},
        ]),
        ("ERRORS = {400: 'It is bad.', 404: ('gone', 'It went.')}", [
            {"http_status": (400,), "description": "It is bad."},
            {"http_status": (404,), "description": "gone", "message": "It went."},
        ]),
        ("ERRORS = [Err('a.b', 400, 'A b.'), Err('c', 409, text='C d.')]", [
            {"http_status": (400,), "code": "a.b", "description": "A b."},
            {"http_status": (409,), "code": "c", "description": "C d."},
        ]),
        ("ERRORS = [dict(code=40401, http=404, msg='No'), dict(code=-1, http=500, msg='Ow')]", [
            {"http_status": (404,), "code": "40401", "message": "No"},
            {"http_status": (500,), "code": "-1", "message": "Ow"},
        ]),
    ],
)  # fmt: skip
def test_every_way_to_write_codes_down(text: str, expected: list[dict[str, Any]]) -> None:
    assert entries(text) == expected


CLASSES = """\
class Reply(BaseModel):
    code: str = "ok"

class Missing(ApiError):
    '''There is no such thing.'''
    status_code = status.HTTP_404_NOT_FOUND
    default_code = "lost"
    default_detail = _("Look elsewhere.")

class Gone(Missing):
    status_code = 410
    default_code = "gone"
"""


def test_classes_of_errors_are_a_table() -> None:
    assert entries(CLASSES) == [
        {
            "http_status": (404,),
            "code": "lost",
            "message": "Look elsewhere.",
            "name": "Missing",
            "description": "There is no such thing.",
        },
        {"http_status": (410,), "code": "gone"},
    ]


def test_one_code_with_two_texts_is_reported_with_both_places() -> None:
    text = "ERRORS = [Err('a', 400, 'One text.'),\n  Err('b', 400, 'Other.'), Err('c', 401, 'C.')]"
    more = "\nERRORS_TOO = [Err('a', 409, 'Two texts.'), Err('d', 400, 'D is it.')]"
    file = python.read(text + more, "codes.py")
    assert file.reading.entries[0].fields["http_status"] == (400, 409)
    assert notes(file, "guessed") == [
        "codes.py:1: 400, 409 a: description 'One text.' is taken; others stand at codes.py:3",
    ]


def test_nothing_found_says_what_was_seen() -> None:
    with pytest.raises(ProblemsFound) as caught:
        python.read("class A: x = 1\nclass B(Enum):\n    X = auto()\n", "codes.py")
    (problem,) = caught.value.problems
    assert (problem.rule, caught.value.exit_code) == ("nothing-found", 1)
    assert "seen: 1 class, 1 enum; none" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("x = 1\ndef (", 2, "syntax"),
        ("(" * 500 + ")" * 500, 1, "syntax"),
        ("x = " + "-" * 50_000 + "1", 1, "syntax"),
        ("x = " + "a." * 20_000 + "b", 1, "syntax"),
        ("x = " + "9" * 5_000, 1, "syntax"),
        ("x = 1\n\0", 2, "not-text"),
        ("\ud800", 1, "not-text"),
        ("\x7fELF\x02", 1, "not-text"),
        ("", 1, "nothing-found"),
        ("'\\d'", 1, "nothing-found"),
    ],
)
def test_what_is_no_module_is_one_error_at_its_line(text: str, line: int, rule: str) -> None:
    with pytest.raises(ProblemsFound) as caught:
        python.read(text, "codes.py")
    (problem,) = caught.value.problems
    assert (problem.location.line, problem.rule) == (line, rule)


def test_a_module_of_a_template_of_ones_own_is_read_as_any_other() -> None:
    notice = "# @generated by apicodes from a.yaml. Do not edit.\n"
    assert entries(notice + "ERR_A = 'a'") == [{"code": "a", "name": "ERR_A"}]


def test_what_only_a_run_would_tell_is_left_out() -> None:
    file = python.read("ERRORS = {'a': 404, **OTHERS, 'b': 409}\n", "codes.py")
    assert [record.fields["code"] for record in file.reading.entries] == ["a", "b"]
    assert notes(file, "left out") == ["codes.py:1: '**OTHERS' has no code"]


MEMBERS = """\
class ErrorCode(StrEnum):
    A = B = "x"
    C, D = "c", "d"
    E = auto()
    _F = "f"
    G, H = make()
    if sys.platform == "win32":
        I = "i"
    try:
        J = "j1"
    except OSError:
        J = "j2"
    _ignore_ = ["G"]
    OLD = E
    TWIN = "c"
    ELSE = other.CODE

    def method(self): ...
"""


def test_every_member_is_taken_or_named() -> None:
    file = python.read(MEMBERS, "codes.py")
    codes = [record.fields["code"] for record in file.reading.entries]
    assert codes == ["x", "c", "d", "e", "f", "i", "j1", "j2"]
    assert [record.fields.get("name") for record in file.reading.entries[-2:]] == ["J", None]
    assert file.reading.entries[0].fields["name"] == "A"
    assert notes(file, "left out") == [
        "codes.py:2: B is another name of 'x', which is A at line 2",
        "codes.py:6: G has no code: 'make()'",
        "codes.py:6: H has no code: 'make()'",
        "codes.py:14: OLD is another name of 'e', which is E at line 4",
        "codes.py:15: TWIN is another name of 'c', which is C at line 3",
        "codes.py:16: ELSE has no code: 'other.CODE'",
    ]


def test_what_auto_stands_for_is_known_behind_a_number() -> None:
    file = python.read("class ErrorCode(IntEnum):\n A = auto()\n B = 7\n C = auto()", "codes.py")
    assert [record.fields["code"] for record in file.reading.entries] == ["7", "8"]
    assert notes(file, "left out") == ["codes.py:2: A has no code: 'auto()'"]


def test_a_second_name_in_a_tuple_is_told() -> None:
    text = "class Error(Enum):\n A = 'gone', 410\n B = 'gone', 404\n C = 'c', 400\n D = 'd', 401"
    file = python.read(text, "codes.py")
    assert file.reading.entries[0].fields == {
        "code": "gone",
        "name": "A",
        "http_status": (410, 404),
    }
    assert notes(file, "left out") == [
        "codes.py:3: B is another name of 'gone', which is A at line 2",
    ]


@pytest.mark.parametrize(
    ("name", "field"),
    [("MSG", "message"), ("errorTitles", "title"), ("DESCRIPTION_BY_CODE", "description"),
     ("TEXTS", "description")],
)  # fmt: skip
def test_texts_of_one_word_are_what_their_name_says(name: str, field: str) -> None:
    enum = "class Code(StrEnum):\n    A = 'a'\n    B = 'b'\n"
    for keys in (("Code.A", "Code.B"), ("'a'", "'b'"), ("'A'", "'B'")):
        (first, second) = keys
        text = f"{enum}{name} = {{{first}: 'Missing', {second}: 'Denied'}}"
        assert entries(text) == [{"code": "a", field: "Missing"}, {"code": "b", field: "Denied"}]


def test_texts_of_one_word_by_keys_of_nothing_else() -> None:
    text = "ERROR_MESSAGES = {'expired': 'Expired', 'gone': 'Gone'}"
    assert entries(text) == [
        {"code": "expired", "message": "Expired"}, {"code": "gone", "message": "Gone"},
    ]  # fmt: skip


def test_values_and_tuples_in_one_enum() -> None:
    text = "class Code(str, Enum):\n    A = 'a'\n    B = 'b', 'Two words.'\n    C = ('c',)"
    assert entries(text) == [
        {"code": "a"}, {"code": "b", "description": "Two words."}, {"code": "c"},
    ]  # fmt: skip


def test_the_parameters_of_an_enum_name_the_items_of_its_tuples() -> None:
    enum = "class Code(Enum):\n    A = 'a', 'Gone', 410\n    B = 'b'\n"
    text = f"{enum}    def __init__(self, code, title=None, http=None): ..."
    assert entries(text) == [{"http_status": (410,), "code": "a", "title": "Gone"}, {"code": "b"}]


COMMENTS = """\
# Copyright of this file.
ERR_ONE = "one"
class ErrorCode(StrEnum):
    # Two,
    # really.
    TWO = "two"
    # Three.
    THREE = "three"  # Better.
    # Numbers
    FOUR = "four"
    FIVE = "five"
    SIX = "six"
"""


def test_comments_above_members_describe_them_but_not_the_headings_of_several() -> None:
    file = python.read(COMMENTS, "codes.py")
    texts = [record.fields.get("description") for record in file.reading.entries]
    assert texts == ["Two,\nreally.", "Better.", None, None, None]
    groups = [record.fields.get("group") for record in file.reading.entries]
    assert groups == [None, None, "Numbers", "Numbers", "Numbers"]
    assert file.reading.root.fields["groups"] == {"Numbers": {"title": "Numbers"}}
    assert notes(file, "guessed") == [
        "codes.py:6: comments above several members are their groups",
        "codes.py:6: the comment above a member is taken as its description",
    ]
    assert notes(file, "left out") == [
        "codes.py:2: constants, 1 member: others are likelier to be codes",
    ]


HEADED = """\
class ErrorCategory(Enum):
    INPUT = "input"

class ErrorCode(StrEnum):
    # --- Input errors (4xx) ---
    WRONG = "wrong"  # Not right.
    LATE = "late"  # Too late (HTTP 409), or never.

    # Not found (404)
    LOST = "lost"
    GONE = "gone"

    # Other
    ODD = "odd"
"""


def test_comments_above_several_members_are_groups_with_their_status() -> None:
    file = python.read(HEADED, "codes.py")
    assert [record.fields for record in file.reading.entries] == [
        {"code": "wrong", "group": "input-errors", "description": "Not right."},
        {
            "http_status": (409,),
            "code": "late",
            "group": "input-errors",
            "description": "Too late (HTTP 409), or never.",
        },
        {"http_status": (404,), "code": "lost", "group": "not-found"},
        {"http_status": (404,), "code": "gone", "group": "not-found"},
        {"code": "odd", "group": "Other"},
    ]
    titles = [group["title"] for group in file.reading.root.fields["groups"].values()]
    assert titles == ["Input errors (4xx)", "Not found (404)", "Other"]


def test_what_a_constructor_gives_to_the_base_class_is_a_row() -> None:
    text = (
        "class NoKey(ApiError):\n    def __init__(self, text: str) -> None:\n"
        "        super().__init__(ErrorCode.NO_KEY, text, 401)\n"
        "class Late(ApiError):\n    'Too late.'\n    def __init__(self, text):\n"
        "        super().__init__(ErrorCode.LATE, text, status_code=409)\n"
        "class ErrorCode(StrEnum):\n    NO_KEY = 'no_key'\n    LATE = 'too_late'\n"
    )
    assert entries(text) == [
        {"http_status": (401,), "code": "no_key"},
        {
            "http_status": (409,),
            "code": "too_late",
            "name": "LATE",
            "description": "Too late.",
        },
    ]


def test_comments_in_a_mapping() -> None:
    text = "ERRORS = {\n# One.\n'a': 404,\n'b': 410,  # Two.\n# Three.\n'c': 409,\n}"
    texts = [entry.get("description") for entry in entries(text)]
    assert texts == ["One.", "Two.", "Three."]


def test_constants_are_taken_by_their_names() -> None:
    text = "AUTH_GONE = 'auth_gone'\nDEFAULT_PORT = 80\nERR_B = 'b'\nURL = 'u'"
    file = python.read(text, "codes.py")
    assert [record.fields["code"] for record in file.reading.entries] == ["auth_gone", "b"]
    assert notes(file, "left out") == [
        "codes.py:1: neither named nor spelled like codes: DEFAULT_PORT (line 2), URL (line 4)"
    ]
    assert len(notes(file, "guessed")) == 1


def test_an_enum_wins_over_constants_beside_it() -> None:
    enum = "class ErrorCode(StrEnum):\n    A = 'a'\n"
    text = f"{enum}MAX_ERRORS = 5\nERROR_CODES = frozenset({{'b', 'c'}})"
    file = python.read(text, "codes.py")
    assert [record.fields["code"] for record in file.reading.entries] == ["a", "b", "c"]
    assert notes(file, "left out") == [
        "codes.py:3: constants, 1 member: others are likelier to be codes"
    ]


def test_a_call_is_no_list_of_codes() -> None:
    with pytest.raises(ProblemsFound):
        python.read("ERROR_CODE = environ.get('ERROR_CODE', 'x')", "codes.py")


def test_classes_in_a_class_have_its_name() -> None:
    file = python.read("class Errors:\n class Auth:\n  A = 'x.a'\n  B = 'x.b'", "codes.py")
    assert notes(file, "recognised") == ["codes.py:2: class Errors.Auth: 2 members"]


def test_a_mapping_in_a_class_and_a_list_of_names() -> None:
    text = (
        "class Errors:\n    A = 'x.a'\n    B = 'x.b'\n    titles = {A: 'One', B: 'Two'}\n"
        "RETRYABLE = frozenset({Errors.A})"
    )
    file = python.read(text, "codes.py")
    assert [record.fields for record in file.reading.entries] == [
        {"code": "x.a", "title": "One", "name": "A"}, {"code": "x.b", "title": "Two", "name": "B"},
    ]  # fmt: skip
    assert notes(file, "left out") == [
        "codes.py:5: list RETRYABLE, 1 member: it says no more of the codes that it names"
    ]


@pytest.mark.parametrize("text", ["{'all': {'A': {'status': 401}}}", "{'A': {'status': 401}}"])
def test_one_group_around_all_is_no_part_of_a_code(text: str) -> None:
    assert entries(f"ERRORS = {text}") == [{"http_status": (401,), "code": "A"}]


def test_what_is_beside_the_codes_is_named() -> None:
    text = (
        "class Colour(Enum):\n    RED = 'red'\nclass Shape(Enum):\n    ROUND = auto()\n"
        "class ErrorCode(StrEnum):\n    A = 'a'\nNAMES = {Colour.RED: 'Red as it is.'}\nURL = 'u'\n"
    )
    file = python.read(text, "codes.py")
    assert [record.fields for record in file.reading.entries] == [{"code": "a"}]
    assert notes(file, "left out") == [
        "codes.py:1: enum Colour, 1 member: others are likelier to be codes",
        "codes.py:3: enum Shape, 1 member: none has a value that is known",
        "codes.py:7: map NAMES, 1 member: others are likelier to be codes",
        "codes.py:8: neither named nor spelled like codes: URL (line 8)",
    ]
