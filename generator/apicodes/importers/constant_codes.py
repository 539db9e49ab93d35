"""Which constants of a program are its codes, and which say more of these."""

import re

from apicodes.importers import Imported
from apicodes.importers.constant_entries import Codes, take
from apicodes.importers.constants import (
    CONSTANTS,
    Member,
    Opaque,
    Symbol,
    Table,
    http_status,
    is_code,
    normalized,
)
from apicodes.importers.declarations import Declarations
from apicodes.importers.findings import count
from apicodes.importers.meanings import columns, is_number, rows, status_in

_ERRORS = r"err|(?<!de)fault|fail|problem"
_NAMED = re.compile(f"{_ERRORS}|code|^E_", re.I)
_TIERS = (
    re.compile(f"{_ERRORS}|exception|response|status_?code", re.I),
    re.compile(f"^{CONSTANTS}| (default|exports)$|code|status", re.I),
    re.compile(""),
)


def imported(declared: Declarations) -> Imported:
    """Return what the tables that hold codes say; what is left out is noted.

    Raises `ProblemsFound` with what was seen where none holds codes.
    """
    codes = Codes(declared.findings)
    tables = sorted(declared.tables, key=lambda table: table.line)
    for table in tables:
        for member in table.members:
            if type(member.name) is str and is_code(member.value.value):
                codes.by_name.setdefault(table.full_name(member), str(member.value.value))
    valued = [table for table in tables if not _is_left(codes, table)]
    valued = _without_inverses(codes, valued)
    best = _best(codes, [table for table in valued if not _has_names_of_codes(table)])
    for table in best:
        take(codes, table, is_known=_is_keyed(table) and _is_known(codes, table))
    for table in valued:
        if table not in best and _is_known(codes, table):
            take(codes, table, is_known=True)
        elif table not in best:
            _leave(codes, table, "others are likelier to be codes")
    entries = {entry.code for entry in codes.findings.entries.values()} - {None}
    if entries and entries <= codes.integers:
        codes.findings.set("code_type", "integer", codes.at(best[0].line if best else 1))
    seen = ", ".join(count(number, noun) for noun, number in declared.seen.items())
    return codes.findings.imported(f"{seen or 'no constants'}; none holds codes")


def _best(codes: Codes, tables: list[Table]) -> list[Table]:
    """Return the likeliest tables, those first that are not keyed by what others hold."""
    tier = min((_tier(table) for table in tables if not _is_keyed(table)), default=2)
    if tier == 2:
        tier = min(map(_tier, tables), default=2)
    best = [
        table
        for table in tables
        if _tier(table) == tier or (_tier(table) < tier and _is_keyed(table))
    ]
    if tier == 2:
        likely = [
            table
            for table in best
            if table.kind in ("enum", "union") or any(map(status_in, table.members))
        ]
        best = sorted(likely, key=lambda table: -len(table.members))[:1]
        for table in best:
            text = f"{table.label} is taken as the codes: no name speaks of codes or errors"
            codes.note("guessed", table.line, text)
    best = [table for table in best if not _is_of_statuses(table) or not any(map(_is_coded, best))]
    return sorted(best, key=lambda table: (_is_keyed(table), table.kind != "enum"))


def _is_coded(table: Table) -> bool:
    return "code" in columns(table, rows(table), is_known=False)


def _is_of_statuses(table: Table) -> bool:
    """Return whether a table has no more than HTTP statuses with their names."""
    fields = columns(table, rows(table), is_known=False)
    return [*fields] == ["http_status"] and all(member.name for member in table.members)


_KINDS = re.compile(r"(category|severity|level|source|priority|group|domain)$", re.I)
"""Enums with a name such as ``ErrorCategory`` hold kinds of codes, and no codes."""


def _tier(table: Table) -> int:
    if _KINDS.search(table.name):
        return 2
    return next(tier for tier, pattern in enumerate(_TIERS) if pattern.search(table.label))


def _leave(codes: Codes, table: Table, why: str) -> None:
    text = f"{table.label}, {count(len(table.members), 'member')}: {why}"
    codes.note("left out", table.line, text)


def _is_left(codes: Codes, table: Table) -> bool:
    """Note a table with nothing to take in it; return whether it is one.

    Of the constants of a module, those are kept that are named or spelled like codes.
    """
    if table.kind == CONSTANTS:
        others = [member for member in table.members if not _may_be_code(member)]
        table.members = [member for member in table.members if _may_be_code(member)]
        if others:
            names = ", ".join(f"{member.name} (line {member.value.line})" for member in others)
            codes.note("left out", table.line, f"neither named nor spelled like codes: {names}")
    for member in table.members if table.is_mapping else ():
        value = member.value.value
        if isinstance(value, Symbol) and not (http_status(value) or codes.resolved(table, value)):
            member.value = member.value.at(Opaque(value))
    values = [(member.name, member.value.value) for member in table.members]
    if all(isinstance(value, Opaque) for _, value in values):
        if values:
            _leave(codes, table, "none has a value that is known")
        return True
    is_reference = all(name is None and isinstance(value, Symbol) for name, value in values)
    if is_reference:
        _leave(codes, table, "it says no more of the codes that it names")
    return is_reference


def _may_be_code(member: Member) -> bool:
    value, name = member.value.value, str(member.name)
    is_spelled = isinstance(value, str) and normalized(value) == normalized(name)
    return is_code(value) and (is_spelled or bool(_NAMED.search(name)))


def _has_names_of_codes(table: Table) -> bool:
    return all(type(member.name) is Symbol for member in table.members)


def _is_keyed(table: Table) -> bool:
    """Return whether the keys of a mapping are its codes, and its values say more of them."""
    code = columns(table, rows(table), is_known=False).get("code")
    return table.is_mapping and code in (["name"], None)


def _is_known(codes: Codes, table: Table) -> bool:
    """Return whether a mapping is one of codes that were taken, or that stand elsewhere."""
    keys = [codes.key(table, member) for member in table.members]
    taken = [key for key in keys if key is None or key in codes.taken]
    return table.is_mapping and 2 * len(taken) > len(keys)


def _without_inverses(codes: Codes, tables: list[Table]) -> list[Table]:
    """Return the tables but mappings from the codes of another one back to their names."""
    kept: list[tuple[Table, set[tuple[str, str]]]] = []
    for table in sorted(tables, key=lambda table: (table.is_mapping, _is_numbered(table))):
        inverse = {(str(member.value.value), codes.key(table, member)) for member in table.members}
        others = (other for other, pairs in kept if 2 * len(inverse & pairs) > len(inverse))
        other = next(others, None) if table.is_mapping else None
        if other is None:
            named = {(str(member.name), str(member.value.value)) for member in table.members}
            kept.append((table, named))
        else:
            _leave(codes, table, f"{other.label} has them the other way round")
    names = [table for table, _ in kept]
    return [table for table in tables if table in names]


def _is_numbered(table: Table) -> bool:
    return all(is_number(member.name) for member in table.members)
