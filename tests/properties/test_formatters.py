"""What apicodes writes stays as it is under formatters, and is taken by compilers and validators.

Each tool runs once, over a folder of what a few hundred catalogs make with all kinds of options.
"""

import difflib
import itertools
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate

from apicodes import outputs
from apicodes.outputs import regions
from apicodes.settings import config
from helpers.consumer import CATALOGS, install, run
from helpers.project import TOOLS
from helpers.strategies import Document, as_settings, as_yaml, catalogs, options

pytestmark = pytest.mark.slow

MARKERS = "# apicodes:begin x\n# apicodes:end x\n"
SLASHED = MARKERS.replace("#", "//")
HOSTS = {
    ".py": (
        MARKERS,
        f'"""Errors."""\n\nimport logging\n\n{MARKERS}\n\ndef after() -> None:\n    pass\n',
        f"def before() -> None:\n    pass\n\n\n{MARKERS}LAST = 1\n",
        f"if True:\n{indent(MARKERS, '    ')}\n    LAST = 1\n",
    ),
    ".ts": (
        SLASHED,
        f"export const first = 1;\n\n{SLASHED}\nexport const last = 2;\n",
        f"export namespace Shop {{\n{indent(SLASHED, '  ')}}}\n",
    ),
}
"""Files that people write, each with a region."""

COUNT = 300
BIN = Path(sys.executable).parent
SUFFIXES = {".md": "pages", ".py": "modules", ".yaml": "fragments", ".ts": "constants"}

TYPE_NAMES = [
    *("Zq" * (length // 2) + "Z" * (length % 2) for length in range(2, 31, 4)),
    *(f"Z{'q' * length}" for length in range(1, 30, 4)),
]
"""Names of 2 to 30 characters, of one hump or of many: other lines are long for each."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of outputs, of each kind in a folder of its own."""
    folder = tmp_path_factory.mktemp("written")
    project = tmp_path_factory.mktemp("project")
    for number, (document, chosen) in enumerate([_own(), *_named(), *_generated()]):
        _write(document, chosen, project, folder, f"c{number:04}")
    for name in CATALOGS:
        consumer = install("linters", name, tmp_path_factory.mktemp("consumer"))
        for path in (consumer.path / "out").iterdir():
            shutil.copy(path, folder / SUFFIXES[path.suffix] / f"{name}{path.suffix}")
    return folder


def _generated() -> list[tuple[Document, dict[str, Document]]]:
    found = []

    @settings(
        max_examples=COUNT,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(catalogs(), options())
    def collect(document: Document, chosen: dict[str, Document]) -> None:
        found.append((document, chosen))

    collect()
    return found


def _named() -> Iterator[tuple[Document, dict[str, Document]]]:
    """Return a catalog for each name of the type: it stands in lines that formatters break."""
    for number, name in enumerate(TYPE_NAMES):
        entry = {"code": "0", "http_status": 400, "description": "d", "deprecated": {"since": "1"}}
        document = {
            "apicodes": 1,
            "title": "T",
            "type_name": name,
            "code_type": ("string", "integer")[number % 2],
            "extensible": number % 3 > 0,
            "codes": [entry, {"http_status": 200}],
        }
        yield document, {"python": {"openapi_responses": True}}


VALUES = [
    [[1, 2], [3, 4]], [[1], [2]], [["a", "b"], ["c", "d"]], [[1, 2], ["c"]], [[[1, 2], [3, 4]]] * 2,
    [[], [1, 2]], [[], []], [{}, {}], [{"a": 1}, {"b": 2}], [[{"a": 1}, {"b": 2}], [1, 2]],
    [True] * 30, [1.5] * 40, [-1] * 40, [1, None] * 20, [1e22, 2.0] * 20, [None, None],
    1.0, 1e-07, 1e22, -0.0, 1.5e300, 100.0, {"1": 1, "b": 2, "x-y": [[1, 2], [3, 4]]}, {"a": {}},
    ["x" * 30] * 4, "y" * 90, {"a": "y" * 90, "abcdef": "y" * 90}, {"k" * 90: ["a"] * 30},
    {"오류": 1, "é": 2, "a-é": 3, "𝔘": 4, "1é": 5, "é。": 6, "a": 7},
]  # fmt: skip
"""Fields of the team's own that formatters break at other places than most."""


def _own() -> tuple[Document, dict[str, Document]]:
    """Return a catalog with those, and options that show them."""
    codes = [{"code": f"C{at}", "x-team": value} for at, value in enumerate(VALUES)]
    shown = {"extensions": ["x-team"]}
    return {"apicodes": 1, "title": "T", "codes": codes}, {
        "python": shown, "openapi": shown, "typescript": shown,
    }  # fmt: skip


def _write(
    document: Document, chosen: dict[str, Document], project: Path, folder: Path, stem: str
) -> None:
    (project / "codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    (project / "apicodes.toml").write_text(as_settings(chosen), encoding="utf-8")
    for file in outputs.plan(config.load(os.path.relpath(project / "apicodes.toml"))):
        suffix = Path(file.path).suffix
        _save(folder / SUFFIXES[suffix] / f"{stem}{suffix}", file.text)
    held = {"python": "codes.py", "typescript": "codes.ts"}
    for name, (host, *_) in zip(held.values(), HOSTS.values(), strict=True):
        (project / name).write_text(host, encoding="utf-8")
    region = {name: {**chosen.get(name, {}), "region": "x"} for name in held}
    (project / "apicodes.toml").write_text(as_settings(region), encoding="utf-8")
    for file in outputs.plan(config.load(os.path.relpath(project / "apicodes.toml")), [*held]):
        suffix = Path(file.path).suffix
        _save(folder / "regions" / suffix / f"{stem}{suffix}", file.text)


def _save(path: Path, text: str | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or "", encoding="utf-8")


@pytest.fixture
def copy(written: Path, tmp_path: Path) -> Path:
    """A copy of the outputs that a formatter may change."""
    return Path(shutil.copytree(written, tmp_path / "copy"))


def changes(before: Path, after: Path) -> str:
    """Return the difference between two folders, at most some fifty lines of it."""
    lines: list[str] = []
    for path in sorted(before.iterdir()):
        old = path.read_text(encoding="utf-8").splitlines()
        new = (after / path.name).read_text(encoding="utf-8").splitlines()
        if old != new and len(lines) < 50:
            lines += difflib.unified_diff(old, new, path.name, "formatted", n=1, lineterm="")
    return "\n".join(line[:300] for line in lines)


FORMATTERS = {
    "ruff": "ruff format --isolated --no-cache",
    "ruff, other settings": (
        "ruff format --isolated --no-cache --preview --line-length 60"
        " --config format.quote-style=\\'single\\' --config format.docstring-code-format=true"
    ),
    "black": "black --quiet",
    "black, other settings": (
        "black --quiet --preview --line-length 120 --skip-string-normalization"
        " --skip-magic-trailing-comma"
    ),
}
"""Formatters of Python: as they are, and with settings that are common."""


def assert_regions_stay(suffix: str, written: Path, folder: Path, *command: str | Path) -> None:
    """Assert that a formatter of files with regions leaves what those hold."""
    held = {path.name: path.read_text("utf-8") for path in (written / "regions" / suffix).iterdir()}
    for (name, text), host in zip(held.items(), itertools.cycle(HOSTS[suffix]), strict=False):
        file = regions.replace_regions(host, name, {"x": text})
        (folder / name).write_text(file, encoding="utf-8")
    run(*command, folder)
    for name, text in held.items():
        formatted = (folder / name).read_text(encoding="utf-8")
        assert regions.read(formatted, name, ["x"])["x"].text == text


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_formatters_of_python_leave_the_module_as_it_is(
    formatter: str, written: Path, copy: Path
) -> None:
    tool, *arguments = shlex.split(FORMATTERS[formatter])
    run(BIN / tool, *arguments, copy / "modules")
    assert changes(written / "modules", copy / "modules") == ""


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_formatters_of_python_leave_what_a_region_holds(
    formatter: str, written: Path, tmp_path: Path
) -> None:
    tool, *arguments = shlex.split(FORMATTERS[formatter])
    assert_regions_stay(".py", written, tmp_path, BIN / tool, *arguments)


@pytest.mark.parametrize("version", ["py311", "py314"])
def test_fixes_of_ruff_leave_the_module_as_it_is(version: str, written: Path, copy: Path) -> None:
    """`--fix` obeys no pragma; docstrings (D) are for the catalog to decide."""
    chosen = ("--select", "ALL", "--ignore", "D", "--fix", "--exit-zero")
    target = ("--target-version", version, "--isolated", "--no-cache", "--quiet")
    run(BIN / "ruff", "check", *chosen, *target, copy / "modules")
    assert changes(written / "modules", copy / "modules") == ""


PRETTIER = (
    TOOLS / ".bin" / "prettier",
    *("--no-config", "--no-editorconfig", "--ignore-path", os.devnull),
    *("--log-level", "error", "--write"),
)
OTHER_SETTINGS = (
    *("--print-width", "120", "--tab-width", "4", "--single-quote", "--trailing-comma", "none"),
    *("--no-bracket-spacing", "--object-wrap", "collapse", "--quote-props", "consistent"),
)
"""Settings of prettier that are common; without semicolons it takes ours away all the same."""


@pytest.mark.parametrize("kind", ["pages", "fragments", "constants"])
def test_prettier_leaves_the_output_as_it_is(kind: str, written: Path, copy: Path) -> None:
    run(*PRETTIER, copy / kind)
    assert changes(written / kind, copy / kind) == ""


def test_prettier_leaves_the_constants_as_they_are_whatever_its_settings(
    written: Path, copy: Path
) -> None:
    run(*PRETTIER, *OTHER_SETTINGS, copy / "constants")
    assert changes(written / "constants", copy / "constants") == ""


def test_prettier_leaves_what_a_region_of_constants_holds(written: Path, tmp_path: Path) -> None:
    assert_regions_stay(".ts", written, tmp_path, *PRETTIER)


@pytest.mark.parametrize("version", ["typescript-5.9", "typescript-7"])
def test_typescript_takes_the_constants_in_its_strictest_modes(version: str, written: Path) -> None:
    flags = (
        "--strict --isolatedDeclarations --declaration --erasableSyntaxOnly --verbatimModuleSyntax "
        "--exactOptionalPropertyTypes --noUncheckedIndexedAccess --noUnusedLocals --target es2020 "
        "--module esnext --moduleResolution bundler --noEmit"
    )
    (written / "constants" / "package.json").write_text('{"type": "module"}')
    compiler = TOOLS / version / "bin" / "tsc"
    files = sorted((written / "constants").glob("*.ts"))
    try:
        run("node", compiler, *flags.split(), *files)
    finally:
        (written / "constants" / "package.json").unlink()


def test_mypy_takes_the_modules_in_strict_mode(written: Path, tmp_path: Path) -> None:
    alone = ("--strict", "--config-file", os.devnull, "--cache-dir", tmp_path)
    run(sys.executable, "-m", "mypy", *alone, written / "modules")


def test_pyright_takes_the_modules_in_strict_mode(copy: Path) -> None:
    (copy / "pyrightconfig.json").write_text(
        '{"include": ["modules"], "typeCheckingMode": "strict"}'
    )
    run(TOOLS / ".bin" / "pyright", "--pythonpath", sys.executable, "--project", copy)


def test_ruff_finds_nothing_in_the_modules(written: Path) -> None:
    run(BIN / "ruff", "check", "--isolated", "--no-cache", "--quiet", written / "modules")


def test_the_fragments_are_valid_openapi(written: Path) -> None:
    for path in sorted((written / "fragments").iterdir()):
        fragment = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        try:
            validate(fragment)
        except Exception as error:
            raise AssertionError(f"{path.name}: {error}"[:2000]) from None
