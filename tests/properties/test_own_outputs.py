"""What apicodes wrote comes back: `import` gives the carried fields, and `diff` says the same."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from apicodes import loading, targets
from apicodes.catalog.audience import published
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import FIELDS
from apicodes.catalog.model import Catalog
from apicodes.outputs import target_tables
from apicodes.outputs.rendering import ConfiguredTarget
from apicodes.render import markdown, sentences
from apicodes.settings import config
from helpers import cases
from helpers.project import ROOT, Project
from helpers.strategies import Document, as_settings, as_yaml, catalogs, options

COUNT = int(os.environ.get("OWN_OUTPUTS", "30"))
"""How many catalogs are drawn."""


@pytest.mark.slow
@settings(
    max_examples=COUNT,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(catalogs(), options(), st.sampled_from(["one", "per-group", "per-code"]))
def test_every_output_gives_its_catalog_back(
    tmp_path: Path, document: Document, chosen: dict[str, Document], pages: str
) -> None:
    page = chosen["docusaurus"]
    if page.get("layout") == "reference":
        page["pages"] = pages
    project = Project(tmp_path / os.urandom(8).hex())
    settings_text = as_settings(chosen)
    if page.get("pages", "one") != "one":
        settings_text = settings_text.replace('"page.md"', '"pages"')
    project.write("apicodes.toml", settings_text)
    project.write("codes.yaml", as_yaml(document))
    assume(project.run("generate").code == 0)
    check(project)


def check(project: Project) -> None:
    """Check every output of a project: what a file of it says, and what it is compared with."""
    settings = config.load(str(project.path / "apicodes.toml"))
    configured = target_tables.configured_targets(settings)
    hosts = Counter(target.path for target in configured)
    for target in configured:
        if (
            target.kind in targets.NAMES
            and loses_no_entry(target.options)
            and hosts[target.path] == 1
        ):
            source = loading.load(settings, target.catalog)
            name = target.catalog.name
            same = project.run("diff", *(["--catalog", name] if name else []), target.path)
            assert same.code == 0, same.out
            assert same.out.startswith("No changes between "), same.out
            imported = project.run("import", target.path)
            assert imported.code == 0, imported.err
            project.write("back.yaml", imported.out)
            catalog = published(source.catalog, target.common.audience)
            assert_carried(catalog, of_text(imported.out), target)
            if "left out" in imported.err:  # URLs with the key of a group, which no output has.
                assert "no 'docs_url' makes all of them" in imported.err
                continue
            repeated = project.run("diff", "back.yaml", target.path)
            assert (repeated.code, repeated.out[:19]) == (0, "No changes between "), repeated.out


def loses_no_entry(options: Struct) -> bool:
    """Return whether all tables have the columns that tell one entry from another."""
    columns = getattr(options, "columns", None) or ("http_status", "code", "name")
    has_own = bool(getattr(options, "group_columns", {}))
    return {"http_status", "code", "name"} <= set(columns) and not has_own


def of_text(text: str) -> Catalog:
    return loading.assemble(["back.yaml"], lambda _: text).catalog


def assert_carried(catalog: Catalog, back: Catalog, target: ConfiguredTarget) -> None:
    """Check each carried field of each entry; on a reference page, groups set their order."""
    carried = targets.module(target.kind).carries(target.options)
    layout = getattr(target.options, "layout", None)
    by_group = getattr(target.options, "tables", "one") != "one"
    if layout == "table" and (by_group or getattr(target.options, "columns", None) is None):
        carried -= {"name"}  # It has a column where nothing else tells two entries apart.
    entries = [row for entry in catalog.entries for row in rows(entry, layout)]
    wanted, actual = (
        [values(each, entry, carried) for entry in each_entries]
        for each, each_entries in ((catalog, entries), (back, back.entries))
    )
    if layout == "reference" or by_group:
        wanted, actual = (sorted(each, key=repr) for each in (wanted, actual))
    assert actual == wanted


def rows(entry: Entry, layout: str | None) -> Iterator[Entry]:
    """Return an entry as the rows of a table have it: one HTTP status and its description each."""
    texts = {
        status: sentences.description_for(entry, status) for status in entry.status_descriptions
    }
    if layout != "table" or not texts:
        yield entry
    elif entry.code is not None and len(texts) > 1:
        yield replace(entry, http_status=texts, description=None)
    else:
        for status, text in texts.items():
            yield replace(entry, http_status=status, description=text)


def values(catalog: Catalog, entry: Entry, carried: frozenset[str]) -> dict[str, Any]:
    """Return the fields of an entry, as far as spaces and the spelling of Markdown go."""
    fields = {
        row.name: row.with_markdown(row.value_in(catalog, entry), markdown.normal)
        for row in FIELDS
        if row.name in carried and row.name not in ("url", "examples", "params")
    }
    if entry.deprecation is not None and "deprecated" in fields:
        # A reason that is no paragraph, such as a heading, makes other blocks of the sentence.
        announcement = markdown.normal(sentences.deprecation(entry.deprecation))
        fields["deprecated"] = re.sub(r"</?[a-z][^>]*>|\s", "", announcement)
    fields["code"] = entry.code  # A page does not tell numbers from texts.
    if "links" in fields:
        fields["links"] = [(" ".join(link.title.split()), link.url) for link in entry.links]
    spaced = {name: value for name, value in fields.items() if isinstance(value, str)}
    return fields | {name: " ".join(value.split()) or None for name, value in spaced.items()}


@pytest.mark.parametrize("case", cases.cases("generate"), ids=lambda case: case.name)
def test_the_outputs_of_each_case_give_its_catalog_back(case: Path, tmp_path: Path) -> None:
    check(cases.finished(f"generate/{case.name}", tmp_path))


@pytest.mark.parametrize("path", sorted(ROOT.glob("out/*/*")), ids=lambda path: path.name)
def test_the_outputs_of_this_repository_give_its_catalog_back(path: Path) -> None:
    """The whole repository is read, and nothing in it written."""
    project, name = Project(ROOT), str(path.relative_to(ROOT))
    same = project.run("diff", "spec/http_response_codes.yaml", name)
    assert (same.code, same.err) == (0, "")
    back = of_text(project.run("import", name).out)
    source = of_text((ROOT / "spec/http_response_codes.yaml").read_text("utf-8"))
    wanted = [values(source, entry, CARRIED) for entry in source.entries]
    assert [values(back, entry, CARRIED) for entry in back.entries] == wanted


CARRIED = frozenset(("http_status", "status", "code", "description"))
"""The fields that the catalog of this repository fills."""
