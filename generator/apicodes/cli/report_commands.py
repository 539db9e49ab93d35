"""Arguments of the commands that report: ``lint``, ``rule``, ``diff``, ``explain``, ``schema``."""

from typing import TYPE_CHECKING

import click

from apicodes.cli.options import Chosen, ReportFile, report_options, settings_options

if TYPE_CHECKING:
    from apicodes.problems import Severity


@click.command()
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit 1 only for problems of at least this severity.",
)
@click.option(
    "--fix", is_flag=True, help="Fix what can be fixed automatically, and report what is left."
)
@click.option(
    "--diff",
    "diff_only",
    is_flag=True,
    help="Print what --fix would change, and write nothing; exit 1 if there is anything to fix.",
)
@report_options
@settings_options
def lint(
    chosen: Chosen,
    fail_on: "Severity",
    fix: bool,
    diff_only: bool,
    report_files: tuple[ReportFile, ...],
) -> int:
    """Report problems in the catalogs.

    'apicodes rule' lists the rules; 'generate' and 'check' run only those that are errors.

    \b
    Examples:
      apicodes lint
      apicodes lint --fail-on warning
      apicodes lint --fix --diff
    """
    from apicodes.cli.commands import lint as command

    if diff_only:
        if report_files:
            raise click.UsageError("--diff makes no report: leave out --format and --output.")
        return command.print_fixes(chosen)
    return command.lint(chosen, report_files=report_files, fail_on=fail_on, fix=fix)


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@click.option("--markdown", is_flag=True, help="Print all rules as a Markdown page.")
def rule(rule_id: str | None, markdown: bool) -> int:
    """List the rules of lint, or explain one.

    \b
    Examples:
      apicodes rule
      apicodes rule description-missing
    """
    from apicodes.cli.commands import rule as command

    if markdown and rule_id:
        raise click.UsageError("--markdown prints all rules: leave out the ID.")
    return command.page() if markdown else command.rule(rule_id)


@click.command()
@click.argument("sides", nargs=-1, metavar="[OLD] NEW")
@click.option("--against", metavar="REV", help="Compare the catalogs of the settings with REV.")
@report_options
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "compatible", "any"]),
    default="any",
    show_default=True,
    help="Exit 1 only for changes of at least this level.",
)
@click.option(
    "--public", is_flag=True, help="Leave out internal entries, as the markdown format always does."
)
@settings_options
def diff(
    chosen: Chosen,
    sides: tuple[str, ...],
    against: str | None,
    report_files: tuple[ReportFile, ...],
    fail_on: str,
    public: bool,
) -> int:
    """Report what changed between two sources, and whether it breaks clients.

    OLD and NEW are each a catalog, a page, an OpenAPI document, a Python module or TypeScript
    constants; or one of these at a git revision: REV:path from the root of the repository, or
    REV:./path from the current folder. Without OLD, NEW is compared with the catalog of the
    settings.

    \b
    Examples:
      apicodes diff main:spec/codes.yaml spec/codes.yaml
      apicodes diff --against main --fail-on breaking
      apicodes diff --against v1.0 --format markdown
      apicodes diff openapi.yaml    does it match the catalog?
    """
    from apicodes.cli.commands import diff as command

    options = command.Options(report_files, fail_on, public)
    if against is not None and not sides:
        return command.against(chosen, against, options)
    if against is not None or len(sides) not in (1, 2):
        raise click.UsageError("Name one source, or two (OLD NEW), or only --against REV.")
    if len(sides) == 1:
        return command.with_configured(chosen, sides[0], options)
    if chosen.catalogs:
        raise click.UsageError("--catalog cannot be used when OLD is given.")
    return command.diff(sides[0], sides[1], options)


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text for people (default), or JSON for programs.",
)
@settings_options
def explain(chosen: Chosen, codes: tuple[str, ...], output: str) -> int:
    """Print entries of the catalogs with all of their fields.

    CODE is a code, a name, an alias, a number, or an HTTP status, which stands for all of its
    entries; '-' reads codes from standard input, one per line. Exits 1 if a code is unknown, and
    suggests those with a similar spelling.

    \b
    Examples:
      apicodes explain TooManyRequests
      apicodes explain 429 --format json
      apicodes explain -- -32601
      grep -o '"code":"[^"]*"' api.log | cut -d'"' -f4 | apicodes explain -
    """
    from apicodes.cli.commands.explain import explain as run

    return run(chosen, codes, output=output)


@click.command()
@click.option(
    "--for",
    "subject",
    type=click.Choice(["catalog", "report"]),
    default="catalog",
    show_default=True,
    help="What the schema describes: catalog files, or JSON reports.",
)
def schema(subject: str) -> int:
    """Print the JSON Schema of catalogs, for editors, or of JSON reports.

    \b
    Examples:
      apicodes schema > spec/apicodes.schema.json
      apicodes schema --for report
    """
    from apicodes.cli.commands.schema import schema as run

    return run(subject)


COMMANDS = (lint, rule, diff, explain, schema)
