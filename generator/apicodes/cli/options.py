"""Options that several commands share, and how their values are read."""

import os
import shlex
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from apicodes.settings.config import Config

Command = Callable[..., int]


class Chosen(NamedTuple):
    """The settings file and the catalogs that the user named, if any."""

    config_path: str | None = None
    catalogs: tuple[str, ...] = ()

    def load(self) -> "Config":
        """Read the settings. Raises `ProblemsFound`."""
        from apicodes.settings import config

        return config.load(self.config_path, self.catalogs)

    def command_line(self, name: str) -> str:
        """Return how to run another command with the same settings and catalogs."""
        settings = ["--config", self.config_path] if self.config_path else []
        options = [word for catalog in self.catalogs for word in ("--catalog", catalog)]
        return shlex.join(["apicodes", *settings, name, *options])


def _own_or_group_value(
    context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the value given after the command name, else the one given before it."""
    return value or (context.parent.params.get("config_path") if context.parent else None)


config_option = click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=_own_or_group_value,
    help="The settings file. By default apicodes.toml, or [tool.apicodes] in pyproject.toml, of "
    "this folder or the nearest one above.",
)

catalog_option = click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="NAME",
    help="Work on this catalog of the settings; repeatable. All catalogs by default.",
)


def settings_options(command: Command) -> Command:
    """Add the options for the settings and the catalogs, as the one argument `chosen`."""

    @wraps(command)
    def with_chosen(config_path: str | None, catalogs: tuple[str, ...], **arguments: object) -> int:
        return command(Chosen(config_path, catalogs), **arguments)

    return catalog_option(config_option(with_chosen))


diff_option = click.option(
    "--diff", "diff_only", is_flag=True, help="Print what would change; write nothing."
)

ReportFile = tuple[str, str]
"""A format, and the path of the file to write in it; ``-`` for standard output."""

FORMATS = {
    "text": "plain",
    "json": "json_report",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "markdown": "github_markdown",
}
"""The formats, and the modules of `reports` that render them."""


def report_options(command: Command) -> Command:
    """Add the options for the formats of a report and its files, as `report_files`."""

    @wraps(command)
    def with_files(formats: Sequence[str], outputs: Sequence[str], **options: object) -> int:
        return command(report_files=report_files(formats, outputs), **options)

    with_output = click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="The file for a format; '-' is standard output. Repeatable, one for each --format.",
    )(with_files)
    return click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(list(FORMATS)),
        help="The format of the report; repeatable, with an --output for each. By default text, "
        "and annotations in a GitHub workflow.",
    )(with_output)


def report_files(formats: Sequence[str], outputs: Sequence[str]) -> tuple[ReportFile, ...]:
    """Return each format with the path of its file."""
    if len(formats) == 1 and not outputs:
        outputs = ["-"]
    if len(formats) != len(outputs):
        raise click.UsageError(
            f"{len(formats)} --format and {len(outputs)} --output: each format needs a file, as in "
            "'--format text --output - --format sarif --output codes.sarif'."
        )
    paths = [output if output == "-" else os.path.realpath(output) for output in outputs]
    for output, path in zip(outputs, paths, strict=True):
        if paths.count(path) > 1:
            raise click.UsageError(f"--output {output} is given twice; each format needs its own.")
    return tuple(zip(formats, outputs, strict=True))
