"""Questions about bulk edits: everybody sees their own."""

from django.db.models import QuerySet

from mingjian.ledgers.models import BulkEdit
from mingjian.offices.scope import Scope


def own_edits(scope: Scope) -> QuerySet[BulkEdit, BulkEdit]:
    """The bulk edits that the actor made, the latest first."""
    return BulkEdit.objects.filter(user_id=scope.actor.user_id or 0).order_by("-at", "-pk")
