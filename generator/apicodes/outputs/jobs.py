"""Jobs and tasks: what a table of the settings makes of a catalog, and the text of each output."""

import os
from collections.abc import Mapping

from msgspec import Struct

from apicodes.catalog.audience import published
from apicodes.catalog.given import given
from apicodes.catalog.naming import NameClash
from apicodes.compare.view import View
from apicodes.loading import Source
from apicodes.outputs import regions
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.render import environment
from apicodes.settings.config import CatalogTable, Common, Config, TargetTable
from apicodes.targets import OF_USER, SPLITTING, Names, bears, module, notice_of, parts, splitting
from apicodes.targets.parts import Owned, Part, Selected


class Job(Struct, frozen=True):
    """One table of the settings, typed: what to render from which catalog to which path."""

    table: TargetTable
    catalog: CatalogTable
    target: str
    common: Common
    options: Struct

    @property
    def path(self) -> str:
        """The path of its output, below the config's folder, in its shortest form."""
        return os.path.normpath(self.common.path).replace(os.sep, "/")

    @property
    def owned(self) -> Owned | None:
        """The files that belong to it where it makes several, below the config's folder."""
        if self.target == OF_USER:
            return parts.owned(self.path)
        if self.target in SPLITTING and splitting(self.target).splits(self.options):
            return Owned(self.path, "*")
        return None

    @property
    def notice(self) -> str | None:
        """The line that its output bears, if it bears one: a region has its markers instead."""
        common = self.common
        return notice_of(self.catalog) if common.notice and common.region is None else None


class Task(Struct, frozen=True):
    """What one output is made from: a job, a catalog with its places, and the part that it is."""

    job: Job
    source: Source
    part: Part

    @property
    def template(self) -> str | None:
        """The user's template that makes it, None where a built-in one does."""
        return self.job.common.template if self.part.template is None else None


def tasks(job: Job, source: Source) -> tuple[Task, ...]:
    """Return what a job makes of a catalog. Raises `ProblemsFound` where files clash."""
    catalog = published(source.catalog, job.common.audience)
    whole = Part(job.path, catalog, region=job.common.region)
    try:
        return tuple(Task(job, source, part) for part in _parts(job, whole))
    except NameClash as error:
        raise _clashing(error, source) from None


def _parts(job: Job, whole: Part) -> tuple[Part, ...]:
    if job.owned is None:
        return (whole,)
    if job.target == OF_USER:
        return parts.selected(job.path, whole.catalog)
    return splitting(job.target).parts(whole, job.options)


class Rendered(Struct, frozen=True):
    """The text of one output, and the view that it was rendered from.

    There is no view where the format is the user's own.
    """

    task: Task
    text: str
    view: View | None = None


def render(config: Config, task: Task) -> Rendered:
    """Return an output with its text.

    Raises `ProblemsFound` with names that clash, or a template that fails.
    """
    job, part = task.job, task.part
    try:
        view, prepared = _prepared(job, part)
        context = {
            **prepared,
            "catalog": part.catalog,
            "notice": job.notice,
            "region": part.region,
            "params": job.common.params,
        }
    except NameClash as error:
        raise _clashing(error, task.source) from None
    if task.template is not None:
        text = _from_template_of_user(config, job, task.template, context)
    else:
        template = part.template or module(job.target).template(job.options)
        text = environment.built_in(template, context)
    text = text if part.region is None else regions.normalized(text, part.path)
    return Rendered(task, text, view)


def names(job: Job, source: Source) -> Names:
    """Return what an output calls the entries that it has. Raises `ProblemsFound` as `render`."""
    if job.target == OF_USER:
        return {}
    catalog = published(source.catalog, job.common.audience)
    try:
        return module(job.target).names(catalog, job.options)
    except NameClash as error:
        raise _clashing(error, source) from None


def _prepared(job: Job, part: Part) -> tuple[View | None, Mapping[str, object]]:
    """Return the view of an output, and what its template has beside the catalog."""
    if job.target != OF_USER:
        target = module(job.target)
        build = getattr(target, "build_view", None)
        view: View | None = build(part, job.options) if build else None
        if view is not None:
            return view, {"view": view}
        return None, target.context(part, job.options)
    if not isinstance(selected := part.subject, Selected):
        return None, {"entries": part.catalog.entries}
    entry = given({"entry": selected.entry})
    return None, {"entries": selected.entries, "chapter": selected.chapter, **entry}


def _from_template_of_user(
    config: Config, job: Job, template: str, context: Mapping[str, object]
) -> str:
    path = config.inside(template)
    if path is None:
        rule, message = "path-outside", f"'{template}' leads out of the folder of the settings"
    elif not os.path.isfile(path):
        rule, message = "missing-template", f"no template '{template}'"
    else:
        shown = config.display_path(template)
        text = environment.of_user(config.folder, path, shown, context)
        if job.notice is None or bears(text, job.notice):
            return text
        message = "none of the first ten lines that it makes holds the notice"
        hint = (
            "write {{ notice }} in a comment at its head; for a format without comments, "
            f"set notice = false at {config.locate(*job.table.steps)}"
        )
        raise ProblemsFound([Problem(Location(shown), "missing-notice", message, hint)])
    where = config.locate(*job.table.steps, "template")
    raise ProblemsFound([Problem(where, rule, message)], COULD_NOT_RUN)


def _clashing(error: NameClash, source: Source) -> ProblemsFound:
    index = {entry.key: number for number, entry in enumerate(source.catalog.entries)}
    return ProblemsFound(
        Problem(_where_named(source, index[key]), "name-clash", message, hint)
        for key, message, hint in error.complaints
    )


def _where_named(source: Source, index: int) -> Location:
    """Return where an entry says what its generated names come from."""
    entry = source.catalog.entries[index]
    field = "name" if entry.name else "code" if entry.code else "http_status"
    return source.positions.locate("codes", index, field)
