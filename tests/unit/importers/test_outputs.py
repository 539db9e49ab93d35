"""What apicodes wrote, imported: the entries of the catalog, as far as the target carries them."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from apicodes import loading
from apicodes.catalog.audience import published
from apicodes.catalog.fields import filled_fields
from apicodes.compare.comparable import ImportedKind
from apicodes.importers import Imported, own_outputs
from apicodes.outputs import target_tables
from apicodes.settings import config
from apicodes.targets import extensions
from helpers import cases
from helpers.project import ROOT

CASES = ["", *(f"generate/{case.name}" for case in cases.cases("generate"))]
"""The cases, and this repository itself."""

READERS: tuple[ImportedKind, ...] = ("openapi", "python", "typescript")


def imported(folder: Path, target: ImportedKind) -> list[tuple[Imported, loading.Source, Any]]:
    settings = config.load(str(folder / ("pyproject.toml" if folder == ROOT else "apicodes.toml")))
    found = []
    for job in target_tables.configured_targets(settings):
        if job.kind == target and job.common.region is None:
            path = os.path.join(folder, job.path)
            text = Path(path).read_text(encoding="utf-8")
            source = loading.load(settings, job.catalog)
            file = own_outputs.read(text, path, path, target)
            assert file is not None
            found.append((file, source, job.options))
    return found


@pytest.mark.parametrize("target", READERS)
@pytest.mark.parametrize("case", CASES)
def test_an_output_gives_back_the_entries_of_its_catalog(
    case: str, target: ImportedKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cases.finished(case, tmp_path).path if case else ROOT
    monkeypatch.chdir(folder)
    for file, source, options in imported(folder, target):
        catalog = published(source.catalog, "public")
        expected: list[dict[str, Any]] = []
        for entry in catalog.entries:
            fields = filled_fields("document", catalog, entry) | extensions.of(entry, options)
            if entry.code is not None:
                fields["code"] = entry.code
            if target != "openapi":
                fields.pop("headers", None)
            expected.append(fields)
        rows = [{**record.fields} for record in file.reading.entries]
        for fields in expected:
            fields.pop("url", None)
        assert rows == expected
        assert [note.kind for note in file.notes] == ["recognised"]
        assert file.reading.root.fields["title"] == catalog.title
        for record in [file.reading.root, *file.reading.entries]:
            assert record.lines.keys() >= record.fields.keys()


def test_the_fragment_gives_back_what_else_a_catalog_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cases.finished("generate/everything", tmp_path).path
    monkeypatch.chdir(folder)
    (file, source, _), _ = imported(folder, "openapi")
    root, catalog = file.reading.root.fields, source.catalog
    assert root["version"] == catalog.version
    assert root["description"] == (catalog.description or "").strip()
    assert root["type_name"] == catalog.type_name
    assert root["extensible"] is False
    envelope = catalog.error_envelope
    assert root["envelope"] == {"media_type": envelope.media_type, "body": envelope.body}
    assert root["headers"]["Retry-After"]["example"] == 30
    names = {entry.fields.get("code"): entry.fields.get("name") for entry in file.reading.entries}
    assert names["0010"] == "CardDeclined"
    assert names["NotFound"] is None


def test_integers_come_back_as_text_with_their_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cases.finished("generate/integers", tmp_path).path
    monkeypatch.chdir(folder)
    for target in READERS:
        for file, *_ in imported(folder, target):
            assert file.reading.root.fields["code_type"] == "integer"
            assert file.reading.root.fields["type_name"] == "BrokerCode"
            if target == "openapi":
                assert file.reading.root.fields["envelope"] == {
                    "body": {"err_code": "{code}", "description": "{message}"},
                    "schema": "broker.yaml#/components/schemas/Error",
                }


def read(text: str, path: str, kind: ImportedKind) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the entries of a file, and what is left out."""
    file = own_outputs.read(text, path, f"/{path}", kind)
    assert file is not None
    left_out = (f"{note.location}: {note.text}" for note in file.notes if note.kind == "left out")
    return [record.fields for record in file.reading.entries], sorted(left_out)


def test_a_fragment_that_somebody_changed_keeps_what_can_be_read() -> None:
    rows = (
        "x-response-codes: [{http_status: [404, x], code: A, foo: 1}, "
        "{http_status: {'409': Taken}}, 5]"
    )
    entries, left_out = read(f"openapi: 3.1.0\n{rows}", "api.yaml", "openapi")
    assert entries == [
        {"http_status": (404,), "code": "A"},
        {"http_status": (409,), "status_descriptions": {409: "Taken"}},
        {},
    ]
    assert left_out == [
        "api.yaml:2: 'an entry that is no mapping'",
        "api.yaml:2: foo: '1'",
        "api.yaml:2: http_status: '(404, 'x')'",
    ]


def test_constants_that_somebody_changed_keep_what_can_be_read() -> None:
    notice = "// @generated by apicodes from a.yaml. Do not edit.\n"
    table = "export const responses: X[] = [{ code: 'a', deprecated: { ...gone, since: '1' } }];"
    entries, left_out = read(notice + table, "codes.ts", "typescript")
    assert entries == [{"code": "a", "deprecated": {"since": "1"}}]
    assert "codes.ts:2: '...gone'" in left_out


def test_what_people_wrote_is_not_read_so() -> None:
    assert own_outputs.read("class A: pass\n", "a.py", "/a.py", "python") is None
    text = "| Code | Status |\n|---|---|\n| A | 404 |\n"
    assert own_outputs.read(text, "a.md", "/a.md", "page") is None


@pytest.mark.slow
@pytest.mark.parametrize("path", ["out/openapi/codes.yaml", "out/typescript/codes.ts"])
@pytest.mark.parametrize("value", ['{"a": [1]}', "1"])
def test_a_value_of_another_type_is_left_out(path: str, value: str, tmp_path: Path) -> None:
    project = cases.finished("generate/everything", tmp_path)
    text = project.read(path)
    keys = {key[0]: key for key in re.finditer(r"^ +(?:- )?[\w-]+: (?=.)", text, re.M)}
    for key in keys.values():
        end = re.compile(r",?$", re.M).search(text, key.end())
        assert end is not None
        project.write(path, f"{text[: key.end()]}{value}{text[end.start() :]}")
        for command in (("import", path), ("diff", path, "spec/api.yaml")):
            done = project.run(*command)
            assert done.code in (0, 1), (key[0], done.err)
