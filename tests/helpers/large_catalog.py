"""A catalog of 300 codes in 12 groups with every field of the format, made from words.

Which entry has which optional field follows from its place: the same catalog in every run. Beside
the 300 there are entries without a code, internal ones, and tombstones.
"""

from typing import Any

import yaml

from helpers.large_faults import FAULTS, HAZARDS, LANGUAGES, Fault
from helpers.large_groups import GROUPS, Thing

Fields = dict[str, Any]

SETTINGS = """\
spec = "codes.yaml"

[extensions]
x-owner = { type = "string" }
x-runbook = { type = "object" }
"""
"""The settings for a catalog ``codes.yaml``, without a target."""

PER_THING = 5
"""How many faults a thing has: 12 groups of 5 things with 5 faults each are 300 codes."""

ROOT: Fields = {
    "apicodes": 1,
    "title": "Codes of the marketplace",
    "description": (
        "Every code that the API of the marketplace answers with. An error has a body of the type\n"
        "`application/problem+json`; read its `code`, never its `title`, which may change.\n\n"
        "- Codes are *stable*: one that is gone is announced first, and never used again.\n"
        "- Look one up with `Ctrl-F`, or follow the `type` of a body to its description.\n"
    ),
    "version": "2.14.0",
    "type_name": "MarketCode",
    "code_type": "string",
    "extensible": True,
    "envelope": "problem",
    "headers": {
        "Retry-After": {
            "description": "Seconds to wait before the next request; `30`, never a date.",
            "schema": {"type": "integer", "minimum": 1},
            "example": 30,
        },
        "RateLimit-Remaining": {
            "description": "How many requests are left, of {limit} or <limit>, in this minute.",
            "schema": {"type": "integer", "minimum": 0},
            "example": 0,
        },
        "ETag": {
            "description": "The version of what is there now.",
            "schema": {"type": "string", "pattern": '^(W/)?".*"$'},
            "example": '"v17"',
        },
        "WWW-Authenticate": {"example": 'Bearer realm="market", error="invalid_token"'},
    },
    "groups": {
        key: {"title": title, "description": description}
        for key, (title, description, _) in GROUPS.items()
    },
    "defaults": {"status": "error", "x-owner": "platform"},
}

WITHOUT_CODE: tuple[Fields, ...] = (
    {
        "http_status": 200,
        "status": "ok",
        "name": "Success",
        "title": "It worked",
        "description": "The body is what was asked for.",
        "group": "platform",
        "examples": [{"summary": "A list", "body": {"data": [{"id": "prd_alpha"}], "next": None}}],
    },
    {
        "http_status": [201, 202],
        "status": "ok",
        "description": "It was made (201), or will be made soon (202).",
        "group": "platform",
    },
    {
        "http_status": 204,
        "status": "ok",
        "name": "NothingToSay",
        "description": "It worked, and there is nothing to say.",
    },
)

HIDDEN: tuple[Fields, ...] = (
    {
        "http_status": 500,
        "code": "ShardSplit",
        "description": "A secret of ours: the shard of the account is being split.",
        "group": "platform",
        "visibility": "internal",
    },
    {
        "http_status": 403,
        "code": "StaffOnly",
        "description": "A secret of ours: only people of the support may do this.",
        "group": "access",
        "visibility": "internal",
    },
    {
        "http_status": 410,
        "code": "FaxFailed",
        "description": "The fax did not arrive.",
        "group": "shipping",
        "since": "0.3",
        "removed": {"since": "1.0", "reason": "Nobody sends a *fax* any more."},
    },
    {"code": "Teapot", "http_status": 418, "description": "Tea was asked for.", "removed": {}},
)


def text(docs_url: str) -> str:
    """Return the catalog as YAML."""
    return yaml.safe_dump(catalog(docs_url), allow_unicode=True, sort_keys=False, width=100)


def catalog(docs_url: str) -> Fields:
    """Return the catalog as its YAML holds it."""
    return {**ROOT, "docs_url": docs_url, "codes": [*WITHOUT_CODE, *_coded(docs_url), *HIDDEN]}


def _coded(docs_url: str) -> list[Fields]:
    """Return the 300 entries with a code. The things of a group do not have the same faults."""
    things = [(group, thing) for group, (_, _, each) in GROUPS.items() for thing in each]
    coded = [
        (group, thing, FAULTS[(nth * 4 + offset) % len(FAULTS)])
        for nth, (group, thing) in enumerate(things)
        for offset in range(PER_THING)
    ]
    codes = [thing.code + fault.code for _, thing, fault in coded]
    entries = [
        {**_entry(place, *each), **_sometimes(place, *each), **_announced(place, codes)}
        for place, each in enumerate(coded)
    ]
    for place, entry in enumerate(entries):
        if place % 3 == 0:
            entry["examples"] = _examples(place, entry, docs_url)
    return entries


def _entry(place: int, group: str, thing: Thing, fault: Fault) -> Fields:
    """Return the fields that each of the 300 has."""
    hazard = HAZARDS[place // 3 % len(HAZARDS)] if place % 3 == 1 else ""
    title = LANGUAGES[place // 31 % len(LANGUAGES)] if place % 31 == 7 else fault.title
    params: Fields = {"id": {"description": f"The `id` of the {thing.words}.", "example": thing.id}}
    if fault.limit is not None:
        params["limit"] = {"type": "integer", "example": fault.limit}
    return {
        "http_status": _about(fault.http_status, thing, group),
        "code": thing.code + fault.code,
        "number": 10_000 + place,
        "title": _about(title, thing, group),
        "message": fault.message.replace("{thing}", thing.words),
        "params": params,
        "group": group,
        "description": _about(fault.description, thing, group) + (hazard and f"\n\n{hazard}"),
        "causes": _about(fault.causes, thing, group),
        "solutions": _about(fault.solutions, thing, group),
        "retryable": fault.retryable,
    }


def _about(value: Any, thing: Thing, group: str) -> Any:
    """Return a value whose texts speak of a thing."""
    match value:
        case str():
            text = value.replace("{thing}", thing.words).replace("{id}", thing.id)
            return text.replace("{path}", f"/{group}/{thing.code.lower()}s")
        case dict():
            return {key: _about(item, thing, group) for key, item in value.items()}
        case tuple():
            return [_about(item, thing, group) for item in value]
        case _:
            return value


def _sometimes(place: int, group: str, thing: Thing, fault: Fault) -> Fields:
    """Return the fields that some of the 300 have, each at places of its own."""
    page = f"https://docs.example.com/{group}"
    fields: Fields = {
        "headers": list(fault.headers),
        "since": f"1.{place % 13}" if place % 7 else None,
        "links": [
            {"title": f"All about <{group}> & [more]", "url": f"{page}?a=1&b={{2}}#{thing.code}"},
            {"title": "The status page", "url": "https://status.example.com/"},
        ][: place % 4],
        "aliases": [f"{thing.code}{place}", f"{group}_{place}"] if place % 9 == 2 else None,
        "name": f"The{thing.code}{fault.code}" if place % 40 == 13 else None,
        "x-owner": f"team-{group}" if place % 10 == 0 else None,
        "x-runbook": {"pages": [place], "on-call": place % 4 == 0} if place % 10 == 0 else None,
    }
    return {name: value for name, value in fields.items() if value}


def _examples(place: int, entry: Fields, docs_url: str) -> list[Fields]:
    """Return bodies of RFC 9457 with members of their own; one entry in two has a second one."""
    statuses = entry["http_status"]
    url = docs_url.replace("{anchor}", entry.get("name") or entry["code"])
    body = {
        "type": url.replace("{group}", entry["group"]),
        "title": entry["title"],
        "status": statuses if isinstance(statuses, int) else next(iter(statuses)),
        "detail": entry["message"].replace("{id}", entry["params"]["id"]["example"]),
        "code": entry["code"],
    }
    errors = [
        {"pointer": f"/{at}", "allowed": ["a|b", "<c>", "{d}", None], "max": 2.5 * at}
        for at in range(1, 3)
    ]
    nested = {**body, "errors": errors, "trace": {"id": f"req-{place:05}", "sampled": False}}
    examples: list[Fields] = [{"summary": "As it comes", "body": body}, {"body": nested}]
    return examples[: 1 + place % 2]


def _announced(place: int, codes: list[str]) -> Fields:
    """Return the announcement that a code goes, for some of the 300: the next ones take over."""
    if place % 23 != 5:
        return {}
    one, another = codes[place + 1 : place + 3]
    announcements: list[Fields] = [
        {"since": "2.0", "sunset": "2099-01-31", "replaced_by": one},
        {"since": "2.1", "replaced_by": [one, another], "reason": f"`{one}` says *why*."},
        {"reason": "It never happens; {nothing} takes <its> place."},
        {"replaced_by": another},
    ]
    return {"deprecated": announcements[place // 23 % len(announcements)]}
