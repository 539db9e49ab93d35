"""Arguments of the commands that write catalogs: ``init``, ``import``, ``adopt``, ``release``."""

from collections.abc import Sequence

import click

from apicodes.cli.options import catalog_option, config_option


@click.command()
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
@config_option
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


@click.command("import")
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


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--diff", "diff_only", is_flag=True, help="Print what would change; write nothing.")
@catalog_option
@config_option
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


@click.command()
@click.argument("version")
@click.option("--diff", "diff_only", is_flag=True, help="Print what would change; write nothing.")
@catalog_option
@config_option
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


COMMANDS = (init, import_, adopt, release)
