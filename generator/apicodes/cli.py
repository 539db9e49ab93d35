"""The command line: arguments in, one call of ``commands``, exit code out.

Each command imports its module when it runs, so that ``--version`` and ``--help`` load click alone.
"""

import gc

# A run is short, and nothing that it loads or makes is worth looking through for garbage.
gc.disable()

import sys
from collections.abc import Sequence
from typing import Any

import click

from apicodes import __version__

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _of_parent(
    context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the value given after the command, else the one given before it."""
    return value or (context.parent.params.get("config_path") if context.parent else None)


_config_option = click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=_of_parent,
    help="The settings to use; otherwise apicodes.toml, or [tool.apicodes] in pyproject.toml, "
    "of this folder or one above.",
)


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="apicodes")
@_config_option
def cli(config_path: str | None) -> None:
    """Response codes as code.

    One YAML catalog makes the docs page, the Python enum, the OpenAPI components and the
    TypeScript constants, and apicodes proves that they agree with it.

    \b
    Examples:
      apicodes init                 start a project
      apicodes generate             write what changed
      apicodes check                exit 1 where a file is out of sync, and show how

    Exit codes: 0 clean, 1 problems found, 2 could not run, 3 a bug of apicodes.
    """


@cli.command()
@_config_option
def init(config_path: str | None) -> int:
    """Write a starter catalog and the settings for it.

    Nothing that exists is overwritten. Where there is a pyproject.toml, the settings go there,
    otherwise to apicodes.toml.

    \b
    Example:
      apicodes init && apicodes generate
    """
    from apicodes.commands.init import init as run

    return run(config_path)


@cli.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print one target instead of writing.")
@click.option("--exit-code", is_flag=True, help="Exit 1 when anything was written.")
@click.option("--force", is_flag=True, help="Overwrite files that bear no notice of the catalog.")
@_config_option
def generate(
    config_path: str | None, targets: tuple[str, ...], to_stdout: bool, exit_code: bool, force: bool
) -> int:
    """Render the targets and write what changed.

    TARGET is the name of a table under "targets" in the settings; all of them where none is given.

    \b
    Examples:
      apicodes generate
      apicodes generate python typescript
      apicodes generate python --stdout
      apicodes generate --exit-code       for a pre-commit hook
    """
    from apicodes.commands import generate as command

    if not to_stdout:
        return command.generate(config_path, targets, force=force, exit_code=exit_code)
    if len(targets) != 1 or force or exit_code:
        raise click.UsageError("--stdout takes one TARGET, and neither --force nor --exit-code.")
    return command.print_output(config_path, targets[0])


@cli.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--verify", is_flag=True, help="Read the outputs back, as generate does.")
@_config_option
def check(config_path: str | None, targets: tuple[str, ...], verify: bool) -> int:
    """Say what is out of sync with the catalog.

    Prints the state of each file, which entries and fields differ, and what 'apicodes generate'
    would change. Nothing is written. Exits 1 where a file is changed, missing or orphaned.

    \b
    Examples:
      apicodes check
      apicodes check openapi
    """
    from apicodes.commands.check import check as run

    return run(config_path, targets, verify=verify)


@cli.command()
def schema() -> int:
    """Print the JSON Schema of the catalog, for editors.

    \b
    Example:
      apicodes schema > spec/apicodes.schema.json
    """
    from apicodes.commands.schema import schema as run

    return run()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; the one place that turns an exception into an exit code."""
    code = _run(arguments)
    gc.freeze()  # Neither is it at the end.
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code: Any = cli.main(arguments, prog_name="apicodes", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        return _failed(error)
    return int(code or 0)


def _failed(error: Exception) -> int:
    from apicodes import problems, report

    if not isinstance(error, problems.ProblemsFound):
        report.bug(error)
        return problems.OUR_BUG
    report.problems(error.problems)
    return error.exit_code
