"""Changed versions of a module: one operator, number or negation at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_DECLARED = ("frozen", "slots", "strict", "compare")
"""Arguments that promise something of the program and change nothing in a correct one."""


@dataclass(frozen=True)
class Mutant:
    """One changed module; `function` is the first line of the function whose body is changed, 0 outside of all."""

    path: Path
    line: int
    function: int
    change: str
    tree: ast.Module


def count(path: Path) -> int:
    """How many changes of a module there are."""
    return sum(1 for _ in _sites(ast.parse(path.read_text(encoding="utf-8"))))


def mutant(path: Path, number: int) -> Mutant:
    """One change of a module, by its number in the order of the source; annotations and messages stay as they are."""
    changed = ast.parse(path.read_text(encoding="utf-8"))
    holder, name, index = list(_sites(changed))[number]
    before = getattr(holder, name) if index is None else getattr(holder, name)[index]
    source, after = " ".join(ast.unparse(holder).split())[:80], _changed(before)
    if index is None:
        setattr(holder, name, after)
    else:
        getattr(holder, name)[index] = after
    line = getattr(holder, "lineno", 0)
    shown = f"{source}: {type(before).__name__} → {type(after).__name__}"
    return Mutant(path, line, _function(changed, line), shown, ast.fix_missing_locations(changed))


def _function(tree: ast.Module, line: int) -> int:
    """Where the innermost function around this line begins, its decorators included."""
    around = [
        min([node.lineno, *(entry.lineno for entry in node.decorator_list)])
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, default=0)


def _sites(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """(node, field, index) of everything that can be changed, in the order of the source."""
    if isinstance(tree, ast.JoinedStr) or (isinstance(tree, ast.keyword) and tree.arg in _DECLARED):
        return
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params", "bases"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                if type(child) in _SWAPS or _is_changeable(child):
                    yield tree, name, index
                yield from _sites(child)


def _is_changeable(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool | int | float)
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub)


def _changed(node: ast.AST) -> ast.AST:
    if isinstance(node, ast.Constant):
        return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)  # type: ignore[operator]  # `_sites` yields no other
    return node.operand if isinstance(node, ast.UnaryOp) else _SWAPS[type(node)]()
