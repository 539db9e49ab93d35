"""The comments of a program, in any language, and which constant each of them belongs to."""

import re
from collections.abc import Sequence

from msgspec import Struct

from apicodes.importers.constants import Literal, Member, Point

_TOOLS = re.compile(
    r"eslint|@ts-|prettier|biome|istanbul|c8 |v8 |noqa|type:|pylint:|pragma:|fmt:|tslint"
)

_MODIFIERS = re.compile(rb"(\s|readonly|static|public)*")


class Comment(Struct):
    """A comment without its frame; `is_doc` where it documents what stands below it."""

    text: str
    start: Point
    end: Point
    is_doc: bool = False


class Comments:
    """The comments of a file, by their lines."""

    def __init__(self, source: str, comments: Sequence[Comment]) -> None:
        self._lines = source.encode().split(b"\n")
        used = [comment for comment in comments if not _TOOLS.match(comment.text)]
        self._starting = {comment.start[0]: comment for comment in reversed(used)}
        self._ending = {comment.end[0]: comment for comment in used}

    def member(
        self, name: str | None, value: Literal, start: Point, end: Point, text: str = ""
    ) -> Member:
        """Return a constant with its docstring `text`, or the comments that explain it."""
        member = Member(name, value)
        if text:
            member.comments.append(text)
            return member
        above = self._above(start)
        docs = self._before(start) or "\n".join(each.text for each in above if each.is_doc)
        member.comments += filter(None, (docs, self._behind(end)))
        plain = [each.text for each in above if each.text.strip("-=*#~_ ") and not each.is_doc]
        member.above = "\n".join(plain) or None
        if docs:
            words, *tags = re.split(r"^@(\w+)", docs, flags=re.MULTILINE)
            texts = (" ".join(each.split()) for each in tags[1::2])
            member.tags = dict(zip(tags[::2], texts, strict=True))
            member.comments[0] = words.strip() or member.tags.get("description", "")
        return member

    def _before(self, start: Point) -> str:
        """Return the documentation right before a place on its line."""
        comment = self._ending.get(start[0])
        if comment is None or not comment.is_doc or comment.end > start:
            return ""
        between = self._lines[start[0] - 1][comment.end[1] : start[1]]
        return comment.text if _MODIFIERS.fullmatch(between) else ""

    def _behind(self, end: Point) -> str:
        """Return the comment behind a place on its line, if no word is between them."""
        comment = self._starting.get(end[0])
        if comment is None or comment.start < end:
            return ""
        between = self._lines[end[0] - 1][end[1] : comment.start[1]]
        return "" if re.search(rb"\w", between) else comment.text

    def _above(self, start: Point) -> list[Comment]:
        """Return the comments that fill the lines above a place; not those that head a file."""
        run: list[Comment] = []
        line = start[0] - 1
        while (comment := self._ending.get(line)) and self._is_alone(comment):
            if comment.is_doc and run and not run[0].is_doc:
                break
            run.insert(0, comment)
            line = comment.start[0] - 1
        return run if line > 0 else [comment for comment in run if comment.is_doc]

    def _is_first(self, comment: Comment) -> bool:
        return not self._lines[comment.start[0] - 1][: comment.start[1]].strip()

    def _is_alone(self, comment: Comment) -> bool:
        return self._is_first(comment) and not self._lines[comment.end[0] - 1][
            comment.end[1] :
        ].strip(b" \t\r,;")
