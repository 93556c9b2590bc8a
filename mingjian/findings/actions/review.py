"""回头看: what a later look found of a finding's rectification."""

from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.findings.classes import ReviewResult
from mingjian.findings.models import Finding, Review
from mingjian.findings.search import stored
from mingjian.findings.second_look import later_entries
from mingjian.findings.states import FINDING
from mingjian.flow.move import move
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, join
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.search import index


@action("finding.review", gettext_lazy("Recorded a second look at rectification"))
def review(
    *, finding: Finding, result: str, reviewed_on: date, text: str, scope: Scope, target_id: int | None = None
) -> Review:
    """Record what a later look found, at the entry `target_id` where there was one.

    Unless the rectification holds, a finding that counted as rectified is taken up again, with the words of the look
    as the reason. Takes the right to edit the finding.
    """
    scope.require(Right.EDIT_FINDINGS, str(finding.office_path), finding.target_id)
    _check(finding, result, reviewed_on, text, scope)
    if target_id is not None and target_id not in {target.pk for target in later_entries(finding, scope)}:
        raise Invalid(_("This entry is not found in your scope."), {"target": _("Not found.")})
    written = Review.objects.create(
        finding=finding,
        target_id=target_id,
        result=result,
        reviewed_on=reviewed_on,
        text=text.strip(),
        actor_id=scope.actor.user_id,
        at=timezone.now(),
    )
    if result != ReviewResult.HOLDS and finding.state in FINDING.transitions["reopen"].sources:
        move(finding, "reopen", actor=scope.actor, reason=text)
    if target_id is not None:
        join(Step("finding", finding.pk), "reviewed", Step("target", target_id), actor=scope.actor)
    Finding.objects.filter(pk=finding.pk).update(version=F("version") + 1)
    index.replace(stored([finding.pk]))
    record("finding.review", actor=scope.actor, kind="finding", ids=[finding.pk], detail={"result": result})
    publish("finding", [finding.pk])
    return written


def _check(finding: Finding, result: str, reviewed_on: date, text: str, scope: Scope) -> None:
    if result not in ReviewResult.values:
        raise Invalid(_("Say what the look found."), {"result": _("Choose one.")})
    if not text.strip():
        raise Invalid(_("Say what was looked at, and what was seen."), {"text": _("This is needed.")})
    if not finding.found_on <= reviewed_on <= scope.on:
        sentence = _("The look comes after the finding, and not in the future.")
        raise Invalid(sentence, {"reviewed_on": sentence})
