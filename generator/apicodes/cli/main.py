"""The command line: arguments in, one call of ``commands``, exit code out.

Each command imports its module when it runs, so that ``--version`` and ``--help`` load click alone.
"""

import gc

# A run is short, and nothing that it loads or makes is worth looking through for garbage.
gc.disable()

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from apicodes import __version__

if TYPE_CHECKING:
    from apicodes.problems import Severity

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

_catalog_option = click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="NAME",
    help="Work on this one of the catalogs of the settings; may be given again. All if not given.",
)

FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")

Wanted = tuple[tuple[str, str], ...]
"""Formats, and the files that they go to."""


def _report_options(command: Callable[..., int]) -> Callable[..., int]:
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


def _wanted(formats: Sequence[str], outputs: Sequence[str]) -> Wanted:
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
      apicodes diff --against main  what changed, and whether it breaks clients
      apicodes explain 429          what the codes of an HTTP status mean

    Exit codes: 0 clean, 1 problems found, 2 could not run, 3 a bug of apicodes.
    """


@cli.command()
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE",
    help="Make the catalog from a file, as import does; may be given again.",
)
@click.option("--map", "mapping", multiple=True, metavar="HEADER=FIELD", help="As for import.")
@click.option(
    "--region", metavar="NAME", help="Leave the page where it is, and own its table alone."
)
@_config_option
def init(
    config_path: str | None,
    sources: tuple[str, ...],
    mapping: tuple[str, ...],
    region: str | None,
) -> int:
    """Write a starter catalog and the settings for it.

    Nothing that exists is overwritten. Where there is a pyproject.toml, the settings go there,
    otherwise to apicodes.toml.

    \b
    Example:
      apicodes init && apicodes generate
      apicodes init --from docs/errors.md
      apicodes init --from docs/errors.md --region codes
    """
    from apicodes.cli.commands.init import init as run

    return run(config_path, sources=sources, mapping=_pairs(mapping), region=region)


@cli.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print one target instead of writing.")
@click.option("--exit-code", is_flag=True, help="Exit 1 when anything was written.")
@click.option("--force", is_flag=True, help="Overwrite files that bear no notice of the catalog.")
@click.option("--watch", is_flag=True, help="Go on, and write again what a change makes differ.")
@_catalog_option
@_config_option
def generate(
    config_path: str | None,
    catalogs: tuple[str, ...],
    targets: tuple[str, ...],
    to_stdout: bool,
    exit_code: bool,
    force: bool,
    watch: bool,
) -> int:
    """Render the targets and write what changed.

    TARGET is the name of a table under "targets" in the settings; all of them where none is given.

    \b
    Examples:
      apicodes generate
      apicodes generate python typescript
      apicodes generate python --stdout
      apicodes generate --exit-code       for a pre-commit hook
      apicodes generate --watch           while you write
    """
    from apicodes.cli.commands import generate as command

    if watch:
        if to_stdout or exit_code:
            raise click.UsageError("--watch goes with neither --stdout nor --exit-code.")
        command.watch(config_path, catalogs, targets, force=force)
    if not to_stdout:
        return command.generate(config_path, catalogs, targets, force=force, exit_code=exit_code)
    if len(targets) != 1 or force or exit_code:
        raise click.UsageError("--stdout takes one TARGET, and neither --force nor --exit-code.")
    return command.print_output(config_path, catalogs, targets[0])


@cli.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--verify", is_flag=True, help="Read the outputs back, as generate does.")
@_report_options
@_catalog_option
@_config_option
def check(
    config_path: str | None,
    catalogs: tuple[str, ...],
    targets: tuple[str, ...],
    verify: bool,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
) -> int:
    """Say what is out of sync with the catalog.

    Prints the state of each file, which entries and fields differ, and what 'apicodes generate'
    would change. Nothing is written. Exits 1 where a file is changed, missing or orphaned.

    \b
    Examples:
      apicodes check
      apicodes check openapi
      apicodes check --format text --output - --format sarif --output codes.sarif
    """
    from apicodes.cli.commands.check import check as run

    return run(config_path, catalogs, targets, wanted=_wanted(formats, outputs), verify=verify)


@cli.command()
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit 1 only where a problem is at least so grave.",
)
@click.option("--fix", is_flag=True, help="Mend what is mechanical, and report what is left.")
@click.option(
    "--diff",
    "diff_only",
    is_flag=True,
    help="Show what --fix would do, and write nothing; exit 1 if there is something to mend.",
)
@_report_options
@_catalog_option
@_config_option
def lint(
    config_path: str | None,
    catalogs: tuple[str, ...],
    fail_on: "Severity",
    fix: bool,
    diff_only: bool,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
) -> int:
    """Say what is wrong in the catalogs, or could be better.

    The rules are those of 'apicodes rule'; 'generate' and 'check' run those that are errors.

    \b
    Examples:
      apicodes lint
      apicodes lint --fail-on warning
      apicodes lint --fix --diff
    """
    from apicodes.cli.commands import lint as command

    if diff_only:
        if formats or outputs:
            raise click.UsageError("--diff shows a difference, and makes no report.")
        return command.show_fixes(config_path, catalogs)
    wanted = _wanted(formats, outputs)
    return command.lint(config_path, catalogs, wanted=wanted, fail_on=fail_on, fix=fix)


@cli.command()
@click.argument("name", required=False, metavar="[ID]")
@click.option("--markdown", is_flag=True, help="Print all of them as a page of Markdown.")
def rule(name: str | None, markdown: bool) -> int:
    """List the rules of lint, or explain one.

    \b
    Examples:
      apicodes rule
      apicodes rule description-missing
    """
    from apicodes.cli.commands import rule as command

    if markdown and name:
        raise click.UsageError("--markdown is about all rules: name none.")
    return command.page() if markdown else command.rule(name)


@cli.command()
@click.argument("target")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(file_okay=False))
@_catalog_option
@_config_option
def eject(
    config_path: str | None, catalogs: tuple[str, ...], target: str, folder: str | None
) -> int:
    """Copy the built-in template of a target, for changing.

    TARGET is the name of a table under "targets" in the settings, which then names the copy as its
    template. DIR is "templates" beside the settings if not given. Nothing is overwritten.

    \b
    Examples:
      apicodes eject python
      apicodes eject docusaurus docs/templates
    """
    from apicodes.cli.commands.eject import eject as run

    return run(config_path, catalogs, target, folder)


@cli.command()
def templates() -> int:
    """Print what templates of your own have at hand, as a page of Markdown.

    The variables, the fields of the catalog, and the filters, each with an example.

    \b
    Example:
      apicodes templates | less
    """
    from apicodes.cli.commands.templates import templates as run

    return run()


@cli.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="FILE", help="Write the catalog; otherwise it is printed.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="HEADER=FIELD",
    help="What a column of a page holds, where that is guessed wrong; may be given again.",
)
@click.option("--prefer", metavar="FILE", help="Which file is right where several disagree.")
@click.option("--force", is_flag=True, help="Overwrite the output.")
def import_(
    files: tuple[str, ...],
    output: str | None,
    mapping: tuple[str, ...],
    prefer: str | None,
    force: bool,
) -> int:
    """Make a catalog from what there is already.

    Each FILE is a page in Markdown or MDX, an OpenAPI document, a Python module or TypeScript.
    What agrees in several files is one entry; what disagrees is told, and the first file wins. The
    report says what was recognised, what was guessed and why, and what was left out.

    \b
    Examples:
      apicodes import docs/errors.md -o spec/codes.yaml
      apicodes import openapi.yaml docs/errors.md --prefer docs/errors.md
      apicodes import docs/errors.md --map "Reason=description"
    """
    from apicodes.cli.commands.import_ import import_ as run

    return run(files, output, mapping=_pairs(mapping), preferred=prefer, force=force)


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    """Return fields by headings, of ``HEADER=FIELD``."""
    pairs: dict[str, str] = {}
    for text in texts:
        header, _, field = text.rpartition("=")
        if not header or not field:
            raise click.UsageError(f"--map takes HEADER=FIELD, not '{text}'.")
        if pairs.setdefault(header, field) != field:
            named = f"both '{pairs[header]}' and '{field}'"
            raise click.UsageError(f"--map names the column '{header}' as {named}; name one.")
    return pairs


@cli.command()
@click.argument("sides", nargs=-1, metavar="[OLD] NEW")
@click.option("--against", metavar="REV", help="Compare the catalogs of the settings with REV.")
@_report_options
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "compatible", "any"]),
    default="any",
    show_default=True,
    help="Exit 1 only where a change is at least so grave.",
)
@click.option("--public", is_flag=True, help="Leave out what is internal, as markdown always does.")
@_catalog_option
@_config_option
def diff(
    config_path: str | None,
    catalogs: tuple[str, ...],
    sides: tuple[str, ...],
    against: str | None,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    fail_on: str,
    public: bool,
) -> int:
    """Say what changed between two sources, and whether it breaks clients.

    OLD and NEW are each a catalog, a page, an OpenAPI document, a Python module or TypeScript
    constants; or one of them at a revision of git: REV:path from the root of the repository, or
    REV:./path from the current folder. Without OLD it is the catalog of the settings.

    \b
    Examples:
      apicodes diff main:spec/codes.yaml spec/codes.yaml
      apicodes diff --against main --fail-on breaking
      apicodes diff --against v1.0 --format markdown
      apicodes diff openapi.yaml    does it say what the catalog says?
    """
    from apicodes.cli.commands import diff as command

    options: Any = {"wanted": _wanted(formats, outputs), "fail_on": fail_on, "public": public}
    if against is not None and not sides:
        return command.against(config_path, catalogs, against, **options)
    if against is not None or len(sides) not in (1, 2):
        raise click.UsageError("Name one source or two, OLD and NEW, or --against REV alone.")
    if len(sides) == 1:
        return command.with_configured(config_path, catalogs, sides[0], **options)
    if catalogs:
        raise click.UsageError("--catalog selects what OLD is compared with; here OLD is named.")
    return command.diff(*sides, **options)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--diff", "diff_only", is_flag=True, help="Print what would change; write nothing.")
@_catalog_option
@_config_option
def adopt(
    config_path: str | None, catalogs: tuple[str, ...], files: tuple[str, ...], diff_only: bool
) -> int:
    """Take edits that somebody made in an output back into the catalog.

    Each FILE is an output of the settings. What it says otherwise becomes edits of the catalog,
    text by text, and all outputs are written anew. What cannot go back is told with its line, and
    then nothing is written.

    \b
    Examples:
      apicodes adopt docs/errors.md --diff
      apicodes adopt docs/errors.md
      apicodes adopt docs/errors.md src/codes.py
    """
    from apicodes.cli.commands.adopt import adopt as run

    return run(config_path, catalogs, files, diff_only=diff_only)


@cli.command()
@click.argument("version")
@click.option("--diff", "diff_only", is_flag=True, help="Print what would change; write nothing.")
@_catalog_option
@_config_option
def release(
    config_path: str | None, catalogs: tuple[str, ...], version: str, diff_only: bool
) -> int:
    """Put a version in the place of "next" in the catalogs.

    An entry that is not released yet says "since: next"; so do deprecations and tombstones.
    Nothing else in the files changes.

    \b
    Examples:
      apicodes release 2.4.0
      apicodes release 2.4.0 --diff
    """
    from apicodes.cli.commands.release import release as run

    return run(config_path, catalogs, version, diff_only=diff_only)


@cli.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print: for people, or for programs.",
)
@_catalog_option
@_config_option
def explain(
    config_path: str | None, catalogs: tuple[str, ...], codes: tuple[str, ...], output: str
) -> int:
    """Print entries of the catalogs, with all that is to know of each.

    CODE is a code, a name, an alias, a number, or an HTTP status, which stands for all of its
    entries; '-' reads codes from standard input, one a line. Exits 1 where a code is unknown, and
    names those that are spelled nearly so.

    \b
    Examples:
      apicodes explain TooManyRequests
      apicodes explain 429 --format json
      apicodes explain -- -32601
      grep -o '"code":"[^"]*"' api.log | cut -d'"' -f4 | apicodes explain -
    """
    from apicodes.cli.commands.explain import explain as run

    return run(config_path, catalogs, codes, output=output)


@cli.command()
@click.option(
    "--for",
    "of",
    type=click.Choice(["catalog", "report"]),
    default="catalog",
    show_default=True,
    help="What the schema is for: the files of a catalog, or a report in JSON.",
)
def schema(of: str) -> int:
    """Print the JSON Schema of the catalog, for editors, or that of reports.

    \b
    Examples:
      apicodes schema > spec/apicodes.schema.json
      apicodes schema --for report
    """
    from apicodes.cli.commands.schema import schema as run

    return run(of)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; the one place that turns an exception into an exit code."""
    _print_utf_8()
    code = _run(arguments)
    gc.freeze()  # Neither is it at the end.
    sys.exit(code)


def _print_utf_8() -> None:
    """Make what goes to files and pipes the same everywhere; a terminal keeps its encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


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
    from apicodes import problems
    from apicodes.cli import terminal

    if not isinstance(error, problems.ProblemsFound):
        terminal.bug(error)
        return problems.OUR_BUG
    terminal.problems(error.problems)
    return error.exit_code
