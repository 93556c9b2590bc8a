"""The models and their migrations agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override

from tools.checks.finding import Check, Finding
from tools.checks.project import set_up
from tools.checks.source import PACKAGE


def find(root: Path) -> Iterator[Finding]:
    """Changes of models which no migration makes, per room. No database is asked."""
    set_up()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    # Migrations hold words in the language of the source; the models' words would come translated otherwise.
    with override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    for label, migrations in sorted(changes.items()):
        if apps.get_app_config(label).name.startswith(f"{PACKAGE}."):
            for operation in (operation for migration in migrations for operation in migration.operations):
                yield Finding(f"{PACKAGE}/{label}/migrations", 0, f"missing: {operation.describe()}")
    for label, leaves in sorted(loader.detect_conflicts().items()):
        yield Finding(f"{PACKAGE}/{label}/migrations", 0, f"two ends: {', '.join(sorted(leaves))}")


CHECK = Check(
    "migrations",
    "Run `mingjian manage makemigrations ROOM --name INTENT`; keep it reversible, free of live code.",
    find,
)
