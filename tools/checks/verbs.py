"""Every move of a state table has its verb in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps

from tools.checks.finding import Check, Finding
from tools.checks.project import set_up
from tools.checks.source import PACKAGE


def find(root: Path) -> Iterator[Finding]:
    """Moves whose verb ``kind.verb`` no action registers: `move` would fail on them at run time."""
    set_up()
    # Rooms register their verbs and state tables when their modules load, which needs Django set up.
    from mingjian.audit.verbs import VERBS
    from mingjian.flow.states import TABLES

    for room in apps.get_app_configs():
        for part in ("actions", "states"):
            if room.name.startswith(f"{PACKAGE}.") and find_spec(f"{room.name}.{part}"):
                import_module(f"{room.name}.{part}")
    yield from compare({kind: table.transitions for kind, table in TABLES.items()}, VERBS.keys())


def compare(moves: Mapping[str, Iterable[str]], verbs: Iterable[str]) -> Iterator[Finding]:
    """Set the moves of each kind against the verbs the record knows."""
    known = set(verbs)
    for kind, names in sorted(moves.items()):
        for name in names:
            if f"{kind}.{name}" not in known:
                yield Finding(PACKAGE, 0, f"the move {name} of {kind} has no verb {kind}.{name} in the record")


CHECK = Check("verbs", 'Give each move its action: `@action("kind.verb", _("Words"))` in the room\'s actions.', find)
