"""A state changes only by ``flow``, along its table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import PACKAGE, called_name, python_files, room_of, shown, tree_of

STATE_FIELDS = {"state", "status"}
WRITERS = {"update", "aupdate"}
# Rooms without rows of the office's own: their objects may hold a `state` that is no field of a table.
WITHOUT_STATES = {"", "flow", "lib", "runtime", "cli", "ui"}


def find(root: Path) -> Iterator[Finding]:
    """Assignments to a state field, and set-based writes of one, outside ``flow``."""
    for path in python_files(root, tests=False):
        if path.relative_to(root).parts[0] == PACKAGE and room_of(path, root) not in WITHOUT_STATES:
            for node in ast.walk(tree_of(path)):
                what = _breach(node)
                if what:
                    yield Finding(shown(path, root), getattr(node, "lineno", 0), what)


def _breach(node: ast.AST) -> str:
    """What a node does to a state field, in words; empty when nothing."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del) and node.attr in STATE_FIELDS:
        return f"`.{node.attr}` is assigned here"
    if not isinstance(node, ast.Call):
        return ""
    name = called_name(node)
    if name in WRITERS and isinstance(node.func, ast.Attribute):
        written = [keyword.arg for keyword in node.keywords if keyword.arg in STATE_FIELDS]
        return f"`.{name}({written[0]}=…)` writes a state" if written else ""
    if name in {"setattr", "bulk_update", "abulk_update"} and STATE_FIELDS & _strings(node):
        return f"`{name}` writes a state"
    return ""


def _strings(call: ast.Call) -> set[str]:
    """Every text constant among the arguments of a call."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    constants = (node for argument in arguments for node in ast.walk(argument) if isinstance(node, ast.Constant))
    return {constant.value for constant in constants if isinstance(constant.value, str)}


CHECK = Check(
    "states",
    "Change a state by `flow`'s move along the room's states.py; a new row is made with its first state.",
    find,
)
