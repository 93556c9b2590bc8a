"""Walking the tree and its syntax: the ground the checks stand on."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = "mingjian"
PYTHON_FOLDERS = (PACKAGE, "tools", "tests")
OUTSIDE = {
    ".git",
    ".venv",
    ".mingjian",
    "__pycache__",
    "node_modules",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
}


def kept_files(root: Path) -> list[Path]:
    """The files of the tree which version control keeps or would keep; without it, all but caches."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0 and (root / ".git").exists():
        paths = [root / name for name in listing.stdout.decode().split("\0") if name]
    else:
        paths = list(root.rglob("*"))
    return sorted(path for path in paths if path.is_file() and not OUTSIDE & set(path.relative_to(root).parts))


def python_files(root: Path, *, tests: bool, migrations: bool = False) -> Iterator[Path]:
    """The Python files of the product and its tools, with or without tests and migrations."""
    for path in kept_files(root):
        parts = path.relative_to(root).parts
        if path.suffix != ".py" or (parts[0] not in PYTHON_FOLDERS and parts[0] != "conftest.py"):
            continue
        if is_test(parts) <= tests and ("migrations" in parts) <= migrations:
            yield path


def is_test(parts: tuple[str, ...]) -> bool:
    """Whether a path (as parts, relative to the tree) belongs to the tests."""
    return "tests" in parts or parts[-1] == "conftest.py"


def room_of(path: Path, root: Path) -> str:
    """The room a path lies in; empty outside the package and for modules directly in it."""
    parts = path.relative_to(root).parts
    return parts[1] if parts[0] == PACKAGE and len(parts) > 2 else ""


def is_part(path: Path, *names: str) -> bool:
    """Whether a file is the module ``NAME.py`` or lies in the package ``NAME/``, for one of the names."""
    return path.stem in names or path.parent.name in names


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file, its nodes carrying their ``parent``; empty for a file that is no Python.

    Lint and types report such a file; the other checks need not repeat it.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    except SyntaxError:
        tree = ast.Module(body=[], type_ignores=[])
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]  # the tree has no upward links of its own
    return tree


def parent_of(node: ast.AST) -> ast.AST | None:
    """The node directly around ``node`` in a tree from ``tree_of``."""
    return getattr(node, "parent", None)


def called_name(call: ast.Call) -> str:
    """The last part of what is called: ``record`` for ``audit.record(…)``; empty when it is no plain name."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def shown(path: Path, root: Path) -> str:
    """A path as findings print it."""
    return path.relative_to(root).as_posix()
