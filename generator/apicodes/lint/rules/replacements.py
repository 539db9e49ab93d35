"""What takes the place of deprecated entries: something that stays."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile

from msgspec import Struct

from apicodes.catalog.source.positions import Positions
from apicodes.lint import Context, Finding, Fix, Steps, rule


class Ways(Struct):
    """Where the replacements of deprecated entries lead, by the keys of the entries.

    `ends` are the entries at the end of a way that stay; `circles` are ways that come back to where
    they began, each once; the entries in `caught` lead to a circle and to nothing else.
    """

    ends: dict[str, tuple[str, ...]] = {}
    circles: list[tuple[str, ...]] = []
    caught: set[str] = set()


@rule("warning", mends=True)
def replacement_chain(context: Context) -> Iterator[Finding]:
    """What replaces a deprecated entry is not deprecated itself.

    A client that follows the advice would have to move again. `replaced_by` names the end of the
    chain.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: {since: "2.0", replaced_by: NoSuchEntry}
        - code: NoSuchEntry
          description: No entry has this name.
          deprecated: {since: "3.0", replaced_by: NotFound}
        - code: NotFound
          description: There is no such entry, or it is hidden.

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {since: "2.0", replaced_by: NotFound}
        - code: NoSuchEntry
          description: No entry has this name.
          deprecated: {since: "3.0", replaced_by: NotFound}
        - code: NotFound
          description: There is no such entry, or it is hidden.
    """
    replaced = _replaced(context)
    ways = _ways(replaced)
    rounds = (pairwise((*circle, circle[0])) for circle in ways.circles)
    told = set(chain.from_iterable(rounds))
    seen = {entry.key: entry.visibility for entry in context.catalog.entries if replaced}
    for name, (index, replacements) in replaced.items():
        for number, key in enumerate(replacements):
            if key not in replaced or key in ways.caught or (name, key) in told:
                continue
            ends = ", ".join(f"'{end}'" for end in ways.ends[key])
            hint = f"name the end of the chain: {ends}" if ends else "name what stays, or a reason"
            message = f"'{key}', which replaces '{name}', is deprecated itself"
            where = ("codes", index, "deprecated", "replaced_by", number)
            # Who sees the replacement has to see the end as well.
            is_clear = len(ways.ends[key]) == 1 and seen.get(ways.ends[key][0]) == seen[key]
            fix = _fix(context, where, replacements, ways) if is_clear else None
            yield Finding(where, message, hint, fix)


def _fix(context: Context, where: Steps, replacements: Sequence[str], ways: Ways) -> Fix:
    """Return the fix that names the one end of a chain; what would name it twice goes."""
    *steps, number = where
    (end,) = ways.ends[replacements[int(number)]]
    positions = context.positions.children["codes"].children[where[1]].children["deprecated"]
    if not isinstance(positions.children["replaced_by"], Positions):
        return Fix(tuple(steps), end)
    before = [ways.ends.get(its) for its in replacements[: int(number)]]
    is_named = end in replacements or (end,) in before
    return Fix(where) if is_named else Fix(where, end)


@rule("warning")
def replacement_circle(context: Context) -> Iterator[Finding]:
    """Replacements do not lead back to where they began.

    Each circle is told once. An entry that replaces itself is a circle as well.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: {replaced_by: NotFound}
        - code: NotFound
          description: No entry has this name.
          deprecated: {replaced_by: Missing}

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {replaced_by: NotFound}
        - code: NotFound
          description: No entry has this name.
    """
    replaced = _replaced(context)
    for circle in _ways(replaced).circles:
        way = (*circle, circle[0])
        index, replacements = replaced[way[0]]
        names = [f"'{key}'" for key in way]
        if len(names) > 6:
            names[3:-2] = ["…"]
        message = f"the replacements go in a circle: {' → '.join(names)}"
        hint = "name what stays, or delete 'replaced_by'"
        where = ("codes", index, "deprecated", "replaced_by", replacements.index(way[1]))
        yield Finding(where, message, hint)


@rule("warning")
def hidden_replacement(context: Context) -> Iterator[Finding]:
    """What replaces a public entry is public itself.

    Outputs for the public have no internal entry in them, not even its name: they say that the
    code is deprecated, and nothing of what to use instead.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: {since: "2.0", replaced_by: NotFound}
        - code: NotFound
          description: No entry has this name.
          visibility: internal

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {since: "2.0", replaced_by: NotFound}
        - code: NotFound
          description: No entry has this name.
    """
    entries = context.catalog.entries
    hidden = {entry.key for entry in entries if entry.visibility == "internal"}
    for name, (index, replacements) in _replaced(context).items():
        for number, key in enumerate(replacements):
            if key in hidden and name not in hidden:
                message = f"'{key}', which replaces '{name}', is internal: public outputs hide it"
                hint = "name an entry that is public, or give a reason without naming one"
                where = ("codes", index, "deprecated", "replaced_by", number)
                yield Finding(where, message, hint)


Replaced = Mapping[str, tuple[int, tuple[str, ...]]]
"""The entries that are deprecated and not removed, by their keys: their indexes, and the keys of
what takes their places."""


def _replaced(context: Context) -> Replaced:
    return {
        entry.key: (index, entry.deprecation.replacements)
        for index, entry in enumerate(context.catalog.entries)
        if entry.deprecation and entry.removed is None
    }


def _ways(replaced: Replaced) -> Ways:
    """Follow all replacements, each once."""
    ways = Ways()
    for start in replaced:
        if start not in ways.ends:
            _follow(start, replaced, ways)
    return ways


def _follow(start: str, replaced: Replaced, ways: Ways) -> None:
    """Search in depth; `way` leads from the start to where the search is, with what is left."""
    way = {start: iter(replaced[start][1])}
    ways.ends[start] = ()
    while way:
        key = next(reversed(way))
        for following in way[key]:
            if following in way:
                after = takewhile(following.__ne__, reversed(way))
                ways.circles.append((following, *reversed(tuple(after))))
                ways.caught.add(key)
            elif following in ways.ends or following not in replaced:
                _reach(key, following, ways)
            else:
                way[following] = iter(replaced[following][1])
                ways.ends[following] = ()
                break
        else:
            del way[key]
            if ways.ends[key]:
                ways.caught.discard(key)
            if way:
                _reach(next(reversed(way)), key, ways)


_MOST = 5
"""How many ends of a chain a message names."""


def _reach(key: str, following: str, ways: Ways) -> None:
    """Record that a way goes on to another entry, which is followed to its end already."""
    ends = ways.ends.get(following, (following,))
    ways.ends[key] = tuple(dict.fromkeys((*ways.ends[key], *ends)))[:_MOST]
    if following in ways.caught:
        ways.caught.add(key)
