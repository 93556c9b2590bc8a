"""Whatever is stored is found, whoever must not see it does not: random texts and random scopes."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.lib.text import normalise
from mingjian.offices.gate import SCOPED, Gate
from mingjian.offices.rights import Right
from mingjian.offices.scope import Assigned, Depth, Held, Scope
from mingjian.search import statements
from mingjian.search.documents import NewDocument
from mingjian.search.engine import search
from mingjian.search.index import add
from mingjian.search.language import literal
from mingjian.search.models import Document
from mingjian.search.suggest import suggest
from mingjian.search.tests.ground import KINDS, ROOT, TODAY, document, found, within

pytestmark = pytest.mark.django_db

FEW = settings(max_examples=25, deadline=None)
# Both scripts, both widths, letters of both cases, digits, signs of every syntax that lies between, a composed letter.
ALPHABET = "违規规發发放津貼贴款党党张三ＡＢabC12３。，“”'\"\\-:&|!()*%_ \u3000\u200bé\u0301·•"
texts = st.text(ALPHABET, max_size=14)


@FEW
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6), st.data())
def test_every_substring_is_found_wherever_it_stands(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([text for row in rows for text in row]))
    start = data.draw(st.integers(0, max(0, len(source) - 2)))
    term = source[start : start + data.draw(st.integers(2, 6))]
    if len(max(normalise(term).split(), key=len, default="")) < 2:
        return
    with transaction.atomic():
        add([document(title, body, row_id=number) for number, (title, body) in enumerate(rows, 1)])
        hits = {row_id for _kind, row_id in found(literal(term))}
        transaction.set_rollback(True)
    form = normalise(term)
    holding = [number for number, row in enumerate(rows, 1) if any(form in normalise(text) for text in row)]
    assert hits == set(holding)


PATHS = ("1", "1.2", "1.3", "1.2.4", "1.2.5", "1.3.6", "7", "7.8")
IDS = st.integers(1, 4)
some_ids = st.lists(IDS, max_size=2, unique=True).map(tuple)


@st.composite
def documents(draw: st.DrawFn) -> list[NewDocument]:
    """Up to twelve documents that all hold the same words, of random kinds, offices, targets and subjects."""
    return [
        NewDocument(
            kind=draw(st.sampled_from(KINDS)),
            row_id=number,
            title="王大山 贷款",
            name="王大山",
            on=date(2018, 1, draw(st.integers(1, 4))),
            office_paths=draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=2, unique=True)),
            target_id=draw(st.none() | IDS),
            org_ids=draw(some_ids),
            about_orgs=draw(some_ids),
            about_persons=draw(some_ids),
        )
        for number in range(1, draw(st.integers(1, 12)) + 1)
    ]


rights = st.frozensets(
    st.sampled_from([Right.READ_REGISTER, Right.READ_FINDINGS, Right.READ_LEADS, Right.EXPORT]), max_size=3
)
scopes = st.builds(
    Scope,
    actor=st.just(within().actor),
    on=st.just(TODAY),
    held=st.lists(st.builds(Held, st.sampled_from(PATHS), rights), max_size=2).map(tuple),
    assigned=st.lists(st.builds(Assigned, IDS, st.frozensets(IDS, max_size=2), rights), max_size=2).map(tuple),
    sights=st.dictionaries(
        st.sampled_from(KINDS),
        st.dictionaries(st.integers(1, 12), st.sampled_from(list(Depth)), max_size=3),
        max_size=3,
    ),
    not_orgs=st.frozensets(IDS, max_size=1),
    not_persons=st.frozensets(IDS, max_size=1),
)


def may_see(scope: Scope, row: NewDocument) -> bool:
    """The rule in plain words: (reach or task or sight) and not excluded."""
    gate: Gate = SCOPED[row.kind].gate  # type: ignore[attr-defined]  # every gated model declares one
    grants = [grant.path for grant in scope.held if gate.right in grant.rights]
    reach = any(path == above or path.startswith(f"{above}.") for path in row.office_paths for above in grants)
    tasks = [task for task in scope.assigned if gate.right in task.rights]
    by_target = bool(gate.task_target) and row.target_id in {task.target_id for task in tasks}
    covered = {org_id for task in tasks for org_id in task.org_ids}
    by_body = bool(gate.task_org or gate.task_orgs) and bool(covered & set(row.org_ids))
    sight = scope.sights.get(row.kind, {}).get(row.row_id) == Depth.FULL
    accuses = scope.not_orgs & set(row.about_orgs) or scope.not_persons & set(row.about_persons)
    return (reach or by_target or by_body or sight) and not (gate.excludes and accuses)


def keys(rows: Iterable[NewDocument]) -> set[tuple[str, int]]:
    return {(row.kind, row.row_id) for row in rows}


@FEW
@given(
    documents(),
    scopes,
    st.booleans(),
    st.sampled_from(["贷款", "大山 贷款", "wangdashan", "wds", "kind:lead 贷款", "year:2018"]),
)
def test_no_hit_count_or_suggestion_tells_of_a_row_outside_the_scope(
    rows: list[NewDocument], scope: Scope, common: bool, query: str
) -> None:
    expected = keys(row for row in rows if may_see(scope, row))
    shown = {row for row in expected if "kind:lead" not in query or row[0] == "lead"}
    kept = statements.GATHER, statements.RARE
    with transaction.atomic():
        add(rows)
        try:
            if common:
                statements.GATHER, statements.RARE = 0, 0
            hits = found(query, scope)
            counts = search(query, scope).counts
        finally:
            statements.GATHER, statements.RARE = kept
        suggested = {(each.kind, each.row_id) for each in suggest("wangda", scope, limit=50)}
        allowed = set(Document.objects.visible_to(scope).values_list("kind", "row_id"))
        transaction.set_rollback(True)
    assert allowed == expected
    assert len(hits) == len(set(hits))
    assert set(hits) == shown
    assert counts == {kind: number for kind in KINDS if (number := sum(row[0] == kind for row in expected))}
    assert suggested <= {row for row in expected if row[0] in ("organisation", "person")}


@FEW
@given(st.lists(st.integers(1, 3), min_size=1, max_size=15), st.integers(1, 4), st.sampled_from(["date", "relevance"]))
def test_pages_of_any_length_give_each_row_once_in_order(days: list[int], limit: int, order: str) -> None:
    with transaction.atomic():
        add([document("贷款", row_id=number, on=date(2018, 1, day)) for number, day in enumerate(days, 1)])
        seen: list[int] = []
        after = ""
        while True:
            page = search("贷款", within(ROOT), order, after, limit)
            assert len(page.hits) == limit or not page.next
            seen += [hit.row_id for hit in page.hits]
            if not (after := page.next):
                break
        transaction.set_rollback(True)
    assert sorted(seen) == list(range(1, len(days) + 1))
    assert [days[row_id - 1] for row_id in seen] == sorted(days, reverse=True)
