"""Offices' paths, scopes and documents for the tests of this room; nothing else than the index is needed."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from mingjian.audit.actor import Actor
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.search.documents import NewDocument
from mingjian.search.engine import search
from mingjian.search.index import add
from mingjian.search.language import Query

TODAY = date(2026, 11, 24)
READ = frozenset({Right.READ_REGISTER, Right.READ_FINDINGS, Right.READ_LEADS})
KINDS = ("organisation", "person", "tenure", "finding", "lead", "outcome", "target")
ROOT, CITY, COUNTY, SIBLING = "1", "1.2", "1.2.3", "1.2.4"
ROWS = count(1)


def within(*paths: str, rights: Iterable[Right] = READ) -> Scope:
    """Somebody who reads within these offices."""
    return Scope(Actor.named("test"), TODAY, tuple(Held(path, frozenset(rights)) for path in paths))


def document(
    title: str = "",
    body: str = "",
    kind: str = "finding",
    *,
    row_id: int = 0,
    on: date = date(2018, 4, 27),
    paths: Sequence[str] = (COUNTY,),
    name: str = "",
    state: str = "",
    org_id: int | None = None,
) -> NewDocument:
    """One document; a row of its own unless told."""
    return NewDocument(
        kind=kind,
        row_id=row_id or next(ROWS),
        title=title,
        body=body,
        name=name,
        on=on,
        office_paths=tuple(paths),
        state=state,
        org_id=org_id,
        org_ids=(org_id,) if org_id else (),
    )


def store(*documents: NewDocument) -> list[tuple[str, int]]:
    """Add the documents; which rows they are of."""
    add(documents)
    return [(each.kind, each.row_id) for each in documents]


def found(query: str | Query, scope: Scope | None = None, order: str = "date") -> list[tuple[str, int]]:
    """All hits, page after page of three."""
    hits: list[tuple[str, int]] = []
    after = ""
    while True:
        page = search(query, scope or within(ROOT), order, after, 3)
        hits += [(hit.kind, hit.row_id) for hit in page.hits]
        if not (after := page.next):
            return hits
