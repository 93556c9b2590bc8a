"""Muting a single row that breaks a rule and is right all the same. Counting is in `counting.py`."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.scope import Scope
from mingjian.quality.models import Muting
from mingjian.quality.reading import within_reach
from mingjian.quality.registry import Rule

LONGEST = timedelta(days=366)


@action("quality.mute", gettext_lazy("Fault muted"))
def mute(*, rule: Rule, row_id: int, reason: str, until: date, scope: Scope) -> Muting:
    """Leave a row out of the rule's counts until a day, a year at most. Takes the right to mend it, and a reason."""
    _require(rule, row_id, scope)
    if not reason.strip():
        raise Invalid(_("Say why this row is right as it is."), {"reason": _("A reason is needed.")})
    if not scope.on <= until <= scope.on + LONGEST:
        sentence = _("The last day lies within a year from today.")
        raise Invalid(sentence, {"until": sentence})
    Muting.objects.filter(rule=rule.code, row_id=row_id, lifted_at=None).update(lifted_at=timezone.now())
    muting = Muting.objects.create(
        rule=rule.code,
        row_id=row_id,
        reason=reason.strip(),
        since=scope.on,
        until=until,
        actor_id=scope.actor.user_id,
        at=timezone.now(),
    )
    record("quality.mute", actor=scope.actor, kind=rule.gate.kind, ids=[row_id], words=reason)
    return muting


@action("quality.unmute", gettext_lazy("Fault counted again"))
def unmute(*, rule: Rule, row_id: int, scope: Scope) -> int:
    """Count the row again; how many mutings ended."""
    _require(rule, row_id, scope)
    count = Muting.objects.filter(rule=rule.code, row_id=row_id, lifted_at=None).update(lifted_at=timezone.now())
    record("quality.unmute", actor=scope.actor, kind=rule.gate.kind, ids=[row_id])
    return count


def _require(rule: Rule, row_id: int, scope: Scope) -> None:
    """The row is within reach, and may be mended there."""
    row = within_reach(rule, scope).filter(pk=row_id).first()
    if row is None:
        raise Invalid(_("This row is not found in your scope."))
    paths = getattr(row, rule.gate.reach) if rule.gate.reach_many else [getattr(row, rule.gate.reach)]
    if not any(scope.may(rule.mends, str(path)) for path in paths):
        raise NotAllowed(_("Only who may mend the row mutes it."))
