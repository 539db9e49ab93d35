"""The example templates, made for several catalogs, compiled and run by their real compilers."""

import json
import re
import shutil

import pytest
from markdown_it import MarkdownIt

from apicodes.catalog.model import Catalog
from apicodes.render import markdown
from helpers import large_catalog
from helpers.consumer import CATALOGS, published_by, run
from helpers.project import ROOT, Project

EXAMPLES = ROOT / "templates" / "examples"
HEAD = re.compile(r"\{#.*?((?:^    [^\n]*\n)+)", re.DOTALL | re.MULTILINE)

NO_CODES = (
    "apicodes: 1\ntitle: API\ntype_name: API\ncodes: [{http_status: 200, description: Fine.}]\n"
)
INTEGERS = ROOT / "tests" / "cases" / "generate" / "integers" / "spec" / "codes.yaml"
SOURCES = {
    **{name: path.read_text("utf-8") for name, path in CATALOGS.items()},
    "large": large_catalog.text("https://docs.example.com/codes#{anchor}"),
    "integers": INTEGERS.read_text("utf-8"),
    "none": NO_CODES,
}


@pytest.fixture(params=SOURCES)
def copied(request: pytest.FixtureRequest, empty: Project) -> Project:
    """A project with all examples, with the settings that stand at their heads."""
    empty.write("codes.yaml", SOURCES[request.param])
    settings = ['spec = "codes.yaml"\n']
    for path in sorted(EXAMPLES.iterdir()):
        text = path.read_text("utf-8")
        found = HEAD.match(text)
        assert found, f"{path.name} has no settings at its head"
        settings.append(found[1])
        empty.write(f"templates/{path.name}", text)
    empty.write("apicodes.toml", "".join(settings))
    name = published_by(empty).type_name
    text = empty.read("apicodes.toml").replace("ResponseCode.java", f"{name}.java")
    empty.write("apicodes.toml", text)
    done = empty.run("generate")
    assert done.code == 0, done.err
    return empty


def expected(catalog: Catalog) -> list[list[object]]:
    kind = int if catalog.code_type == "integer" else str
    return [
        [kind(entry.code), list(entry.http_statuses)] for entry in catalog.entries if entry.code
    ]


GO = """\
package main

import (
	"encoding/json"
	"os"

	"example.com/shop/codes"
)

func main() {
	all := [][]any{}
	for _, code := range codes.All%ss() {
		all = append(all, []any{code, append([]int{}, code.HTTPStatuses()...)})
	}
	json.NewEncoder(os.Stdout).Encode(all)
}
"""


@pytest.mark.slow
def test_the_go_constants_are_as_gofmt_leaves_them_and_say_what_the_catalog_says(
    copied: Project,
) -> None:
    if not shutil.which("go") or not shutil.which("gofmt"):
        pytest.skip("no Go here: apt-get install golang-go")
    catalog = published_by(copied)
    copied.write("go.mod", "module example.com/shop\n\ngo 1.19\n")
    copied.write("main.go", GO % catalog.type_name)
    assert run("gofmt", "-d", "codes/codes.go", folder=copied.path) == ""
    run("go", "vet", "./...", folder=copied.path)
    assert json.loads(run("go", "run", ".", folder=copied.path)) == expected(catalog)


JAVA = """\
class Main {
    public static void main(String[] arguments) {
        for (%s each : %s.values()) {
            StringBuilder text = new StringBuilder();
            String.valueOf(each.code()).chars()
                .forEach(c -> text.append(String.format("%%04x", c)));
            System.out.println(text + " " + each.httpStatuses());
            if (%s.of(each.code()).get() != each) throw new AssertionError(each);
        }
    }
}
"""


@pytest.mark.slow
def test_the_java_enum_compiles_and_says_what_the_catalog_says(copied: Project) -> None:
    if not shutil.which("javac"):
        pytest.skip("no Java here: apt-get install default-jdk-headless")
    catalog = published_by(copied)
    folder = copied.path / "src" / "main" / "java"
    name = catalog.type_name
    (folder / "Main.java").write_text(JAVA % (name, name, name), encoding="utf-8")
    run(
        "javac",
        "-encoding",
        "UTF-8",
        "-Xlint:all",
        "-Werror",
        f"{name}.java",
        "Main.java",
        folder=folder,
    )
    lines = [line.split(" ", 1) for line in run("java", "Main", folder=folder).splitlines()]
    kind = int if catalog.code_type == "integer" else str
    printed = [
        [kind(bytes.fromhex(text).decode("utf-16-be")), json.loads(statuses)]
        for text, statuses in lines
    ]
    assert printed == expected(catalog)


def test_the_llms_txt_says_what_the_catalog_says(copied: Project) -> None:
    catalog = published_by(copied)
    tokens = MarkdownIt().parse(copied.read("static/llms.txt"))
    lines = [token for token in tokens if token.type == "inline"]
    texts = ["".join(part.content for part in token.children or ()) for token in lines]
    assert texts[0] == catalog.title
    assert tokens[0].tag == "h1"
    assert texts[1].endswith(markdown.one_line(catalog.description or ""))
    items = texts[-len(catalog.entries) :]
    for entry, item in zip(catalog.entries, items, strict=True):
        assert item.startswith(entry.key)
        assert item.endswith(markdown.one_line(entry.description or ""))
        assert all(str(status) in item for status in entry.http_statuses)


def test_each_example_is_named_where_people_look() -> None:
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    names = [path.name for path in EXAMPLES.iterdir()]
    assert [name for name in names if f"templates/examples/{name}" not in page] == []
