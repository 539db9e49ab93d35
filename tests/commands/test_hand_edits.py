"""What `check` says in words of outputs that somebody edited by hand."""

import itertools
from collections.abc import Callable
from typing import NamedTuple

import pytest

from helpers.project import Project

pytestmark = pytest.mark.slow

PATHS = {
    "docusaurus": "out/codes.md",
    "python": "out/codes.py",
    "openapi": "out/codes.openapi.yaml",
    "typescript": "out/codes.ts",
}


class Edit(NamedTuple):
    """An edit of an output: a text and what stands in its place."""

    target: str
    right: str
    wrong: str


ROW_200 = (
    "| 200                | ok     |                   | Everything worked.    |           |\n"
)
ROW_404 = (
    "| 404                | error  | `NotFound`        | Entry not found.      |           |\n"
)
ROW_429 = (
    "| 429                | error  | `TooManyRequests` | Wait, then try again. | yes       |\n"
)

CALL_200 = """\
    ResponseDetails(
        http_statuses=(200,),
        status="ok",
        description="Everything worked.",
    ),
"""
CALL_404 = """\
    ResponseDetails(
        http_statuses=(404,),
        status="error",
        code=ResponseCode.NOT_FOUND,
        description="Entry not found.",
    ),
"""

ITEM_200 = """\
  - http_status: 200
    status: "ok"
    description: "Everything worked."
"""
ITEM_404 = """\
  - http_status: 404
    status: "error"
    code: "NotFound"
    description: "Entry not found."
"""

OBJECT_200 = """\
  {
    httpStatuses: [200],
    status: "ok",
    description: "Everything worked.",
  } as ResponseDetails,
"""
OBJECT_404 = """\
  {
    httpStatuses: [404],
    status: "error",
    code: "NotFound",
    description: "Entry not found.",
  } as ResponseDetails,
"""

ROWS = {
    "docusaurus": (ROW_200, ROW_404),
    "python": (CALL_200, CALL_404),
    "openapi": (ITEM_200, ITEM_404),
    "typescript": (OBJECT_200, OBJECT_404),
}

NOUNS = {"docusaurus": "page", "python": "module", "openapi": "fragment", "typescript": "file"}

LEFT = {
    "python": ':24: "NOT_FOUND" does not belong here',
    "typescript": ':7: "NotFound" does not belong here',
}
"""What is left of the row of 404 where it is removed, by target."""


def split(text: str, at: str) -> tuple[str, str]:
    return text[: text.index(at)], text[text.index(at) :]


RowEdit = tuple[Callable[[str, str], str], Callable[[str, str], tuple[str, str]], str]
"""The rows of 200 and 404, what takes their place (`check` reports the second part), and how."""

ROW_EDITS: dict[str, RowEdit] = {
    "a text": (
        lambda _, missing: missing,
        lambda _, missing: split(missing.replace("Entry not", "Nothing"), "Nothing"),
        '404 NotFound: description: {noun} has "Nothing found.", '
        'catalog has "Entry not found." (codes.yaml:10:18)',
    ),
    "a status word": (
        lambda ok, _: ok,
        lambda ok, _: split(ok.replace("ok", "no"), "no"),
        '200: status: {noun} has "no", catalog has "ok" (codes.yaml:5:13)',
    ),
    "an HTTP status": (
        lambda _, missing: missing,
        lambda _, missing: split(missing.replace("404", "410"), "410"),
        "404 NotFound: HTTP status: {noun} has 410, catalog has 404 (codes.yaml:7:18)",
    ),
    "a row removed": (
        lambda _, missing: missing,
        lambda *_: ("", ""),
        "404 NotFound: missing in the {noun}, the catalog has it (codes.yaml:7:5)",
    ),
    "a row added": (
        lambda ok, _: ok,
        lambda ok, _: (ok, ok.replace("200", "202")),
        "202: not in the catalog",
    ),
    "a row doubled": (
        lambda _, missing: missing,
        lambda _, missing: (missing, missing),
        "404 NotFound: duplicate entry",
    ),
    "rows swapped": (
        lambda ok, missing: ok + missing,
        lambda ok, missing: (missing, ok),
        "200: is elsewhere in the catalog (codes.yaml:4:5)",
    ),
}


@pytest.mark.parametrize("target", ROWS)
@pytest.mark.parametrize("name", ROW_EDITS)
def test_check_tells_in_words_what_an_edit_of_a_row_changed(
    name: str, target: str, generated: Project
) -> None:
    before, after, message = ROW_EDITS[name]
    head, reported = after(*ROWS[target])
    above, _, _ = generated.read(PATHS[target]).partition(before(*ROWS[target]))
    line = f":{(above + head).count(chr(10)) + 1}" if reported else ""
    words = [f"{line}: {message.format(noun=NOUNS[target])}"]
    words += [LEFT[target]] if not reported and target in LEFT else []
    assert_told(generated, Edit(target, before(*ROWS[target]), head + reported), words)


def assert_told(generated: Project, edit: Edit, words: list[str]) -> None:
    """Make an edit, and see that `check` reports it in these words, and shows the difference."""
    path = PATHS[edit.target]
    text = generated.read(path)
    assert text.count(edit.right) == 1
    generated.write(path, text.replace(edit.right, edit.wrong))
    done = generated.run("check", edit.target)
    reported, _, diff = done.out.partition("\n\n")[2].partition("--- a/")
    assert reported.splitlines() == [f"{path}{word}" for word in words]
    assert diff.startswith(f"{path}\n+++ b/{path}\n")
    assert (done.code, done.err) == (1, "")


EDITS = {
    "a code of docusaurus": Edit("docusaurus", "`NotFound`", "`Missing` "),
    "a code of python": Edit("python", '"NotFound"', '"Missing"'),
    "a code of openapi": Edit("openapi", ITEM_404, ITEM_404.replace("NotFound", "Missing")),
    "a code of typescript": Edit("typescript", 'NotFound: "NotFound"', 'NotFound: "Missing"'),
    "a docstring of python": Edit("python", '"""Entry not found."""', '"""Nothing found."""'),
    "a docstring lost of python": Edit("python", '    """Entry not found."""\n', ""),
    "a member of python": Edit("python", "TOO_MANY_REQUESTS = ", "TOO_MANY = "),
    "a comment of typescript": Edit("typescript", "/** Entry not found. */", "/** Nothing. */"),
    "a key of typescript": Edit("typescript", '  NotFound: "', '  Missing: "'),
    "an example of openapi": Edit(
        "openapi",
        'status: "error"\n        code: "NotFound"',
        'status: "error"\n        code: "Missing"',
    ),
    "the title of openapi": Edit("openapi", 'title: "Codes"', 'title: "Code"'),
    "a key twice in openapi": Edit(
        "openapi", '  version: "1"\n', '  version: "1"\n  version: "1"\n'
    ),
    "a plain text in openapi": Edit("openapi", 'title: "Codes"', "title: NO"),
    "the heading of docusaurus": Edit("docusaurus", "# Codes", "# Our codes"),
    "a heading of docusaurus": Edit("docusaurus", "| Status |", "| State  |"),
    "text below the table": Edit("docusaurus", ROW_429, ROW_429 + "\nMore.\n"),
    "the front matter of docusaurus": Edit("docusaurus", "title: Codes", "title: Our codes"),
    "a key twice in the front matter": Edit(
        "docusaurus", "title: Codes\n", "title: Codes\ntitle: Codes\n"
    ),
}

WORDS = """
a code of docusaurus
  :11: 404 Missing: not in the catalog
  : 404 NotFound: missing in the page, the catalog has it (codes.yaml:7:5)
a code of python
  :24: codes: module has "Missing", "TooManyRequests",
    catalog has "NotFound", "TooManyRequests" (codes.yaml:4:3)
  :109: 404 Missing: not in the catalog
  : 404 NotFound: missing in the module, the catalog has it (codes.yaml:7:5)
a code of openapi
  :78: 404 Missing: not in the catalog
  : 404 NotFound: missing in the fragment, the catalog has it (codes.yaml:7:5)
a code of typescript
  :7: codes: file has "Missing", "TooManyRequests",
    catalog has "NotFound", "TooManyRequests" (codes.yaml:4:3)
  :68: 404 NotFound: identifier: file has none, catalog has "NotFound" (codes.yaml:7:5)
  :68: 404 NotFound: documentation: file has none,
    catalog has "Entry not found." (codes.yaml:10:18)
  :7: "Missing" does not belong here
a docstring of python
  :25: 404 NotFound: documentation: module has "Nothing found.",
    catalog has "Entry not found." (codes.yaml:10:18)
a docstring lost of python
  :108: 404 NotFound: documentation: module has none,
    catalog has "Entry not found." (codes.yaml:10:18)
a member of python
  :115: 429: not in the catalog
  : 429 TooManyRequests: missing in the module, the catalog has it (codes.yaml:11:5)
  :118: "code=ResponseCode.TOO_MANY_REQUESTS," does not belong here
  :27: "TOO_MANY" does not belong here
a comment of typescript
  :6: 404 NotFound: documentation: file has "Nothing.",
    catalog has "Entry not found." (codes.yaml:10:18)
a key of typescript
  :7: 404 NotFound: identifier: file has "Missing", catalog has "NotFound" (codes.yaml:7:5)
an example of openapi
  :66: components.examples.NotFound.value.code: fragment has "Missing", catalog has "NotFound"
the title of openapi
  :4: info.title: fragment has "Code", catalog has "Codes"
a key twice in openapi
  :6: "version" does not belong here
a plain text in openapi
  :4: info.title: fragment has "NO", catalog has "Codes"
  :4: "NO" does not belong here
the heading of docusaurus
  :6: title: page has "Our codes", catalog has "Codes" (codes.yaml:2:8)
a heading of docusaurus
  :8: columns: page has "http_status", "code", "description", "retryable",
    catalog has "http_status", "status", "code", "description", "retryable"
  :10: 200: status: page has none, catalog has "ok" (codes.yaml:5:13)
  :11: 404 NotFound: status: page has none, catalog has "error" (codes.yaml:8:13)
  :12: 429 TooManyRequests: status: page has none, catalog has "error" (codes.yaml:12:13)
  :8: "State" does not belong here
text below the table
  :14: "More." does not belong here
the front matter of docusaurus
  :3: front matter: title: page has "Our codes", catalog has "Codes"
a key twice in the front matter
  :4: "title" does not belong here
"""
"""What `check` says of each edit: the line after the path, and words. Deeper lines go on."""


def words_of(edit: str) -> list[str]:
    after = WORDS.partition(f"\n{edit}\n")[2].replace("\n    ", " ")
    lines = itertools.takewhile(lambda line: line.startswith("  "), after.splitlines())
    return [line[2:] for line in lines]


@pytest.mark.parametrize("edit", EDITS)
def test_check_tells_in_words_what_an_edit_changed(edit: str, generated: Project) -> None:
    assert_told(generated, EDITS[edit], words_of(edit))


# Nasty ones

DEEP = 100_000

NASTY: dict[str, dict[str, str | bytes]] = {
    "deeply nested brackets": {
        "docusaurus": f"---\na: {'[' * DEEP}\n---\n\n{'[' * 1000}\n",
        "python": f"x: int = {'[' * DEEP}{']' * DEEP}\n",
        "openapi": f"a: {'[' * DEEP}{']' * DEEP}\n",
        "typescript": f"export const a: readonly B[] = [{'{a:' * DEEP}1{'}' * DEEP}];\n",
    },
    "deeply nested blocks": {
        "docusaurus": "> " * 5000 + "a\n",
        "python": f"x: int = {'-' * DEEP}1\n",
        "openapi": "- " * DEEP + "a\n",
        "typescript": f"export const a: readonly B[] = {'[' * DEEP}{']' * DEEP};\n",
    },
    "an attribute of an attribute of an attribute": {"python": f"x: int = a{'.b' * 950}\n"},
    "a NUL byte": dict.fromkeys(PATHS, b"\0"),
    "a number of 5,000 digits": {
        "docusaurus": f"| Number | HTTP Response Code |\n|-|-|\n| {'9' * 5000} | {'9' * 5000} |\n",
        "python": f"x: int = {'9' * 5000}\ny: int = 0x{'f' * 5000}\n",
        "openapi": f"a: {'9' * 5000}\nx-response-codes:\n  - http_status: {'9' * 5000}\n",
        "typescript": f"export const a: readonly B[] = [{{ number: {'9' * 5000} }}];\n",
    },
    "values of another type": {
        "python": "R: Final[tuple[D, ...]] = (D(identifier=[], code={}, http_statuses=5), 1)\n",
        "openapi": "x-response-codes:\n"
        "  - http_status: 4.5\n  - http_status: null\n  - http_status: {a: 1}\n  - 5\n"
        "  - {code: [a], deprecated: {replaced_by: 5}, headers: 1}\n? [a, b]\n: c\n",
        "typescript": "export const a = { ...b, c() {}, d, e: {} } as const;\n"
        "export const r: readonly B[] = [{ code: {}, 5: 1, f: { ...g, h } }, 1];\n",
    },
    "half a character": {
        "python": "x: str = '\\ud800'\n",
        "openapi": 'a: "\\ud800"\n',
        "typescript": 'export const r: readonly B[] = [{ title: "\\ud800\\u{ffffff}" }];\n',
    },
    "a bomb of aliases": {
        "docusaurus": "---\na: &a [1, 1]\nb: [*a, *a]\n---\n",
        "openapi": "a0: &a0 [1]\n"
        + "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 30)),
    },
    "an alias of itself": {"openapi": "a: &a [*a]\n"},
    "several documents": {"openapi": "a: 1\n---\nb: 2\n"},
    "conflict markers": dict.fromkeys(PATHS, "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"),
    "nothing": dict.fromkeys(PATHS, ""),
    "an empty line": dict.fromkeys(PATHS, "\n"),
    "bytes that are no text": dict.fromkeys(PATHS, bytes(range(256))),
    "a line break of old": dict.fromkeys(PATHS, "0|0\n-|-\r0"),
    "an escape that a terminal obeys": {
        "docusaurus": "| Status |\n|-|\n| \x1b[31m\u202e |\n",
        "python": "x: str = '\\x1b[31m'\n",
        "typescript": 'export const r: readonly B[] = [{ title: "\\x1b[31m" }];\n',
    },
}


@pytest.mark.parametrize("edit", NASTY)
def test_no_edit_is_too_nasty_to_be_told_and_mended(edit: str, generated: Project) -> None:
    right = generated.files()
    for target, text in NASTY[edit].items():
        generated.write(PATHS[target], text)
    done = generated.run("check")
    assert (done.code, done.err) == (1, "")
    words = "".join(line for line in done.out.splitlines() if line.startswith("out/"))
    assert words
    assert words.isprintable()
    assert generated.run("generate", "--force").code == 0
    assert generated.files() == right


UNREADABLE = {
    "docusaurus": ("| -----", "| =====", ":5: cannot be read: no table"),
    "python": ("    @property", "   @property", ":33: cannot be read: not Python: "),
    "openapi": ("  title:", " title:", ":5: cannot be read: no YAML"),
    "typescript": ("} as const;", ") as const;", ":14: cannot be read: not TypeScript"),
}


@pytest.mark.parametrize("target", UNREADABLE)
def test_check_says_where_an_output_cannot_be_read(target: str, generated: Project) -> None:
    right, wrong, printed = UNREADABLE[target]
    text = generated.read(PATHS[target])
    assert right in text
    generated.write(PATHS[target], text.replace(right, wrong, 1))
    done = generated.run("check", target)
    (words,) = [line for line in done.out.splitlines() if line.startswith("out/")]
    assert words.startswith(f"{PATHS[target]}{printed}")
    assert done.code == 1


def test_line_breaks_as_windows_has_them_change_no_line(generated: Project) -> None:
    for path in PATHS.values():
        generated.write(path, generated.read(path).replace("\n", "\r\n"))
    assert generated.run("check").code == 0
    path = PATHS["python"]
    generated.write(path, generated.read(path).replace('"Entry not found."', '"Gone."'))
    assert f'{path}:113: 404 NotFound: description: module has "Gone.", ' in (
        generated.run("check").out
    )


def test_no_more_than_twenty_differences_are_told_in_words(generated: Project) -> None:
    rows = "".join(ROW_404.replace("`NotFound`", f"`NotFound{at}`") for at in range(30))
    generated.write(PATHS["docusaurus"], generated.read(PATHS["docusaurus"]) + rows)
    words = [line for line in generated.run("check").out.splitlines() if "out/codes.md:" in line]
    assert len(words) == 21
    assert words[-1] == "out/codes.md: and 10 more"
