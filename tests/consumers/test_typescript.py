"""A front end that compares codes: it compiles, runs and bundles, and forgets no code."""

import json
import re
from pathlib import Path

import pytest

from helpers.consumer import CATALOGS, install, published_by, run
from helpers.project import Project

pytestmark = pytest.mark.slow

COMPILERS = ("typescript-5.9", "typescript-7")
AS_COMMONJS = ("--verbatimModuleSyntax", "false")
"""Without it a CommonJS package may write `import` and `export` at all (TS1287)."""


@pytest.fixture(params=CATALOGS)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    """The project; its `switch` is written by hand for our own codes, made for others."""
    shop = install("typescript", request.param, tmp_path)
    if request.param != "own":
        written = shop.read("src/advice.ts")
        cases = "".join(
            f"    case {json.dumps(code)}:\n      return {json.dumps(f'{code}: advice')};\n"
            for code in codes(shop)
        )
        head, tail = re.split(r"(?:    case .*\n      return .*\n)+", written)
        shop.write("src/advice.ts", (head + cases + tail).replace("import {", "import type {"))
    return shop


def codes(shop: Project) -> list[str]:
    return [str(entry.code) for entry in published_by(shop).entries if entry.code is not None]


def compiler(version: str) -> tuple[str, str]:
    return "node", f"node_modules/{version}/bin/tsc"


@pytest.mark.parametrize("version", COMPILERS)
def test_the_project_compiles_and_runs_as_a_module(version: str, shop: Project) -> None:
    run(*compiler(version), folder=shop.path)
    program = 'import { report } from "./dist/report.js"; console.log(JSON.stringify(report));'
    check(shop, run("node", "--input-type=module", "--eval", program, folder=shop.path))


@pytest.mark.parametrize("version", COMPILERS)
def test_the_project_compiles_and_runs_as_commonjs(version: str, shop: Project) -> None:
    shop.write("package.json", shop.read("package.json").replace('"module"', '"commonjs"'))
    run(*compiler(version), *AS_COMMONJS, folder=shop.path)
    program = 'console.log(JSON.stringify(require("./dist/report.js").report));'
    check(shop, run("node", "--eval", program, folder=shop.path))


def check(shop: Project, report: str) -> None:
    printed = json.loads(report)
    catalog = published_by(shop)
    assert printed["codes"] == printed["found"] == codes(shop)
    assert [text.split(": ")[0] for text in printed["explained"]] == codes(shop)
    assert [row.get("description") for row in printed["rows"]] == [
        entry.description for entry in catalog.entries
    ]
    assert printed["retried"] == [
        entry.code
        for entry in catalog.entries
        if entry.code is not None
        and (429 in entry.http_statuses if entry.retryable is None else entry.retryable)
    ]
    assert printed["strange"] == []


@pytest.mark.parametrize("version", COMPILERS)
def test_a_code_that_the_shop_forgets_is_an_error(version: str, shop: Project) -> None:
    forgotten = re.sub(r"    case .*\n      return .*\n", "", shop.read("src/advice.ts"), count=1)
    shop.write("src/advice.ts", forgotten)
    printed = run(*compiler(version), "--noEmit", folder=shop.path, fails=True)
    code = json.dumps(codes(shop)[0])
    assert re.findall(r"error TS\d+.*", printed) == [
        f"error TS1360: Type '{code}' does not satisfy the expected type 'never'."
    ]


def test_a_bundle_that_only_guards_holds_no_text_of_the_documentation(shop: Project) -> None:
    flags = ["--bundle", "--minify", "--charset=utf8", "--format=esm", "--outfile=dist/guard.js"]
    run("node_modules/.bin/esbuild", "src/guard.ts", *flags, folder=shop.path)
    guards = f"""
        import {{ isKnown }} from "./dist/guard.js";
        const known = {json.dumps(codes(shop))}.filter((code) => isKnown({{ code }}));
        console.log(JSON.stringify({{ known, surprise: isKnown({{ code: "Surprise" }}) }}));
    """
    printed = json.loads(run("node", "--input-type=module", "--eval", guards, folder=shop.path))
    assert printed == {"known": codes(shop), "surprise": False}
    without_codes = re.sub("|".join(map(re.escape, codes(shop))), "", shop.read("dist/guard.js"))
    texts = {"httpStatuses", *(entry.description or "" for entry in published_by(shop).entries)}
    assert [text for text in texts if len(text) > 9 and text in without_codes] == []
