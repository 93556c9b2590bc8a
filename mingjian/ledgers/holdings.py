"""Imports and saved views in a colleague's name, for when they leave."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import holdings
from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.models import Batch, SavedView, Stage
from mingjian.ledgers.querysets import readable
from mingjian.ledgers.registry import LEDGERS
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope

MOST = 500
UNDECIDED = (Stage.UPLOADED, Stage.ASKING, Stage.STAGED)


def register() -> None:
    """Called once, from AppConfig.ready."""
    batches = holdings.Holding("batch", gettext_lazy("Imports"), _count, _items, _move, order=40)
    views = holdings.Holding("saved_view", gettext_lazy("Saved views"), _count_views, _views, _move_views, order=60)
    holdings.register(batches)
    holdings.register(views)


def _count(user: User) -> tuple[int, int]:
    rows = Batch.objects.filter(user_id=user.pk)
    still = rows.filter(stage__in=UNDECIDED).count()
    return still, rows.count() - still


def _items(user: User, scope: Scope) -> list[holdings.Item]:
    rows = readable(scope).filter(user_id=user.pk).order_by("-created_at", "-pk")
    items = [
        holdings.Item(
            row.pk, row.file_name, row.stage in UNDECIDED, reverse("batch", args=[row.pk]), row.get_stage_display()
        )
        for row in rows[:MOST]
    ]
    return sorted(items, key=lambda item: not item.is_open)


def _move(ids: Sequence[int], user: User, to: User, scope: Scope, reason: str) -> None:
    hand_over_batches(ids=ids, user=user, to=to, reason=reason, scope=scope)


@action("batch.hand_over", gettext_lazy("Imports handed over"))
def hand_over_batches(*, ids: Sequence[int], user: User, to: User, reason: str, scope: Scope) -> None:
    """Give imports to a colleague. Raises Invalid when the colleague may not read one of them."""
    found = list(readable(scope).filter(pk__in=ids, user_id=user.pk).values_list("pk", flat=True))
    if len(found) != len(set(ids)) or readable(build(to)).filter(pk__in=ids).count() != len(found):
        raise Invalid(_("%(name)s may not read one of these imports.") % {"name": to.display_name})
    Batch.objects.filter(pk__in=found).update(user_id=to.pk)
    record("batch.hand_over", actor=scope.actor, kind="batch", ids=ids, detail={"to": to.pk}, words=reason)


def _count_views(user: User) -> tuple[int, int]:
    return 0, SavedView.objects.filter(user_id=user.pk).count()


def _views(user: User, scope: Scope) -> list[holdings.Item]:
    """The user's own all, to others those shared with the office: the rest are private."""
    rows = SavedView.objects.filter(user_id=user.pk).order_by("ledger", "name")
    if scope.actor.user_id != user.pk:
        rows = rows.filter(shared=True)
    return [
        holdings.Item(row.pk, row.name, False, note=LEDGERS[row.ledger].words if row.ledger in LEDGERS else row.ledger)
        for row in rows[:MOST]
    ]


def _move_views(ids: Sequence[int], user: User, to: User, scope: Scope, reason: str) -> None:
    hand_over_views(ids=ids, user=user, to=to, reason=reason, scope=scope)


@action("saved_view.hand_over", gettext_lazy("Saved views handed over"))
def hand_over_views(*, ids: Sequence[int], user: User, to: User, reason: str, scope: Scope) -> None:
    """Give saved views to a colleague; a name that the colleague uses already is told apart by whose it was."""
    taken = set(SavedView.objects.filter(user_id=to.pk).values_list("ledger", "name"))
    rows = list(SavedView.objects.filter(pk__in=ids, user_id=user.pk))
    for row in rows:
        if (row.ledger, row.name) in taken:
            row.name = f"{row.name}（{user.display_name} {row.pk}）"
        row.user_id, row.office_id = to.pk, to.office_id
    SavedView.objects.bulk_update(rows, ["user_id", "office", "name"])
    record("saved_view.hand_over", actor=scope.actor, kind="savedview", ids=ids, detail={"to": to.pk}, words=reason)
