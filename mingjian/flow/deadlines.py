"""Deadlines are data: a row says how long, from what, by which article; nothing in code counts to sixty.

A room names the deadlines it keeps (`register`); their rows are seeded by its migration and changed on a page.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.models import DeadlineRule
from mingjian.flow.states import Words
from mingjian.lib.errors import Invalid, NotAllowed, Stale
from mingjian.lib.workdays import after
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

MOST = 600


@dataclass(frozen=True, slots=True)
class Named:
    """A deadline a room keeps: what has to be done (`words`), and what sets the clock going (`start`)."""

    code: str
    words: Words
    start: Words


NAMES: dict[str, Named] = {}


def register(code: str, words: Words, start: Words) -> None:
    """Called from a room's AppConfig.ready; the same code replaces itself."""
    NAMES[code] = Named(code, words, start)


def rules() -> list[DeadlineRule]:
    """The rules of all registered deadlines, in the order in which rooms registered them."""
    stored = {rule.code: rule for rule in DeadlineRule.objects.filter(code__in=NAMES)}
    return [stored[code] for code in NAMES if code in stored]


def rule(code: str) -> DeadlineRule | None:
    """The rule of that code, where one is on record."""
    return DeadlineRule.objects.filter(code=code).first()


def due(code: str, start: date) -> date | None:
    """The last day of the deadline that starts on `start`; None where no rule is on record. One query."""
    found = rule(code)
    return after(start, found.amount, found.unit) if found else None


def due_many(code: str, starts: list[date]) -> list[date | None]:
    """`due` for a batch, with one query."""
    found = rule(code)
    return [after(start, found.amount, found.unit) if found else None for start in starts]


@action("deadline.revise", gettext_lazy("Deadline rules changed"))
def revise_rule(*, rule: DeadlineRule, values: dict[str, Any], version: int, reason: str, scope: Scope) -> DeadlineRule:
    """Set the rule's values from now on; deadlines already set keep their day.

    Takes the right to manage offices. A rule without its legal basis is refused, so is one without a reason.
    """
    if not scope.has(Right.MANAGE_OFFICES):
        raise NotAllowed(_("Only who manages offices changes the rules of deadlines."))
    if not reason.strip():
        raise Invalid(_("Say why the rule changes."), {"reason": _("A reason is needed.")})
    if not str(values.get("legal_basis", rule.legal_basis)).strip():
        raise Invalid(
            _("A deadline needs its legal basis."), {"legal_basis": _("Write the regulation and its article.")}
        )
    if not 0 < int(values.get("amount", rule.amount)) <= MOST:
        raise Invalid(_("The time is out of range."), {"amount": _("From 1 to 600.")})
    written = DeadlineRule.objects.filter(pk=rule.pk, version=version).update(**values, version=version + 1)
    if not written:
        raise Stale(_("Somebody else saved this rule first; look at it again."), rule.version)
    rule.refresh_from_db()
    record("deadline.revise", actor=scope.actor, kind="deadline", ids=[rule.pk], words=reason)
    return rule
