"""Which constants of a program are its codes."""

import re
from collections.abc import Iterable, Mapping

from apicodes.importers import Imported
from apicodes.importers.constants import CONSTANTS, Candidate, Member, Symbol, is_code, normalized
from apicodes.importers.findings import Findings, count
from apicodes.importers.meanings import columns, rows, status_in
from apicodes.importers.vocabulary_entries import Known, is_opaque, qualified, take

_ERRORS = r"err|(?<!de)fault|fail|problem"
_NAMED = re.compile(f"{_ERRORS}|code", re.I)
_TIERS = (
    re.compile(f"{_ERRORS}|exception|response|status_?code", re.I),
    re.compile(f"^{CONSTANTS}| (default|exports)$|code|status", re.I),
    re.compile(""),
)


def imported(
    findings: Findings,
    candidates: Iterable[Candidate],
    singles: Iterable[Candidate],
    seen: Mapping[str, int],
) -> Imported:
    """Say what the candidates that hold codes say, and note which were left out.

    `singles` are the constants that stand alone in a module or namespace. Raises `ProblemsFound`
    with what was seen where none holds codes.
    """
    several = [group for group in singles if group.members]
    for group in several:
        group.line = group.members[0].value.line
    _gather(Known(findings), sorted([*candidates, *several], key=lambda its: its.line))
    counts = ", ".join(count(number, noun) for noun, number in seen.items())
    return findings.imported(f"{counts}; none holds codes")


def _gather(known: Known, candidates: list[Candidate]) -> None:
    for candidate in candidates:
        for member in candidate.members:
            if type(member.name) is str and is_code(member.value.value):
                known.codes.setdefault(qualified(candidate, member), str(member.value.value))
        if candidate.kind == CONSTANTS:
            _drop_others(known, candidate)
    valued = [its for its in candidates if not _is_empty(known, its)]
    tables = [its for its in valued if all(type(it.name) is Symbol for it in its.members)]
    best = _best(known, [its for its in valued if its not in tables])
    for candidate in best:
        take(known, candidate, is_table=_is_keyed(candidate) and _is_known(known, candidate))
    for candidate in valued:
        if candidate not in best and _is_known(known, candidate):
            take(known, candidate, is_table=True)
        elif candidate not in best:
            _leave(known, candidate, "others are likelier to be codes")
    found = {entry.code for entry in known.findings.entries.values()} - {None}
    if found and found <= known.integers:
        known.findings.set("code_type", "integer", known.at(best[0].line if best else 1))


def _best(known: Known, candidates: list[Candidate]) -> list[Candidate]:
    """Return the likeliest candidates, those first that are not keyed by what others hold."""
    tier = min((_tier(its) for its in candidates if not _is_keyed(its)), default=2)
    if tier == 2:
        tier = min(map(_tier, candidates), default=2)
    best = [
        its for its in candidates if _tier(its) == tier or (_tier(its) < tier and _is_keyed(its))
    ]
    if tier == 2:
        telling = [
            its for its in best if its.kind in ("enum", "union") or any(map(status_in, its.members))
        ]
        best = sorted(telling, key=lambda its: -len(its.members))[:1]
        for its in best:
            text = f"{its.label} is taken as the codes: no name speaks of codes or errors"
            known.note("guessed", its.line, text)
    return sorted(best, key=lambda its: (_is_keyed(its), its.kind != "enum"))


def _is_empty(known: Known, candidate: Candidate) -> bool:
    """Note a candidate with nothing to take in it; return whether it is one."""
    if all(is_opaque(its.value) for its in candidate.members):
        if candidate.members:
            _leave(known, candidate, "none has a value that is known")
        return True
    is_reference = all(
        its.name is None and isinstance(its.value.value, Symbol) for its in candidate.members
    )
    if is_reference:
        _leave(known, candidate, "it says no more of the codes that it names")
    return is_reference


def _leave(known: Known, candidate: Candidate, why: str) -> None:
    text = f"{candidate.label}, {count(len(candidate.members), 'member')}: {why}"
    known.note("left out", candidate.line, text)


def _drop_others(known: Known, candidate: Candidate) -> None:
    """Keep those constants of a module that are named or spelled like codes."""
    members = candidate.members
    candidate.members = [its for its in members if _may_be_code(its)]
    others = [f"{its.name} (line {its.value.line})" for its in members if not _may_be_code(its)]
    if others:
        text = f"neither named nor spelled like codes: {', '.join(others)}"
        known.note("left out", candidate.line, text)


def _is_keyed(candidate: Candidate) -> bool:
    """Return whether the keys of a mapping are its codes, and its values say more of them."""
    found = columns(candidate, rows(candidate), is_table=False).get("code")
    return candidate.is_mapping and found in (["name"], None)


def _is_known(known: Known, candidate: Candidate) -> bool:
    """Return whether a mapping is one of codes that were taken, or that stand elsewhere."""
    names = (its.name for its in candidate.members)
    codes = [known.resolved(candidate, it) if isinstance(it, Symbol) else it for it in names]
    taken = [code for code in codes if code is None or code in known.taken]
    return candidate.is_mapping and 2 * len(taken) > len(codes)


def _may_be_code(member: Member) -> bool:
    value, name = member.value.value, str(member.name)
    spelled = isinstance(value, str) and normalized(value) == normalized(name)
    return is_code(value) and (spelled or bool(_NAMED.search(name)))


def _tier(candidate: Candidate) -> int:
    return next(tier for tier, its in enumerate(_TIERS) if its.search(candidate.label))
