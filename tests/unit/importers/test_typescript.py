"""TypeScript and JavaScript that people wrote, imported."""

from typing import Any

import pytest

from apicodes.importers import Imported, typescript
from apicodes.problems import ProblemsFound


def read(text: str) -> Imported:
    return typescript.read(text, "codes.ts")


def notes(file: Imported, kind: str) -> list[str]:
    return [f"{note.location}: {note.text}" for note in file.notes if note.kind == kind]


ENUM = """\
export enum Colour { Red, Green }
/** All of them. */
export enum ErrorCode {
  /** Not there. */
  NotFound = "not_found",
  Gone = 'gone', // It went.
  /**
   * Too late,
   * really.
   *
   * @deprecated Use Gone
   * instead.
   * @since 1.2
   */
  Late = "too_late",
}
export const STATUS: Record<ErrorCode, number> = {
  [ErrorCode.NotFound]: 404,
  [ErrorCode.Gone]: HttpStatus.GONE,
};
const messages = { [ErrorCode.NotFound]: 'It\\'s not \\u{1F600} there.' };
"""


def test_an_enum_with_its_comments_and_the_tables_beside_it() -> None:
    file = read(ENUM)
    assert [record.fields for record in file.reading.entries] == [
        {
            "http_status": (404,),
            "code": "not_found",
            "description": "Not there.",
            "message": "It's not \N{GRINNING FACE} there.",
        },
        {"http_status": (410,), "code": "gone", "description": "It went."},
        {
            "code": "too_late",
            "name": "Late",
            "description": "Too late,\nreally.",
            "deprecated": {"reason": "Use Gone instead."},
            "since": "1.2",
        },
    ]
    assert file.reading.root.fields["type_name"] == "ErrorCode"
    assert file.reading.entries[0].lines["http_status"] == 18


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export type Code = 'a' | \"b\" // Second.\n  | 'c' | (string & {});", [
            {"code": "a"}, {"code": "b", "description": "Second."}, {"code": "c"},
        ]),
        ("export const ErrorCode = { NotFound: 'E404', Gone: 'E410' } as const;", [
            {"code": "E404", "name": "NotFound"}, {"code": "E410", "name": "Gone"},
        ]),
        ("const errors = [{code: 'a.b', status: 404, message: `A b`, retryable: true},\n"
         "  { code: 'c', statusCode: 409, message: 'C' }] satisfies X[];", [
            {"http_status": (404,), "code": "a.b", "message": "A b", "retryable": True},
            {"http_status": (409,), "code": "c", "message": "C"},
        ]),
        ("const ERRORS = Object.freeze({NO_KEY: {status: 404, message: 'No'}});", [
            {"http_status": (404,), "code": "NO_KEY", "message": "No"},
        ]),
        ("export const ERR_A = 'a'; // First.\nconst URL = 'b';", [
            {"code": "a", "name": "ERR_A", "description": "First."},
        ]),
        ("export default Object.freeze({ A: 'a1' });", [{"code": "a1", "name": "A"}]),
        ("const ERRORS = new Map([['a', 404], ['b', 410]]);", [
            {"http_status": (404,), "code": "a"}, {"http_status": (410,), "code": "b"},
        ]),
        ("export const ErrorCode = z.enum(['a', 'b']);", [{"code": "a"}, {"code": "b"}]),
        ("const GONE = 'g'; const OLD = 'o'; const ErrorCode = { GONE, OLD }; "
         "module.exports = { GONE, ErrorCode };", [
            {"code": "g", "name": "GONE"}, {"code": "o", "name": "OLD"},
        ]),
        ("namespace Errors { export const GONE = 'gone'; export const OLD = 'o'; }", [
            {"code": "gone"}, {"code": "o", "name": "OLD"},
        ]),
        ("type Code = 'a' | 'b'; const HTTP: Record<Code, number> = { a: 404, b: 410 };", [
            {"http_status": (404,), "code": "a"}, {"http_status": (410,), "code": "b"},
        ]),
        ("const Codes = { NO_KEY: 'E1', GONE: 'E2' } as const;\n"
         "const STATUS = { NO_KEY: 404, GONE: 410 } satisfies Record<string, number>;", [
            {"http_status": (404,), "code": "E1", "name": "NO_KEY"},
            {"http_status": (410,), "code": "E2", "name": "GONE"},
        ]),
        ("export const E = { 404: 'Not found here', '500': 'Broken down' };", [
            {"http_status": (404,), "description": "Not found here"},
            {"http_status": (500,), "description": "Broken down"},
        ]),
        ("const ErrorCodes = { auth: { EXPIRED: 'a1', Old: { NO: 'a2' } }, GONE: 'g' };", [
            {"code": "a1", "name": "auth_EXPIRED"}, {"code": "a2", "name": "auth_Old_NO"},
            {"code": "g", "name": "GONE"},
        ]),
        ("export const ErrorTexts = { NOT_FOUND: '数据不存在', SAVE: 'Missing.' };", [
            {"code": "NOT_FOUND", "description": "数据不存在"},
            {"code": "SAVE", "description": "Missing."},
        ]),
        ("export default { NoKey: 'E1' } as const;", [{"code": "E1", "name": "NoKey"}]),
        ("module.exports = [{ code: 'a', status: 400 }];", [{"http_status": (400,), "code": "a"}]),
        ("export const Http = { NOT_FOUND: 404, GONE: 410 } as const;", [
            {"http_status": (404,), "name": "NOT_FOUND"}, {"http_status": (410,), "name": "GONE"},
        ]),
        ("export const ErrorNames = { 1001: 'NO_KEY', 1002: 'LATE' };\n"
         "export const ErrorCodes = { NO_KEY: 1001, LATE: 1002 };", [
            {"code": "1001", "name": "NO_KEY"}, {"code": "1002", "name": "LATE"},
        ]),
        ("enum ErrorCode { NoKey = 'no_key' }\nconst names = { [ErrorCode.NoKey]: 'NoKey' };", [
            {"code": "no_key"},
        ]),
        ("export const ErrorCode = {\n  NO_KEY: 'no_key', // 401\n"
         "  /** It is there. */\n  TAKEN: 'taken', // HTTP 409\n"
         "  GONE: 'gone', // 410 - Lost.\n};", [
            {"http_status": (401,), "code": "no_key"},
            {"http_status": (409,), "code": "taken", "description": "It is there."},
            {"http_status": (410,), "code": "gone", "description": "Lost."},
        ]),
        ("const ERRORS = {\n  /**\n   * Lost.\n   * @httpStatus 410\n"
         "   * @type {string}\n   */\n  GONE: 'gone' };", [
            {"http_status": (410,), "code": "gone", "description": "Lost."},
        ]),
        ("declare const ErrorCode: { /** Lost. */ readonly Gone: 'gone'; readonly Old: 'o' };", [
            {"code": "gone", "description": "Lost."}, {"code": "o", "name": "Old"},
        ]),
        ("export declare const GONE_CODE: 'gone';\nexport declare const LATE_CODE = 'late';", [
            {"code": "gone", "name": "GONE_CODE"}, {"code": "late", "name": "LATE_CODE"},
        ]),
        ("class Errors {\n  static readonly Gone = new AppError('lost', 410, 'It went.');\n"
         "  static readonly Late = new AppError('late', 409, 'Too late.');\n}", [
            {"http_status": (410,), "code": "lost", "name": "Gone", "description": "It went."},
            {"http_status": (409,), "code": "late", "description": "Too late."},
        ]),
        ("/** Lost. */\nexport class GoneError extends Base { code = 'gone'; status = 410; }", [
            {"http_status": (410,), "code": "gone", "name": "GoneError", "description": "Lost."},
        ]),
        ("class NoKey extends AppError {\n  constructor(text: string) "
         "{ super('no_key', text, 401); }\n}", [
            {"http_status": (401,), "code": "no_key"},
        ]),
        ("export const NO_KEY = { code: 'key', status: 401 };\n"
         "export const GONE = { code: 'lost', status: 410 };", [
            {"http_status": (401,), "code": "key", "name": "NO_KEY"},
            {"http_status": (410,), "code": "lost", "name": "GONE"},
        ]),
        ("const errors = [{ id: 'A1', name: 'NoKey', solution: 'Log in.' },\n"
         "  { id: 'A2', name: 'Gone', solution: 'Stop.' }];", [
            {"code": "A1", "solutions": ("Log in.",), "name": "NoKey"},
            {"code": "A2", "solutions": ("Stop.",), "name": "Gone"},
        ]),
        ("const httpStatusCodes = { OK: 200, BAD_REQUEST: 400 };\n"
         "const errorCodes = { NO_KEY: 'NO_KEY', LATE: 'LATE' };", [
            {"code": "NO_KEY"}, {"code": "LATE"},
        ]),
        ("type ErrorCode =\n  // Slow down.\n  | 'slow'\n  | 'late'\n  | 'gone';", [
            {"code": "slow", "description": "Slow down."}, {"code": "late"}, {"code": "gone"},
        ]),
        ("const handlers = { late: onLate, gone: onGone };\nexport type Code = 'late' | 'gone';", [
            {"code": "late"}, {"code": "gone"},
        ]),
        ("enum ErrorCode { A = 'a', B = 'b' }\n"
         "const toCode = { 404: ErrorCode.A, 409: ErrorCode.B };",
         [{"http_status": (404,), "code": "a"}, {"http_status": (409,), "code": "b"}]),
        ("namespace api { export enum ErrorNumber { Low = 40_001, High = -2 } }", [
            {"code": "40001", "name": "Low"}, {"code": "-2", "name": "High"},
        ]),
        ("const errors = { ['x-y']: error(404, 'The text.'), other: error(400, 'A text.') };", [
            {"http_status": (404,), "code": "x-y", "description": "The text."},
            {"http_status": (400,), "code": "other", "description": "A text."},
        ]),
    ],
)  # fmt: skip
def test_every_way_to_write_codes_down(text: str, expected: list[dict[str, Any]]) -> None:
    assert [record.fields for record in read(text).reading.entries] == expected


def test_a_comment_belongs_to_one_constant() -> None:
    file = read(
        "enum ErrorCode {\n  A = 'a', /** About a. */\n  /** About b. */ B = 'b',\n C = 'c' }"
    )
    texts = [record.fields.get("description") for record in file.reading.entries]
    assert texts == ["About a.", "About b.", None]


def test_what_is_left_out_is_named_with_its_line() -> None:
    file = read(
        "const ERRORS = {\n  A: { status: 400, owner: 'x', ...more },\n"
        "  ...other,\n};\ntype M = 'r';"
    )
    assert notes(file, "left out") == [
        "codes.ts:2: object ERRORS: ...more has no plain value, or no name",
        "codes.ts:3: '...other' has no code",
        "codes.ts:5: union M, 1 member: others are likelier to be codes",
    ]
    assert file.reading.entries[0].fields["x-owner"] == "x"
    assert "codes.ts:1: object ERRORS: owner as x-owner" in notes(file, "guessed")


def test_nothing_found_says_what_was_seen() -> None:
    with pytest.raises(ProblemsFound) as caught:
        read("enum E { A, B }\nclass X {}\nconst a = 1;")
    (problem,) = caught.value.problems
    assert problem.rule == "nothing-found"
    assert "seen: 1 enum, 1 class, 1 constant; none" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("const a = 1;\nconst x = {", 2, "syntax"),
        ("const a = 1;\n\0", 2, "not-text"),
        ("const x = " + "[" * 20_000 + "]" * 20_000, 1, "syntax"),
        ("enum ErrorCode { A = " + "9" * 9_999 + " }", 1, "nothing-found"),
        ("", 1, "nothing-found"),
    ],
)
def test_what_is_no_file_of_codes_is_one_error_at_its_line(text: str, line: int, rule: str) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.location.line, problem.rule) == (line, rule)


MEMBERS = """\
enum ErrorCode {
  None,
  // One.
  A = 1001,

  B,
  /* Two. */
  C = "c",

  Lost,
  Old = C,
  Twin = "c",
  Made = make(),
}
class GoneError { code = 'gone'; }
type ErrorWord = 'd' | Others;
"""


def test_every_member_is_taken_or_named() -> None:
    file = read(MEMBERS)
    assert [record.fields for record in file.reading.entries] == [
        {"code": "1001", "name": "A", "description": "One."},
        {"code": "1002", "name": "B"},
        {"code": "c", "description": "Two."},
        {"code": "gone", "name": "GoneError"},
        {"code": "d"},
    ]
    assert notes(file, "left out") == [
        "codes.ts:2: None has no code: 'None'",
        "codes.ts:10: Lost has no code: 'Lost'",
        "codes.ts:11: Old is another name of 'c', which is C at line 8",
        "codes.ts:12: Twin is another name of 'c', which is C at line 8",
        "codes.ts:13: Made has no code: 'make()'",
        "codes.ts:16: 'Others' has no code",
    ]


def test_comments_above_members_describe_them_but_not_the_headings_of_several() -> None:
    file = read(
        "const ErrorCodes = {\n  // One.\n  A: 'a',\n  // Two.\n  B: 'b',\n"
        "  // Letters\n  C: 'c',\n  D: 'd',\n  E: 'e',\n  F: 'f',\n  G: 'g',\n};"
    )
    texts = [record.fields.get("description") for record in file.reading.entries]
    assert texts == ["One.", "Two.", None, None, None, None, None]
    groups = [record.fields.get("group") for record in file.reading.entries]
    assert groups == [None, None, *["Letters"] * 5]
    assert notes(file, "guessed") == [
        "codes.ts:3: comments above several members are their groups",
        "codes.ts:3: the comment above a member is taken as its description (also line 5)",
    ]


def test_an_escaped_line_break_is_no_part_of_a_string() -> None:
    for line_break in ("\n", "\r\n"):
        file = read(f"export const ERRORS = {{ GONE: 'go\\{line_break}ne', LATE: 'too_late' }};")
        codes = [record.fields["code"] for record in file.reading.entries]
        assert codes == ["gone", "too_late"]
