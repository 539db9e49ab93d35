"""Options that several commands share, and how their values are read."""

import os
from collections.abc import Callable, Sequence

import click


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
    help="The settings to use; otherwise apicodes.toml, or [tool.apicodes] in pyproject.toml, "
    "of this folder or one above.",
)

catalog_option = click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="NAME",
    help="Work on this one of the catalogs of the settings; may be given again. All if not given.",
)

FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")

Wanted = tuple[tuple[str, str], ...]
"""Formats, and the files that they go to."""


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of what it reports, as `formats` and `outputs`."""
    command = click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="Where the format goes; '-' is standard output. May be given again, one for each "
        "format.",
    )(command)
    return click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        help="How to report; may be given again, with an --output for each. Text if not given, in "
        "a workflow of GitHub its annotations.",
    )(command)


def report_files(formats: Sequence[str], outputs: Sequence[str]) -> Wanted:
    """Return each format with its output."""
    if len(formats) == 1 and not outputs:
        outputs = ["-"]
    if len(formats) != len(outputs):
        raise click.UsageError(
            f"{len(formats)} --format and {len(outputs)} --output: each format needs a file, as in "
            "'--format text --output - --format sarif --output codes.sarif'."
        )
    files = [output if output == "-" else os.path.realpath(output) for output in outputs]
    for output, file in zip(outputs, files, strict=True):
        if files.count(file) > 1:
            raise click.UsageError(f"--output {output} is given twice; each format needs its own.")
    return tuple(zip(formats, outputs, strict=True))
