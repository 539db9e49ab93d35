"""The Jinja environment: where templates are and how they are loaded and rendered."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from jinja2.utils import missing
from msgspec import Struct

from apicodes.problems import Location, Problem, ProblemsFound, could_not_run, nearest
from apicodes.render.filters import FILTERS

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SHIPPED = os.path.join(_PACKAGE, "templates")
# In the wheel the templates lie inside the package, in a checkout beside `generator/`.
BUILT_IN = _SHIPPED if os.path.isdir(_SHIPPED) else os.path.normpath(
    os.path.join(_PACKAGE, "..", "..", "templates")
)  # fmt: skip
"""The folder of the built-in templates."""

Stamp = tuple[int, int, int] | None
"""The inode of a file, its size and the time of its last change; None where there is no file."""

LOADED: dict[str, Stamp] = {}
"""The templates of users that this process asked for, as they were just before the first time, by
their absolute paths: includes as well, and such as are not there."""


def built_in(name: str, context: Mapping[str, object]) -> str:
    """Render the built-in template of this name, such as ``python/module.py.jinja``."""
    return _built_in().get_template(name).render(context)


def expression(source: str) -> str:
    """Return what an expression of ours gives, such as one with a filter."""
    return _built_in().from_string(f"{{{{ {source} }}}}").render()


def of_user(project: str, path: str, label: str, context: Mapping[str, object]) -> str:
    """Render a template of the user's, in Jinja's sandbox.

    `path` is absolute and without symbolic links, and `label` how messages name it. Its includes
    come from its folder; none lies outside that of the `project`. Raises `ProblemsFound` at the
    template's line.
    """
    from apicodes.render.sandbox import Sandbox, bounded, joined

    folder, name = os.path.split(path)
    environment = _configured(Sandbox, _Inside(folder, project))
    # What differs from run to run would be drift by itself.
    del environment.globals["lipsum"], environment.filters["random"]
    rule, hint = "template", None
    try:
        with bounded():
            text = joined(environment.get_template(name).generate(context))
        text.encode()
    except TemplateSyntaxError as error:
        path = error.filename or path
        message, line = error.message or "", error.lineno
    except PermissionError as error:
        message = f"cannot read the template: {error.strerror}"
        raise could_not_run(label, "template", message) from None
    except UnicodeDecodeError as error:
        line = None
        message = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
    except Exception as error:  # Whatever fails in a template of the user's is the user's to mend.
        path, line = _place_of(error, folder) or (path, None)
        message = _message(error)
        rule = "path-outside" if isinstance(error, _Outside) else rule
        hint = error.hint if isinstance(error, _Unknown) else None
        hint = hint or _nearest_variable(environment, path, message, context)
    else:
        return text
    where = Location(os.path.join(os.path.dirname(label), os.path.relpath(path, folder)), line)
    raise ProblemsFound(
        [Problem(where, rule, message, hint or _nearest_filter(environment, message))]
    )


def stamp(path: str) -> Stamp:
    """Return what tells a file from what it was."""
    try:
        stat = os.stat(path)
    except (OSError, ValueError):
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


class _Outside(Exception):
    """An include that leads out of the folder of the settings."""


class _Inside(FileSystemLoader):
    """Loads what lies in a folder; links from it lead nowhere out of the project."""

    def __init__(self, folder: str, project: str) -> None:
        super().__init__(folder)
        self.project = project

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template and where it lies. Raises `_Outside`."""
        path = os.path.realpath(os.path.join(*self.searchpath, *split_template_path(template)))
        if os.path.commonpath((path, self.project)) != self.project:
            raise _Outside(f"'{template}' leads out of the folder of the settings")
        LOADED.setdefault(path, stamp(path))
        return super().get_source(environment, template)


class _Unknown(UndefinedError):
    """A name that a value does not have, and the nearest one that it has as a hint."""

    def __init__(self, value: object, name: str, message: str) -> None:
        super().__init__(message)
        names = map(str, value) if isinstance(value, Mapping) else dir(value)
        self.hint = nearest(name, (known for known in names if not known.startswith("_")))


class _Undefined(StrictUndefined):
    """What is not there: an error, in the words of the catalog."""

    __slots__ = ()

    def __init__(
        self, hint: Any = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        if hint is None and isinstance(obj, Struct | Mapping) and isinstance(name, str):
            if isinstance(obj, Struct):
                what = type(obj).__name__.lower()
                hint = f"{'an' if what[0] in 'aeiou' else 'a'} {what} has no '{name}'"
            exc = partial(_Unknown, obj, name)
        super().__init__(hint, obj, name, exc or UndefinedError)


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"the template '{error.name}' is not found"
    if isinstance(error, RecursionError | MemoryError):
        return f"{type(error).__name__}: a recursion without end, or a text without bounds"
    text = str(error)
    return f"{text[:1].lower()}{text[1:]}" if text else type(error).__name__


def _nearest_filter(environment: Environment, message: str) -> str | None:
    name = re.match(r"[Nn]o (filter|test) named '(.*?)'", message)
    if not name:
        return None
    return nearest(name[2], environment.filters if name[1] == "filter" else environment.tests)


def _nearest_variable(
    environment: Environment, path: str, message: str, context: Mapping[str, object]
) -> str | None:
    """Return the hint for a name that no variable has, among those given and those set there."""
    name = re.match(r"'(.*?)' is undefined$", message)
    if not name:
        return None
    with open(path, encoding="utf-8") as file:
        names = environment.parse(file.read()).find_all(nodes.Name)
    known = [name.name for name in names if name.ctx != "load"]
    return nearest(name[1], [*context, *known, *environment.globals])


def _place_of(error: BaseException, folder: str) -> tuple[str, int] | None:
    """Return the template and the line at which it failed; Jinja names both in the traceback."""
    place, traceback = None, error.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.startswith(folder + os.sep):
            place = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return place


@cache
def _built_in() -> Environment:
    return _configured(Environment, FileSystemLoader(BUILT_IN), _Cache())


class _Cache(FileSystemBytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules, or nowhere where it may not."""

    def __init__(self) -> None:
        super().__init__(os.path.join(BUILT_IN, "__pycache__"))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write what was compiled; a folder that cannot be written costs time, nothing else."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                os.makedirs(self.directory, exist_ok=True)
                super().dump_bytecode(bucket)


def _configured(
    environment: type[Environment], loader: BaseLoader, cache: FileSystemBytecodeCache | None = None
) -> Environment:
    made = environment(
        loader=loader,
        bytecode_cache=cache,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    return made
