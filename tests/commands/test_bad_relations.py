"""Entries that do not fit together: refused where the later one of the two stands."""

import pytest

from helpers.marks import marked
from helpers.project import Project
from helpers.refusals import assert_refused, catalog, missing_words, refused

RELATIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a code twice": (
        catalog("  - code: A", "  - code: B", "  - http_status: 404", "    code: A"),
        "codes.yaml:7:11: error[duplicate-key]",
        ("'A'", "codes.yaml:4:11", "hint: make them one entry"),
    ),
    "an HTTP status twice, without codes": (
        catalog("  - http_status: 200", "    status: ok", "  - http_status: 200"),
        "codes.yaml:6:18: error[duplicate-key]",
        ("'200'", "codes.yaml:4:18", "hint: set name:"),
    ),
    "the same HTTP statuses twice, without codes": (
        catalog("  - http_status: [500, 502]", "  - http_status: [500, 502]"),
        "codes.yaml:5:18: error[duplicate-key]",
        ("'500-502'", "codes.yaml:4:18", "hint: set name:"),
    ),
    "a code that was removed": (
        catalog("  - code: A", '    removed: {since: "3.0"}', "  - code: A"),
        "codes.yaml:6:11: error[duplicate-key]",
        ("'A'", "codes.yaml:4:11", "must not be used again"),
    ),
    "a replacement that nobody is": (
        catalog("  - code: NotFound", "  - code: A", "    deprecated: {replaced_by: NotFond}"),
        "codes.yaml:6:31: error[unknown-reference]",
        ("'NotFond'", "hint: did you mean 'NotFound'?"),
    ),
    "a replacement in a list that nobody is": (
        catalog("  - code: B", "  - code: A", "    deprecated: {replaced_by: [B, Xylophone]}"),
        "codes.yaml:6:35: error[unknown-reference]",
        ("'Xylophone'", "hint: known here: A, B"),
    ),
    "a replacement that was removed": (
        catalog(
            "  - code: A", "    deprecated: {replaced_by: B}", "  - code: B", "    removed: {}"
        ),
        "codes.yaml:5:31: error[unknown-reference]",
        ("'B' is removed", "hint: name what clients use instead"),
    ),
    "a header that is not defined": (
        "apicodes: 1\ntitle: Codes\nheaders:\n  Retry-After: {description: Seconds.}\n"
        "codes:\n  - code: A\n    headers: [Retry-Afer]\n",
        "codes.yaml:7:15: error[unknown-reference]",
        ("'Retry-Afer'", "hint: did you mean 'Retry-After'?"),
    ),
    "a header twice, in another case": (
        "apicodes: 1\ntitle: Codes\nheaders:\n  Retry-After: {}\n  X-A: {}\n  retry-after: {}\n"
        "codes:\n  - code: A\n",
        "codes.yaml:6:16: error[duplicate-header]",
        (
            "'retry-after'",
            "'Retry-After' (codes.yaml:4:16)",
            "hint: header names are case-insensitive",
        ),
    ),
    "two headers with one name in OpenAPI": (
        "apicodes: 1\ntitle: Codes\nheaders:\n  X!Y: {}\n  X-Y: {}\ncodes:\n  - code: A\n",
        "codes.yaml:5:8: error[duplicate-header]",
        ("'X-Y'", "'X!Y' (codes.yaml:4:8)", "hint: OpenAPI"),
    ),
    "a group that is not defined": (
        "apicodes: 1\ntitle: Codes\ngroups:\n  auth: {title: Authentication}\n"
        "codes:\n  - code: A\n    group: auht\n",
        "codes.yaml:7:12: error[unknown-reference]",
        ("'auht'", "hint: did you mean 'auth'?"),
    ),
    "a default group that is not defined": (
        "apicodes: 1\ntitle: Codes\ndefaults: {group: auht}\n"
        "codes:\n  - code: A\n  - code: B\n  - code: C\n",
        "codes.yaml:3:19: error[unknown-reference]",
        ("'auht'",),
    ),
    "an alias twice": (
        catalog("  - code: A", "    aliases: [Old]", "  - code: B", "    aliases: [New, Old]"),
        "codes.yaml:7:20: error[duplicate-alias]",
        ("'Old'", "codes.yaml:5:15"),
    ),
    "an alias twice in one list": (
        catalog("  - code: A", "    aliases: [Old, Old]"),
        "codes.yaml:5:20: error[wrong-value]",
        ("Old", "twice"),
    ),
    "an alias that is the key of an entry": (
        catalog("  - code: A", "    aliases: [B]", "  - code: B"),
        "codes.yaml:5:15: error[duplicate-alias]",
        ("'B'", "codes.yaml:6:"),
    ),
    "codes that are no integers": (
        "apicodes: 1\ntitle: Codes\ncode_type: integer\ncodes:\n  - code: 10\n  - code: 0010\n",
        "codes.yaml:6:11: error[code-not-integer]",
        ("'0010'", "set code_type: string"),
    ),
    "an unknown placeholder in the envelope": (
        "apicodes: 1\ntitle: Codes\nenvelope:\n  body:\n    ok: false\n    error:\n"
        '      code: "{kode}"\ncodes:\n  - code: A\n',
        "codes.yaml:7:13: error[unknown-placeholder]",
        ("'{kode}'", "hint: did you mean 'code'?"),
    ),
    "an unknown placeholder in docs_url": (
        'apicodes: 1\ntitle: Codes\ndocs_url: "https://example.com/#{ancor}"\n'
        "codes:\n  - code: A\n",
        "codes.yaml:3:11: error[unknown-placeholder]",
        ("'{ancor}'", "hint: did you mean 'anchor'?"),
    ),
    "an envelope by a word that is none": (
        "apicodes: 1\ntitle: Codes\nenvelope: problm\ncodes:\n  - code: A\n",
        "codes.yaml:3:11: error[wrong-type]",
        ("problm", "hint: did you mean 'problem'?"),
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), RELATIONS.values(), ids=RELATIONS)
def test_what_does_not_fit_is_one_error_at_its_place(
    text: str, place: str, words: tuple[str, ...], project: Project
) -> None:
    project.write("codes.yaml", text)
    assert_refused(project, place, words)


def test_a_tombstone_may_tell_of_a_replacement_that_went_too(project: Project) -> None:
    lines = ("  - code: A", "    removed: {}", "    deprecated: {replaced_by: B}")
    project.write("codes.yaml", catalog(*lines, "  - {code: B, removed: {}}", "  - code: C"))
    assert project.run("generate").code == 0


CLASHES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "two codes": (
        catalog(
            "  - code: InvalidParameter.ValueTooLarge", "  - code: InvalidParameterValue.TooLarge"
        ),
        "codes.yaml:5:11: error[name-clash]",
        (
            "'InvalidParameter.ValueTooLarge'",
            "'InvalidParameterValue.TooLarge'",
            "INVALID_PARAMETER_VALUE_TOO_LARGE",
            "hint: set name:",
        ),
    ),
    "two cases of one code": (
        catalog("  - code: TIMEOUT", "  - code: Timeout"),
        "codes.yaml:5:11: error[name-clash]",
        ("'TIMEOUT'", "'Timeout'", "hint: set name:"),
    ),
    "a code and a name": (
        catalog("  - code: A.b", "  - code: C", "    name: A-b"),
        "codes.yaml:6:11: error[name-clash]",
        ("'A.b'", "'C'", "A_B"),
    ),
    "a code of which no name can be made": (
        catalog("  - code: 参数错误"),
        "codes.yaml:4:11: error[name-clash]",
        ("'参数错误'", "hint: set name:"),
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), CLASHES.values(), ids=CLASHES)
def test_names_that_clash_are_one_error_of_the_target(
    text: str, place: str, words: tuple[str, ...], project: Project
) -> None:
    project.write("codes.yaml", text)
    refusal = refused(project, "generate", "python")
    assert refusal.places == [place]
    assert missing_words(refusal, words) == []
    assert refusal.code == 1


def test_names_that_clash_for_several_targets_are_named_in_the_order_of_their_lines(
    project: Project,
) -> None:
    lines = ("  - code: B.b", "  - code: A.a", "  - code: A-a", "  - code: B-b")
    project.write("codes.yaml", catalog(*lines))
    refusal = refused(project)
    assert refusal.places == sorted(refusal.places)
    assert set(refusal.places) == {
        "codes.yaml:6:11: error[name-clash]",
        "codes.yaml:7:11: error[name-clash]",
    }


def test_a_wrong_value_is_not_named_again_for_what_follows_from_it(project: Project) -> None:
    project.write(
        "codes.yaml",
        catalog("  - http_status: 400", "    code: ''", "  - http_status: 400", "    code: ' '"),
    )
    assert refused(project).places == [
        "codes.yaml:5:11: error[wrong-value]",
        "codes.yaml:7:11: error[wrong-value]",
    ]


# Several files

TERSE = 'rules.description-missing = "off"\n'
FILES = f'spec = ["base.yaml", "auth.yaml"]\n{TERSE}[targets.python]\npath = "codes.py"\n'


def test_the_mistakes_of_all_files_are_named_in_one_run_by_file_and_line(empty: Project) -> None:
    empty.write("apicodes.toml", FILES)
    empty.write("base.yaml", catalog("  - code: B", "    colour: red", "  - code: ''"))
    empty.write(
        "auth.yaml",
        "apicodes: 1\ntitle: Again\ncodes:\n  - code: C\n    group: nowhere\n  - code: B\n"
        "    http_status: 99\n",
    )
    refusal = refused(empty)
    assert refusal.places == [
        "base.yaml:5:5: error[unknown-field]",
        "base.yaml:6:11: error[wrong-value]",
        "auth.yaml:2:8: error[root-field]",
        "auth.yaml:5:12: error[unknown-reference]",
        "auth.yaml:6:11: error[duplicate-key]",
        "auth.yaml:7:18: error[wrong-value]",
    ]
    assert "base.yaml:4:11" in refusal.printed
    assert refusal.code == 1


BROKEN = {
    "not YAML": (b"apicodes: 1\ntitle: `A`\n", "base.yaml:2:8: error[yaml-syntax]"),
    "not UTF-8": (b"apicodes: 1\ntitle: caf\xe9\n", "base.yaml:2:11: error[not-utf-8]"),
    "empty": (b"", "base.yaml:1:1: error[empty]"),
}


@pytest.mark.parametrize(("data", "place"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_does_not_hide_the_mistakes_of_the_next(
    data: bytes, place: str, empty: Project
) -> None:
    empty.write("apicodes.toml", FILES)
    empty.write("base.yaml", data)
    empty.write("auth.yaml", "apicodes: 1\ncodes:\n  - http_status: 99\n")
    assert refused(empty).places == [place, "auth.yaml:3:18: error[wrong-value]"]


def test_a_wrong_name_may_come_twice_in_a_file_and_in_two(empty: Project) -> None:
    empty.write("apicodes.toml", FILES)
    headers = "headers:\n  X A: {}\n"
    empty.write("base.yaml", f"{catalog('  - code: A')}{headers}  X A: {{}}\n")
    empty.write("auth.yaml", f"apicodes: 1\n{headers}codes: [{{code: B}}]\n")
    assert [place.partition(": ")[2] for place in refused(empty).places] == [
        "error[wrong-value]", "error[duplicate-field]", "error[wrong-value]",
        "error[duplicate-field]",
    ]  # fmt: skip


def test_files_without_codes_are_no_catalog(empty: Project) -> None:
    empty.write("apicodes.toml", FILES)
    empty.write("base.yaml", "apicodes: 1\ntitle: Codes\n")
    empty.write("auth.yaml", "apicodes: 1\n")
    refusal = refused(empty)
    assert refusal.places == ["base.yaml:1:1: error[no-codes]"]
    assert "'codes'" in refusal.printed
    assert refusal.code == 1


def test_a_default_is_named_where_it_stands_in_whatever_file(empty: Project) -> None:
    empty.write("apicodes.toml", FILES)
    empty.write("base.yaml", catalog("  - code: A"))
    empty.write("auth.yaml", "apicodes: 1\ndefaults: {group: auht}\ncodes:\n  - code: B\n")
    assert refused(empty).places == ["auth.yaml:2:19: error[unknown-reference]"]


FOLLOWING: dict[str, tuple[str, str]] = {
    "header that is wrong": (
        "headers: [X-A]\ncodes:\n  - {code: B, headers: [X-A]}\n",
        "2:10: error[wrong-type]",
    ),
    "replacement that is wrong itself": (
        "codes:\n  - {code: B, deprecated: {replaced_by: C}}\n  - [C]\n",
        "4:5: error[wrong-type]",
    ),
    "name of a header that is wrong": (
        "headers: {[X-A]: {}}\ncodes:\n  - {code: B, headers: [X-A]}\n",
        "2:11: error[wrong-type]",
    ),
    "codes that are no list": ("codes: C\n", "2:8: error[wrong-type]"),
}


@pytest.mark.parametrize("name", ["base.yaml", "auth.yaml"])
@pytest.mark.parametrize(("lines", "place"), FOLLOWING.values(), ids=FOLLOWING)
def test_what_follows_from_a_mistake_is_not_named_with_several_files_either(
    lines: str, place: str, name: str, empty: Project
) -> None:
    empty.write("apicodes.toml", FILES)
    empty.write("base.yaml", "apicodes: 1\ntitle: Codes\ncodes:\n  - code: A\n")
    empty.write("auth.yaml", "apicodes: 1\ncodes:\n  - code: Z\n")
    # The title stands last, so that the lines are those of either file.
    title = "title: Codes\n" if name == "base.yaml" else ""
    empty.write(name, f"apicodes: 1\n{lines}{title}")
    assert refused(empty).places == [f"{name}:{place}"]


BESIDE: dict[str, tuple[str, str, str]] = {
    "a header, beside one that is wrong": (
        "headers:\n  X-A: {▶colour: red}\n",
        "codes:\n  - {code: B, headers: [X-A, ▶X-B]}\n",
        "unknown-field unknown-reference",
    ),
    "a group, beside one that is wrong": (
        "groups:\n  a: {title: ▶[A]}\n",
        "codes:\n  - {code: B, group: a}\n  - {code: C, group: ▶b}\n",
        "wrong-type unknown-reference",
    ),
    "a replacement, beside an entry with a mistake": (
        "",
        "codes:\n  - {code: A, number: ▶1.5}\n  - {code: B, deprecated: {replaced_by: [A, ▶D]}}\n",
        "wrong-type unknown-reference",
    ),
    "a replacement, which an entry may be whose code is wrong": (
        "",
        "codes:\n  - {code: ▶[A]}\n  - {code: B, deprecated: {replaced_by: A}}\n",
        "wrong-type",
    ),
    "a replacement, which an entry may be whose code is misspelt": (
        "",
        "codes:\n  - {name: N, ▶cod: A}\n  - {code: B, deprecated: {replaced_by: A}}\n",
        "unknown-field",
    ),
}


@pytest.mark.parametrize(("tables", "entries", "rules"), BESIDE.values(), ids=BESIDE)
def test_a_reference_that_leads_nowhere_is_named_beside_other_mistakes(
    tables: str, entries: str, rules: str, project: Project
) -> None:
    text, places = marked(f"apicodes: 1\ntitle: Codes\n{tables}{entries}")
    project.write("codes.yaml", text)
    reported = [place.partition(":")[2] for place in refused(project).places]
    expected = zip(places, rules.split(), strict=True)
    assert reported == [f"{line}:{column}: error[{rule}]" for (line, column), rule in expected]


def test_a_group_is_defined_in_one_file(empty: Project) -> None:
    empty.write("apicodes.toml", FILES)
    groups = "groups:\n  auth: {title: Authentication}\n"
    empty.write("base.yaml", f"apicodes: 1\ntitle: Codes\n{groups}codes:\n  - code: A\n")
    empty.write("auth.yaml", f"apicodes: 1\n{groups}codes:\n  - code: B\n")
    refusal = refused(empty)
    assert refusal.places == ["auth.yaml:3:9: error[duplicate-field]"]
    assert "base.yaml:4:9" in refusal.printed


def test_a_header_is_defined_once_in_all_files(empty: Project) -> None:
    empty.write("apicodes.toml", FILES)
    empty.write("base.yaml", "apicodes: 1\ntitle: T\nheaders: {X-A: {}}\ncodes: [{code: A}]\n")
    empty.write("auth.yaml", "apicodes: 1\nheaders: {x-a: {}}\ncodes: [{code: B}]\n")
    refusal = refused(empty)
    assert refusal.places == ["auth.yaml:2:16: error[duplicate-header]"]
    assert "base.yaml:3:16" in refusal.printed


def test_a_file_that_is_named_in_two_spellings_is_read_once(empty: Project) -> None:
    empty.write("apicodes.toml", FILES.replace('"auth.yaml"', '"./base.yaml", "*.yaml"'))
    empty.write("base.yaml", catalog("  - code: A"))
    assert empty.run("generate").code == 0


def test_a_file_of_two_catalogs_has_its_mistakes_named_once(empty: Project) -> None:
    empty.write(
        "apicodes.toml",
        f'[catalogs.a]\nspec = "codes.yaml"\n{TERSE}[catalogs.a.targets.python]\npath = "a.py"\n'
        f'[catalogs.b]\nspec = "codes.yaml"\n{TERSE}[catalogs.b.targets.python]\npath = "b.py"\n',
    )
    empty.write("codes.yaml", catalog("  - http_status: 99"))
    assert refused(empty).places == ["codes.yaml:4:18: error[wrong-value]"]
    done = empty.run("lint")
    assert done.err.count("error[wrong-value]") == 1
    assert done.out == "1 error found.\n"


def test_the_mistakes_of_all_catalogs_are_named_in_one_run(empty: Project) -> None:
    empty.write(
        "apicodes.toml",
        f'[catalogs.a]\nspec = "a.yaml"\n{TERSE}[catalogs.a.targets.python]\npath = "a.py"\n'
        f'[catalogs.b]\nspec = "b.yaml"\n{TERSE}[catalogs.b.targets.python]\npath = "b.py"\n',
    )
    empty.write("a.yaml", catalog("  - http_status: 99"))
    empty.write("b.yaml", catalog("  - code: ''"))
    assert refused(empty).places == [
        "a.yaml:4:18: error[wrong-value]",
        "b.yaml:4:11: error[wrong-value]",
    ]


@pytest.mark.parametrize("name", ["None", "Mapping", "Object"])
def test_a_type_name_that_the_outputs_use_themselves_is_refused(
    name: str, project: Project
) -> None:
    project.write("codes.yaml", f"apicodes: 1\ntitle: T\ntype_name: {name}\ncodes: [{{code: A}}]\n")
    refusal = refused(project)
    assert refusal.places == ["codes.yaml:3:12: error[reserved-type-name]"]
    assert refusal.code == 1
