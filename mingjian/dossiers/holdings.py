"""Focus entries in a colleague's name, for when they leave."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import holdings
from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.dossiers.models import Focus
from mingjian.dossiers.states import FOCUS
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope

MOST = 500


def register() -> None:
    """Called once, from AppConfig.ready."""
    words = gettext_lazy("Focus entries")
    holdings.register(holdings.Holding("focus", words, _count, _items, _move, order=20))


def _count(user: User) -> tuple[int, int]:
    rows = Focus.objects.filter(looked_at_by=user)
    still = rows.filter(state__in=FOCUS.open_states()).count()
    return still, rows.count() - still


def _items(user: User, scope: Scope) -> list[holdings.Item]:
    rows = Focus.objects.visible_to(scope).filter(looked_at_by=user).select_related("person", "target__org")
    return [
        holdings.Item(
            row.pk,
            f"{row.target.org.name} · {row.person.name if row.person is not None else row.why}",
            not FOCUS.states[row.state].closed,
            f"{reverse('dossier', args=[row.target.org_id])}?on={row.target.on_site.lower:%Y-%m-%d}",
            FOCUS.states[row.state].words,
        )
        for row in sorted(rows[:MOST], key=lambda row: (FOCUS.states[row.state].closed, row.pk))
    ]


def _move(ids: Sequence[int], user: User, to: User, scope: Scope, reason: str) -> None:
    hand_over_focus(ids=ids, user=user, to=to, reason=reason, scope=scope)


@action("focus.hand_over", gettext_lazy("Focus entries handed over"))
def hand_over_focus(*, ids: Sequence[int], user: User, to: User, reason: str, scope: Scope) -> None:
    """Let a colleague look at these entries instead. Raises Invalid when the colleague may not read one of them."""
    rows = list(Focus.objects.visible_to(scope).select_for_update(of=("self",)).filter(pk__in=ids, looked_at_by=user))
    if len(rows) != len(set(ids)) or Focus.objects.visible_to(build(to)).filter(pk__in=ids).count() != len(rows):
        raise Invalid(_("%(name)s may not read one of these focus entries.") % {"name": to.display_name})
    for row in rows:
        row.looked_at_by = to
    Focus.objects.bulk_update(rows, ["looked_at_by"])
    record("focus.hand_over", actor=scope.actor, kind="focus", ids=ids, detail={"to": to.pk}, words=reason)
    publish("focus", list(ids))
