"""Catalogs as people write them: each value in a style of its own, with comments between."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from apicodes.render.catalog_yaml import FOLDED, folded, is_plain


class Styled:
    """Writes a document as people do, each value in a style that is drawn, with comments."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.comments = 0

    def maybe(self) -> bool:
        return bool(self.draw(st.integers(0, 3)) == 0)

    def comment(self) -> str:
        if not self.maybe():
            return ""
        self.comments += 1
        return f"  # comment {self.comments}."

    def mapping(self, value: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for name, item in value.items():
            above = self.comment().strip()
            lines += [" " * indent + above] if above and lines else []
            key = name if is_plain(name) or name.isdigit() else json.dumps(name, ensure_ascii=False)
            first, *rest = self.value(item, indent)
            lines += [f"{' ' * indent}{key}:{first}", *rest]
        return lines

    def value(self, value: Any, indent: int) -> list[str]:
        """Return what stands behind a key, and the lines below it."""
        deeper = indent + self.draw(st.sampled_from([1, 2, 4]))
        if isinstance(value, str):
            first, *rest = self.text(value)
            made = [f" {first}", *(f"{' ' * deeper}{line}" if line else "" for line in rest)]
            made[0 if first in ("|-", ">-") else -1] += self.comment()
            return made
        flow = not value or self.draw(st.integers(0, 4)) == 0
        if isinstance(value, dict) and not flow:
            return [self.comment(), *self.mapping(value, deeper)]
        if isinstance(value, list) and not flow:
            lines: list[str] = []
            for item in value:
                first, *rest = self.item(item, deeper)
                lines += [f"{' ' * deeper}-{first}", *rest]
                lines += [""] if self.maybe() else []
            return [self.comment(), *lines]
        return [f" {json.dumps(value, ensure_ascii=False)}{self.comment()}"]

    def item(self, value: Any, indent: int) -> list[str]:
        if isinstance(value, dict) and value and not self.maybe():
            lines = self.mapping(value, indent + 2)
            return [lines[0][indent + 1 :], *lines[1:]]
        if isinstance(value, list):
            return [f" {json.dumps(value, ensure_ascii=False)}{self.comment()}"]
        return self.value(value, indent)

    def text(self, text: str) -> list[str]:
        ways = [[json.dumps(text, ensure_ascii=False)]]
        if is_plain(text):
            ways.append([text])
        if "\n" not in text:
            ways.append([f"'{text.replace(chr(39), chr(39) * 2)}'"])
        if FOLDED.fullmatch(text) and len(text) < 300:
            ways.append([">-", *folded(text, 30)])
            if is_plain(text):
                ways.append(folded(text, 20))
        if text == text.strip() and "\t" not in text and not text.startswith(" "):
            ways.append(["|-", *text.split("\n")])
        return list(self.draw(st.sampled_from(ways)))
