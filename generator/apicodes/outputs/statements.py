"""What an output ought to say, and what a text says, as records that can be compared."""

from apicodes.compare.record import Reading as Records
from apicodes.compare.view import View, records, records_of
from apicodes.outputs.jobs import Task
from apicodes.targets import module


def of_catalog(task: Task, view: View | None = None) -> Records:
    """Return what the catalog makes an output say; its view, where that is known already."""
    target, options = module(task.job.target), task.job.options
    if view is None and (build := getattr(target, "build_view", None)):
        view = build(task.part, options)
    if view is not None:
        return records(view)
    return target.project(task.part, options)


def of_text(task: Task, text: str) -> Records:
    """Return what the text of an output says. Raises `Unreadable`."""
    target, options = module(task.job.target), task.job.options
    reading = target.read(text, task.part, options)
    if isinstance(reading, Records):
        return reading
    return records_of(reading)
