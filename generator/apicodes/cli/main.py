"""The command line: arguments in, one call of a function in ``commands``, exit code out.

Commands import their function when they run: ``--version`` and ``--help`` load click alone.
"""

import gc

# A run is short: collecting garbage would only cost time.
gc.disable()

import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from apicodes import __version__
from apicodes.cli import catalog_commands, output_commands, report_commands
from apicodes.cli.options import config_option

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="apicodes")
@config_option
def cli(config_path: str | None) -> None:
    """Response codes as code.

    Generates a docs page, a Python enum, OpenAPI components and TypeScript constants from one YAML
    catalog, and proves that they agree with it.

    \b
    Examples:
      apicodes init                 start a project
      apicodes generate             write what changed
      apicodes check                exit 1 if a file is out of sync, and show the difference
      apicodes diff --against main  what changed, and whether it breaks clients
      apicodes explain 429          what the codes of an HTTP status mean

    Exit codes: 0 clean, 1 problems found, 2 could not run, 3 a bug in apicodes.
    """


for command in (
    *catalog_commands.COMMANDS,
    *output_commands.COMMANDS,
    *report_commands.COMMANDS,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; the one place that turns an exception into an exit code."""
    _print_utf_8()
    code = _run(arguments)
    gc.freeze()  # Nor at exit.
    sys.exit(code)


def _print_utf_8() -> None:
    """Print UTF-8 to files and pipes on every platform; a terminal keeps its encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code: object = cli.main(arguments, prog_name="apicodes", standalone_mode=False)
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
        return _print_error(error)
    return code if isinstance(code, int) else 0


def _print_error(error: Exception) -> int:
    """Print the problems of an exception, or the bug that it is; return the exit code."""
    from apicodes import problems
    from apicodes.cli import terminal

    if not isinstance(error, problems.ProblemsFound):
        terminal.print_bug(error)
        return problems.OUR_BUG
    terminal.print_problems(error.problems)
    return error.exit_code
