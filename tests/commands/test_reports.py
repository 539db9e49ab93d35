"""What `check`, `lint` and `diff` report, each format read by its own grammar."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pytest
from click import unstyle

from apicodes.cli.options import FORMATS
from apicodes.cli.reports import Report, render
from apicodes.cli.reports.report_schema import report_schema
from apicodes.problems import Location, Problem
from apicodes.text.excerpt import excerpt
from apicodes.text.width import width
from helpers.command import Result
from helpers.outputs import NOTICE
from helpers.project import CATALOG, CONFIG, ROOT, Project
from helpers.refusals import catalog, refused
from helpers.report_formats import READERS, Found, cells, commands, document, github, gitlab, sarif

MEND = "run 'apicodes generate'"


def drifted(project: Project) -> tuple[str, ...]:
    """Let outputs drift in each way there is."""
    assert project.run("generate").code == 0
    project.write("out/codes.md", project.read("out/codes.md").replace("not found", "not there"))
    project.write("out/codes.py", project.read("out/codes.py") + "\n\n")
    (project.path / "out/codes.ts").unlink()
    project.write("out/old.py", f"# {NOTICE}\n")
    return ("check",)


def different(project: Project) -> tuple[str, ...]:
    """Write two catalogs with a change of each level, and an entry that only the older has."""
    project.write("old.yaml", CATALOG)
    new = (
        CATALOG.replace("404", "410")
        .replace("worked.", "went well.")
        .replace("    retryable: true\n", "")
    )
    project.write("new.yaml", new.replace("TooManyRequests", "Renamed").replace("429", "430"))
    return ("diff", "old.yaml", "new.yaml")


def invalid(project: Project) -> tuple[str, ...]:
    """Write a catalog with two mistakes."""
    project.write(
        "codes.yaml", catalog("  - code: A", "    desciption: B", '  - http_status: "404"')
    )
    return ("check",)


def unset(project: Project) -> tuple[str, ...]:
    """Write settings with a mistake."""
    project.write("apicodes.toml", 'spec = "codes.yaml"\nspex = 1\n')
    return ("check",)


def absent(_project: Project) -> tuple[str, ...]:
    """Name a source that is not there."""
    return ("diff", "codes.yaml", "gone.yaml")


def improvable(project: Project) -> tuple[str, ...]:
    """Write a catalog with an error and a warning of lint."""
    project.write("apicodes.toml", 'spec = "codes.yaml"\nrules.description-missing = "error"\n')
    entry = "  - code: A  # apicodes: ignore[duplicate-key]"
    project.write("codes.yaml", catalog("  - code: B", entry, "    description: C"))
    return ("lint",)


Expected = tuple[str, str, str, int]

RUNS: dict[str, tuple[Callable[[Project], tuple[str, ...]], int, list[Expected]]] = {
    "drift": (
        drifted,
        1,
        [
            ("error", "drift", "out/codes.md", 11),
            ("error", "drift", "out/codes.py", 127),
            ("error", "missing-output", "out/codes.ts", 1),
            ("error", "orphan", "out/old.py", 1),
        ],
    ),
    "changes": (
        different,
        1,
        [
            ("error", "breaking-change", "new.yaml", 4),
            ("error", "breaking-change", "new.yaml", 7),
            ("warning", "compatible-change", "new.yaml", 11),
            ("info", "documentation-change", "new.yaml", 6),
        ],
    ),
    "lint": (
        improvable,
        1,
        [
            ("error", "description-missing", "codes.yaml", 4),
            ("warning", "unused-ignore", "codes.yaml", 5),
        ],
    ),
    "an invalid catalog": (
        invalid,
        1,
        [("error", "unknown-field", "codes.yaml", 5), ("error", "wrong-type", "codes.yaml", 6)],
    ),
    "wrong settings": (unset, 2, [("error", "config", "apicodes.toml", 2)]),
    "a source that is not there": (absent, 2, [("error", "unreadable", "gone.yaml", 1)]),
}


def short(found: list[Found]) -> list[Expected]:
    return [each[:4] for each in found]


def reported(project: Project, *arguments: str) -> tuple[Result, dict[str, str]]:
    """Run a command that reports in every format to a file, and return what each says."""
    pairs = [("--format", name, "--output", f"reports/{name}") for name in FORMATS]
    done = project.run(*arguments, *chain.from_iterable(pairs))
    return done, {name: project.read(f"reports/{name}") for name in FORMATS}


@pytest.mark.parametrize("run", RUNS)
def test_every_format_says_all_that_was_found(run: str, project: Project) -> None:
    prepare, code, expected = RUNS[run]
    done, printed = reported(project, *prepare(project))
    assert (done.code, done.out) == (code, "")
    assert bool(done.err) == (run not in ("drift", "changes"))
    assert not done.err or short(READERS["text"](done.err)) == expected
    for name, text in printed.items():
        assert text.endswith("\n") or not text
        if (run, name) in OWN_WORDS:
            assert OWN_WORDS[run, name] in text
        else:
            assert short(READERS[name](text)) == expected


OWN_WORDS = {
    ("drift", "text"): "\nmissing   out/codes.ts\n",
    ("changes", "text"): "new.yaml:7:18: breaking[http_status] ",
    ("changes", "markdown"): "\n### Breaking\n",
}
"""What a command says in words of its own, and not as a list of problems."""


def test_all_is_well_in_every_format(generated: Project) -> None:
    done, printed = reported(generated, "check")
    assert done == Result(0, "", "")
    words = "4 files are in sync with the catalog.\n"
    assert printed["text"].endswith(words)
    assert printed["markdown"] == words
    assert printed["github"] == ""
    for name in ("json", "gitlab", "sarif"):
        assert READERS[name](printed[name]) == []


def test_an_unknown_format_is_refused_with_those_that_there_are(project: Project) -> None:
    refusal = refused(project, "check", "--format", "xml")
    assert refusal.code == 2
    assert all(f"'{name}'" in refusal.printed for name in FORMATS)


# Where they go


def test_several_formats_each_go_to_their_own_file(generated: Project) -> None:
    generated.write("out/codes.md", generated.read("out/codes.md") + "\n\n")
    pairs = ("--format", "text", "--output", "-", "--format", "json", "--output", "a/b.json")
    more = ("--output", str(generated.path / "c.sarif"), "--format", "sarif")
    done = generated.run("check", *pairs, *more)
    assert (done.code, done.err) == (1, "")
    assert done.out == generated.run("check").out
    assert document(generated.read("a/b.json"))["exit_code"] == 1
    assert short(sarif(generated.read("c.sarif"))) == [("error", "drift", "out/codes.md", 13)]


PAIRS = [
    ("--format", "json", "--format", "sarif"),
    ("--format", "json", "--format", "sarif", "--output", "a"),
    ("--format", "json", "--output", "a", "--output", "b"),
    ("--output", "a"),
    ("--format", "json", "--output", "a", "--format", "text", "--output", "./a"),
]


@pytest.mark.parametrize("pairs", PAIRS)
@pytest.mark.parametrize("command", [("check",), ("diff", "codes.yaml", "codes.yaml")])
def test_formats_without_an_output_each_are_refused(
    command: tuple[str, ...], pairs: tuple[str, ...], generated: Project
) -> None:
    refusal = refused(generated, *command, *pairs)
    assert refusal.code == 2
    assert "--format text --output -" in refusal.printed or "a is given twice" in refusal.printed


def test_an_output_that_cannot_be_written_is_an_error_and_keeps_nothing_else_from_its_place(
    generated: Project,
) -> None:
    pairs = ("--format", "text", "--output", "-", "--format", "json", "--output", "out")
    done = generated.run("check", *pairs)
    assert done.code == 2
    assert done.out == generated.run("check").out
    assert done.err.startswith("out: error[file] cannot ")


def test_a_file_is_replaced_as_a_whole_and_a_link_leads_to_it(generated: Project) -> None:
    generated.write("real.json", "x" * 10_000)
    (generated.path / "report.json").symlink_to("real.json")
    generated.run("check", "--format", "json", "--output", "report.json")
    assert (generated.path / "report.json").is_symlink()
    assert document(generated.read("real.json"))["exit_code"] == 0


def test_a_pipe_or_a_device_is_written_to_and_not_replaced(generated: Project) -> None:
    command = f"{sys.executable} -m apicodes check --format json --output >(cat)"
    done = subprocess.run(
        ["bash", "-c", f"{command} | cat"], cwd=generated.path, capture_output=True, check=True
    )
    assert document(done.stdout.decode())["exit_code"] == 0


# JSON


def test_the_schema_of_reports_in_the_repository_is_the_one_that_the_command_prints(
    empty: Project,
) -> None:
    printed = empty.run("schema", "--for", "report")
    assert (ROOT / "spec" / "report.schema.json").read_text("utf-8") == printed.out
    assert json.loads(printed.out) == json.loads(json.dumps(report_schema()))


def test_json_says_what_no_other_format_does(project: Project) -> None:
    checked = document(project.run(*drifted(project), "--format", "json").out)
    assert checked["files"][:2] == [
        {"path": "out/codes.md", "region": None, "state": "changed"},
        {"path": "out/codes.py", "region": None, "state": "changed"},
    ]
    compared = document(project.run(*different(project), "--format", "json").out)
    assert (compared["command"], compared["semver"]) == ("diff", "major")
    assert compared["counts"] == {"breaking": 2, "compatible": 1, "docs": 1}
    failed = document(project.run(*absent(project), "--format", "json").out)
    assert (failed["exit_code"], failed["semver"], failed["comparisons"]) == (2, None, [])


def test_sarif_explains_a_rule_as_the_command_does(project: Project) -> None:
    log = json.loads(project.run(*improvable(project), "--format", "sarif").out)
    rule = log["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["id"] == "description-missing"
    explained = project.run("rule", "description-missing").out
    assert rule["shortDescription"]["text"] in explained
    assert rule["help"]["text"] in explained
    assert "```yaml" in rule["help"]["markdown"]


def test_sarif_has_no_more_results_than_github_takes() -> None:
    where = Location("codes.yaml", 1)
    problems = [
        *(Problem(where, "a", f"Warning {n}.", severity="warning") for n in range(25_000)),
        *(Problem(where, "b", f"Error {n}.") for n in range(3)),
    ]
    (run,) = json.loads(render("sarif", Report("lint", 1, problems)))["runs"]
    assert len(run["results"]) == 25_000
    assert [result["ruleId"] for result in run["results"][:4]] == ["b", "b", "b", "a"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("3 results are left out")


# Fingerprints


@pytest.mark.parametrize("run", ["an invalid catalog", "changes", "drift"])
@pytest.mark.parametrize("name", ["gitlab", "sarif"])
def test_fingerprints_stay_where_lines_move(run: str, name: str, project: Project) -> None:
    arguments = RUNS[run][0](project)
    before = fingerprints(project, name, *arguments)
    for path in ("codes.yaml", "old.yaml", "new.yaml"):
        if (project.path / path).exists():
            project.write(path, "# A line.\n\n" + project.read(path))
    after = fingerprints(project, name, *arguments)
    assert [each for each, _ in before] == [each for each, _ in after]
    assert len(set(before)) == len(before) > 1
    if run != "drift":
        assert [line + 2 for _, line in before] == [line for _, line in after]


def fingerprints(project: Project, name: str, *arguments: str) -> list[tuple[str, int]]:
    """Return the fingerprint of each result, and its line."""
    printed = json.loads(project.run(*arguments, "--format", name).out)
    if name == "gitlab":
        return [(each["fingerprint"], each["location"]["lines"]["begin"]) for each in printed]
    return [
        (
            each["partialFingerprints"]["apicodes/v1"],
            each["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for each in printed["runs"][0]["results"]
    ]


def test_equal_problems_have_fingerprints_of_their_own(project: Project) -> None:
    project.write("codes.yaml", catalog(*(f"  - code: {code}\n    x: 1" for code in "ABC")))
    prints = fingerprints(project, "gitlab", "check")
    assert [line for _, line in prints] == [5, 7, 9]
    assert len({each for each, _ in prints}) == 3


# Paths


FOLDERS = [
    ("sub", {}, "sub/codes.yaml"),
    ("sub", {"GITHUB_WORKSPACE": "{root}"}, "sub/codes.yaml"),
    ("sub", {"CI_PROJECT_DIR": "{root}/sub"}, "codes.yaml"),
    ("sub", {"GITHUB_WORKSPACE": "/elsewhere"}, "sub/codes.yaml"),
    (".", {}, "sub/codes.yaml"),
]


@pytest.mark.parametrize(("folder", "environment", "path"), FOLDERS)
@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_paths_for_ci_start_at_the_root_of_the_repository(
    name: str, folder: str, environment: dict[str, str], path: str, empty: Project
) -> None:
    (empty.path / ".git").mkdir()
    empty.write("sub/apicodes.toml", CONFIG)
    empty.write("sub/codes.yaml", catalog("  - codd: A"))
    printed = {key: each.format(root=empty.path) for key, each in environment.items()}
    config = os.path.relpath("sub/apicodes.toml", folder)
    done = empty.run("--config", config, "check", "--format", name, folder=folder, **printed)
    assert {each.path for each in READERS[name](done.out)} == {path}


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_in_a_submodule_paths_start_at_the_repository_of_the_settings(
    name: str, project: Project
) -> None:
    (project.path / ".git").mkdir()
    project.write("codes.yaml", catalog("  - codd: A"))
    project.write("vendor/api/.git", "gitdir: ../../.git/modules/api\n")
    done = project.run("check", "--format", name, folder="vendor/api")
    assert {problem.path for problem in READERS[name](done.out)} == {"codes.yaml"}


def test_a_path_is_encoded_for_each_format(empty: Project) -> None:
    name = "a,b: 100%25 [x] é.yaml"
    empty.write("apicodes.toml", CONFIG.replace("codes.yaml", name, 1))
    empty.write(name, catalog("  - codd: A"))
    assert github(empty.run("check", "--format", "github").out)[0].path == name
    assert gitlab(empty.run("check", "--format", "gitlab").out)[0].path == name
    (found,) = {each.path for each in sarif(empty.run("check", "--format", "sarif").out)}
    assert found == "a%2Cb%3A%20100%2525%20%5Bx%5D%20%C3%A9.yaml"


def test_what_stands_in_git_keeps_the_name_that_it_has_there() -> None:
    found = Problem(Location("main:codes.yaml", 3, 5), "left-out", "a row", severity="warning")
    report = Report("diff", 0, notes=[found])
    assert github(render("github", report))[0].path == "main:codes.yaml"
    assert sarif(render("sarif", report))[0].path == "main%3Acodes.yaml"


# Annotations of GitHub


def annotated(severities: str) -> list[str]:
    """Return the kinds of the commands for problems of these severities."""
    kinds = {"e": "error", "w": "warning", "i": "info"}
    problems = [
        Problem(Location("a.yaml", line), "x", str(line), severity=kinds[kind])  # type: ignore[arg-type]
        for line, kind in enumerate(severities, 1)
    ]
    text = render("github", Report("check", 1, problems))
    return [f"{kind} {each.get('line', message)}" for kind, each, message in commands(text)]


def test_no_more_than_ten_annotations_are_made_the_gravest_first() -> None:
    assert annotated("iw" * 3 + "e") == [
        "error 7",
        *(f"warning {line}" for line in (2, 4, 6)),
        *(f"notice {line}" for line in (1, 3, 5)),
    ]
    assert len(annotated("e" * 10)) == 10
    assert annotated("w" * 12 + "e")[0] == "error 13"
    assert annotated("w" * 12 + "e")[9:] == ["warning 9", "notice 3 more in the log"]
    assert annotated("i" * 12)[8:] == ["notice 9", "notice 3 more in the log"]


def test_in_a_workflow_annotations_are_the_default_and_the_log_has_the_text(
    project: Project,
) -> None:
    arguments = drifted(project)
    plain = project.run(*arguments)
    for chosen, environment in (((), {"GITHUB_ACTIONS": "true"}), (("--format", "github"), {})):
        done = project.run(*arguments, *chosen, **environment)
        printed = [line for line in done.out.splitlines(keepends=True) if line.startswith("::")]
        assert short(github("".join(printed))) == RUNS["drift"][2]
        assert done.out == "".join(printed) + plain.out
    assert project.run(*arguments, "--format", "text", GITHUB_ACTIONS="true") == plain


def test_in_a_workflow_what_cannot_run_is_annotated_as_well(project: Project) -> None:
    done = project.run(*unset(project), GITHUB_ACTIONS="true")
    assert done.code == 2
    assert short(github(done.out)) == RUNS["wrong settings"][2]
    assert "apicodes.toml:2:1: error[config]" in done.err


HOSTILE = [
    "::error file=x::pwned",
    "::set-output name=a::b",
    "##[add-mask]secret",
    "x ##[group]y",
    "%0A::error::pwned %25",
    "<img src=x onerror=alert(1)> <!-- x",
    "[click](https://evil.example) ![x](y) `code` **bold** | cell | {x}",
    ":::note[x]",
    "</details></td>",
]


def test_text_of_a_catalog_becomes_no_command_and_no_markup(project: Project) -> None:
    texts = [json.dumps(text) for text in HOSTILE]
    codes = [f"  - {{code: {text}, http_status: 400}}" for text in texts]
    messages = [f"  - {{code: A{at}, message: {text}}}" for at, text in enumerate(texts)]
    project.write("old.yaml", catalog(*codes))
    project.write("new.yaml", catalog(*messages))
    project.write("codes.yaml", catalog(*codes, *(f"  - {text}" for text in texts)))
    summary = project.write("summary.md", "")
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    for arguments in (("diff", "old.yaml", "new.yaml"), ("check",)):
        for name in FORMATS:
            done = project.run(*arguments, "--format", name, **environment)
            assert done.code == 1
            assert commands(done.err) == []
            if name == "github":
                paths = {each["file"] for _, each, _ in commands(done.out) if "file" in each}
                assert paths == {"new.yaml" if arguments[0] == "diff" else "codes.yaml"}
            else:
                assert commands(done.out) == []
    assert "Place" in {row[0] for row in cells(project.read("summary.md"))}


def test_a_drifted_output_becomes_no_command(generated: Project) -> None:
    page = generated.read("out/codes.md")
    generated.write("out/codes.md", f"{page}\n ::error::x\r::error::x\n##[error]x\n")
    done = generated.run("check", "--format", "text", GITHUB_ACTIONS="true")
    assert "error" in done.out
    assert commands(done.out) == []


# The summary of a step


def summary_of(project: Project, *arguments: str, before: str = "") -> str:
    """Return what a run in a workflow adds to the summary of its step."""
    path = project.write("summary.md", before)
    project.run(*arguments, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(path))
    printed = path.read_text("utf-8")
    assert printed.startswith(before)
    return printed.removeprefix(before)


def test_a_summary_is_added_to_the_step(project: Project) -> None:
    printed = summary_of(project, *different(project), before="Earlier.\n")
    assert printed.startswith("## apicodes diff\n\nThese changes need a major version.\n\n")
    assert summary_of(project, *absent(project)).startswith("## apicodes diff\n\n| Place | Pro")
    for arguments in (drifted(project), ("check", "--format", "json")):
        printed = summary_of(project, *arguments)
        assert printed.startswith("## apicodes check\n\n3 files are out of sync")
        assert (
            "Fix it with: apicodes generate\n\n1 file is orphaned: no target writes it any more."
            in printed
        )
        assert printed.endswith("|\n\n")


@pytest.mark.parametrize("room", [0, 20, 60, 100, 200, 400])
def test_a_summary_is_never_longer_than_github_takes(room: int, project: Project) -> None:
    before = "x" * (2**20 - room - 1) + "\n"
    printed = summary_of(project, *different(project), before=before)
    assert len(printed.encode()) <= room
    assert printed == "" or printed.endswith("\n\nThe rest is in the log.\n\n")
    assert bool(printed) == (room >= 60)


def test_a_summary_that_cannot_be_written_fails_nothing(generated: Project) -> None:
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "no/such/folder"}
    done = generated.run("check", **environment)
    assert done.code == 0
    assert done.err == "no/such/folder: cannot write the summary: No such file or directory\n"


def test_outside_of_a_workflow_there_is_no_summary(generated: Project) -> None:
    path = generated.path / "summary.md"
    assert generated.run("check", GITHUB_STEP_SUMMARY=str(path)).code == 0
    assert not path.exists()


# On a terminal


def on_terminal(project: Project, *arguments: str, columns: int = 60) -> str:
    """Return what a run prints on a terminal, without its colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "apicodes", *arguments],
        cwd=project.path,
        env=environment,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # The terminal is gone where the process is.
            while data := os.read(ours, 65536):
                printed += data
        os.close(ours)
    text = printed.decode().replace("\r\n", "\n")
    assert "\x1b[31m" in text
    return unstyle(text)


EXCERPTS = [
    ("    desciption: B", "desciption: B"),
    ('    "错误": B', '"错误": B'),
    ('    x-a: 错误, "\u202eB"', '\\u202eB"'),
    ("    description: 错误\tB\t: C", ": C"),
    (f"    description: {'word ' * 40}: B", ": B"),
    (f"    headers: [{'错误, ' * 40}no]", "no]"),
    (f"    desc: {'错误 ' * 40}", "desc: 错误 错误"),
    ("    " + "e\u0301" * 80 + ": 1", "e\u0301e\u0301"),
]


@pytest.mark.parametrize(("line", "pointed"), EXCERPTS)
def test_a_terminal_shows_the_line_with_a_caret(line: str, pointed: str, project: Project) -> None:
    project.write("codes.yaml", catalog("  - code: A", line))
    printed = on_terminal(project, "check").splitlines()
    assert all(width(each) < 60 for each in printed if each[:5] == "    5")
    excerpts = [at for at, each in enumerate(printed) if each.startswith("    5 | ")]
    assert any(
        _after(printed[at], printed[at + 1].index("^")).startswith(pointed) for at in excerpts
    )


def _after(line: str, column: int) -> str:
    """Return what a screen shows of a line from a column on."""
    return next(line[at:] for at in range(len(line)) if width(line[:at]) == column)


def test_the_changes_of_a_diff_have_their_lines_on_a_terminal(project: Project) -> None:
    printed = on_terminal(project, *different(project), columns=200).splitlines()
    at = next(
        at for at, each in enumerate(printed) if each.startswith("new.yaml:7:18: breaking[http")
    )
    assert printed[at + 1 : at + 3] == [
        "    7 |   - http_status: 410",
        "      |                  ^",
    ]


def test_a_place_that_cannot_be_read_is_shown_without_its_line(project: Project) -> None:
    printed = on_terminal(project, *absent(project))
    assert printed.startswith("gone.yaml: error[unreadable] cannot read the file: ")
    assert " | " not in printed


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert excerpt(Location(str(tmp_path / "pipe"), 1, 1)) == []


def test_what_moves_the_cursor_does_not_reach_a_terminal(generated: Project) -> None:
    page = generated.read("out/codes.md")
    generated.write("out/codes.md", f"{page}\x1b[2Jgone\x9b2J\n")
    generated.write("codes.yaml", CATALOG)
    printed = on_terminal(generated, "check", columns=200)
    assert "-\\u001b[2Jgone\\u009b2J" in printed.splitlines()
    generated.write("apicodes.toml", 'spec = "codes.yaml"\n[targets."\\u001b[2J"]\n')
    assert "'\\u001b[2J'" in on_terminal(generated, "check")


USED = [
    ("check", "codes.yaml"),
    ("lint", "./out/../codes.yaml"),
    ("diff --against HEAD", "apicodes.toml"),
    ("check", "out/codes.py"),
    ("check", "own.jinja"),
]


@pytest.mark.parametrize(("command", "name"), USED)
def test_a_report_never_replaces_what_runs_read_or_write(
    command: str, name: str, generated: Project
) -> None:
    table = '[targets.own]\ntarget = "template"\ntemplate = "own.jinja"\npath = "own.txt"\n'
    generated.write("apicodes.toml", generated.read("apicodes.toml") + table)
    generated.write("own.jinja", "{{ notice }}\n")
    refusal = refused(generated, *command.split(), "--format", "json", "--output", name)
    assert refusal.code == 2
    assert "which is no report" in refusal.printed


@pytest.mark.parametrize("name", ["old.yaml", "new.yaml"])
def test_a_report_never_replaces_a_source_of_diff(name: str, empty: Project) -> None:
    for source in ("old.yaml", "new.yaml"):
        empty.write(source, CATALOG)
    compared = ("diff", "old.yaml", "new.yaml")
    assert refused(empty, *compared, "--format", "json", "--output", name).code == 2
    for _ in range(2):
        assert empty.run(*compared, "--format", "json", "--output", "report.json").code == 0


def test_a_report_never_replaces_a_page_of_a_folder(empty: Project) -> None:
    pages = '[targets.docusaurus]\npath = "docs"\npages = "per-code"\nlayout = "reference"\n'
    empty.write("apicodes.toml", f'spec = "codes.yaml"\n{pages}')
    empty.write("codes.yaml", CATALOG)
    assert empty.run("generate").code == 0
    assert refused(empty, "check", "--format", "json", "--output", "docs/NotFound.md").code == 2
