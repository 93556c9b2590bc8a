"""Every write is an action: its frame, `audit/action.py`, undoes it unless it wrote its audit record."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import called_name, python_files, room_of, shown, tree_of

# They make the frame of every write and hold no action of their own.
MAKERS = {"flow", "audit"}


def find(root: Path) -> Iterator[Finding]:
    """Public functions of a room's actions without the decorator ``@action(verb, words)``."""
    for path in python_files(root, tests=False):
        room = room_of(path, root)
        if not room or room in MAKERS or not (path.name == "actions.py" or path.parent.name == "actions"):
            continue
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for what in _breaches(node):
                    yield Finding(shown(path, root), node.lineno, f"{node.name} {what}")


def _breaches(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """What keeps a public function from being an action."""
    if function.name.startswith("_"):
        return
    if not any(_is_action(decorator) for decorator in function.decorator_list):
        yield "is no action: decorate it, or begin its name with an underscore"
        return
    if function.args.args or function.args.posonlyargs:
        yield "takes positional arguments; an action's are keyword-only"
    if "scope" not in {argument.arg for argument in function.args.kwonlyargs}:
        yield "does not take the scope it acts in"


def _is_action(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and called_name(decorator) == "action"


CHECK = Check(
    "actions",
    '`@action("finding.revise", _("Revised"))` over `def revise(*, …, scope: Scope)`; it writes its record.',
    find,
)
