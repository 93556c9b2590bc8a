"""Every gated model is known to the gate and runs through the shared scope suite."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from tools.checks.finding import Check, Finding
from tools.checks.project import set_up
from tools.checks.source import PACKAGE, kept_files, tree_of

SUITE = "tests/scope"
LISTED = "SCOPED_ROWS"


def find(root: Path) -> Iterator[Finding]:
    """Gated models without ``@scoped``, kinds missing in the suite, and rows for no kind."""
    set_up()
    # Models load only once Django is set up.
    from mingjian.offices.gate import SCOPED, Gate, ScopedQuerySet

    for model in apps.get_models():
        gated = isinstance(getattr(model, "gate", None), Gate) or isinstance(
            model._default_manager.all(), ScopedQuerySet
        )
        if gated and model not in SCOPED.values():
            yield Finding(_place(model), 0, f"{model.__name__} is gated but not decorated with @scoped")
    yield from compare(set(SCOPED), listed(root), {kind: _place(model) for kind, model in SCOPED.items()})


def compare(kinds: set[str], rows: set[str], places: dict[str, str]) -> Iterator[Finding]:
    """Set the kinds the gate knows against those the suite makes rows of."""
    for kind in sorted(kinds - rows):
        yield Finding(places.get(kind, ""), 0, f"the kind {kind} is missing in {LISTED} of {SUITE}")
    for kind in sorted(rows - kinds):
        yield Finding(SUITE, 0, f"{LISTED} names {kind}, which is no gated kind")


def listed(root: Path) -> set[str]:
    """The kinds which the suite's table ``SCOPED_ROWS`` makes rows of."""
    files = [path for path in kept_files(root) if path.suffix == ".py" and path.is_relative_to(root / SUITE)]
    return {
        key.value
        for path in files
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign | ast.AnnAssign) and _names_the_table(node) and isinstance(node.value, ast.Dict)
        for key in node.value.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def _names_the_table(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id == LISTED for target in targets)


def _place(model: type[Model]) -> str:
    return f"{PACKAGE}/{model._meta.app_label}/models.py"


CHECK = Check(
    "scoped",
    f"Decorate the model with @scoped and give its kind a maker in {LISTED} ({SUITE}): own office, child, "
    "parent, sibling, other line, revoked, expired, excluded and sight are then asked of it.",
    find,
)
