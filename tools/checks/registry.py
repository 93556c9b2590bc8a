"""Every check, in the order of its report."""

from __future__ import annotations

from tools.checks import (
    actions,
    catalogues,
    gate,
    hosts,
    migrations,
    paths,
    permissions,
    requirements,
    rooms,
    scoped,
    sizes,
    states,
    templates,
    verbs,
)
from tools.checks.commands import CHECKS as COMMANDS
from tools.checks.finding import Check

CHECKS: tuple[Check, ...] = (
    *COMMANDS,
    gate.CHECK,
    states.CHECK,
    actions.CHECK,
    verbs.CHECK,
    scoped.CHECK,
    permissions.CHECK,
    migrations.CHECK,
    catalogues.CHECK,
    sizes.CHECK,
    templates.CHECK,
    rooms.CHECK,
    paths.CHECK,
    hosts.CHECK,
    requirements.CHECK,
)
