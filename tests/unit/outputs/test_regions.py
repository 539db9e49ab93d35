"""Regions of files that people write: found by their markers, and nothing else is touched."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apicodes.outputs import regions
from apicodes.problems import ProblemsFound

SHAPES = {
    "README.md": ("{/* %s */}", "[//]: # (%s)", '[//]: # "%s"', "[//]: # '%s'", "<!-- %s -->"),
    "page.mdx": ("{/* %s */}", "[//]: # (%s)", "<!-- %s -->", "  {/*%s*/}"),
    "Guide.MARKDOWN": ("<!-- %s -->", "<!--%s-->", "   [//]: # (%s)"),
    "api.yaml": ("# %s", "#%s", "\t# %s", "    # %s"),
    "codes.py": ("# %s", "    # %s"),
    "codes.ts": ("// %s", "  //%s"),
}
OF = [(path, shape) for path, shapes in SHAPES.items() for shape in shapes]


def host(shape: str, content: str = "") -> str:
    begin, end = shape % "apicodes:begin codes", shape % "apicodes:end codes"
    return f"before\n\n{begin}\n{content}{end}\n\nafter"


def complaints(text: str, path: str, *names: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        regions.read(text, path, names)
    assert all(each.hint for each in found.value.problems)
    return [f"{each.location}: {each.message}" for each in found.value.problems]


@pytest.mark.parametrize(("path", "shape"), OF)
def test_a_region_is_what_stands_between_its_markers(path: str, shape: str) -> None:
    region = regions.read(host(shape, "\n| a |\n\n"), path, ["codes"])["codes"]
    assert region == regions.Region("| a |\n", 5)


@pytest.mark.parametrize(("path", "shape"), OF)
def test_a_text_takes_the_indentation_of_its_marker_and_blank_lines_where_it_is_markdown(
    path: str, shape: str
) -> None:
    indent = shape[: len(shape) - len(shape.lstrip())]
    blank = "" if path.endswith((".yaml", ".py", ".ts")) else "\n"
    text = regions.replace_regions(host(shape), path, {"codes": "\n\na\n\n  b\n"})
    assert text == host(shape, f"{blank}{indent}a\n\n{indent}  b\n{blank}")
    assert regions.read(text, path, ["codes"])["codes"].text == "a\n\n  b\n"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.md", "# apicodes:begin codes"),
        ("a.mdx", "// apicodes:begin codes"),
        ("a.yaml", "<!-- apicodes:begin codes -->"),
        ("a.yaml", "key: 1  # apicodes:begin codes"),
        ("a.md", "<!-- apicodes:begin codes --> and more"),
        ("a.md", "<!-- apicodes:begin -->"),
        ("a.md", "<!-- apicodes:start codes -->"),
        ("a.md", "<!-- apicodes:begin co.des -->"),
        ("a.md", "[//]: # (apicodes:begin codes'"),
        ("a.md", "> <!-- apicodes:begin codes -->"),
    ],
)
def test_other_lines_are_text(path: str, line: str) -> None:
    assert complaints(f"{line}\n", path, "codes") == [f"{path}: no region 'codes' in this file"]


MARKERS = "<!-- apicodes:begin codes -->\n<!-- apicodes:end codes -->\n"


def indented(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" for line in text.splitlines())


CODE = {
    "fence": f"```\n{MARKERS}```\n",
    "long fence with short ones in it": f"`````md\n```\n{MARKERS}```\n`````\n",
    "tildes": f"~~~\n```\n{MARKERS}~~~\n",
    "indented fence": f"   ```\n{MARKERS}   ```\n",
    "fence without an end": f"```\n{MARKERS}",
    "fence in a list": f"- a\n\n  ```\n{indented(MARKERS, '  ')}  ```\n",
    "fence in a list in a list": f"1. - a\n\n     ~~~\n{indented(MARKERS, '     ')}     ~~~\n",
    "front matter": f"---\ntitle: |\n{indented(MARKERS, '')}---\n",
}
OF_COMMONMARK = {
    "indented code": f"a\n\n{indented(MARKERS, '    ')}",
    "pre": f"<pre>\n\n{MARKERS}</pre>\n",
    "comment": "<!--\n[//]: # (apicodes:begin codes)\n[//]: # (apicodes:end codes)\n-->\n",
}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        *((path, code) for path in ("a.md", "a.mdx") for code in CODE.values()),
        *(("a.md", code) for code in OF_COMMONMARK.values()),
    ],
)
def test_markers_in_code_are_text(path: str, code: str) -> None:
    assert complaints(code, path, "codes") == [f"{path}: no region 'codes' in this file"]
    if code != CODE["fence without an end"]:
        new = regions.replace_regions(f"{code}\n{MARKERS}", path, {"codes": "a"})
        assert new == code + "\n" + MARKERS.replace("<!-- apicodes:e", "\na\n\n<!-- apicodes:e")


def test_the_hint_says_that_markers_are_in_code() -> None:
    with pytest.raises(ProblemsFound) as found:
        regions.read(CODE["fence"], "a.mdx", ["codes"])
    assert found.value.problems[0].hint == (
        "the marker of line 2 is in code, and ignored; add two lines where the "
        "codes belong: '{/* apicodes:begin codes */}' and '{/* apicodes:end codes */}'"
    )


def test_in_mdx_deep_indentation_is_no_code() -> None:
    text = f"<Tabs>\n\n{indented(MARKERS, '      ')}\n</Tabs>\n"
    new = regions.replace_regions(text, "a.mdx", {"codes": "a"})
    assert new.splitlines()[2:7] == [
        "      <!-- apicodes:begin codes -->",
        "",
        "      a",
        "",
        "      <!-- apicodes:end codes -->",
    ]


B, E = "# apicodes:begin ", "# apicodes:end "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ["a.yaml: no region 'one' in this file", "a.yaml: no region 'two' in this file"]),
        (
            f"  {B}one\n{E}two\n",
            [
                "a.yaml:1:3: the region 'one' begins here, but never ends",
                "a.yaml:2:1: the region 'two' ends here, but never begins",
            ],
        ),
        (
            f"{E}one\n{B}one\n{B}two\n{E}two\n",
            ["a.yaml:1:1: the region 'one' ends before it begins, at line 2"],
        ),
        (
            f"{B}one\n{E}one\n\n{B}one\n{E}one\n{B}two\n{E}two\n",
            [
                "a.yaml:4:1: the region 'one' begins a second time, after line 1",
                "a.yaml:5:1: the region 'one' ends a second time, after line 2",
            ],
        ),
        (
            f"{B}one\n{B}two\n{E}two\n{E}one\n",
            ["a.yaml:2:1: the region 'two' begins inside the region 'one', which begins at line 1"],
        ),
        (
            f"{B}one\n{B}two\n{E}one\n{E}two\n",
            ["a.yaml:2:1: the region 'two' begins inside the region 'one', which begins at line 1"],
        ),
        (
            f"<<<<<<< ours\n{B}one\nx\n=======\nMine.\n>>>>>>> theirs\n{E}one\n{B}two\n{E}two\n",
            ["a.yaml:6:1: a git conflict is partly in the region 'one', and partly outside"],
        ),
        (
            f"{B}one\n{E}one\n{B}two\n<<<<<<< ours\nx\n{E}two\nMine.\n=======\n>>>>>>> theirs\n",
            ["a.yaml:4:1: a git conflict is partly in the region 'two', and partly outside"],
        ),
        (
            f"{B}one\n{B}foreign\n{E}one\n{B}two\n{E}two\n",
            [
                "a.yaml:2:1: the region 'foreign' begins inside the region 'one', "
                "which begins at line 1"
            ],
        ),
    ],
)
def test_what_is_wrong_with_markers_is_said_at_once(text: str, wanted: list[str]) -> None:
    assert complaints(text, "a.yaml", "one", "two") == wanted


def test_a_conflict_in_a_region_is_written_over() -> None:
    text = f"{B}one\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n{E}one\n"
    assert regions.replace_regions(text, "a.yaml", {"one": "z"}) == f"{B}one\nz\n{E}one\n"


def test_markers_of_other_names_are_told_and_never_an_error() -> None:
    text = f"{E}old\n{B}codes\n{E}codes\n{B}old\n{B}older\n"
    assert regions.read(text, "a.yaml", ["codes"])["codes"].text == ""
    assert regions.other_regions(text, "a.yaml", ["codes"]) == {"old": 1, "older": 5}


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.py", f'"""\n{E}codes\n"""\n'), ("a.py", f"{B}other\n"), ("a.md", "```\nx\n")],
)
def test_a_text_that_would_not_be_found_again_is_refused(path: str, text: str) -> None:
    shape = SHAPES["README.md"][1] if path == "a.md" else "# %s"
    both = host(shape) + "\n" + host(shape).replace(" codes", " fine")
    with pytest.raises(ProblemsFound, match="the text for the region 'codes' contains a marker"):
        regions.replace_regions(both, path, {"codes": text, "fine": "x"})


def test_blank_lines_at_the_ends_stay_as_a_formatter_put_them() -> None:
    text = f"{B}codes\n\nold\n\n\n{E}codes\n"
    assert regions.replace_regions(text, "a.py", {"codes": "new"}) == text.replace("old", "new")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_region_has_the_line_ending_of_the_marker_that_begins_it(ending: str) -> None:
    text = f"a\nb\r\nc\r\ufeff\x00{ending}{B}codes{ending}{E}codes"
    new = regions.replace_regions(text, "a.yaml", {"codes": "x\ny\r\nz\r"})
    assert new == text.replace(E, f"x{ending}y{ending}z{ending}{E}")


def test_a_marker_may_follow_a_byte_order_mark() -> None:
    text = f"\ufeff{B}codes\n{E}codes\n"
    assert (
        regions.replace_regions(text, "a.yaml", {"codes": "x"}) == f"\ufeff{B}codes\nx\n{E}codes\n"
    )


# Any text

ENDINGS = ("\n", "\n", "\r\n", "\r")
LINES = st.one_of(
    st.text(max_size=12),
    st.binary(max_size=6).map(lambda data: data.decode("utf-8", "surrogateescape")),
    st.sampled_from(
        (
            *("", "", "---", "```", "~~~~", "   ```", "- a", "1. b", "  c", "    d", "\te", "> f"),
            *(
                "| a | b |",
                "| - | - |",
                "<pre>",
                "</pre>",
                "<!--",
                "-->",
                "<div>",
                "<Tabs>",
                "====",
            ),
            *("import x from 'y'", "{/*", "*/}", "\ufeff", "\x00", "\x0c", "\u2028", "a:", "# a"),
            *("// b", "[a]: b", "[//]: # (a)", "apicodes:begin a", "<!-- apicodes:begin -->"),
        )
    ),
)
PLAIN = st.lists(st.builds("{}{}".format, LINES, st.sampled_from(ENDINGS)), max_size=8).map("".join)
INDENTS = ("", "", "", "  ", "   ", "    ", "\t", "      ")


def marked(choose: Callable[[Sequence[str]], str], path: str, side: str, name: str) -> str:
    """Return a marker in one of its shapes, at one of the indentations."""
    return choose(INDENTS) + choose(SHAPES[path]).strip() % f"apicodes:{side} {name}"


@st.composite
def hosts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a path and a text in which anything may stand, markers too, in any order."""
    path = draw(st.sampled_from(sorted(SHAPES)))
    marker = st.tuples(st.sampled_from(["begin", "end"]), st.sampled_from("ab"))
    parts = draw(st.lists(st.one_of(LINES, marker), max_size=10))

    def choose(options: Sequence[str]) -> str:
        return draw(st.sampled_from(options))

    lines = [each if isinstance(each, str) else marked(choose, path, *each) for each in parts]
    return path, "".join(line + choose(ENDINGS) for line in lines)


@settings(max_examples=500, suppress_health_check=list(HealthCheck), deadline=None)
@given(hosts(), PLAIN)
def test_any_text_has_regions_or_problems(given: tuple[str, str], content: str) -> None:
    path, text = given
    try:
        new = regions.replace_regions(text, path, {"a": content, "b": "b"})
    except ProblemsFound:
        pass
    else:
        found = regions.read(new, path, ["a", "b"])
        assert [found["a"].text, found["b"].text] == [normal(content, path), "b\n"]
    list(regions.other_regions(text, path, ["a"]))


@pytest.mark.slow
@settings(max_examples=1_000, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.integers(0, 2**32))
def test_the_text_around_survives_and_the_content_comes_back(lines: list[str], seed: int) -> None:
    """Ten files are put together from each list of lines: to draw them one by one takes longest."""
    random = Random(seed)
    for _ in range(10):
        path = random.choice(sorted(SHAPES))
        before, old, after, content = (some_of(lines, random) for _ in range(4))
        begin = marked(random.choice, path, "begin", "a") + random.choice(ENDINGS)
        end = marked(random.choice, path, "end", "a")
        after = random.choice(ENDINGS) + after if random.random() < 0.5 else ""
        after += random.choice(("", "no line ending")) if after else ""
        try:
            regions.read(before + begin + old + end + after, path, ["a"])
            new = regions.replace_regions(before + begin + old + end + after, path, {"a": content})
        except ProblemsFound:
            continue
        assert new.startswith(before + begin)
        assert new.endswith(end + after)
        assert regions.read(new, path, ["a"])["a"].text == normal(content, path)
        assert regions.replace_regions(new, path, {"a": content}) == new


def some_of(lines: Sequence[str], random: Random) -> str:
    return "".join(
        random.choice(lines) + random.choice(ENDINGS) for _ in range(random.randint(0, 8))
    )


def normal(content: str, path: str) -> str:
    """Return a text without blank lines at its ends, and in source without a margin."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip(" \t"):
        del lines[0]
    while lines and not lines[-1].strip(" \t"):
        del lines[-1]
    if not path.lower().endswith(("md", "mdx", "markdown")):
        for margin in (" ", "\t") * 9:
            while lines and all(it.startswith(margin) for it in lines if it.strip(" \t")):
                lines = [line.removeprefix(margin) for line in lines]
    return "".join(f"{line}\n" for line in lines)
