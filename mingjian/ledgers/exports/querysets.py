"""Questions about the files that were taken."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from mingjian.accounts.models import User
from mingjian.ledgers.models import Export
from mingjian.ledgers.registry import LEDGERS
from mingjian.offices.scope import Scope


def readable(scope: Scope) -> QuerySet[Export]:
    """The exports the scope sees: those of its offices, from ledgers that it may read there. One's own always."""
    reach = Q(user_id=scope.actor.user_id)
    for ledger in LEDGERS.values():
        for path in scope.paths(ledger.right):
            reach |= Q(ledger=ledger.code, office_path__within=path)
    found: QuerySet[Export] = Export.objects.visible_to(scope).filter(reach)
    return found


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Users' names by their ids. One query."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "display_name"))
