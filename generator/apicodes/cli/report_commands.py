"""Arguments of the commands that report on catalogs: ``lint``, ``diff``, ``explain`` and others."""

from typing import TYPE_CHECKING, Any

import click

from apicodes.cli.options import catalog_option, config_option, report_files, report_options

if TYPE_CHECKING:
    from apicodes.problems import Severity


@click.command()
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
@report_options
@catalog_option
@config_option
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
    wanted = report_files(formats, outputs)
    return command.lint(config_path, catalogs, wanted=wanted, fail_on=fail_on, fix=fix)


@click.command()
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


@click.command()
@click.argument("sides", nargs=-1, metavar="[OLD] NEW")
@click.option("--against", metavar="REV", help="Compare the catalogs of the settings with REV.")
@report_options
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "compatible", "any"]),
    default="any",
    show_default=True,
    help="Exit 1 only where a change is at least so grave.",
)
@click.option("--public", is_flag=True, help="Leave out what is internal, as markdown always does.")
@catalog_option
@config_option
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

    options: Any = {"wanted": report_files(formats, outputs), "fail_on": fail_on, "public": public}
    if against is not None and not sides:
        return command.against(config_path, catalogs, against, **options)
    if against is not None or len(sides) not in (1, 2):
        raise click.UsageError("Name one source or two, OLD and NEW, or --against REV alone.")
    if len(sides) == 1:
        return command.with_configured(config_path, catalogs, sides[0], **options)
    if catalogs:
        raise click.UsageError("--catalog selects what OLD is compared with; here OLD is named.")
    return command.diff(*sides, **options)


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print: for people, or for programs.",
)
@catalog_option
@config_option
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


@click.command()
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


COMMANDS = (lint, rule, diff, explain, schema)
