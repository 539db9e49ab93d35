"""The command line, run in the process of the tests or in one of its own."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from inspect import signature
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import NamedTuple

from apicodes.cli.main import main
from apicodes.render import environment as templates

gc.enable()  # The command switches the collector off: it is short, and the tests are not.

# These are read when Python starts, so that a run within this process would not see them.
_OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG", "TZ")


class Result(NamedTuple):
    """The exit code of a run, and what it printed."""

    code: int
    out: str
    err: str


def run_in_process(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], data: bytes
) -> Result:
    """Run the command in a folder as a new process would, with these bytes on standard input."""
    names = [name for name in environment if name.startswith(_OF_THE_INTERPRETER)]
    assert not names, f"{names} only change a process of its own: use run_installed"
    _forget()
    printed = BytesIO(), BytesIO()
    stdin, stdout, stderr = map(TextIOWrapper, (BytesIO(data), *printed))
    with (
        chdir(folder),
        _environment(environment),
        _stdin(stdin),
        redirect_stdout(stdout),
        redirect_stderr(stderr),
        _collector_of_the_command(),
    ):
        code = _exit_code(arguments)
    stdout.flush()
    stderr.flush()
    return Result(code, *(_text(each.getvalue()) for each in printed))


def run_installed(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], data: bytes
) -> Result:
    """Run the installed command in a folder, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "apicodes", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        input=data,
        capture_output=True,
        check=False,
    )
    return Result(done.returncode, _text(done.stdout), _text(done.stderr))


def _exit_code(arguments: tuple[str, ...]) -> int:
    """Run the command in a new thread, whose stack is as empty as that of a new process."""
    raised: list[BaseException] = []

    def call() -> None:
        try:
            main(arguments)
        except BaseException as error:
            raised.append(error)

    thread = Thread(target=call)
    thread.start()
    thread.join()
    (error,) = raised
    if not isinstance(error, SystemExit):
        raise error
    assert isinstance(error.code, int)
    return error.code


def _text(printed: bytes) -> str:
    """Return what was printed as text, every line ending as a newline."""
    return TextIOWrapper(BytesIO(printed), encoding="utf-8").read()


@contextmanager
def _environment(changes: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _stdin(stream: TextIOWrapper) -> Iterator[None]:
    before, sys.stdin = sys.stdin, stream
    try:
        yield
    finally:
        sys.stdin = before


@contextmanager
def _collector_of_the_command() -> Iterator[None]:
    """Collect no garbage, and take back that the command freezes all objects when it ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


_CACHES: dict[str, list[Callable[[], object]]] = {}
"""What empties the caches of each module of the package, those of functions with arguments."""


def _forget() -> None:
    """Empty what a run remembers of files; a function without arguments knows nothing of them."""
    templates.LOADED.clear()
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] != "apicodes":
            continue
        if name not in _CACHES:
            _CACHES[name] = _caches(module)
        for clear in _CACHES[name]:
            clear()


def _caches(module: ModuleType) -> list[Callable[[], object]]:
    return [
        value.cache_clear
        for value in vars(module).values()
        if hasattr(value, "cache_clear") and signature(value).parameters
    ]
