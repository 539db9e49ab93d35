"""The syntax of Python modules: their assignments, and the comments beside them."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from inspect import cleandoc
from itertools import zip_longest

_COLLECTIONS = ("dict", "frozenset", "list", "set", "tuple", "MappingProxyType", "OrderedDict")


def statements(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Return statements, those under conditions as well, each with the one after it."""
    for node, after in zip_longest(body, body[1:]):
        yield node, after
        if isinstance(node, ast.If | ast.Try | ast.With):
            handlers = [its.body for its in getattr(node, "handlers", ())]
            rest = [getattr(node, part, []) for part in ("orelse", "finalbody")]
            for inner in (node.body, *handlers, *rest):
                yield from statements(inner)


def assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr, ast.stmt, str | None]]:
    """Return names with their values, the statement, and the docstring behind it."""
    for node, after in statements(body):
        targets: list[ast.expr] = []
        match node:
            case ast.Assign(targets=targets, value=value):
                pass
            case ast.AnnAssign(target=annotated, value=ast.expr() as value):
                targets = [annotated]
            case _:
                continue
        text = None
        match after:
            case ast.Expr(value=ast.Constant(value=str(docstring))):
                text = cleandoc(docstring)
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
            values = [value] * len(names)
            if names != [target] and isinstance(value, ast.Tuple | ast.List):
                values = value.elts if len(value.elts) == len(names) else values
            for name, its in zip(names, values, strict=True):
                if isinstance(name, ast.Name):
                    yield name.id, its, node, text


def unwrapped(node: ast.expr) -> ast.expr:
    """Return a collection without a call such as ``frozenset(…)`` around it."""
    match node:
        case ast.Call(
            func=function, args=[ast.Dict() | ast.List() | ast.Tuple() | ast.Set() as its]
        ):
            if ast.unparse(function).rpartition(".")[2] in _COLLECTIONS:
                return its
    return node


class Comments:
    """The comments of a module, by their lines."""

    def __init__(self, text: str) -> None:
        self._comments = _comments(text)

    def of(self, first: int, last: int) -> tuple[str | None, bool]:
        """Return the comment of some lines, and whether it can be no other's."""
        if last in self._comments and not self._comments[last][1]:
            return self._comments[last][0], True
        lines: list[tuple[str, bool]] = []
        while (found := self._comments.get(first := first - 1)) and found[1]:
            if lines and lines[0][1] != found[2]:
                break
            lines.insert(0, (found[0], found[2]))
        is_bound = bool(lines) and lines[0][1]
        is_header = first == 0 and not is_bound
        return "\n".join(line for line, _ in lines if not is_header) or None, is_bound


def _comments(text: str) -> dict[int, tuple[str, bool, bool]]:
    """Return each comment by its line: its text, whether it stands alone, whether it has ``#:``."""
    comments = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                alone = not token.line[: token.start[1]].strip()
                said = re.sub(r"\s*#?\s*(?:noqa|type:|pylint:|pragma:|fmt:)[^#]*", "", token.string)
                if stripped := said.lstrip("#:").strip():
                    comments[token.start[0]] = (stripped, alone, said.startswith("#:"))
    except (tokenize.TokenError, SyntaxError):
        pass
    return comments
