"""What was adopted makes the output say what it says: for random catalogs, edits and targets."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apicodes import loading
from apicodes.edit import catalog_edits
from apicodes.edit.adopting import Adoption
from apicodes.outputs import rendering, round_trip, statements, target_tables
from apicodes.outputs.rendering import Output
from apicodes.problems import ProblemsFound
from apicodes.settings import config
from helpers import strategies
from helpers.strategies import Document, as_settings, as_yaml, catalogs
from helpers.yaml_styles import Styled

pytestmark = pytest.mark.slow

TEXTS = {
    "description": strategies.markdown(),
    "title": strategies.lines(),
    "message": strategies.lines(),
    "status": strategies.lines(2),
    "since": strategies.lines(1),
    "causes": st.lists(strategies.markdown(), min_size=1, max_size=2),
    "number": st.integers(0, 99),
    "retryable": st.booleans(),
    "http_status": st.sampled_from([404, [500, 502]]),
}


def edited(document: Document, data: st.DataObject) -> Document:
    """Return a catalog with a few other texts, rows that go and rows that come."""
    entries: list[dict[str, Any]] = [dict(entry) for entry in document["codes"]]
    for _ in range(data.draw(st.integers(1, 3))):
        entry = data.draw(st.sampled_from(entries))
        name = data.draw(st.sampled_from(sorted(TEXTS)))
        if name == "http_status" and "code" not in entry:
            continue
        entry[name] = data.draw(TEXTS[name])
    change = data.draw(st.sampled_from(["", "", "", "come", "go", "move", "go and come"]))
    if change == "come":
        at = data.draw(st.integers(0, len(entries)))
        entries.insert(at, {"http_status": 418, "code": "77", "description": "New."})
    elif change == "go" and len(entries) > 1:
        del entries[data.draw(st.integers(0, len(entries) - 1))]
    elif change == "go and come" and len(entries) > 1:
        del entries[0]
        entries.append({"http_status": 418, "code": "77", "description": "New."})
    elif change == "move":
        entries.append(entries.pop(0))
    return {**document, "codes": entries}


def keys_of(output: Output) -> list[str]:
    """Return the keys of the rows that a catalog makes."""
    return [record.key for record in statements.of_catalog(output).entries]


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(catalogs(many=3), st.sampled_from(["table", "reference"]), st.data())
def test_what_is_adopted_is_what_the_output_says(
    tmp_path: Path, document: Document, layout: str, data: st.DataObject
) -> None:
    path = tmp_path / "apicodes.toml"
    path.write_text(as_settings({"docusaurus": {"layout": layout}}), encoding="utf-8")
    catalog = tmp_path / "codes.yaml"
    settings = config.load(str(path))
    (table,) = settings.catalogs
    with suppress(ProblemsFound):  # An entry that went may be the replacement of another.
        catalog.write_text(as_yaml(edited(document, data)), encoding="utf-8")
        wanted = loading.load(settings, table)
        lines = Styled(data.draw).mapping(document, 0)
        catalog.write_text("\n".join([*lines, ""]), encoding="utf-8")
        files = catalog_edits.read(settings, table)
        for job in target_tables.configured_targets(settings):
            (task,) = rendering.outputs_of(job, wanted)
            text = rendering.render(settings, task).text
            with suppress(ProblemsFound):
                adoption = Adoption(files)
                adoption.take(task, job.path, text, files.source)
                result = adoption.result()
                assert keys_of(task) == keys_of(rendering.outputs_of(job, files.source)[0])
                (new,) = rendering.outputs_of(job, result.source)
                assert round_trip.differences(new, text) == []


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(catalogs(many=3), st.sampled_from(["table", "reference"]), st.data())
def test_an_output_that_is_older_than_the_catalog_changes_nothing(
    tmp_path: Path, document: Document, layout: str, data: st.DataObject
) -> None:
    path = tmp_path / "apicodes.toml"
    path.write_text(as_settings({"docusaurus": {"layout": layout}}), encoding="utf-8")
    catalog = tmp_path / "codes.yaml"
    settings = config.load(str(path))
    (table,) = settings.catalogs
    catalog.write_text(as_yaml(document), encoding="utf-8")
    base = loading.load(settings, table)
    catalog.write_text(as_yaml(edited(document, data)), encoding="utf-8")
    try:
        loading.load(settings, table)
    except ProblemsFound:
        return  # An entry that went is the replacement of another.
    files = catalog_edits.read(settings, table)
    for job in target_tables.configured_targets(settings):
        (task,) = rendering.outputs_of(job, base)
        text = rendering.render(settings, task).text
        adoption = Adoption(files)
        adoption.take(task, job.path, text, base)
        assert adoption.result().texts == files.texts
