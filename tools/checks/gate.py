"""Views and the API read rows only through the gate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import called_name, is_part, parent_of, python_files, shown, tree_of

DOORS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}


def find(root: Path) -> Iterator[Finding]:
    """Managers in views and api which are not followed by ``.visible_to(…)``, and raw SQL there."""
    for path in python_files(root, tests=False):
        if is_part(path, "views", "api"):
            for line, what in _breaches(tree_of(path)):
                yield Finding(shown(path, root), line, what)


def _breaches(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in DOORS and not _is_gated(node):
            yield node.lineno, f"`.{node.attr}` without `.visible_to(scope)` on the same chain"
        elif isinstance(node, ast.Call) and called_name(node) in SHORTCUTS and _takes_whole_model(node):
            yield (
                node.lineno,
                f"`{called_name(node)}` of a whole model; give it `Model.objects.visible_to(scope)`",
            )
        elif isinstance(node, ast.Call) and called_name(node) in {"raw", "cursor"}:
            yield node.lineno, f"`.{called_name(node)}(` in a view goes around the gate"


def _is_gated(door: ast.Attribute) -> bool:
    """Whether the chain of attributes and calls that begins at ``door`` calls ``visible_to``."""
    node: ast.AST = door
    while (outer := parent_of(node)) is not None:
        if isinstance(outer, ast.Attribute) and outer.value is node:
            if outer.attr == "visible_to" and isinstance(parent_of(outer), ast.Call):
                return True
        elif not (isinstance(outer, ast.Call) and outer.func is node):
            return False
        node = outer
    return False


def _takes_whole_model(call: ast.Call) -> bool:
    """Whether the first argument is a bare class, by its capital."""
    first = call.args[0] if call.args else None
    name = first.id if isinstance(first, ast.Name) else first.attr if isinstance(first, ast.Attribute) else ""
    return name[:1].isupper()


CHECK = Check(
    "gate",
    "Read rows in views and api as `Model.objects.visible_to(request.scope)…`; what needs no gate "
    "is a method in querysets.py or an action.",
    find,
)
