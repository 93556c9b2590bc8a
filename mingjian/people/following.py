"""What persons and tenures took from bodies: the offices that hold them, and the names they are found by."""

from collections.abc import Sequence

from mingjian.live.publish import publish
from mingjian.people.models import Tenure
from mingjian.people.reach import follow_offices, refresh_reach
from mingjian.people.search import refresh_persons, tenure_documents
from mingjian.search import index


def follow_bodies(org_ids: Sequence[int]) -> None:
    """Tenures pass to the offices now answerable for their body, are found by its names of now, and so are persons."""
    moved = follow_offices(org_ids)
    tenures = list(Tenure.objects.filter(org_id__in=org_ids).values_list("pk", flat=True))
    if tenures:
        index.replace(tenure_documents(tenures))
        publish("tenure", tenures)
    if moved:
        refresh_reach(moved)
        refresh_persons(moved)
        publish("person", moved)
