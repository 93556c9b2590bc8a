"""Leads assigned to a colleague, for when they leave. What was closed as unfounded stays sealed and is not moved."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import holdings
from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.leads.models import Lead
from mingjian.leads.states import LEAD
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope

MOST = 500


def register() -> None:
    """Called once, from AppConfig.ready."""
    holdings.register(holdings.Holding("lead", gettext_lazy("Leads assigned"), _count, _items, _move, order=10))


def _count(user: User) -> tuple[int, int]:
    rows = Lead.objects.filter(assignee=user).exclude(state="unfounded")
    still = rows.filter(state__in=LEAD.open_states()).count()
    return still, rows.count() - still


def _items(user: User, scope: Scope) -> list[holdings.Item]:
    rows = Lead.objects.visible_to(scope).filter(assignee=user).select_related("org").order_by("due_on", "pk")
    items = [
        holdings.Item(
            row.pk,
            f"{row.number} {row.org.name if row.org is not None else ''}",
            not LEAD.states[row.state].closed,
            reverse("lead", args=[row.pk]),
            LEAD.states[row.state].words,
        )
        for row in rows[:MOST]
    ]
    return sorted(items, key=lambda item: not item.is_open)


def _move(ids: Sequence[int], user: User, to: User, scope: Scope, reason: str) -> None:
    hand_over_leads(ids=ids, user=user, to=to, reason=reason, scope=scope)


@action("lead.hand_over", gettext_lazy("Leads handed over"))
def hand_over_leads(*, ids: Sequence[int], user: User, to: User, reason: str, scope: Scope) -> None:
    """专人办理: give these leads of a colleague to another, who has to be able to read each.

    Nobody is given a lead about themselves, their own body or one they declared a conflict with: it is out of their
    sight, and the refusal is the same as for anybody who may not read it.
    """
    mine = Lead.objects.visible_to(scope).select_for_update(of=("self",)).filter(pk__in=ids, assignee=user)
    found = list(mine.values_list("pk", flat=True))
    if len(found) != len(set(ids)) or Lead.objects.visible_to(build(to)).filter(pk__in=ids).count() != len(found):
        raise Invalid(_("%(name)s may not read one of these leads.") % {"name": to.display_name})
    Lead.objects.filter(pk__in=found).update(assignee=to)
    record("lead.hand_over", actor=scope.actor, kind="lead", ids=ids, detail={"to": to.pk}, words=reason)
    publish("lead", list(ids))
