"""What all exclusions have in common, whoever ends them."""

from django.utils import timezone

from mingjian.accounts.models import Exclusion
from mingjian.offices.clock import today
from mingjian.offices.scope import Scope


def end(row: Exclusion, scope: Scope) -> None:
    """Let an exclusion end today: it holds no longer at the next request, and its row is kept."""
    row.valid = (row.valid.lower, max(row.valid.lower, today()))
    row.withdrawn_by, row.withdrawn_at = scope.actor.user_id, timezone.now()
    row.save(update_fields=["valid", "withdrawn_by", "withdrawn_at"])
