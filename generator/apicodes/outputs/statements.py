"""What an output ought to say, and what a text says, as records that can be compared."""

from apicodes.compare.record import Records
from apicodes.compare.view import View, records, records_of
from apicodes.outputs.rendering import Output
from apicodes.targets import module


def of_catalog(output: Output, view: View | None = None) -> Records:
    """Return what the catalog makes an output say; its view, where that is known already."""
    target = output.target
    return records(view or module(target.kind).build_view(output.part, target.options))


def of_text(output: Output, text: str) -> Records:
    """Return what the text of an output says. Raises `Unreadable`."""
    target = output.target
    return records_of(module(target.kind).read(text, output.part, target.options))
