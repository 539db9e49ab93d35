"""Nothing of an internal or removed entry reaches a public output: no text, no trace."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apicodes import outputs
from apicodes.settings import config
from helpers.strategies import as_yaml

Document = dict[str, Any]

TARGETS = {
    "page": 'target = "docusaurus"',
    "python": 'target = "python"\nopenapi_responses = true',
    "openapi": 'target = "openapi"',
    "percode": 'target = "openapi"\nresponses = "per-code"',
    "typescript": 'target = "typescript"',
    "own": 'target = "template"\ntemplate = "own.jinja"\nnotice = false',
}
"""A table for each way to publish; `own` prints all that a template of the user's can see."""

OWN = "{{ catalog }}\n{{ params }}\n{% for entry in entries %}{{ entry }}\n{% endfor %}"


def settings_for(audience: str) -> str:
    tables = (
        f'[targets.{name}]\npath = "out/{name}"\naudience = "{audience}"\n{more}\n'
        for name, more in TARGETS.items()
    )
    return 'spec = "codes.yaml"\n' + "".join(tables)


def marked(mark: str, identity: list[str], statuses: Any) -> Document:
    """Return an entry that names its mark in every field that holds text."""
    fields = {
        "code": f"{mark}code",
        "name": f"{mark}name",
        "http_status": statuses,
    }
    return {
        **{name: fields[name] for name in identity},
        "status": f"{mark}status",
        "number": int(mark[-3:]) + 987_654_000,
        "title": f"{mark}title",
        "description": f"{mark}description `{mark}`",
        "message": f"{mark}message {{{mark}param}}",
        "params": {f"{mark}param": {"description": f"{mark}param", "example": f"{mark}value"}},
        "group": f"{mark}group",
        "causes": [f"{mark}cause"],
        "solutions": [f"{mark}solution"],
        "retryable": True,
        "headers": [f"{mark}-Header"],
        "examples": [{"summary": f"{mark}summary", "body": {f"{mark}key": f"{mark}value"}}],
        "links": [{"title": f"{mark}link", "url": f"https://x.example/{mark}"}],
        "since": f"{mark}since",
        "aliases": [f"{mark}alias"],
        "deprecated": {"since": f"{mark}gone", "sunset": "2099-09-09", "reason": f"{mark}reason"},
        "x-note": {f"{mark}x": [f"{mark}x"]},
    }


@st.composite
def catalogs(draw: st.DrawFn) -> tuple[Document, Document, list[str]]:
    """Draw a catalog with entries to hide, what it is without them, and the marks of internal ones.

    The first entry is public, so that the catalog without the others is one as well.
    """
    kinds = ["public", *draw(st.lists(st.sampled_from(KINDS), max_size=6))]
    keys = [f"{kind.title()}M{index:03}" for index, kind in enumerate(kinds)]
    whole: Document = {"apicodes": 1, "title": "T", "headers": {}, "groups": {}, "codes": []}
    whole |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "extensible": st.just(False),
                "docs_url": st.just("https://x.example#{anchor}"),
                "envelope": st.just("problem"),
            },
        )
    )
    known = []
    for kind, mark in zip(kinds, keys, strict=True):
        statuses = draw(st.sampled_from([400, 404, [400, 503], {409: f"{mark}map", 423: mark}]))
        entry = marked(mark, draw(st.sampled_from(IDENTITIES)), statuses)
        if kind == "public":
            unused = draw(st.sets(st.sampled_from(sorted(OPTIONAL))))
            entry = {name: value for name, value in entry.items() if name not in unused}
        else:
            entry |= HIDDEN[kind]
        known.append((kind, entry.get("code") or entry["name"]))
        whole["headers"][f"{mark}-Header"] = {"description": f"{mark} header", "example": mark}
        whole["groups"][f"{mark}group"] = {"title": f"{mark} group", "description": mark}
        whole["codes"].append(entry)
    staying = [key for kind, key in known if kind in ("public", "internal")]
    public = {key for kind, key in known if kind == "public"}
    reduced = copy.deepcopy(whole)
    for kind, entry, less in zip(kinds, whole["codes"], reduced["codes"], strict=True):
        if kind == "public" and draw(st.booleans()):
            named = draw(st.lists(st.sampled_from(staying), max_size=3))
            entry["deprecated"] = {"since": "2.0", "replaced_by": named}
            shown = [key for key in named if key in public]
            less["deprecated"] = {"since": "2.0", "replaced_by": shown}
    reduced["codes"] = [
        entry for kind, entry in zip(kinds, reduced["codes"], strict=True) if kind == "public"
    ]
    marks = [mark for kind, mark in zip(kinds, keys, strict=True) if kind == "internal"]
    return whole, reduced, marks


KINDS = ("public", "internal", "removed", "both")
HIDDEN: dict[str, Document] = {
    "internal": {"visibility": "internal"},
    "removed": {"removed": {"since": "RemovedM", "reason": "RemovedM reason"}},
    "both": {"visibility": "internal", "removed": {"reason": "BothM reason"}},
}
IDENTITIES = (["code", "http_status"], ["code", "name"], ["name", "http_status"], ["code"])
OPTIONAL = (
    "status", "number", "title", "message", "retryable", "headers", "examples",
    "since", "deprecated", "group", "x-note",
)  # fmt: skip


def rendered(folder: Path, document: Document, audience: str) -> dict[str, str]:
    (folder / "own.jinja").write_text(OWN, encoding="utf-8")
    (folder / "codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    (folder / "apicodes.toml").write_text(settings_for(audience), encoding="utf-8")
    return {
        each.path: each.text for each in outputs.plan(config.load(str(folder / "apicodes.toml")))
    }


GENERATED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.mark.slow
@GENERATED
@given(catalogs())
def test_public_outputs_are_those_of_a_catalog_that_never_had_what_is_hidden(
    tmp_path: Path, drawn: tuple[Document, Document, list[str]]
) -> None:
    whole, reduced, _ = drawn
    found = rendered(tmp_path, whole, "public")
    assert len(found) == len(TARGETS)
    for text in found.values():
        lowered = text.lower()
        assert not [kind for kind in ("internalm", "removedm", "bothm") if kind in lowered]
    assert found == rendered(tmp_path, reduced, "public")


@pytest.mark.slow
@GENERATED
@given(catalogs())
def test_an_internal_audience_reads_what_is_internal_and_nothing_of_what_is_removed(
    tmp_path: Path, drawn: tuple[Document, Document, list[str]]
) -> None:
    whole, _, internal = drawn
    for text in rendered(tmp_path, whole, "internal").values():
        assert "removedm" not in text.lower()
        assert "bothm" not in text.lower()
        assert all(f"{mark}description" in text for mark in internal)
