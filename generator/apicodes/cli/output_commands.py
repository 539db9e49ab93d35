"""Arguments of the commands for outputs: ``generate``, ``check``, ``eject``, ``templates``."""

import click

from apicodes.cli.options import Chosen, ReportFile, report_options, settings_options


@click.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print one target instead of writing it.")
@click.option("--exit-code", is_flag=True, help="Exit 1 if any file was written.")
@click.option(
    "--force", is_flag=True, help="Overwrite files without the '@generated' line of the catalog."
)
@click.option("--tracked", is_flag=True, help="Exit 1 for an output that git does not track.")
@click.option("--watch", is_flag=True, help="Keep running, and regenerate when a file changes.")
@settings_options
def generate(
    chosen: Chosen,
    targets: tuple[str, ...],
    to_stdout: bool,
    exit_code: bool,
    force: bool,
    tracked: bool,
    watch: bool,
) -> int:
    """Render the targets and write what changed.

    TARGET is the name of a table under "targets" in the settings. Without one, all targets are
    rendered.

    \b
    Examples:
      apicodes generate
      apicodes generate python typescript
      apicodes generate python --stdout
      apicodes generate --exit-code --tracked       for a pre-commit hook
      apicodes generate --watch           while you write
    """
    from apicodes.cli.commands import generate as command

    if watch:
        if to_stdout or exit_code or tracked:
            options = "--stdout, --exit-code or --tracked"
            raise click.UsageError(f"--watch cannot be used with {options}.")
        command.watch(chosen, targets, force=force)
    if not to_stdout:
        return command.generate(chosen, targets, force=force, exit_code=exit_code, tracked=tracked)
    if len(targets) != 1 or force or exit_code or tracked:
        options = "--force, --exit-code or --tracked"
        raise click.UsageError(f"--stdout takes one TARGET, and cannot be used with {options}.")
    return command.print_output(chosen, targets[0])


@click.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--verify", is_flag=True, help="Read the rendered outputs back, as generate does.")
@click.option("--tracked", is_flag=True, help="Report outputs that git does not track.")
@report_options
@settings_options
def check(
    chosen: Chosen,
    targets: tuple[str, ...],
    verify: bool,
    tracked: bool,
    report_files: tuple[ReportFile, ...],
) -> int:
    """Report outputs that are out of sync with the catalog.

    Prints the state of each file, the entries and fields that differ, and the diff that
    'apicodes generate' would make. Nothing is written. Exits 1 if a file is changed, missing or
    orphaned.

    \b
    Examples:
      apicodes check
      apicodes check openapi
      apicodes check --format text --output - --format sarif --output codes.sarif
    """
    from apicodes.cli.commands.check import check as run

    return run(chosen, targets, report_files=report_files, verify=verify, tracked=tracked)


@click.command()
@click.argument("target")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(file_okay=False))
@settings_options
def eject(chosen: Chosen, target: str, folder: str | None) -> int:
    """Copy the built-in template of a target, so that you can change it.

    TARGET is the name of a table under "targets" in the settings, which then names the copy as its
    template. DIR is "templates" beside the settings by default. No file is overwritten.

    \b
    Examples:
      apicodes eject python
      apicodes eject docusaurus docs/templates
    """
    from apicodes.cli.commands.eject import eject as run

    return run(chosen, target, folder)


@click.command()
def templates() -> int:
    """Print the reference for your own templates as a Markdown page.

    It lists the variables, the fields of the catalog, and the filters, each with an example.

    \b
    Example:
      apicodes templates | less
    """
    from apicodes.cli.commands.templates import templates as run

    return run()


COMMANDS = (generate, check, eject, templates)
