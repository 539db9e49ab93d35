"""Arguments of the commands that write catalogs: ``init``, ``import``, ``adopt``, ``release``."""

from collections.abc import Sequence

import click

from apicodes.cli.options import Chosen, config_option, diff_option, settings_options


@click.command()
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE",
    help="Make the catalog from this file, as import does; repeatable.",
)
@click.option("--map", "mapping", multiple=True, metavar="HEADER=FIELD", help="As for import.")
@click.option(
    "--region",
    metavar="NAME",
    help="Keep the page where it is, and manage only its table, as a region of this name.",
)
@config_option
def init(
    config_path: str | None,
    sources: tuple[str, ...],
    mapping: tuple[str, ...],
    region: str | None,
) -> int:
    """Write a starter catalog and the settings for it.

    No file is overwritten. The settings go to pyproject.toml if it exists, otherwise to
    apicodes.toml.

    \b
    Example:
      apicodes init && apicodes generate
      apicodes init --from docs/errors.md
      apicodes init --from docs/errors.md --region codes
    """
    from apicodes.cli.commands.init import init as run

    return run(config_path, sources=sources, mapping=_mapping(mapping), region=region)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the catalog to this file instead of printing it."
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="HEADER=FIELD",
    help="The field that a column of a page holds, where it is guessed wrong; repeatable.",
)
@click.option("--prefer", metavar="FILE", help="The file that wins where files disagree.")
@click.option("--force", is_flag=True, help="Overwrite the output file.")
def import_(
    files: tuple[str, ...],
    output: str | None,
    mapping: tuple[str, ...],
    prefer: str | None,
    force: bool,
) -> int:
    """Make a catalog from existing files.

    Each FILE is a page in Markdown or MDX, an OpenAPI document, a Python module or a TypeScript
    file. Where files agree, they make one entry; where they disagree, the first file wins and the
    conflict is reported. The report says what was recognised, what was guessed and why, and what
    was left out.

    \b
    Examples:
      apicodes import docs/errors.md -o spec/codes.yaml
      apicodes import openapi.yaml docs/errors.md --prefer docs/errors.md
      apicodes import docs/errors.md --map "Reason=description"
    """
    from apicodes.cli.commands.import_ import import_ as run

    return run(files, output, mapping=_mapping(mapping), preferred=prefer, force=force)


def _mapping(arguments: Sequence[str]) -> dict[str, str]:
    """Return fields by headings, from ``HEADER=FIELD`` arguments."""
    fields: dict[str, str] = {}
    for argument in arguments:
        header, _, field = argument.rpartition("=")
        if not header or not field:
            raise click.UsageError(f"--map takes HEADER=FIELD, not '{argument}'.")
        if fields.setdefault(header, field) != field:
            two = f"'{fields[header]}' and '{field}'"
            raise click.UsageError(f"--map gives the column '{header}' two fields, {two}.")
    return fields


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@diff_option
@click.option("--force", is_flag=True, help="Take every difference as an edit, without asking git.")
@settings_options
def adopt(chosen: Chosen, files: tuple[str, ...], diff_only: bool, force: bool) -> int:
    """Move edits made in outputs to the catalog.

    Each FILE is an output of the settings. Its edits are made in the catalog, and all outputs are
    regenerated. If an edit cannot be moved, it is reported with its line and nothing is written.
    Git's history tells an edit from an output that is older than the catalog.

    \b
    Examples:
      apicodes adopt docs/errors.md --diff
      apicodes adopt docs/errors.md
      apicodes adopt docs/errors.md src/codes.py
    """
    from apicodes.cli.commands.adopt import adopt as run

    return run(chosen, files, diff_only=diff_only, force=force)


@click.command()
@click.argument("version")
@diff_option
@settings_options
def release(chosen: Chosen, version: str, diff_only: bool) -> int:
    """Replace "since: next" by a version in the catalogs.

    Entries, deprecations and tombstones that are not released yet have "since: next". Nothing else
    in the files changes.

    \b
    Examples:
      apicodes release 2.4.0
      apicodes release 2.4.0 --diff
    """
    from apicodes.cli.commands.release import release as run

    return run(chosen, version, diff_only=diff_only)


COMMANDS = (init, import_, adopt, release)
