"""Generates outputs of hostile catalogs: what is accepted builds, and says what the catalog says.

PYTHONPATH=tests python -m fuzz.catalogs [--runs N] [--seconds N] [--seed N]

CPython, tsc, two readers of YAML, a validator of OpenAPI and, for every tenth catalog, the MDX
loader of Docusaurus read the outputs. What is drawn follows docs/catalog.md and docs/settings.md.
"""

import json
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import NamedTuple

import yaml
from openapi_spec_validator import validate
from ruamel.yaml import YAML

from fuzz.budget import Budget
from fuzz.drawing import Case, draw
from helpers.command import run_in_process

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TOOLS = ROOT / "tests" / "tools" / "node_modules"

BATCH = 100
"""The number of catalogs whose outputs Node reads at once: it starts slowly."""
EVERY = 10
"""Of so many catalogs, the pages of one are loaded as Docusaurus does: it takes long."""
COMPILER = (
    *("--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noUnusedLocals"),
    *("--isolatedDeclarations", "--declaration", "--erasableSyntaxOnly", "--verbatimModuleSyntax"),
    *("--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"),
    *("--rootDir", ".", "--outDir", "built"),
)
PRINT = """\
import { readdirSync } from "node:fs";
const read = {};
for (const file of readdirSync("built", { recursive: true })) {
  const path = `${process.cwd()}/built/${file}`;
  if (file.endsWith(".js")) read[file] = Object.values(await import(path));
}
console.log(JSON.stringify(read));
"""
SPELLINGS = {
    "httpStatuses": "http_statuses",
    "statusDescriptions": "status_descriptions",
    "replacedBy": "replaced_by",
}


class Fault(NamedTuple):
    """A folder with a catalog and its settings, and what is wrong."""

    folder: Path
    text: str


def main() -> None:
    """Draw and run until the budget ends; the first fault is kept, and ends it with an error."""
    budget = Budget(__doc__, 3000, "catalogs")
    accepted = loaded = 0
    while budget.is_left:
        with TemporaryDirectory() as folder:
            batch: dict[Path, Case] = {}
            faults: list[Fault] = []
            full = budget.done + BATCH
            while budget.is_left and budget.done < full:
                case = draw(budget.chance)
                path = Path(folder, f"c{budget.done}")
                if _is_accepted(case, path, faults):
                    batch[path] = case
                budget.count()
            with_pages = [path for path in batch if int(path.name[1:]) % EVERY == 0]
            faults += _faults_of_typescript(batch, Path(folder))
            faults += _faults_of_pages({path: batch[path] for path in with_pages})
            for fault in faults:
                _keep(fault)
        accepted += len(batch)
        loaded += len(with_pages)
    print(f": {accepted} accepted, {loaded} loaded by Docusaurus, nothing wrong")


def _keep(fault: Fault) -> None:
    kept = Path("fuzz-catalog")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(fault.folder, kept)
    sys.exit(f"\n{fault.text}\nthe catalog and its settings are in {kept}")


def _is_accepted(case: Case, folder: Path, faults: list[Fault]) -> bool:
    """Generate and check; what is accepted is read by CPython and as YAML."""
    for name, text in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        done = run_in_process(("generate",), folder, {"NO_COLOR": "1"}, b"")
    except Exception as error:
        faults.append(Fault(folder, f"generate raises {error!r}"))
        return False
    if done.code in (1, 2) and ": error[" in done.err and "read-back" not in done.err:
        return False
    if done.code == 0:
        done = run_in_process(("check",), folder, {"NO_COLOR": "1"}, b"")
    if done.code:
        faults.append(Fault(folder, f"exit code {done.code}\n{done.out}{done.err}"))
        return False
    for path, internal in case.outputs.items():
        try:
            if path.endswith(".py"):
                _check_python(folder / path, case, case.rows(internal))
            elif path.endswith(".yaml"):
                _check_openapi(folder / path, case.rows(internal))
        except Exception as error:
            faults.append(Fault(folder, f"{path}: {type(error).__name__}: {error}"))
    return True


def _same(what: str, read: object, wanted: object) -> None:
    """Raise an error that shows the first difference of two values."""
    if isinstance(read, list) and isinstance(wanted, list) and len(read) == len(wanted):
        for index, pair in enumerate(zip(read, wanted, strict=True)):
            _same(f"{what}[{index}]", *pair)
    elif isinstance(read, dict) and isinstance(wanted, dict) and read.keys() == wanted.keys():
        for key in read:
            _same(f"{what}.{key}", read[key], wanted[key])
    elif (type(read), read) != (type(wanted), wanted):
        raise AssertionError(f"{what} is {read!a}, but {wanted!a} in the catalog")


def _check_url(row: dict[str, object], case: Case) -> None:
    url = row.pop("url", None)
    start = case.docs_url.partition("{")[0]
    assert isinstance(url, str) if start else url is None
    assert str(url or "").startswith(start)


def _codes(rows: list[dict[str, object]]) -> list[object]:
    return list(dict.fromkeys(row["code"] for row in rows if "code" in row))


def _check_python(path: Path, case: Case, wanted: list[dict[str, object]]) -> None:
    """Import a module, with warnings as errors, and compare its values."""
    module = ModuleType("codes_of_fuzzer")
    sys.modules[module.__name__] = module
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(path.read_bytes(), str(path), "exec"), vars(module))
    (name,) = (name for name in module.__all__ if name.endswith("RESPONSES"))
    rows = [_plain(row) for row in getattr(module, name)]
    for row in rows:
        _check_url(row, case)
    _same("row", rows, wanted)
    codes = [code.value for code in getattr(module, case.type_name, ())]
    _same("code", codes, _codes(wanted))
    if hasattr(module, "openapi_responses"):
        json.dumps(module.openapi_responses())


def _plain(value: object) -> dict[str, object]:
    """Return the fields of a dataclass that have a value."""
    fields = ((name, getattr(value, name)) for name in value.__slots__)  # type: ignore[attr-defined]
    return {name: _value(field) for name, field in fields if field is not None and field != {}}


def _value(value: object) -> object:
    if hasattr(value, "__slots__") and type(value).__module__ == "codes_of_fuzzer":
        return {name: field for name, field in _plain(value).items() if field != []}
    if hasattr(value, "value"):
        return value.value
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    return [_value(item) for item in value] if isinstance(value, tuple | list) else value


def _check_openapi(path: Path, wanted: list[dict[str, object]]) -> None:
    """Validate a document that two readers of YAML read; compare the rows at its end."""
    document = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    _same("YAML", YAML(typ="safe", pure=True).load(path.read_bytes()), document)
    validate(document | {"paths": {}})
    rows = document["x-response-codes"]
    for row, values in zip(rows, wanted, strict=True):
        statuses = row.get("http_status", [])
        if isinstance(statuses, dict):
            texts = values.get("status_descriptions", {})
            assert isinstance(texts, dict)
            _same_markdown(statuses, {str(status): text for status, text in texts.items()})
        listed = statuses if isinstance(statuses, list | dict) else [statuses]
        _same("http_status", [int(status) for status in listed], values["http_statuses"])
        for name in ("code", "status", "number", "title", "message", "retryable", "since"):
            _same(name, row.get(name), values.get(name))
        _same_markdown({"": row.get("description", "")}, {"": values.get("description", "")})
        extensions = {name: value for name, value in row.items() if name.startswith("x-")}
        _same("extensions", extensions, values.get("extensions", {}))


def _same_markdown(read: dict[str, object], wanted: dict[str, object]) -> None:
    """Compare texts; one with HTML or a link is written for readers that know HTML."""
    for key, text in wanted.items():
        if not set("<&[`\\!") & set(str(text)):
            _same("description", read.get(key), text)


def _faults_of_typescript(batch: dict[Path, Case], folder: Path) -> Iterator[Fault]:
    """Compile the constants of many catalogs at once, and compare their values."""
    outputs = {
        f"{path.name}/{output}": (path, case, internal)
        for path, case in batch.items()
        for output, internal in case.outputs.items()
        if output.endswith(".ts")
    }
    if not outputs:
        return
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    compiler = TOOLS / "typescript-5.9" / "bin" / "tsc"
    printed = _node(folder, str(compiler), *COMPILER, *outputs)
    if printed.strip():
        name = printed.split("(")[0].strip()
        yield Fault(outputs[name][0] if name in outputs else folder, printed[:2000])
        return
    built = json.loads(_node(folder, "--input-type=module", "--eval", PRINT))
    for output, (path, case, internal) in outputs.items():
        wanted = json.loads(json.dumps(case.rows(internal)))
        exports = built[output.removesuffix(".ts") + ".js"]
        (rows,) = (value for value in exports if isinstance(value, list))
        codes = [value for value in exports if isinstance(value, dict)]
        try:
            rows = [_renamed(row) for row in rows]
            for row in rows:
                _check_url(row, case)
            _same("row", rows, wanted)
            values = sorted((value for names in codes for value in names.values()), key=str)
            _same("code", values, sorted(_codes(wanted), key=str))
        except AssertionError as error:
            yield Fault(path, f"{output}: {error}")


def _renamed(row: dict[str, object]) -> dict[str, object]:
    return {
        SPELLINGS.get(name, name): _renamed(value)
        if name == "deprecated" and isinstance(value, dict)
        else value
        for name, value in row.items()
    }


def _node(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["node", *arguments], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )
    return done.stdout + done.stderr


def _faults_of_pages(batch: dict[Path, Case]) -> Iterator[Fault]:
    """Load pages as a site does, and look for the texts that they show."""
    pages = [
        (file, path, output)
        for path, case in batch.items()
        for output in case.pages
        for file in ([path / output] if output.endswith(".md") else (path / output).glob("*.md"))
    ]
    if not pages:
        return
    files = [str(file) for file, *_ in pages]
    loaded = json.loads(_node(ROOT, str(HERE / "load.mjs"), *files))
    texts: dict[tuple[Path, str], dict[str, str]] = {}
    for (file, path, output), ways in zip(pages, loaded, strict=True):
        title = str(batch[path].document["title"])
        shown = texts.setdefault((path, output), dict.fromkeys(ways, ""))
        for way, read in ways.items():
            if "error" in read:
                yield Fault(path, f"{file.name}, {way}: {read['error']}")
            elif file.name in ("page.md", "index.md") and _dense(read["title"]) != _dense(title):
                yield Fault(path, f"{file.name}, {way}: {read['title']!a} is the title")
            else:
                shown[way] += _dense(read["text"])
    for (path, output), ways in texts.items():
        lost = [text for text in batch[path].literals(output) if _dense(text) not in ways["MDX"]]
        if lost:
            yield Fault(path, f"{output}: not on the page: {lost!a}")
        if len(set(ways.values())) > 1:
            yield Fault(path, f"{output}: a page has several meanings: {ways!a}")


def _dense(text: str) -> str:
    """Return a text without what does not count.

    That is ASCII spaces, the joiners of titles, and the markers of regions, which Markdown shows.
    """
    text = re.sub(r"[ \t\r\n\u200d]+", "", text)
    return re.sub(r"\{/\*apicodes:(begin|end)codes\*/\}", "", text)


if __name__ == "__main__":
    main()
