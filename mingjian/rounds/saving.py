"""Saving a row against the version it was read at, with its history; and who may plan where."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from mingjian.flow.history import Changed, keep
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.scope import Scope


def save(
    row: models.Model, kind: str, values: Mapping[str, Any], version: int, scope: Scope, reason: str = ""
) -> dict[str, Any]:
    """Set `values` where the stored version is `version`, and keep what changed. Raises Stale otherwise."""
    any_row: Any = row
    any_row.refresh_from_db()
    before = {name: getattr(any_row, name) for name in values}
    updated = type(any_row).objects.filter(pk=row.pk, version=version).update(**values, version=F("version") + 1)
    if not updated:
        raise Stale(_("Somebody else saved this first; compare the two and save again."), any_row.version)
    keep(kind, [Changed(any_row.pk, version + 1, before, dict(values))], actor=scope.actor, reason=reason)
    any_row.refresh_from_db()
    return before


def require_reason(reason: str) -> None:
    """Raise Invalid without one."""
    if not reason.strip():
        raise Invalid(_("Say why: this step asks for a reason."), {"reason": _("A reason is needed.")})
