"""Configured targets and their outputs, and the text of each output."""

import os
from collections.abc import Mapping

from msgspec import Struct

from apicodes.catalog.audience import published
from apicodes.catalog.given import given
from apicodes.catalog.naming import NameClash
from apicodes.compare.view import View
from apicodes.loading import Source
from apicodes.outputs import regions
from apicodes.problems import Location, Problem, ProblemsFound, could_not_run
from apicodes.render import environment
from apicodes.settings.config import CatalogTable, Common, Config, TargetTable
from apicodes.targets import OF_USER, Names, module, parts, splitting
from apicodes.targets.notice import bears, notice_of
from apicodes.targets.parts import Owned, Part, Selected


class ConfiguredTarget(Struct, frozen=True):
    """One table of the settings, typed: what to render from which catalog to which path."""

    table: TargetTable
    catalog: CatalogTable
    kind: str
    common: Common
    options: Struct

    @property
    def path(self) -> str:
        """The path of its output, below the config's folder, in its shortest form."""
        return os.path.normpath(self.common.path).replace(os.sep, "/")

    @property
    def owned(self) -> Owned | None:
        """The files that belong to it where it makes several, below the config's folder."""
        if self.kind == OF_USER:
            return parts.owned(self.path)
        folders = splitting(self.kind)
        return Owned(self.path, "*") if folders and folders.splits(self.options) else None

    @property
    def notice(self) -> str | None:
        """The line that its output bears, if it bears one: a region has its markers instead."""
        common = self.common
        return notice_of(self.catalog) if common.notice and common.region is None else None


class Output(Struct, frozen=True):
    """One output: its target, the catalog with its positions, and which part of it it is."""

    target: ConfiguredTarget
    source: Source
    part: Part

    @property
    def template(self) -> str | None:
        """The user's template that makes it, None where a built-in one does."""
        return self.target.common.template if self.part.template is None else None


def outputs_of(target: ConfiguredTarget, source: Source) -> tuple[Output, ...]:
    """Return what a target makes of a catalog. Raises `ProblemsFound` where files clash."""
    catalog = published(source.catalog, target.common.audience)
    whole = Part(target.path, catalog, region=target.common.region)
    try:
        return tuple(Output(target, source, part) for part in _parts(target, whole))
    except NameClash as error:
        raise _clashing(error, source) from None


def _parts(target: ConfiguredTarget, whole: Part) -> tuple[Part, ...]:
    if target.owned is None:
        return (whole,)
    folders = None if target.kind == OF_USER else splitting(target.kind)
    if folders is None:
        return parts.selected(target.path, whole.catalog)
    return folders.parts(whole, target.options)


class Rendered(Struct, frozen=True):
    """The text of one output, and the view that it was rendered from.

    There is no view where the format is the user's own.
    """

    output: Output
    text: str
    view: View | None = None


def render(config: Config, output: Output) -> Rendered:
    """Return an output with its text.

    Raises `ProblemsFound` with names that clash, or a template that fails.
    """
    target, part = output.target, output.part
    try:
        view, prepared = _prepared(target, part)
        context = {
            **prepared,
            "catalog": part.catalog,
            "notice": target.notice,
            "region": part.region,
            "params": target.common.params,
        }
    except NameClash as error:
        raise _clashing(error, output.source) from None
    if output.template is not None:
        text = _from_template_of_user(config, target, output.template, context)
    else:
        template = part.template or module(target.kind).template(target.options)
        text = environment.built_in(template, context)
    text = text if part.region is None else regions.normalized(text, part.path)
    return Rendered(output, text, view)


def names(target: ConfiguredTarget, source: Source) -> Names:
    """Return what an output calls the entries that it has. Raises `ProblemsFound` as `render`."""
    if target.kind == OF_USER:
        return {}
    catalog = published(source.catalog, target.common.audience)
    try:
        return module(target.kind).names(catalog, target.options)
    except NameClash as error:
        raise _clashing(error, source) from None


def _prepared(target: ConfiguredTarget, part: Part) -> tuple[View | None, Mapping[str, object]]:
    """Return the view of an output, and what its template has beside the catalog."""
    if target.kind != OF_USER:
        view = module(target.kind).build_view(part, target.options)
        return view, {"view": view}
    if not isinstance(selected := part.subject, Selected):
        return None, {"entries": part.catalog.entries}
    entry = given({"entry": selected.entry})
    return None, {"entries": selected.entries, "chapter": selected.chapter, **entry}


def _from_template_of_user(
    config: Config, target: ConfiguredTarget, template: str, context: Mapping[str, object]
) -> str:
    path = config.inside(template)
    if path is None:
        rule, message = "path-outside", f"'{template}' leads out of the folder of the settings"
    elif not os.path.isfile(path):
        rule, message = "missing-template", f"no template '{template}'"
    else:
        label = config.display_path(template)
        text = environment.of_user(config.folder, path, label, context)
        if target.notice is None or bears(text, target.notice):
            return text
        message = "none of the first ten lines that it makes holds the notice"
        hint = (
            "write {{ notice }} in a comment at its head; for a format without comments, "
            f"set notice = false at {config.locate(*target.table.steps)}"
        )
        raise ProblemsFound([Problem(Location(label), "missing-notice", message, hint)])
    where = config.locate(*target.table.steps, "template")
    raise could_not_run(where, rule, message)


def _clashing(error: NameClash, source: Source) -> ProblemsFound:
    index = {entry.key: number for number, entry in enumerate(source.catalog.entries)}
    return ProblemsFound(
        Problem(_where_named(source, index[key]), "name-clash", message, hint)
        for key, message, hint in error.clashes
    )


def _where_named(source: Source, index: int) -> Location:
    """Return the location of the field that the generated names of an entry come from."""
    entry = source.catalog.entries[index]
    field = "name" if entry.name else "code" if entry.code else "http_status"
    return source.positions.locate("codes", index, field)
