"""What an output ought to say, and what a text says, as records that can be compared."""

from apicodes.compare.record import Reading as Records
from apicodes.compare.view import View, records, records_of
from apicodes.outputs.rendering import Output
from apicodes.targets import module


def of_catalog(output: Output, view: View | None = None) -> Records:
    """Return what the catalog makes an output say; its view, where that is known already."""
    built_in, options = module(output.target.kind), output.target.options
    if view is None and (build := getattr(built_in, "build_view", None)):
        view = build(output.part, options)
    if view is not None:
        return records(view)
    return built_in.project(output.part, options)


def of_text(output: Output, text: str) -> Records:
    """Return what the text of an output says. Raises `Unreadable`."""
    built_in, options = module(output.target.kind), output.target.options
    reading = built_in.read(text, output.part, options)
    if isinstance(reading, Records):
        return reading
    return records_of(reading)
