"""The replacements of deprecated entries."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from apicodes.catalog.source.positions import Positions
from apicodes.lint import Context, Finding, Fix, Steps, rule


class Chains(Struct):
    """The chains of replacements that begin at deprecated entries, by the keys of these.

    `ends` are the entries at the ends of chains, which are not deprecated; `circles` are chains
    that return to their beginning, each once; entries in `trapped` lead to circles only.
    """

    ends: dict[str, tuple[str, ...]] = {}
    circles: list[tuple[str, ...]] = []
    trapped: set[str] = set()


@rule("warning", fixable=True)
def replacement_chain(context: Context) -> Iterator[Finding]:
    """The replacement of a deprecated entry is not deprecated itself.

    Clients that follow the advice would have to change again. `replaced_by` names the end of the
    chain.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: {replaced_by: NoSuchEntry}
        - code: NoSuchEntry
          description: No entry has this name.
          deprecated: {replaced_by: NotFound}
        - code: NotFound
          description: There is no such entry, or it is hidden.

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {replaced_by: NotFound}
        - code: NoSuchEntry
          description: No entry has this name.
          deprecated: {replaced_by: NotFound}
        - code: NotFound
          description: There is no such entry, or it is hidden.
    """
    replaced = _replaced(context)
    chains = _chains(replaced)
    in_circles = {step for circle in chains.circles for step in pairwise((*circle, circle[0]))}
    visibility = {entry.key: entry.visibility for entry in context.catalog.entries if replaced}
    for name, (index, replacements) in replaced.items():
        for number, key in enumerate(replacements):
            if key not in replaced or key in chains.trapped or (name, key) in in_circles:
                continue
            ends = chains.ends[key]
            hint = "name an entry that stays, or give a reason"
            if ends:
                hint = "name the end of the chain: " + ", ".join(f"'{end}'" for end in ends)
            message = f"'{key}', the replacement of '{name}', is deprecated itself"
            steps = ("codes", index, "deprecated", "replaced_by", number)
            # Readers who see the replacement must see the end of the chain as well.
            is_clear = len(ends) == 1 and visibility.get(ends[0]) == visibility[key]
            fix = _fix(context, steps, replacements, chains) if is_clear else None
            yield Finding(steps, message, hint, fix)


def _fix(context: Context, steps: Steps, replacements: Sequence[str], chains: Chains) -> Fix:
    """Return the fix that names the only end of a chain, or deletes the item if it is named."""
    *parent, number = steps
    (end,) = chains.ends[replacements[int(number)]]
    positions = context.entry_positions(int(steps[1])).children["deprecated"]
    if not isinstance(positions.children["replaced_by"], Positions):
        return Fix(tuple(parent), end)
    earlier_ends = [chains.ends.get(key) for key in replacements[: int(number)]]
    is_named = end in replacements or (end,) in earlier_ends
    return Fix(steps) if is_named else Fix(steps, end)


@rule("warning")
def replacement_circle(context: Context) -> Iterator[Finding]:
    """Replacements do not form a circle.

    Each circle is reported once. An entry that replaces itself is a circle as well.

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
    for circle in _chains(replaced).circles:
        keys = (*circle, circle[0])
        index, replacements = replaced[keys[0]]
        names = [f"'{key}'" for key in keys]
        if len(names) > 6:
            names[3:-2] = ["…"]
        message = f"the replacements form a circle: {' → '.join(names)}"
        hint = "name an entry that stays, or delete 'replaced_by'"
        steps = ("codes", index, "deprecated", "replaced_by", replacements.index(keys[1]))
        yield Finding(steps, message, hint)


@rule("warning")
def hidden_replacement(context: Context) -> Iterator[Finding]:
    """The replacement of a public entry is public.

    Public outputs contain no internal entry, not even its name: they say that the code is
    deprecated, but not what to use instead.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: {replaced_by: NotFound}
        - code: NotFound
          description: No entry has this name.
          visibility: internal

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {replaced_by: NotFound}
        - code: NotFound
          description: No entry has this name.
    """
    entries = context.catalog.entries
    hidden = {entry.key for entry in entries if entry.visibility == "internal"}
    for name, (index, replacements) in _replaced(context).items():
        for number, key in enumerate(replacements):
            if key in hidden and name not in hidden:
                message = f"'{key}', the replacement of '{name}', is not in public outputs"
                hint = "it is internal; name a public entry, or give a reason without naming one"
                steps = ("codes", index, "deprecated", "replaced_by", number)
                yield Finding(steps, message, hint)


Replaced = Mapping[str, tuple[int, tuple[str, ...]]]
"""The index and the replacements of each entry that is deprecated and not removed, by key."""


def _replaced(context: Context) -> Replaced:
    return {
        entry.key: (index, entry.deprecation.replacements)
        for index, entry in enumerate(context.catalog.entries)
        if entry.deprecation and entry.removed is None
    }


def _chains(replaced: Replaced) -> Chains:
    """Follow all replacements, each once."""
    chains = Chains()
    for start in replaced:
        if start not in chains.ends:
            _follow(start, replaced, chains)
    return chains


def _follow(start: str, replaced: Replaced, chains: Chains) -> None:
    """Search in depth; `path` has the keys from the start, with the replacements left to follow."""
    path = {start: iter(replaced[start][1])}
    chains.ends[start] = ()
    while path:
        key = next(reversed(path))
        for following in path[key]:
            if following in path:
                after = takewhile(following.__ne__, reversed(path))
                chains.circles.append((following, *reversed(tuple(after))))
                chains.trapped.add(key)
            elif following in chains.ends or following not in replaced:
                _extend(key, following, chains)
            else:
                path[following] = iter(replaced[following][1])
                chains.ends[following] = ()
                break
        else:
            del path[key]
            if chains.ends[key]:
                chains.trapped.discard(key)
            if path:
                _extend(next(reversed(path)), key, chains)


_MOST_ENDS = 5
"""The number of ends of a chain that a message names."""


def _extend(key: str, following: str, chains: Chains) -> None:
    """Record that a chain continues with an entry whose own chain is known."""
    ends = chains.ends.get(following, (following,))
    chains.ends[key] = tuple(dict.fromkeys((*chains.ends[key], *ends)))[:_MOST_ENDS]
    if following in chains.trapped:
        chains.trapped.add(key)
