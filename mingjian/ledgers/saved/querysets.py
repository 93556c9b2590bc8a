"""Which saved views somebody sees."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.accounts.models import User
from mingjian.ledgers.models import OpeningView, SavedView


def seen_by(user: User) -> QuerySet[SavedView, SavedView]:
    """One's own views and those shared in one's office."""
    return SavedView.objects.filter(Q(user_id=user.pk) | Q(shared=True, office_id=user.office_id))


def tabs_of(user: User, ledger: str) -> list[Any]:
    """The views of a ledger as tabs, each with `opens` when the ledger opens with it. One query."""
    opening = OpeningView.objects.filter(user_id=user.pk, view=OuterRef("pk"))
    return list(seen_by(user).filter(ledger=ledger).annotate(opens=Exists(opening)).order_by("name", "pk"))
