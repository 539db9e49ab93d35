"""What is built to be installed: the wheel, the source distribution, an editable install."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

import apicodes
from helpers.project import ROOT, Project

DIST_INFO = f"apicodes-{apicodes.__version__}.dist-info"
METADATA = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")

# What lies in a checkout after work in it, and belongs in nothing that is built.
LITTER = (
    ".venv/pyvenv.cfg",
    "generator/apicodes/cli/__pycache__/main.cpython-311.pyc",
    "templates/__pycache__/__jinja2_0123.cache",
    "tests/tools/node_modules/prettier/package.json",
    "tests/__pycache__/conftest.cpython-311.pyc",
)


def python(folder: Path, *arguments: str, **environment: str) -> str:
    """Run the interpreter of the tests in a folder, and return what it printed to stdout."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(tree: Path, hook: str, folder: Path) -> Path:
    """Call a hook of the build back end in a tree, as pip does; return what it made in a folder."""
    program = "import sys; from hatchling import build; getattr(build, sys.argv[1])(sys.argv[2])"
    python(tree, "-c", program, hook, str(folder))
    (made,) = folder.iterdir()
    return made


def unpacked(wheel: Path) -> dict[str, bytes]:
    """Return every file of a wheel and what it holds."""
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, but for caches, and what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository as it lies after work in it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in (".gitignore", "LICENSE", "README.md", "pyproject.toml"):
        shutil.copy2(ROOT / name, copy)
    for name in ("generator", "out", "spec", "templates", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "node_modules", "*.tmp", ".*")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for name in LITTER:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).touch()
    return copy


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the tree builds."""
    return build(tree, "build_wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the source distribution that the tree builds."""
    packed = build(tree, "build_sdist", tmp_path_factory.mktemp("sdist"))
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return top


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it, apart from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--isolated", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    python(folder, "-m", "pip", "install", *options, "--target", str(folder), str(wheel))
    return folder


def test_the_wheel_holds_the_package_and_its_templates_and_nothing_else(
    tree: Path, wheel: Path
) -> None:
    assert sorted(unpacked(wheel)) == sorted(
        [
            *(f"apicodes/{name}" for name in files(tree / "generator" / "apicodes")),
            *(f"apicodes/templates/{name}" for name in files(tree / "templates")),
            *(f"{DIST_INFO}/{name}" for name in METADATA),
        ]
    )


def test_the_templates_in_the_wheel_are_the_very_ones_of_the_checkout(
    tree: Path, wheel: Path
) -> None:
    inside = "apicodes/templates/"
    assert {
        name.removeprefix(inside): data
        for name, data in unpacked(wheel).items()
        if name.startswith(inside)
    } == files(tree / "templates")


def test_the_wheel_says_that_it_is_typed_and_how_it_is_licensed(tree: Path, wheel: Path) -> None:
    held = unpacked(wheel)
    assert held["apicodes/py.typed"] == b""
    assert held[f"{DIST_INFO}/licenses/LICENSE"] == (tree / "LICENSE").read_bytes()
    assert "License-Expression: MIT" in held[f"{DIST_INFO}/METADATA"].decode().splitlines()


def test_the_source_distribution_holds_no_litter(sdist: Path) -> None:
    assert [name for name in LITTER if (sdist / name).exists()] == []


def test_the_source_distribution_builds_the_same_wheel(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    assert unpacked(build(sdist, "build_wheel", tmp_path)) == unpacked(wheel)


def test_an_editable_install_holds_no_copy_of_the_templates(tree: Path, tmp_path: Path) -> None:
    held = unpacked(build(tree, "build_editable", tmp_path))
    (path,) = (name for name in held if not name.startswith(f"{DIST_INFO}/"))
    assert path.endswith(".pth")
    assert held[path].decode().split() == [str(tree / "generator")]


def test_an_installed_wheel_brings_the_command(installed: Path) -> None:
    command = installed / "bin" / "apicodes"
    printed = python(installed, str(command), "--version", PYTHONPATH=str(installed))
    assert printed == f"apicodes, version {apicodes.__version__}\n"


def test_an_installed_wheel_uses_its_own_templates(installed: Path) -> None:
    program = "from apicodes.render import environment; print(environment.BUILT_IN)"
    printed = python(installed, "-c", program, PYTHONPATH=str(installed))
    assert Path(printed.strip()) == installed / "apicodes" / "templates"


def test_an_installed_wheel_generates_what_the_checkout_generates(
    installed: Path, project: Project
) -> None:
    by_wheel = project.run_installed("generate", PYTHONPATH=str(installed))
    assert by_wheel.code == 0, by_wheel.err
    outputs = project.files()
    shutil.rmtree(project.path / "out")
    by_checkout = project.run("generate")
    assert by_checkout.code == 0, by_checkout.err
    assert project.files() == outputs
