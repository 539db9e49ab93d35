"""Files and regions that apicodes made, and that no target makes any more."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from apicodes.disk import TEMPORARY
from apicodes.outputs import regions
from apicodes.outputs.output_file import File, is_of_moved, printable, read_host
from apicodes.outputs.path_registry import PathRegistry
from apicodes.outputs.rendering import ConfiguredTarget
from apicodes.settings.config import Config
from apicodes.targets.notice import bears, notice_of


def orphans(
    config: Config, registry: PathRegistry, chosen: Sequence[ConfiguredTarget]
) -> list[File]:
    """Return the files with the notice of a selected catalog that no target makes.

    They lie beside planned ones, or where a chosen target that makes several files made one; these
    may go. Settings, catalogs and templates are none, whatever they say. Folders below are not
    searched: Docusaurus copies pages, notice and all, to versioned_docs.
    """
    known = {path.casefold(): path for path in registry.inputs | registry.outputs}
    owned = {path: target for target in chosen for path in _of(config, target)}
    notices = [notice_of(catalog) for catalog in config.selected]
    beside = {path for folder in map(os.path.dirname, registry.outputs) for path in _in(folder)}
    orphaned = []
    for path in sorted(beside | owned.keys()):
        if _is_planned(path, known):
            continue
        text = _head(path)
        moved = path in owned and is_of_moved(config, text)
        if moved or any(bears(text, notice) for notice in notices):
            name = printable(config.display_path(os.path.relpath(path, config.folder)))
            notice = owned[path].notice if path in owned else None
            ours = notice is not None and (moved or bears(text, notice))
            orphaned.append(File(name, path, "orphaned", ours=ours))
    return orphaned


def orphan(file: File) -> File:
    """Return a planned file as an orphan."""
    ours = file.ours and file.output is not None and file.output.target.notice is not None
    return File(file.path, file.full, "orphaned", ours=ours)


def orphaned_regions(
    config: Config, configured: Iterable[ConfiguredTarget], hosts: Mapping[str, Collection[str]]
) -> Iterator[File]:
    """Return the regions that no target makes, in files where one of a selected catalog does.

    `hosts` are the names of all regions that are made, by the absolute paths of their files.
    """
    selected = {
        config.inside(target.path)
        for target in configured
        if target.common.region is not None and target.catalog in config.selected
    }
    for full in sorted(hosts.keys() & selected):
        path = config.display_path(os.path.relpath(full, config.folder))
        with suppress(OSError):
            for name, line in regions.other_regions(read_host(full), path, hosts[full]).items():
                yield File(path, full, "orphaned", ours=False, region=name, line=line)


def _in(folder: str) -> Iterator[str]:
    """Return the files directly in a folder; links are nobody's, and temporary ones of a run."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and not TEMPORARY.fullmatch(entry.name):
                yield entry.path


def _of(config: Config, target: ConfiguredTarget) -> Iterator[str]:
    """Return the files that are where a target that makes several may have made them."""
    owned = target.owned
    folder = config.inside(owned.folder) if owned else None
    if owned is None or folder is None:
        return
    from glob import iglob

    for path in iglob(owned.pattern, root_dir=folder):
        full = os.path.join(folder, path)
        if os.path.realpath(full) == full and os.path.isfile(full):
            yield full


def _is_planned(path: str, known: Mapping[str, str]) -> bool:
    """Return whether a file is one of those known, also where a disk ignores case."""
    other = known.get(path.casefold())
    if other is None or other == path:
        return other is not None
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _head(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read(8192).decode("utf-8", "replace")
    except OSError:
        return ""
