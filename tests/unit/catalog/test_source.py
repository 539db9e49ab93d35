"""Catalogs of several files, defaults, and what may be read by whom."""

from hypothesis import given
from hypothesis import strategies as st

from apicodes import loading
from apicodes.catalog.audience import published
from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Deprecated, Removed
from apicodes.catalog.model import Catalog, Header
from apicodes.loading import Source
from apicodes.settings import config
from helpers.project import CATALOG, Project

TERSE = 'rules.description-missing = "off"\n'


def load(project: Project) -> Source:
    settings = config.load(str(project.path / "apicodes.toml"))
    return loading.load(settings, settings.catalogs[0])


def test_files_are_merged_in_the_order_of_the_settings(project: Project) -> None:
    project.write("apicodes.toml", f'spec = ["codes.yaml", "more/*.yaml"]\n{TERSE}')
    project.write("more/b.yaml", "apicodes: 1\ncodes: [{code: B}]\n")
    project.write("more/a.yaml", "apicodes: 1\nheaders: {X-A: {}}\ncodes: [{code: A}]\n")
    source = load(project)
    assert [entry.key for entry in source.catalog.entries] == [
        "200", "NotFound", "TooManyRequests", "A", "B",
    ]  # fmt: skip
    assert source.catalog.headers == {"X-A": Header()}
    assert source.positions.locate("codes", 3, "code").path.endswith("more/a.yaml")
    assert source.positions.locate("codes", 4, "code").line == 2


def test_a_file_that_is_called_like_a_glob_is_found(project: Project) -> None:
    project.write("apicodes.toml", f'spec = ["c[1].yaml", "c[2-3].yaml"]\n{TERSE}')
    project.write("c[1].yaml", "apicodes: 1\ntitle: T\ncodes: [{code: A}]\n")
    for name in ("c1", "c2", "c3"):
        project.write(f"{name}.yaml", f"apicodes: 1\ncodes: [{{code: {name}}}]\n")
    assert [entry.key for entry in load(project).catalog.entries] == ["A", "c2", "c3"]


def test_defaults_hold_for_their_own_file_and_give_way_to_what_an_entry_says(
    project: Project,
) -> None:
    project.write("apicodes.toml", f'spec = ["codes.yaml", "b.yaml"]\n{TERSE}')
    project.write(
        "b.yaml",
        "apicodes: 1\n"
        "defaults: {status: error, visibility: internal, x-team: a, x-page: b}\n"
        "codes: [{code: A}, {code: B, status: fail, visibility: public, x-team: c},"
        " {code: C, status: null}]\n",
    )
    *_, a, b, c = load(project).catalog.entries
    assert (a.status, a.visibility, a.extensions) == (
        "error", "internal", {"x-team": "a", "x-page": "b"},
    )  # fmt: skip
    assert (b.status, b.visibility, b.extensions) == (
        "fail", "public", {"x-team": "c", "x-page": "b"},
    )  # fmt: skip
    assert c.status is None


def test_spellings_of_the_same_catalog_are_equal(project: Project) -> None:
    long = CATALOG.replace("http_status: 404", "http_status: [404]") + (
        "    deprecated: {replaced_by: [NotFound]}\n"
    )
    short = CATALOG + "    deprecated: {replaced_by: NotFound}\n"
    project.write("codes.yaml", long)
    first = load(project).catalog
    project.write("codes.yaml", short)
    assert load(project).catalog == first


SECRET = "never to be read"


def entry_of(code: str) -> st.SearchStrategy[Entry]:
    return st.builds(
        Entry,
        code=st.just(code),
        description=st.just(SECRET),
        visibility=st.sampled_from(["public", "internal"]),
        removed=st.sampled_from([None, Removed(since="1", reason=SECRET)]),
        headers=st.sampled_from([(), ("X-A",), ("X-B",)]),
        deprecated=st.sampled_from([None, Deprecated(replaced_by=("A", "B"))]),
    )


entries = st.tuples(*(entry_of(code) for code in "ABCDE"))


@given(entries)
def test_nothing_of_an_entry_that_is_hidden_is_left(given_entries: tuple[Entry, ...]) -> None:
    catalog = Catalog(
        apicodes=1,
        title="T",
        headers={"X-A": Header(), "X-B": Header()},
        entries=given_entries,
    )
    shown = published(catalog, "public")
    visible = {entry.code for entry in given_entries if _is_public(entry)}
    assert {entry.code for entry in shown.entries} == visible
    assert set(shown.headers) == {name for entry in shown.entries for name in entry.headers}
    for entry in shown.entries:
        if entry.deprecation:
            assert set(entry.deprecation.replacements) == {"A", "B"} & visible


@given(entries)
def test_an_internal_audience_reads_all_that_is_not_removed(
    given_entries: tuple[Entry, ...],
) -> None:
    catalog = Catalog(apicodes=1, title="T", entries=given_entries)
    shown = published(catalog, "internal").entries
    assert [entry.code for entry in shown] == [
        entry.code for entry in given_entries if entry.removed is None
    ]


def _is_public(entry: Entry) -> bool:
    return entry.visibility == "public" and entry.removed is None


def test_no_public_output_holds_a_word_of_an_internal_or_removed_entry(project: Project) -> None:
    hidden = (
        "  - {http_status: 451, code: SecretA, visibility: internal, description: Secret one.}\n"
        "  - {http_status: 410, code: SecretB, removed: {reason: Secret two.}}\n"
        "  - {code: Old, deprecated: {replaced_by: [SecretA, NotFound]}}\n"
    )
    project.write("codes.yaml", CATALOG + hidden)
    assert project.run("generate").code == 0
    outputs = {path: data for path, data in project.files().items() if path.startswith("out/")}
    assert len(outputs) == 4
    for data in outputs.values():
        assert b"ecret" not in data.replace(b"SECRET", b"secret")
        assert b"451" not in data
        assert b"Old" in data
