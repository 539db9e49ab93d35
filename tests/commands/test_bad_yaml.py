"""A catalog that is not YAML, or YAML that the format has no place for: one error, where it is."""

import pytest

from helpers.project import Project
from helpers.refusals import assert_refused, catalog, refused

SYNTAX: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "tab before a field": (
        catalog("  - code: A", "\tdescription: B"),
        "codes.yaml:5:1: error[yaml-syntax]",
        ("a tab", "spaces"),
    ),
    "tab before an entry": (
        catalog("\t- code: A"),
        "codes.yaml:4:1: error[yaml-syntax]",
        ("a tab", "spaces"),
    ),
    "double quote never closed": (
        catalog('  - code: "A', "    description: B", "  - code: C"),
        "codes.yaml:4:11: error[yaml-syntax]",
        ("never closed", "hint: close the quote"),
    ),
    "single quote never closed": (
        catalog("  - code: A", "    description: 'B", "  - code: C"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("never closed", "hint: close the quote"),
    ),
    "bracket never closed, at the end": (
        catalog("  - code: A", "    http_status: [500, 502"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("never closed",),
    ),
    "bracket never closed, with a field after it": (
        catalog("  - code: A", "    http_status: [500, 502", "    description: B"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("never closed",),
    ),
    "brace never closed": (
        catalog("  - {code: A, description: B", "  - code: C"),
        "codes.yaml:4:5: error[yaml-syntax]",
        ("never closed",),
    ),
    "colon inside plain text": (
        catalog("  - code: A", "    description: Note: this fails."),
        "codes.yaml:5:22: error[yaml-syntax]",
        ("': '", "hint: quote the text"),
    ),
    "text that starts with a backtick": (
        catalog("  - code: A", "    description: `limit` is missing."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'`'", "hint: quote the text"),
    ),
    "text that starts with @": (
        catalog("  - code: A", "    description: @here"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'@'", "hint: quote the text"),
    ),
    "text that starts with %": (
        catalog("  - code: A", "    description: %s is missing."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'%'", "hint: quote the text"),
    ),
    "text that starts with a quoted word": (
        catalog("  - code: A", '    description: "limit" is missing.'),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("hint: quote the",),
    ),
    "text that starts with an emphasised word": (
        catalog("  - code: A", "    description: **Never** retry."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'*'", "hint: quote the text"),
    ),
    "text that starts with >": (
        catalog("  - code: A", "    description: > 5 items."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'>'", "hint: quote the text"),
    ),
    "text that starts with |": (
        catalog("  - code: A", "    description: | 5 items."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'|'", "hint: quote the text"),
    ),
    "text that starts with a placeholder in braces": (
        catalog("  - code: A", "    description: {limit} is missing."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'{'", "hint: quote the text"),
    ),
    "text that starts with a bracket": (
        catalog("  - code: A", "    description: [sic] is missing."),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'['", "hint: quote the text"),
    ),
    "escape that YAML does not know": (
        catalog("  - code: A", r'    description: "\d+ is missing."'),
        "codes.yaml:5:19: error[yaml-syntax]",
        ("escape", "hint: double the backslash"),
    ),
    "escape without its digits": (
        catalog("  - code: A", r'    description: "C:\users"'),
        "codes.yaml:5:23: error[yaml-syntax]",
        ("escape", "hint: double the backslash"),
    ),
    "escape for half a character": (
        catalog("  - code: A", r'    description: "a\ud800"'),
        "codes.yaml:5:22: error[yaml-syntax]",
        ("escape",),
    ),
    "field that is indented too little": (
        catalog("  - code: A", "   description: B"),
        "codes.yaml:5:4: error[yaml-syntax]",
        ("indentation", "hint: align it"),
    ),
    "field that is indented too much": (
        catalog("  - code: A", "      description: B"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("indent",),
    ),
    "entry that is indented too little": (
        catalog("  - code: A", "- code: B"),
        "codes.yaml:5:1: error[yaml-syntax]",
        ("indentation", "hint: align it"),
    ),
    "second line of a text that is indented too little": (
        catalog("  - code: A", "    description: one", "  two", "  - code: B"),
        "codes.yaml:6:3: error[yaml-syntax]",
        ("a part of the text above", "hint: write 'name: value'", "indent"),
    ),
    "text of several lines that is not indented": (
        catalog("  - code: A", "    description: B", "    and more"),
        "codes.yaml:6:5: error[yaml-syntax]",
        ("neither a field", "hint: write 'name: value'"),
    ),
    "no space after a colon": (
        catalog("  - code: A", "    description:B", "    title: C"),
        "codes.yaml:5:16: error[yaml-syntax]",
        ("no space after the colon of 'description'", "hint: write 'description: '"),
    ),
    "equals sign in the place of a colon": (
        catalog("  - code: A", "    description = B", "    title: C"),
        "codes.yaml:5:16: error[yaml-syntax]",
        ("'='", "hint: write 'description: '"),
    ),
    "no space after a dash": (
        catalog("  -code: A"),
        "codes.yaml:4:3: error[wrong-type]",
        ("a list", "hint: begin each item with '- '"),
    ),
    "text that starts with a question mark": (
        catalog("  - code: A", "    description: ? why"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'? '", "hint: quote the text"),
    ),
    "text that starts with a dash": (
        catalog("  - code: A", "    description: - none"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'- '", "hint: quote the text", "a list begins on the next line"),
    ),
    "text that starts with a comma": (
        catalog("  - code: A", "    description: , none"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("','", "hint: quote the text"),
    ),
    "text that starts with a closing bracket": (
        catalog("  - code: A", "    description: ] none"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("']'", "hint: quote the text"),
    ),
    "text that starts with &": (
        catalog("  - code: A", "    description: & none"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("'&'", "hint: quote the text"),
    ),
    "apostrophe inside single quotes": (
        catalog("  - code: A", "    description: 'it's gone'"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("more text follows", "hint: quote the whole text", "'>-'"),
    ),
    "quotes inside double quotes": (
        catalog("  - code: A", '    description: "say "hi" now"'),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("more text follows", "hint: quote the whole text", "'>-'"),
    ),
    "quote that an apostrophe far below closes": (
        catalog("  - code: A", "    description: 'tis", "  - code: B", "    description: it's"),
        "codes.yaml:7:21: error[yaml-syntax]",
        ("more text follows", "quoted text"),
    ),
    "comma after a quoted text": (
        catalog('  - code: "A",', "    description: B"),
        "codes.yaml:4:11: error[yaml-syntax]",
        ("more text follows",),
    ),
    "typographic quotes": (
        catalog("  - code: A", "    description: \u201cNote: this.\u201d"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("not a quote in YAML", "hint: quote the text"),
    ),
    "comma without an item before it": (
        catalog("  - code: A", "    headers: [A,, B]"),
        "codes.yaml:5:17: error[yaml-syntax]",
        ("there is no value before this ','", "hint: delete it"),
    ),
    "bracket that is closed twice": (
        catalog("  - code: A", "    http_status: [404]]"),
        "codes.yaml:5:23: error[yaml-syntax]",
        ("']' closes no bracket", "hint: delete it"),
    ),
    "brackets of two kinds": (
        catalog("  - code: A", "    http_status: [404}"),
        "codes.yaml:5:18: error[yaml-syntax]",
        ("a bracket is never closed",),
    ),
    "three dots": (
        catalog("  - code: A", "...", "  - code: B"),
        "codes.yaml:6:3: error[yaml-syntax]",
        ("document ends", "hint: delete the line with '...'"),
    ),
    "directive of another YAML": (
        "%YAML 2.0\n---\n" + catalog("  - code: A"),
        "codes.yaml:1:1: error[yaml-syntax]",
        ("'%'", "hint: delete the line"),
    ),
    "directive that there is not": (
        "%FOO bar\n" + catalog("  - code: A"),
        "codes.yaml:1:1: error[yaml-syntax]",
        ("'%'", "hint: delete the line"),
    ),
    "second document": (
        catalog("  - code: A", "---", "apicodes: 1"),
        "codes.yaml:5:1: error[several-documents]",
        ("hint: keep one document in a file",),
    ),
    "merge conflict": (
        catalog("<<<<<<< HEAD", "  - code: A", "=======", "  - code: B", ">>>>>>> theirs"),
        "codes.yaml:4:1: error[conflict-marker]",
        ("keep the codes of both sides",),
    ),
    "merge conflict without names, with CRLF": (
        catalog("  - code: A", "<<<<<<<", "=======", ">>>>>>>").replace("\n", "\r\n"),
        "codes.yaml:5:1: error[conflict-marker]",
        ("keep the codes of both sides",),
    ),
    "merge conflict of which the last marker is left": (
        catalog("  - code: A", ">>>>>>> theirs"),
        "codes.yaml:5:1: error[conflict-marker]",
        (),
    ),
    "merge conflict of which the middle marker is left": (
        catalog("  - code: A", "=======", "  - code: B"),
        "codes.yaml:5:1: error[conflict-marker]",
        (),
    ),
    "alias to itself": (
        catalog("  - code: A", "    x-team: &team [*team]"),
        "codes.yaml:5:20: error[alias]",
        ("'*team'", "inside its own anchor"),
    ),
    "alias without an anchor": (
        catalog("  - code: A", "    description: *team"),
        "codes.yaml:5:18: error[alias]",
        ("'&team'",),
    ),
    "merge key": (
        catalog("  - &a", "    code: A", "  - <<: *a", "    code: B"),
        "codes.yaml:6:5: error[unknown-field]",
        ("'<<'", "hint: YAML 1.2 has no merge keys"),
    ),
    "merge key in a value of the user's own": (
        catalog("  - code: A", "    x-a: &a {b: 1}", "    x-c: {<<: *a}"),
        "codes.yaml:6:11: error[unknown-field]",
        ("'<<'", "hint: YAML 1.2 has no merge keys"),
    ),
    "tag on a text": (
        catalog("  - code: !!str 1"),
        "codes.yaml:4:11: error[wrong-type]",
        ("tag", "str"),
    ),
    "tag on a text that starts with an exclamation mark": (
        catalog("  - code: A", "    description: !important"),
        "codes.yaml:5:18: error[wrong-type]",
        ("tag", "'!important'", "hint: quote the text"),
    ),
    "tag on an entry": (
        catalog("  - !!map", "    code: A"),
        "codes.yaml:4:5: error[wrong-type]",
        ("tag", "map"),
    ),
    "tag on the codes": (
        "apicodes: 1\ntitle: Codes\ncodes: !!seq\n  - code: A\n",
        "codes.yaml:3:8: error[wrong-type]",
        ("tag", "seq"),
    ),
    "tag that asks Python for an object": (
        catalog("  - code: A", "    x-a: !!python/object/apply:os.getcwd []"),
        "codes.yaml:5:10: error[wrong-type]",
        ("tag", "python/object/apply:os.getcwd"),
    ),
    "values that nest too deep": (
        catalog("  - code: A", f"    x-a: {'[' * 5000}{']' * 5000}"),
        "codes.yaml:5:74: error[too-deep]",
        ("64 levels",),
    ),
    "list as the name of a field": (
        catalog("  - code: A", "    [a]: b"),
        "codes.yaml:5:5: error[wrong-type]",
        ("the name of a field", "a list"),
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_not_yaml_is_one_error_where_it_begins(
    text: str, place: str, words: tuple[str, ...], project: Project
) -> None:
    project.write("codes.yaml", text)
    assert_refused(project, place, words)


def test_every_merge_conflict_of_a_file_is_named(project: Project) -> None:
    conflict = ["<<<<<<< HEAD", "  - code: A", "=======", "  - code: B", ">>>>>>> theirs"]
    project.write("codes.yaml", catalog(*conflict, "  - code: C", *conflict))
    refusal = refused(project)
    assert refusal.places == [
        "codes.yaml:4:1: error[conflict-marker]",
        "codes.yaml:10:1: error[conflict-marker]",
    ]


def test_aliases_that_multiply_are_refused(project: Project) -> None:
    levels = [f"    x-{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 11)]
    project.write("codes.yaml", catalog("  - code: A", "    x-0: &l0 [lol]", *levels))
    refusal = refused(project)
    assert len(refusal.places) == 1
    assert refusal.places[0].endswith(": error[alias]")
    assert refusal.code == 1


def test_an_alias_for_one_value_is_fine(project: Project) -> None:
    lines = ("  - code: A", "    description: &wait Wait.", "  - code: B", "    description: *wait")
    project.write("codes.yaml", catalog(*lines))
    assert project.run("generate").code == 0
