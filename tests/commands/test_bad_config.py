"""Settings that apicodes cannot run with: exit code 2, and the line that is wrong."""

import os

import pytest

from helpers.project import CONFIG, Project
from helpers.refusals import assert_refused, missing_words, refused, settings

PYTHON = ("[targets.python]", 'path = "codes.py"')
PAGE = ("[targets.docusaurus]", 'path = "codes.md"')

SETTINGS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "empty file": ("", "apicodes.toml: error[config]", ("'spec'",)),
    "no catalog": ("[targets]\n", "apicodes.toml: error[config]", ("'spec'",)),
    "catalog that is no path": ("spec = 3\n", "apicodes.toml:1:1: error[config]", ("'spec'",)),
    "no catalog in the list": ("spec = []\n", "apicodes.toml:1:1: error[config]", ("'spec'",)),
    "catalog that is not there": (
        "spec = 'cods.yaml'\n",
        "apicodes.toml:1:1: error[missing-catalog]",
        ("'cods.yaml'",),
    ),
    "glob that matches nothing": (
        "spec = ['codes.yaml', 'more/*.yaml']\n",
        "apicodes.toml:1:1: error[missing-catalog]",
        ("'more/*.yaml'",),
    ),
    "catalog outside": (
        f"spec = '{os.devnull}'\n",
        "apicodes.toml:1:1: error[path-outside]",
        (f"'{os.devnull}'",),
    ),
    "unknown key": (
        settings("colour = 'red'"),
        "apicodes.toml:2:1: error[config]",
        ("'colour'", "hint: known here: spec, targets"),
    ),
    "unknown key, close to a known one": (
        settings("[target.python]", 'path = "codes.py"'),
        "apicodes.toml:2:2: error[config]",
        ("'target'", "hint: did you mean 'targets'?"),
    ),
    "unknown target": (
        settings("[targets.pyton]", 'path = "codes.py"'),
        "apicodes.toml:2:10: error[config]",
        ("'pyton'", "hint: did you mean 'python'?"),
    ),
    "unknown target, close to none": (
        settings("[targets.cobol]", 'path = "codes.cbl"'),
        "apicodes.toml:2:10: error[config]",
        ("'cobol'", "hint: known here: docusaurus, python, openapi, typescript, template"),
    ),
    "unknown target of a table with a name of its own": (
        settings("[targets.backend]", 'path = "codes.py"', 'target = "pyton"'),
        "apicodes.toml:4:1: error[config]",
        ("'pyton'", "hint: did you mean 'python'?"),
    ),
    "target of the user's own without a template": (
        settings("[targets.go]", 'path = "codes.go"', 'target = "template"'),
        "apicodes.toml:2:10: error[config]",
        ("names its template", 'hint: add template = "'),
    ),
    "targets that are no tables": (
        settings('targets = ["python"]'),
        "apicodes.toml:2:1: error[config]",
        ("'targets'",),
    ),
    "no path": (
        settings("[targets.python]"),
        "apicodes.toml:2:10: error[config]",
        ("'path'", "missing"),
    ),
    "empty path": (
        settings("[targets.python]", 'path = ""'),
        "apicodes.toml:3:1: error[config]",
        ("path",),
    ),
    "path that is no text": (
        settings("[targets.python]", "path = 3"),
        "apicodes.toml:3:1: error[config]",
        ("path",),
    ),
    "path with a null character": (
        settings("[targets.python]", r'path = "codes\u0000.py"'),
        "apicodes.toml:3:1: error[config]",
        ("path",),
    ),
    "path of two lines": (
        settings("[targets.python]", r'path = "codes\n.py"'),
        "apicodes.toml:3:1: error[config]",
        ("path",),
    ),
    "unknown option": (
        settings(*PYTHON, "openapi_response = true"),
        "apicodes.toml:4:1: error[config]",
        ("'openapi_response'", "hint: did you mean 'openapi_responses'?"),
    ),
    "unknown key, close to one that all targets have": (
        settings(*PYTHON, "notise = false"),
        "apicodes.toml:4:1: error[config]",
        ("'notise'", "hint: did you mean 'notice'?"),
    ),
    "option of another target": (
        settings(*PYTHON, 'delimiter = "flush"'),
        "apicodes.toml:4:1: error[config]",
        ("'delimiter'", "hint: known here: ", "openapi_responses", "template"),
    ),
    "option of the wrong type": (
        settings(*PYTHON, 'openapi_responses = "yes"'),
        "apicodes.toml:4:1: error[config]",
        ("openapi_responses",),
    ),
    "option with an unknown word": (
        settings(*PAGE, 'delimiter = "flushed"'),
        "apicodes.toml:4:1: error[config]",
        ("delimiter", "'flushed'", "hint: did you mean 'flush'?"),
    ),
    "option with an unknown word in a list": (
        settings(*PAGE, 'columns = ["http_status", "codes"]'),
        "apicodes.toml:4:1: error[config]",
        ("columns", "'codes'", "hint: did you mean 'code'?"),
    ),
    "unknown audience": (
        settings(*PYTHON, 'audience = "privat"'),
        "apicodes.toml:4:1: error[config]",
        ("audience", "'privat'", "public", "internal"),
    ),
    "path with a line break at its end": (
        settings("[targets.python]", r'path = "codes.py\n"'),
        "apicodes.toml:3:1: error[config]",
        ("path",),
    ),
    "template with a line break at its end": (
        settings(*PYTHON, r'template = "own.jinja\n"'),
        "apicodes.toml:4:1: error[config]",
        ("template",),
    ),
    "prefix with a line break at its end": (
        settings("[targets.openapi]", 'path = "codes.yaml"', r'prefix = "A\n"'),
        "apicodes.toml:4:1: error[config]",
        ("prefix", "character"),
    ),
    "heading of two lines": (
        settings(*PAGE, r'headings = { code = "a\nb" }'),
        "apicodes.toml:4:1: error[config]",
        ("headings", "character"),
    ),
    "heading with a line break at its end": (
        settings(*PAGE, r'headings = { code = "a\n" }'),
        "apicodes.toml:4:1: error[config]",
        ("headings", "character"),
    ),
    "heading with a line separator": (
        settings(*PAGE, r'headings = { code = "a\u2028b" }'),
        "apicodes.toml:4:1: error[config]",
        ("headings", "character"),
    ),
    "no columns": (
        settings(*PAGE, "columns = []"),
        "apicodes.toml:4:1: error[config]",
        ("columns", "at least one"),
    ),
    "unknown heading": (
        settings(*PAGE, 'headings = { titel = "Name" }'),
        "apicodes.toml:4:1: error[config]",
        ("headings", "'titel'", "x-…", "hint: did you mean 'title'?"),
    ),
    "column that is a number": (
        settings(*PAGE, "columns = [1]"),
        "apicodes.toml:4:1: error[config]",
        ("columns", "expected text"),
    ),
    "extension column of two lines": (
        settings(*PAGE, r'columns = ["x-a\nb"]'),
        "apicodes.toml:4:1: error[config]",
        ("columns", "is not one of"),
    ),
    "extension column that no entry has": (
        settings(*PAGE, 'columns = ["code", "x-team"]'),
        "apicodes.toml:4:1: error[config]",
        ("columns: no entry has 'x-team'",),
    ),
    "flag words that are the same": (
        settings(*PAGE, 'flag_words = ["a  b", "a b"]'),
        "apicodes.toml:2:10: error[config]",
        ("flag_words are two words that differ",),
    ),
    "blank flag word": (
        settings(*PAGE, 'flag_words = ["yes", " "]'),
        "apicodes.toml:2:10: error[config]",
        ("flag_words are two words that differ",),
    ),
    "Markdown in code": (
        settings(*PAGE, 'code_spans = ["code", "causes"]'),
        "apicodes.toml:2:10: error[config]",
        ("code_spans: 'causes' is Markdown",),
    ),
    "columns of a group without tables for each": (
        settings(*PAGE, 'group_columns.a = { code = "Error" }'),
        "apicodes.toml:2:10: error[config]",
        ('group_columns is for tables = "per-group"',),
    ),
    "unknown column of a group": (
        settings(*PAGE, 'group_columns.a = { cod = "Error" }'),
        "apicodes.toml:4:1: error[config]",
        ("group_columns", "'cod' is not one of", "hint: did you mean 'code'?"),
    ),
    "tables of a reference": (
        settings(*PAGE, 'layout = "reference"', 'tables = "per-group"'),
        "apicodes.toml:2:10: error[config]",
        ('tables is for layout = "table"',),
    ),
    "bracket never closed": (
        settings("[targets.python", 'path = "codes.py"'),
        "apicodes.toml:2:16: error[config]",
        ("invalid TOML",),
    ),
    "text without quotes": (
        "spec = codes.yaml\n",
        "apicodes.toml:1:8: error[config]",
        ("invalid TOML",),
    ),
    "table twice": (
        settings(*PYTHON, *PYTHON),
        "apicodes.toml:4:16: error[config]",
        ("invalid TOML", "twice"),
    ),
    "catalogs beside the flat form": (
        settings("[catalogs.a]", 'spec = "codes.yaml"'),
        "apicodes.toml:1:1: error[config]",
        ("'spec'", "[catalogs.NAME]"),
    ),
    "catalogs that are no tables": (
        "catalogs = ['codes.yaml']\n",
        "apicodes.toml:1:1: error[config]",
        ("'catalogs'",),
    ),
    "unknown target of one of several catalogs": (
        '[catalogs.a]\nspec = "codes.yaml"\n[catalogs.a.targets.pyton]\npath = "codes.py"\n',
        "apicodes.toml:3:21: error[config]",
        ("'pyton'", "hint: did you mean 'python'?"),
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), SETTINGS.values(), ids=SETTINGS)
def test_wrong_settings_are_one_error_at_their_line(
    text: str, place: str, words: tuple[str, ...], project: Project
) -> None:
    project.write("apicodes.toml", text)
    assert_refused(project, place, words, code=2)


def test_the_line_is_right_in_a_file_with_crlf(project: Project) -> None:
    text = settings("[targets.pyton]", 'path = "codes.py"').replace("\n", "\r\n")
    project.write("apicodes.toml", text)
    assert refused(project).places == ["apicodes.toml:2:10: error[config]"]


def test_a_key_that_also_stands_elsewhere_is_found_where_it_is_wrong(project: Project) -> None:
    other = ("# pyton", "[targets.openapi]", 'path = "pyton"')
    project.write("apicodes.toml", settings(*other, "[targets.pyton]", 'path = "codes.py"'))
    assert refused(project).places == ["apicodes.toml:5:10: error[config]"]


AROUND = {
    "comments": "# pyton = 1, pyton.pyton\n" * 20_000,
    "texts": "[other]\na = 'a, pyton = 1'\nb = '{pyton='\n",
    "a text of several lines": '[other]\na = """\n[tool.apicodes.targets.pyton]\npyton = 1\n"""\n',
    "arrays that look like tables": "[other]\na = [\n  [1],\n  [true],\n  ['pyton']\n]\n",
    "names in quotes": "['tool'.\"apicodes\".'targets'.python]\npath = 'codes.py'\n",
    "other tables": "[other]\npyton = {pyton = 1}\n[[targets.pyton]]\n[tool.pyton]\n",
}


@pytest.mark.parametrize("text", AROUND.values(), ids=AROUND)
def test_a_key_is_found_among_what_looks_like_it(text: str, project: Project) -> None:
    (project.path / "apicodes.toml").unlink()
    table = "[tool.apicodes.targets.pyton]\npath = 'codes.py'\n"
    project.write("pyproject.toml", f"[tool.apicodes]\nspec = 'codes.yaml'\n{text}{table}")
    refusal = refused(project)
    assert refusal.places == [f"pyproject.toml:{text.count(chr(10)) + 3}:24: error[config]"]
    assert refusal.code == 2


def test_every_one_of_many_mistakes_has_its_line(project: Project) -> None:
    tables = "".join(f"[targets.x{number}]\npath = 'a'\n" for number in range(2_000))
    project.write("apicodes.toml", settings(tables))
    assert refused(project).places == [
        f"apicodes.toml:{2 * number + 2}:10: error[config]" for number in range(2_000)
    ]


def test_every_mistake_of_the_settings_is_named_in_one_run_in_the_order_of_its_lines(
    project: Project,
) -> None:
    project.write(
        "apicodes.toml",
        settings(
            "colour = 'red'",
            "[targets.pyton]",
            'path = "codes.py"',
            "[targets.openapi]",
            "prefix = 3",
            "[targets.typescript]",
            'path = "codes.ts"',
            "prefx = 'A'",
        ),
    )
    assert refused(project).places == [
        "apicodes.toml:2:1: error[config]",
        "apicodes.toml:3:10: error[config]",
        "apicodes.toml:5:10: error[config]",
        "apicodes.toml:6:1: error[config]",
        "apicodes.toml:9:1: error[config]",
    ]


def test_without_settings_the_folder_is_named_and_what_to_do(project: Project) -> None:
    (project.path / "apicodes.toml").unlink()
    project.write("pyproject.toml", "[tool.other]\nspec = 'codes.yaml'\n")
    assert_refused(
        project,
        f"{os.path.realpath(project.path)}: error[config]",
        ("hint: run 'apicodes init'", "--config"),
        code=2,
    )


def test_settings_that_are_not_utf8_are_refused(project: Project) -> None:
    project.write("apicodes.toml", b"spec = 'caf\xe9.yaml'\n")
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml: error[config]"]
    assert "UTF-8" in refusal.printed
    assert refusal.code == 2


BEYOND_BOUNDS = {
    "lists nested deep": "a = " + "[" * 20_000 + "]" * 20_000,
    "tables nested deep": "a = " + "{a = " * 20_000 + "1" + "}" * 20_000,
    # The time that tomllib takes grows with the square of the depth: 20,000 take half a minute.
    "keys nested deep": ".".join("a" * 4_000) + " = 1",
    "lists nested as deep as can be read": "a = " + "[" * 300 + "]" * 300,
    "integer of many digits": "a = " + "9" * 5_000,
    "hexadecimal integer of many digits": "a = 0x" + "f" * 5_000,
    "integer of more than 64 bits": f"a = {2**63}",
}


@pytest.mark.parametrize("line", BEYOND_BOUNDS.values(), ids=BEYOND_BOUNDS)
def test_settings_without_bounds_are_refused(line: str, project: Project) -> None:
    project.write("apicodes.toml", settings(*PAGE, "[targets.docusaurus.front_matter]", line))
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml: error[config]"]
    assert refusal.code == 2


def test_settings_in_both_files_of_a_folder_are_refused(project: Project) -> None:
    project.write("pyproject.toml", '[tool.apicodes]\nspec = "codes.yaml"\n')
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml: error[config]"]
    assert "pyproject.toml" in refusal.printed
    assert refusal.code == 2


def test_a_mistake_in_pyproject_is_named_there(project: Project) -> None:
    (project.path / "apicodes.toml").unlink()
    project.write("pyproject.toml", '[tool.apicodes]\nspec = "codes.yaml"\ncolour = 1\n')
    refusal = refused(project)
    assert refusal.places == ["pyproject.toml:3:1: error[config]"]
    assert refusal.code == 2


@pytest.mark.parametrize("name", ["nowhere.toml", "pyproject.toml"])
def test_a_file_that_is_named_and_has_no_settings_is_refused(name: str, project: Project) -> None:
    project.write("pyproject.toml", "[tool.other]\n")
    refusal = refused(project, "--config", name, "generate")
    assert refusal.places == [f"{name}: error[config]"]
    assert refusal.code == 2


def test_a_catalog_that_is_a_folder_is_refused(project: Project) -> None:
    (project.path / "codes.yaml").unlink()
    (project.path / "codes.yaml").mkdir()
    refusal = refused(project)
    assert refusal.places == ["codes.yaml: error[unreadable]"]
    assert refusal.code == 2


def test_a_catalog_beside_the_folder_of_the_settings_is_refused(project: Project) -> None:
    project.write("below/apicodes.toml", CONFIG.replace('"codes.yaml"', '"../codes.yaml"', 1))
    refusal = refused(project, "--config", "below/apicodes.toml", "generate")
    assert refusal.places == ["below/apicodes.toml:1:1: error[path-outside]"]
    assert "'../codes.yaml'" in refusal.printed
    assert refusal.code == 2


USAGE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "unknown TARGET": (("generate", "pyton"), ("pyton", "did you mean 'python'?")),
    "unknown TARGET, close to none": (
        ("check", "python", "cobol"),
        ("cobol", "known here: docusaurus, openapi, python, typescript"),
    ),
    "unknown command": (("generat",), ("'generat'", "generate")),
    "unknown option": (("generate", "--forc"), ("'--forc'", "--force")),
    "--stdout of no TARGET": (("generate", "--stdout"), ("--stdout takes one TARGET",)),
    "--stdout of two": (("generate", "python", "openapi", "--stdout"), ("one TARGET",)),
    "--stdout and --force": (("generate", "python", "--stdout", "--force"), ("--force",)),
}


@pytest.mark.parametrize(("arguments", "words"), USAGE.values(), ids=USAGE)
def test_wrong_usage_names_the_word_and_the_nearest_known_one(
    arguments: tuple[str, ...], words: tuple[str, ...], project: Project
) -> None:
    refusal = refused(project, *arguments)
    assert missing_words(refusal, words) == []
    assert refusal.code == 2
