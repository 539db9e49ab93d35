"""A catalog that is no text, or holds characters that nobody can see: refused where they stand."""

import pytest

from helpers.project import Project
from helpers.refusals import assert_refused, catalog, refused

BYTES: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "nothing": (b"", "codes.yaml:1:1: error[empty]", ("hint: start it with 'apicodes: 1'",)),
    "comments": (b"# to do\n", "codes.yaml:1:1: error[empty]", ("holds nothing",)),
    "Latin-1": (
        b"apicodes: 1\ntitle: caf\xe9\n",
        "codes.yaml:2:11: error[not-utf-8]",
        ("0xE9", "hint: save the file as UTF-8"),
    ),
    "Latin-1 behind letters of two bytes": (
        b"apicodes: 1\ntitle: caf\xc3\xa9 caf\xe9\n",
        "codes.yaml:2:16: error[not-utf-8]",
        ("0xE9",),
    ),
    "Latin-1 behind a byte order mark": (
        b"\xef\xbb\xbfapicodes: 1\ntitle: caf\xe9\n",
        "codes.yaml:2:11: error[not-utf-8]",
        ("0xE9",),
    ),
    "UTF-16": (
        "apicodes: 1\n".encode("utf-16"),
        "codes.yaml:1:1: error[not-utf-8]",
        ("hint: save the file as UTF-8",),
    ),
    "surrogate in UTF-8": (
        b"apicodes: 1\ntitle: a\xed\xa0\x80\n",
        "codes.yaml:2:9: error[not-utf-8]",
        ("0xED",),
    ),
}


@pytest.mark.parametrize(("data", "place", "words"), BYTES.values(), ids=BYTES)
def test_what_is_no_text_is_one_error_where_it_begins(
    data: bytes, place: str, words: tuple[str, ...], project: Project
) -> None:
    project.write("codes.yaml", data)
    assert_refused(project, place, words)


FORBIDDEN = {
    "\x00": r"\0",
    "\x07": r"\a",
    "\x1b": r"\e",
    "\x7f": r"\x7f",
    "\x85": r"\N",
    "\u200b": r"\u200b",
    "\u200e": r"\u200e",
    "\u2028": r"\L",
    "\u202e": r"\u202e",
    "\u2066": r"\u2066",
    "\ufeff": r"\ufeff",
    "\ufffe": r"\ufffe",
}


@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
def test_a_character_that_cannot_be_seen_is_refused_where_it_stands(
    character: str, project: Project
) -> None:
    project.write("codes.yaml", catalog("  - code: A", f"    description: ab{character}c"))
    assert_refused(
        project,
        "codes.yaml:5:20: error[forbidden-character]",
        (f"U+{ord(character):04X}", "hint: delete it"),
    )


@pytest.mark.parametrize(("character", "escape"), FORBIDDEN.items(), ids=FORBIDDEN.values())
def test_an_escape_for_such_a_character_is_refused_too(
    character: str, escape: str, project: Project
) -> None:
    project.write("codes.yaml", catalog("  - code: A", f'    description: "ab{escape}c"'))
    assert_refused(
        project,
        "codes.yaml:5:18: error[forbidden-character]",
        (f"U+{ord(character):04X}", "hint: delete it"),
    )


def test_a_bidirectional_character_in_a_comment_is_refused(project: Project) -> None:
    project.write("codes.yaml", catalog("  - code: A # a\u202eb"))
    assert refused(project).places == ["codes.yaml:4:16: error[forbidden-character]"]


def test_an_escape_in_the_name_of_a_field_is_refused(project: Project) -> None:
    project.write("codes.yaml", catalog("  - code: A", r'    "x-\u202e": a'))
    assert refused(project).places == ["codes.yaml:5:5: error[forbidden-character]"]


def test_of_many_such_characters_ten_are_named_and_the_others_counted(project: Project) -> None:
    zeros = "\u200b" * 30
    project.write("codes.yaml", catalog("  - code: A", f"    description: {zeros}"))
    refusal = refused(project)
    assert refusal.places == [
        f"codes.yaml:5:{column}: error[forbidden-character]" for column in range(18, 29)
    ]
    assert "20 more" in refusal.printed


def test_a_byte_order_mark_at_the_start_is_fine(project: Project) -> None:
    project.write("codes.yaml", "\ufeff" + catalog("  - code: A"))
    assert project.run("generate").code == 0


def test_a_catalog_over_the_limit_is_refused_and_the_limit_is_named(project: Project) -> None:
    with (project.path / "codes.yaml").open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    done = project.run("generate")
    assert done.code == 1
    assert done.err.startswith("codes.yaml: error[too-large] ")
    assert "67,108,864" in done.err
    assert "hint: split the catalog" in done.err
    assert not (project.path / "out").exists()


BROKEN_BEYOND = {
    "a control character and a lost text": "  - code: A\n    description: a\x07 room #5 of ten\n",
    "a control character and an anchor": "  - &a {code: A, description: a\x07.}\n",
    "a control character and an ignore": "  - code: A  # apicodes: ignore[x]\n    title: \x07\n",
    "a second document and a lost text": "  - code: A\n    description: room #5 of\n---\na: [}\n",
}


@pytest.mark.parametrize("text", BROKEN_BEYOND.values(), ids=BROKEN_BEYOND)
def test_rules_run_over_what_could_be_read(project: Project, text: str) -> None:
    project.write("codes.yaml", catalog(text.rstrip("\n")))
    done = project.run("lint")
    assert done.code == 1
    assert "bug" not in done.err
    assert any(
        f"error[{rule}]" in done.err for rule in ("forbidden-character", "several-documents")
    )
