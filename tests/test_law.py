"""The law: what is rendered, read back, says what the catalog says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from apicodes import config, proof, spec, targets
from strategies import Document, as_settings, as_yaml, catalogs, options

GENERATED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@GENERATED
@given(catalogs(), options())
def test_every_catalog_comes_through_every_target_with_any_options(
    document: Document, chosen: dict[str, Document]
) -> None:
    Path("codes.yaml").write_text(as_yaml(document), encoding="utf-8")
    Path("apicodes.toml").write_text(as_settings(chosen), encoding="utf-8")
    found = []
    settings = config.load("apicodes.toml")
    for job in targets.jobs(settings):
        source = spec.load(settings, job.catalog)
        text = targets.render(settings, job, source).text
        found += [str(problem) for problem in proof.problems(job, source, text, job.path)]
    assert not found
