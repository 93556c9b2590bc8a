"""Putting back what the last change of a finding altered."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.findings.actions.revise import revise
from mingjian.findings.history import typed_values
from mingjian.findings.models import Finding
from mingjian.flow.models import Change
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope


@action("finding.undo_change", gettext_lazy("Undid a change of a finding"))
def undo_change(*, finding: Finding, change: Change, scope: Scope) -> Finding:
    """Put back the values that `change` altered, as a change of its own.

    Only the last change of values, and only while nothing else has been saved since: anything else would undo what
    somebody did later without knowing of it.
    """
    if change.kind != "finding" or change.row_id != finding.pk or change.version != finding.version:
        raise Invalid(_("Something was saved since; this change can no longer be undone."))
    values: Mapping[str, Any] = typed_values(change.before)
    undone = revise(finding=finding, values=values, version=finding.version, scope=scope)
    record("finding.undo_change", actor=scope.actor, kind="finding", ids=[finding.pk])
    return undone
