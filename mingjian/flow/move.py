"""The one place where a state changes."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.audit.actor import Actor
from mingjian.audit.record import record
from mingjian.flow.models import Move
from mingjian.flow.states import TABLES
from mingjian.lib.errors import Invalid, WrongState


def move(row: models.Model, verb: str, *, actor: Actor, reason: str = "") -> Move:
    """Take `row` through the transition `verb` of its kind's state table, inside the calling action.

    The caller has checked the right. Compare and swap: of two that race, the second gets WrongState and nothing is
    written. A transition that asks for a reason refuses to go without one.
    """
    any_row: Any = row
    kind: str = any_row.gate.kind
    table = TABLES[kind]
    transition = table.transitions[verb]
    before: str = any_row.state
    if transition.asks_reason and not reason.strip():
        raise Invalid(_("Say why: this step asks for a reason."), {"reason": _("A reason is needed.")})
    wrong = WrongState(_("This step starts from another state; the page has been brought up to date."))
    if before not in transition.sources:
        raise wrong
    swapped = type(any_row).objects.filter(pk=row.pk, state=before).update(state=transition.target)
    if not swapped:
        raise wrong
    any_row.state = transition.target
    record(f"{kind}.{verb}", actor=actor, kind=kind, ids=[any_row.pk], office_path=any_row.office_path, words=reason)
    return Move.objects.create(
        kind=kind,
        row_id=any_row.pk,
        verb=verb,
        from_state=before,
        to_state=transition.target,
        actor_id=actor.user_id,
        system=actor.system,
        at=timezone.now(),
        reason=reason,
    )
