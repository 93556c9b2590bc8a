"""What targets took from bodies: the names they are found by."""

from collections.abc import Sequence

from mingjian.rounds.models import Target
from mingjian.rounds.search import target_documents
from mingjian.search import index


def follow_bodies(org_ids: Sequence[int]) -> None:
    """Inspections are found by every name their body bore, the one of now in the title."""
    targets = list(Target.objects.filter(org_id__in=org_ids).values_list("pk", flat=True))
    if targets:
        index.replace(target_documents(targets))
