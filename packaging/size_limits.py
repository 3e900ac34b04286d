"""Small rooms: a module of at most 400 lines, a function of at most 50, nesting of at most 4.

python packaging/size_limits.py [FOLDER...]
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULE, FUNCTION, NESTING = 400, 50, 4

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.TryStar, ast.Match)


def too_large(path: Path) -> Iterator[str]:
    """Each place in one file that is over a limit, in words."""
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    if lines > MODULE:
        yield f"{path}: {lines} lines, the limit for a module is {MODULE}"
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, _Function):
            continue
        where = f"{path}:{node.lineno}: {node.name}"
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION:
            yield f"{where} has {length} lines, the limit for a function is {FUNCTION}"
        depth = _depth(node)
        if depth > NESTING:
            yield f"{where} is nested {depth} deep, the limit is {NESTING}"


def _depth(node: ast.AST, chained: bool = False) -> int:
    """How many blocks lie inside each other; an ``elif`` is beside its ``if``, not inside it."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*_Function.__args__, ast.ClassDef)):
            continue  # a function of its own, counted on its own
        deepest = max(deepest, _depth(child, _is_elif(node, child)))
    return deepest + (isinstance(node, _BLOCKS) and not chained)


def _is_elif(parent: ast.AST, child: ast.AST) -> bool:
    return (
        isinstance(parent, ast.If)
        and isinstance(child, ast.If)
        and parent.orelse == [child]
        and child.col_offset == parent.col_offset
    )


def main(folders: list[str]) -> int:
    """Prints what is too large; 1 when anything is."""
    places = [Path(name) for name in folders] or [ROOT / "src", ROOT / "packaging"]
    found = [
        line for place in places for path in sorted(place.rglob("*.py")) for line in too_large(path)
    ]
    for line in found:
        print(line)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
