"""The Jinja environment: where templates lie, how they are loaded, and the filters they have."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from apicodes import comments, literals, markdown, naming
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_SHIPPED = os.path.join(_PACKAGE, "templates")
# In the wheel the templates lie inside the package, in a checkout beside `generator/`.
BUILT_IN = _SHIPPED if os.path.isdir(_SHIPPED) else os.path.normpath(
    os.path.join(_PACKAGE, "..", "..", "templates")
)  # fmt: skip
"""The folder of the built-in templates."""

FILTERS = {
    # Markdown, which is what descriptions are
    "cell": markdown.cell,
    "mdx": markdown.mdx,
    "plain": markdown.plain,
    "one_line": markdown.one_line,
    # text that is not Markdown
    "text": markdown.text,
    "text_cell": markdown.text_cell,
    "code": markdown.code,
    "code_cell": markdown.code_cell,
    "table_row": markdown.table_row,
    "table_delimiter": markdown.table_delimiter,
    # values as source text
    "python": literals.python,
    "python_assignment": literals.python_assignment,
    "python_final": literals.python_final,
    "typescript": literals.typescript,
    "typescript_property": literals.typescript_property,
    "yaml": literals.yaml,
    "yaml_value": literals.yaml_value,
    "yaml_key": literals.yaml_key,
    "front_matter": literals.front_matter,
    # comments
    "docstring": comments.docstring,
    "tsdoc": comments.tsdoc,
    # names
    "constant": naming.constant,
    "snake": naming.snake,
    "kebab": naming.kebab,
    "camel": naming.camel,
    "pascal": naming.pascal,
}


def built_in(name: str, context: Mapping[str, object]) -> str:
    """Render the built-in template of this name, such as ``python/module.py.jinja``."""
    return _built_in().get_template(name).render(context)


def of_user(folder: str, path: str, shown: str, context: Mapping[str, object]) -> str:
    """Render a template of the user's, in Jinja's sandbox.

    `folder` is the one that its includes may come from, `path` the template in it, and `shown`
    how messages name it. Raises `ProblemsFound` at the template's line.
    """
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = _configured(ImmutableSandboxedEnvironment, FileSystemLoader(folder))
    # What differs from run to run would be drift by itself.
    del environment.globals["lipsum"], environment.filters["random"]
    try:
        text = environment.get_template(path).render(context)
        text.encode()
    except TemplateSyntaxError as error:
        name = error.filename or os.path.join(folder, path)
        message, line = error.message or "", error.lineno
    except PermissionError as error:
        message = f"cannot read the template: {error.strerror}"
        raise ProblemsFound(
            [Problem(Location(shown), "template", message)], COULD_NOT_RUN
        ) from None
    except UnicodeDecodeError as error:
        name, line = os.path.join(folder, path), None
        message = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
    except Exception as error:  # Whatever fails in a template of the user's is the user's to mend.
        name, line = _place_of(error, folder) or (os.path.join(folder, path), None)
        message = _message(error)
    else:
        return text
    where = Location(os.path.join(os.path.dirname(shown), os.path.relpath(name, folder)), line)
    raise ProblemsFound([Problem(where, "template", message, _nearest_filter(message))])


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"the template '{error.name}' is not found"
    if isinstance(error, RecursionError | MemoryError):
        return f"{type(error).__name__}: a recursion without end, or a text without bounds"
    text = str(error)
    return f"{text[:1].lower()}{text[1:]}" if text else type(error).__name__


def _nearest_filter(message: str) -> str | None:
    name = re.match(r"No filter named '(.*?)'", message)
    return nearest(name[1], FILTERS) if name else None


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
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    return made
