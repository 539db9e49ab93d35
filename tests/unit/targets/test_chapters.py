"""The chapters of a catalog: its groups, or the classes of its HTTP statuses."""

from apicodes.catalog.entry import Entry
from apicodes.catalog.groups import chapters
from apicodes.catalog.model import Catalog, Group


def of(*entries: Entry, **groups: str) -> list[tuple[str, str, list[str]]]:
    catalog = Catalog(
        apicodes=1,
        groups={key: Group(title=title) for key, title in groups.items()},
        entries=entries,
    )
    return [
        (each.key, each.title, [entry.key for entry in each.entries]) for each in chapters(catalog)
    ]


def test_groups_stand_in_their_order_and_what_has_none_is_last() -> None:
    entries = [Entry(code="A"), Entry(code="B", group="two"), Entry(code="C", group="one")]
    assert of(*entries, one="First", two="Second", three="Empty") == [
        ("one", "First", ["C"]),
        ("two", "Second", ["B"]),
        ("other", "Other", ["A"]),
    ]


def test_without_groups_the_class_of_the_first_http_status_decides() -> None:
    entries = [
        Entry(code="A", http_status=(404, 500)),
        Entry(http_status=200),
        Entry(code="B", http_status={503: "Later."}),
        Entry(code="C", http_status=400),
        Entry(code="D"),
    ]
    assert of(*entries) == [
        ("4xx", "Client errors (4xx)", ["A", "C"]),
        ("2xx", "Successful (2xx)", ["200"]),
        ("5xx", "Server errors (5xx)", ["B"]),
        ("other", "Other", ["D"]),
    ]
