"""A template that makes a file for each entry or each group: placeholders in its path."""

import shlex

import pytest

from helpers.project import Project

pytestmark = pytest.mark.slow

CONFIG = """\
spec = "codes.yaml"
rules.description-missing = "off"
[targets.pages]
target = "template"
template = "page.jinja"
path = "docs/{group}/{key}.txt"
"""

CATALOG = """\
apicodes: 1
title: Codes
groups:
  auth: {title: Authentication}
  limits: {title: Limits}
codes:
  - {http_status: 401, code: invalid token, group: auth}
  - {http_status: 429, code: TooMany, group: limits}
  - {http_status: 402, code: Quota, group: limits}
  - {http_status: 500, code: Broken}
"""

PAGE = """\
{{ notice }}
{{ chapter.title }}: {{ entry.code }}; {{ entries | length }} of {{ catalog.entries | length }}
"""

MADE = [
    "docs/auth/invalid-token.txt",
    "docs/limits/Quota.txt",
    "docs/limits/TooMany.txt",
    "docs/other/Broken.txt",
]


@pytest.fixture
def pages(empty: Project) -> Project:
    empty.write("apicodes.toml", CONFIG)
    empty.write("codes.yaml", CATALOG)
    empty.write("page.jinja", PAGE)
    return empty


def made(project: Project) -> list[str]:
    return [path for path in project.files() if path.startswith("docs/")]


def test_each_entry_has_a_file_of_its_own(pages: Project) -> None:
    assert pages.run("generate").code == 0
    assert made(pages) == MADE
    assert pages.read("docs/limits/Quota.txt").endswith("\nLimits: Quota; 1 of 4\n")
    assert pages.read("docs/other/Broken.txt").endswith("\nOther: Broken; 1 of 4\n")
    checked = pages.run("check")
    assert (checked.code, checked.out.count("in sync  ")) == (0, 4)


def test_each_group_has_a_file_of_its_own(pages: Project) -> None:
    pages.write("apicodes.toml", CONFIG.replace("{group}/{key}.txt", "{group}.txt"))
    pages.write("page.jinja", PAGE.replace("entry.code", "entries | join(' ', 'code')"))
    assert pages.run("generate").code == 0
    assert made(pages) == ["docs/auth.txt", "docs/limits.txt", "docs/other.txt"]
    assert "Limits: TooMany Quota; 2 of 4" in pages.read("docs/limits.txt")


def test_there_is_no_entry_in_the_file_of_a_group(pages: Project) -> None:
    pages.write("apicodes.toml", CONFIG.replace("{group}/{key}.txt", "{group}.txt"))
    done = pages.run("generate")
    assert (done.code, "page.jinja:2: error[template] 'entry' is undefined" in done.err) == (
        1,
        True,
    )
    assert made(pages) == []


def test_what_the_catalog_has_no_more_is_reported_then_removed(pages: Project) -> None:
    assert pages.run("generate").code == 0
    pages.write("docs/limits/mine.txt", "By hand.\n")
    pages.write("docs/auth/deeper/TooMany.txt", pages.read("docs/limits/TooMany.txt"))
    pages.write(
        "codes.yaml", CATALOG.replace("code: Quota", "code: Paid").replace("Broken", "Down")
    )
    pages.write("codes.yaml", pages.read("codes.yaml").replace(", group: auth", ""))
    checked = pages.run("check")
    gone = ["docs/auth/invalid-token.txt", "docs/limits/Quota.txt", "docs/other/Broken.txt"]
    states = [line.split() for line in checked.out.splitlines()]
    assert [words[1] for words in states if words[:1] == ["orphaned"]] == gone
    assert (
        "3 files are orphaned: no target writes them any more. Remove them with: apicodes generate"
        in checked.out
    )
    done = pages.run("generate", "--exit-code")
    assert done.code == 1
    assert [f"removed    {path}" in done.err.splitlines() for path in gone] == [True] * 3
    assert made(pages) == [
        "docs/auth/deeper/TooMany.txt",
        "docs/limits/Paid.txt",
        "docs/limits/TooMany.txt",
        "docs/limits/mine.txt",
        "docs/other/Down.txt",
        "docs/other/invalid-token.txt",
    ]
    assert pages.run("check").code == 0
    assert pages.run("generate", "--exit-code").code == 0


def test_a_folder_that_is_empty_then_goes_as_well(pages: Project) -> None:
    assert pages.run("generate").code == 0
    pages.write("codes.yaml", CATALOG.replace(", group: auth", ""))
    assert pages.run("generate").code == 0
    assert not (pages.path / "docs" / "auth").exists()


def test_nothing_is_removed_by_another_target_or_through_a_link(pages: Project) -> None:
    other = '[targets.other]\ntarget = "template"\ntemplate = "page.jinja"\npath = "docs/all.txt"\n'
    pages.write("apicodes.toml", CONFIG + other)
    pages.write("page.jinja", "{{ notice }}\n")
    assert pages.run("generate").code == 0
    pages.write("elsewhere/Old.txt", pages.read("docs/limits/Quota.txt"))
    (pages.path / "docs" / "linked").symlink_to(pages.path / "elsewhere")
    pages.write("codes.yaml", CATALOG.replace("code: Quota", "code: Paid"))
    assert pages.run("generate", "other").code == 0
    assert "docs/limits/Quota.txt" in made(pages)
    assert pages.run("generate").code == 0
    assert "docs/limits/Quota.txt" not in made(pages)
    assert "elsewhere/Old.txt" in pages.files()


def test_names_that_no_file_can_have_or_that_disks_confuse_are_refused(pages: Project) -> None:
    pages.write("apicodes.toml", CONFIG.replace("{group}/{key}", "{key}"))
    codes = CATALOG.replace("Quota", "toomany").replace("Broken", "—")
    pages.write("codes.yaml", codes)
    done = pages.run("generate")
    assert done.code == 1
    assert "codes.yaml:9:30: error[name-clash] the files of 'toomany' and 'TooMany' are" in done.err
    assert "'docs/toomany.txt' on disks that ignore case" in done.err
    assert "codes.yaml:10:30: error[name-clash] no letter or digit of '—' can stand" in done.err
    assert made(pages) == []


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("docs/{ky}.txt", "the path has no placeholder '{ky}'\n  hint: did you mean 'key'?"),
        ("docs/{}.txt", "the path has no placeholder '{}'\n  hint: known here: {group}, {key}"),
        ("{key}/../../{key}.txt", "leads out of the folder of the settings"),
        ("codes.yaml/{key}.txt", "'codes.yaml' is a file"),
        ("docs/{group}.txt/{key}", None),
    ],
)
def test_a_path_that_cannot_be_is_refused(path: str, printed: str | None, pages: Project) -> None:
    pages.write("apicodes.toml", CONFIG.replace("docs/{group}/{key}.txt", path))
    done = pages.run("generate")
    assert done.code == (2 if printed else 0), done.err
    assert (printed or "") in done.err


def test_only_templates_have_placeholders(pages: Project) -> None:
    pages.write("apicodes.toml", CONFIG.replace('"template"\n', '"python"\n', 1))
    done = pages.run("generate")
    assert done.code == 2
    assert "apicodes.toml:6:1: error[config] '{group}' in the path of a target that" in done.err


def test_stdout_takes_one_file(pages: Project) -> None:
    done = pages.run("generate", "--stdout", "pages")
    assert (done.code, done.out) == (2, "")
    assert "error[usage] the target 'pages' makes 4 files; --stdout prints one" in done.err


def test_two_targets_cannot_make_the_same_file(pages: Project) -> None:
    other = '[targets.python]\npath = "docs/limits/Quota.txt"\n'
    pages.write("apicodes.toml", CONFIG + other)
    done = pages.run("generate")
    assert done.code == 2
    assert "'docs/limits/Quota.txt' is already the path of the target 'targets.python'" in done.err
    assert made(pages) == []


def test_check_takes_the_files_of_two_tables_of_one_catalog_for_what_they_are(
    pages: Project,
) -> None:
    pages.write(
        "apicodes.toml",
        CONFIG
        + CONFIG.split("\n", 2)[2]
        .replace("pages", "more")
        .replace("docs/{group}/{key}.txt", "docs/{group}/{key}.md"),
    )
    assert pages.run("generate").code == 0
    assert len(made(pages)) == 8
    assert pages.run("check", "more").code == 0
    assert shlex.split(pages.run("check").out)[0] == "in"
