"""Questions about batches and about where one may import."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.ledgers.models import Batch, Reading, Staged, Upload
from mingjian.ledgers.registry import LEDGERS
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

MOST_OFFICES = 400


def offices_to_import_for(scope: Scope) -> list[tuple[int, str]]:
    """Id and name of the offices over which the right to import is held, the highest first."""
    within = Q(pk__in=())
    for path in scope.paths(Right.IMPORT):
        within |= Q(path__within=path)
    offices = Office.objects.filter(within, existed__contains=scope.on).order_by("level", "path")
    return list(offices.values_list("pk", "name")[:MOST_OFFICES])


def readable(scope: Scope) -> QuerySet[Batch]:
    """The batches whose rows the scope may read: imports are seen where the ledger itself is.

    A batch that holds a row about a body the reader is kept from is kept from them whole, unless they sent the file.
    """
    reach = Q(pk__in=())
    for ledger in LEDGERS.values():
        for path in scope.paths(ledger.right):
            reach |= Q(ledger=ledger.code, office_path__within=path)
    batches: QuerySet[Batch] = Batch.objects.visible_to(scope).filter(reach)
    if not scope.not_orgs:
        return batches
    about = Staged.objects.filter(batch=OuterRef("pk"), values__org_id__in=sorted(scope.not_orgs))
    return batches.filter(Q(user_id=scope.actor.user_id) | ~Exists(about))


def recent(scope: Scope, ledger: str, count: int = 10) -> Sequence[Batch]:
    """The latest imports into a ledger that the scope sees."""
    batches = readable(scope).filter(ledger=ledger).select_related("office")
    return list(batches.order_by("-created_at", "-id")[:count])


def reading_of(batch: Batch) -> Reading:
    """What was told of the batch's file and answered to it; an empty one before it has been read."""
    return Reading.objects.filter(batch=batch).first() or Reading(batch=batch)


def may_take_file(batch: Batch, scope: Scope) -> bool:
    """Whether the kept file may be given to somebody who sees the batch.

    Rows that changed nothing leave no trace beside the file, so nobody can say whom it does not speak of: whoever is
    kept from a body or a person gets back only what they sent themselves.
    """
    return batch.user_id == scope.actor.user_id or not (scope.not_orgs or scope.not_persons)


def has_file(batch: Batch) -> bool:
    """Whether the file is still kept."""
    return Upload.objects.filter(batch=batch).exists()
