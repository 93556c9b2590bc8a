"""The moves of rectification 整改, one action each; the state table says from where to where."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.findings.models import Finding
from mingjian.findings.search import stored
from mingjian.findings.states import FINDING
from mingjian.flow.move import move
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.search import index


@action("finding.begin", _("Began rectification"))
def begin(*, finding: Finding, scope: Scope, reason: str = "") -> Finding:
    """The body has begun to rectify the finding."""
    return _move(finding, "begin", scope, reason)


@action("finding.advance", _("Recorded basic rectification"))
def advance(*, finding: Finding, scope: Scope, reason: str = "") -> Finding:
    """Basically done 基本完成: results so far, rectification goes on. It does not count as done."""
    return _move(finding, "advance", scope, reason)


@action("finding.finish", _("Recorded rectification"))
def finish(*, finding: Finding, scope: Scope, reason: str = "") -> Finding:
    """Rectification is complete and waits for review."""
    return _move(finding, "finish", scope, reason)


@action("finding.close_out", _("Struck findings off"))
def close_out(*, finding: Finding, scope: Scope, reason: str = "") -> Finding:
    """销号: after review the finding is struck off. The reason names what was reviewed."""
    return _move(finding, "close_out", scope, reason)


@action("finding.reopen", _("Reopened rectification"))
def reopen(*, finding: Finding, scope: Scope, reason: str = "") -> Finding:
    """Rectification did not hold: it begins again. The reason says what was found."""
    return _move(finding, "reopen", scope, reason)


def _move(finding: Finding, verb: str, scope: Scope, reason: str) -> Finding:
    transition = FINDING.transitions[verb]
    scope.require(transition.right, finding.office_path, finding.target_id)
    move(finding, verb, actor=scope.actor, reason=reason)
    # Whoever edits or undoes against the state before must notice.
    Finding.objects.filter(pk=finding.pk).update(version=F("version") + 1)
    index.replace(stored([finding.pk]))
    publish("finding", [finding.pk])
    return finding
