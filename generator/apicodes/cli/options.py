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

diff_option = click.option(
    "--diff", "diff_only", is_flag=True, help="Print what would change; write nothing."
)

FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options for the formats of a report and its files, as `formats` and `outputs`."""
    command = click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="The file for a format; '-' is standard output. Repeatable, one for each --format.",
    )(command)
    return click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        help="The format of the report; repeatable, with an --output for each. By default text, "
        "and annotations in a GitHub workflow.",
    )(command)


def report_files(formats: Sequence[str], outputs: Sequence[str]) -> tuple[tuple[str, str], ...]:
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
