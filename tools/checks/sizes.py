"""Files and functions small enough to be read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import is_test, kept_files, python_files, shown, tree_of

MOST_LINES = {".py": 400, ".css": 400, ".js": 400, ".html": 150, ".sql": 400}
MOST_TEST_LINES = 300
MOST_FUNCTION_LINES = 50


def find(root: Path) -> Iterator[Finding]:
    """Files and functions above the hard stops."""
    yield from _long_files(root)
    for path in python_files(root, tests=True):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    what = f"{node.name} has {length} lines; the most is {MOST_FUNCTION_LINES}"
                    yield Finding(shown(path, root), node.lineno, what)


def _long_files(root: Path) -> Iterator[Finding]:
    for path in kept_files(root):
        parts = path.relative_to(root).parts
        most = MOST_TEST_LINES if path.suffix == ".py" and is_test(parts) else MOST_LINES.get(path.suffix)
        if most is None or "migrations" in parts or parts[0] == "docs":
            continue
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > most:
            yield Finding(shown(path, root), 0, f"{length} lines; the most is {most}")


CHECK = Check(
    "sizes",
    "Split by verb or by noun, never into `utils`: each part keeps a name a reader would guess.",
    find,
)
