"""The rooms of the package, drawn in CONTRIBUTING.md from the levels that import-linter enforces.

Run as a program (``make docs`` does), it writes the drawing anew.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "generator" / "apicodes"
PAGE = ROOT / "CONTRIBUTING.md"
_DRAWING = re.compile(
    r"(?<=<!-- rooms:begin -->\n)```text\n.*?```\n(?=<!-- rooms:end -->)", re.DOTALL
)


def levels() -> list[list[str]]:
    """Return the rooms of each level, from the top down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each.get("containers") == ["apicodes"])
    return [re.split(r" *[:|] *", layer) for layer in layers]


def job(room: str) -> str:
    """Return the first line of the docstring of a room: its one job."""
    folder, module = PACKAGE / room / "__init__.py", PACKAGE / f"{room}.py"
    path = folder if folder.exists() else module
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.partition("\n")[0].removesuffix(".")


def drawing() -> str:
    """Return the levels as a block of text, a line a room and an arrow between levels."""
    blocks = ["".join(f"  {room:<12}{job(room)}\n" for room in level) for level in levels()]
    return "```text\n" + "     |\n".join(blocks) + "```\n"


def drawn(page: str) -> str:
    """Return the text of CONTRIBUTING.md with the drawing of today."""
    return _DRAWING.sub(lambda _: drawing(), page)


if __name__ == "__main__":
    sys.exit(PAGE.write_text(drawn(PAGE.read_text("utf-8")), encoding="utf-8") and 0)
