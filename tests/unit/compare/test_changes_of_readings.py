"""What differs between two readings."""

from typing import Any

from apicodes.compare.differences import Change, compare
from apicodes.compare.record import Record, Records


def reading(*entries: dict[str, Any], **root: Any) -> Records:
    return Records(
        Record(root, 1), [Record(fields, line) for line, fields in enumerate(entries, 2)]
    )


def entry(code: Any, **fields: Any) -> dict[str, Any]:
    return {"code": code, **fields}


def in_short(change: Change) -> tuple[str, str, str | None]:
    return change.kind, change.record.key if change.of_entry else "", change.field


def changes(old: Records, new: Records) -> list[tuple[str, str, str | None]]:
    return [in_short(change) for change in compare(old, new)]


def of_values(old: Any, new: Any) -> list[tuple[str, str, str | None]]:
    return changes(reading(entry("A", x=old)), reading(entry("A", x=new)))


CHANGED = [("changed", "A", "x")]


def test_what_is_equal_has_no_changes() -> None:
    printed = reading(entry("A", x=1), entry("B"), title="T")
    assert changes(printed, reading(entry("A", x=1), entry("B"), title="T")) == []


def test_a_field_that_changed_has_both_values() -> None:
    (change,) = compare(reading(entry("A", x=1)), reading(entry("A", x=2)))
    assert in_short(change) == ("changed", "A", "x")
    assert (change.old_value, change.new_value) == (1, 2)


def test_a_field_that_came_or_went_changed_from_or_to_nothing() -> None:
    without, with_it = reading(entry("A")), reading(entry("A", x=1))
    ((came,), (went,)) = compare(without, with_it), compare(with_it, without)
    assert [in_short(came), in_short(went)] == CHANGED * 2
    assert (came.old_value, came.new_value) == (None, 1)
    assert (went.old_value, went.new_value) == (1, None)


def test_the_catalog_itself_changes_before_its_entries() -> None:
    old, new = reading(entry("A", x=1), title="T"), reading(entry("A", x=2), title="U")
    assert changes(old, new) == [("changed", "", "title"), ("changed", "A", "x")]


def test_entries_are_added_and_removed() -> None:
    old, new = reading(entry("A"), entry("B")), reading(entry("B"), entry("C"))
    assert changes(old, new) == [("removed", "A", None), ("added", "C", None)]


def test_an_entry_whose_code_changed_is_another_one() -> None:
    found = changes(reading(entry("A", x=1)), reading(entry("B", x=1)))
    assert found == [("removed", "A", None), ("added", "B", None)]


def test_entries_without_code_are_known_by_their_http_statuses() -> None:
    old = reading({"http_status": (500, 502), "x": 1}, {"http_status": (200,), "x": 1})
    new = reading({"http_status": (500, 502), "x": 2}, {"http_status": (201,), "x": 1})
    assert changes(old, new) == [
        ("removed", "200", None),
        ("changed", "500-502", "x"),
        ("added", "201", None),
    ]


def test_what_moved_is_as_little_as_tells_the_order() -> None:
    old = reading(*map(entry, "ABCDE"))
    assert changes(old, reading(*map(entry, "BCDEA"))) == [("moved", "A", None)]
    assert changes(old, reading(*map(entry, "BACDE"))) in (
        [("moved", "A", None)],
        [("moved", "B", None)],
    )
    assert len(changes(old, reading(*map(entry, "EDCBA")))) == 4


def test_what_stands_between_others_that_came_or_went_did_not_move() -> None:
    old, new = reading(*map(entry, "ABCD")), reading(*map(entry, "XBYDZ"))
    assert {kind for kind, _, _ in changes(old, new)} == {"added", "removed"}


def test_an_entry_can_change_and_move() -> None:
    old = reading(entry("A", x=1), entry("B"), entry("C"))
    new = reading(entry("B"), entry("C"), entry("A", x=2))
    assert changes(old, new) == [("changed", "A", "x"), ("moved", "A", None)]


def test_entries_with_one_key_are_told_apart_by_their_order() -> None:
    old = reading(entry("A", x=1), entry("A", x=2))
    assert changes(old, reading(entry("A", x=1), entry("A", x=3))) == CHANGED
    assert changes(old, reading(entry("A", x=1))) == [("removed", "A", None)]
    assert changes(old, reading(entry("A", x=2), entry("A", x=1))) == CHANGED * 2
    third = reading(entry("A", x=1), entry("A", x=2), entry("A", x=2))
    assert changes(old, third) == [("added", "A", None)]


def test_values_of_different_types_differ() -> None:
    values: list[Any] = [1, True, 1.0, "1", (1,), [1], {"1": 1}, ("1",), (True,), {"1": True}]
    for at, old in enumerate(values):
        for number, new in enumerate(values):
            assert of_values(old, new) == ([] if at == number else CHANGED), (old, new)
    assert of_values(0, False) == of_values("", ()) == of_values(False, None) == CHANGED


def test_the_order_of_a_map_and_of_a_list_matters() -> None:
    assert of_values({"a": 1, "b": 2}, {"b": 2, "a": 1}) == CHANGED
    assert of_values({"x": {"a": 1, "b": 2}}, {"x": {"b": 2, "a": 1}}) == CHANGED
    assert of_values((1, 2), (2, 1)) == CHANGED
    assert of_values({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]}) == []


def test_texts_differ_in_any_character() -> None:
    assert (
        of_values("é", "e\u0301") == of_values("a b", "a\u00a0b") == of_values("a", "a ") == CHANGED
    )
