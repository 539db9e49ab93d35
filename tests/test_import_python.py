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
        "codes.py:16: ODD has no code",
        "codes.py:16: enum ErrorCode: value is no field of a catalog, or no plain value",
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
            [{"http_status": (404,)}, {"http_status": (410,), "description": "It went."}],
        ),
        (
            "class ErrorStatus(IntEnum):\n    NO_USER = 404\n    NO_POST = 404",
            [
                {"http_status": (404,), "code": "NO_USER"},
                {"http_status": (404,), "code": "NO_POST"},
            ],
        ),
        ("Code = Literal['a_b', 'c']", [{"code": "a_b"}, {"code": "c"}]),
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
            {"http_status": (400,), "code": "a", "message": "A b."},
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


def test_exceptions_with_their_attributes() -> None:
    text = """\
class Missing(ApiError):
    '''Not there.'''
    status_code = status.HTTP_404_NOT_FOUND
    code = "missing"
    default_detail = _("Nothing is here.")

class Denied(ApiError):
    status_code = 403
    code = "denied"
"""
    assert entries(text) == [
        {
            "http_status": (404,),
            "code": "missing",
            "message": "Nothing is here.",
            "description": "Not there.",
        },
        {"http_status": (403,), "code": "denied"},
    ]


def test_one_code_with_two_texts_is_reported_with_both_places() -> None:
    text = "ERRORS = [Err('a', 400, 'One text.'),\n  Err('b', 400, 'Other.'), Err('c', 401, 'C.')]"
    more = "\nERRORS_TOO = [Err('a', 409, 'Two texts.'), Err('d', 400, 'D is it.')]"
    file = python.read(text + more, "codes.py")
    assert file.reading.entries[0].fields["http_status"] == (400, 409)
    assert notes(file, "guessed") == [
        "codes.py:1: 400, 409 a: description 'One text.' is taken; others stand at codes.py:3"
    ]


def test_nothing_found_says_what_was_seen() -> None:
    with pytest.raises(ProblemsFound) as caught:
        python.read("class A: x = 1\nclass B(Enum):\n    X = auto()\n", "codes.py")
    (problem,) = caught.value.problems
    assert (problem.rule, caught.value.exit_code) == ("nothing-found", 1)
    assert "1 class, 1 enum, 0 maps, 0 lists, 0 constants" in problem.message


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
    assert notes(file, "left out") == ["codes.py:1: **OTHERS"]
