"""Every string that stands in a module, but its docstrings: what a user may come to read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def literals(path: Path) -> Iterator[tuple[ast.Constant, str]]:
    """Each string with its place; of an f-string the written parts."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documented
        ):
            yield node, node.value
