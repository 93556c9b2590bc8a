"""The documents that rooms make of their rows show through the search exactly where the rows show themselves."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from mingjian.findings.search import stored
from mingjian.leads.search import lead_documents, outcome_documents
from mingjian.offices.gate import visible_ids
from mingjian.offices.scope import Depth
from mingjian.orgs.search import documents
from mingjian.people.search import person_documents, tenure_documents
from mingjian.rounds.search import round_documents, target_documents
from mingjian.search.documents import NewDocument
from mingjian.search.engine import search
from mingjian.search.index import add
from mingjian.search.models import Document
from tests.scope.forest import World, worlds
from tests.scope.oracle import depth_of
from tests.scope.planting import plant

pytestmark = pytest.mark.django_db

Makers = dict[str, Callable[[Sequence[int]], Iterable[NewDocument]]]
MAKERS: Makers = {
    "organisation": documents,
    "person": person_documents,
    "tenure": tenure_documents,
    "round": round_documents,
    "target": target_documents,
    "finding": stored,
    "lead": lead_documents,
    "outcome": outcome_documents,
}
# Their makers' texts hold the word that is searched for.
FOUND = {"organisation", "person", "tenure", "target", "finding", "lead"}
MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(worlds())
def test_a_document_shows_where_its_row_shows(world: World) -> None:
    with transaction.atomic():
        planted = plant(world)
        rows: dict[tuple[str, int], int] = {
            (row.kind, planted.rows[place].pk): place for place, row in enumerate(world.rows) if row.kind in MAKERS
        }
        for kind, documents_of in MAKERS.items():
            add(documents_of([pk for of_kind, pk in rows if of_kind == kind]))
        shown: Any = Document.objects.visible_to(planted.scope)
        found = {(each.kind, each.row_id) for each in shown}
        hits: list[tuple[str, int]] = []
        counts: dict[str, int] = {}
        after = ""
        while True:
            page = search("示例 OR 追责 OR 问责", planted.scope, after=after, limit=2)
            hits += [(hit.kind, hit.row_id) for hit in page.hits]
            counts = dict(page.counts) or counts
            if not (after := page.next):
                break
        guarded = {
            (kind, pk) for kind in MAKERS for pk in visible_ids(kind, [p for k, p in rows if k == kind], planted.scope)
        }
        transaction.set_rollback(True)
    expected = {row for row, place in rows.items() if depth_of(world, place) is Depth.FULL}
    assert found == guarded == expected
    assert len(hits) == len(set(hits))
    assert set(hits) <= expected
    assert {row for row in expected if row[0] in FOUND} <= set(hits)
    assert counts == {kind: number for kind in MAKERS if (number := sum(hit[0] == kind for hit in hits))}
