"""Answering a query: the page of hits and the counts by kind, all within the scope.

Two ways lead to the same answer. A query that few documents match is *gathered*: the index finds all of them, and
counts and page come from that set in one statement. A query that very many match is *walked*: the newest documents are
looked at one after the other until the page is full, and each kind is counted up to the cap. What the planner expects
chooses the way, and a gathering that turns out too large is left for the other way: the choice never changes what is
found, only how fast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from mingjian.lib import cursor as cursors
from mingjian.lib.text import snippet
from mingjian.offices.scope import Scope
from mingjian.search import statements
from mingjian.search.filters import resolve
from mingjian.search.language import Query, parse
from mingjian.search.statements import CAP, Plan

Segments = list[tuple[str, bool]]
ORDERS = ("date", "relevance")
TITLE_WIDTH, BODY_WIDTH = 90, 140


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `title` and `body` are segments `(text, is_hit)`; `document_id` is the index's own id."""

    kind: str
    row_id: int
    document_id: int
    title: Segments
    body: Segments
    on: date
    state: str


@dataclass(frozen=True, slots=True)
class Page:
    """Hits in order; counts by kind within the query and its other filters, each exact up to 10,000 and 10,001 where
    there are more; the cursor of the next page, empty on the last."""

    hits: list[Hit]
    counts: Mapping[str, int]
    next: str
    wanted: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Over all kinds, capped like each of them."""
        return min(sum(self.counts.values()), CAP + 1)

    @property
    def matching(self) -> int:
        """Over the kinds that were asked for, which `wanted` names; capped like each of them."""
        return min(sum(self.counts.get(kind, 0) for kind in self.wanted), CAP + 1)


def search(
    query: str | Query, scope: Scope, order: str = "date", after: str = "", limit: int = 20, *, count: bool = True
) -> Page:
    """Answer a query within a scope. Raises BadQuery (a sentence) for what cannot be answered or was not found by name.

    `order` is "date" (newest first) or "relevance": whole titles and names first, then hits in the title, then in the
    text, each newest first. `after` is the `next` of the page before, for the same query and order.
    """
    if order not in ORDERS:
        raise ValueError(f"An order is one of {', '.join(ORDERS)}.")
    asked = parse(query) if isinstance(query, str) else query
    if asked.is_empty:
        return Page([], {}, "")
    with transaction.atomic():
        start = _start(asked, order, after)
        plan = statements.plan(asked, resolve(asked, scope), scope, order, start, count=count)
        found = statements.run(plan, limit + 1, count=count)
        hits = _hits(found.ids[:limit], plan)
    more = len(found.ids) > limit
    following = cursors.encode(found.places[limit - 1], _key(asked, order)) if more else ""
    return Page(hits, found.counts, following, plan.wanted)


def _key(query: Query, order: str) -> bytes:
    key: bytes = settings.CURSOR_KEY
    return key + b"search" + f"{order} {query!r}".encode("utf-8", "replace")


def _start(query: Query, order: str, after: str) -> tuple[cursors.Value, ...]:
    """The sort values after which the page begins; a cursor of another query raises BadCursor."""
    return cursors.decode(after, _key(query, order)) if after else ()


def _hits(ids: Sequence[int], plan: Plan) -> list[Hit]:
    """Fetch what is shown, through the gate once more, in the order of the ids."""
    by_id = {row[0]: row for row in statements.shown(plan, ids)}
    terms = plan.query.terms
    return [
        Hit(
            kind=kind,
            row_id=row_id,
            document_id=document_id,
            title=snippet(title, terms, TITLE_WIDTH),
            body=snippet(body, terms, BODY_WIDTH) if body else [],
            on=on,
            state=state,
        )
        for document_id, kind, row_id, title, body, on, state in (by_id[each] for each in ids if each in by_id)
    ]
