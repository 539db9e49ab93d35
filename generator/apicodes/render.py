"""The Jinja environment: where templates lie, how they are loaded, and the filters they have."""

import os
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
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from apicodes import comments, literals, markdown, naming
from apicodes.problems import Location, Problem, ProblemsFound

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
    try:
        return environment.get_template(path).render(context)
    except TemplateSyntaxError as error:
        where = Location(_template_path(shown, path, error.name), error.lineno)
        raise ProblemsFound([Problem(where, "template", error.message or "")]) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        where = Location(shown, _line_of(error, os.path.join(folder, path)))
        raise ProblemsFound([Problem(where, "template", _message(error))]) from None


def _template_path(shown: str, path: str, name: str | None) -> str:
    return shown if name in (None, path) else os.path.join(os.path.dirname(shown), str(name))


def _message(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].lower()}{text[1:]}" if text else type(error).__name__


def _line_of(error: Exception, path: str) -> int | None:
    """Return the line of a template at which it failed; Jinja names it in the traceback."""
    line, traceback = None, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == path:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


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
