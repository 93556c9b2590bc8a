"""全覆盖: which bodies an office's term has inspected and which not yet, by what the reader may see.

A committee inspects every body it answers for at least once in a term (巡视工作条例 2017). A body counts for the
office that answers for it first, the inspection line's. Bodies that are kept from the reader are in no figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation
from mingjian.rounds.models import Target, Term
from mingjian.rounds.querysets import terms_of

OPEN, DONE, AGAIN = "open", "done", "again"
STANDINGS = (OPEN, DONE, AGAIN)
SIZE = 100
# A body not inspected for so many years is told of (a reminder seen in the field).
LONG_AGO = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """How far a term has come: bodies in all, inspected at least once, more than once."""

    bodies: int
    done: int
    again: int

    @property
    def open(self) -> int:
        """Not yet inspected."""
        return self.bodies - self.done

    @property
    def percent(self) -> str:
        """The share inspected, in per cent with one decimal."""
        return f"{100 * self.done / self.bodies:.1f} %" if self.bodies else "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One body: how often the term has inspected or will inspect it, and when it was entered last by anybody."""

    id: int
    name: str
    kind: str
    times: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the page shows."""

    term: Term
    figures: Figures
    lines: Sequence[Line]
    more: bool
    by_kind: Sequence[tuple[str, str, int, int]] = field(default_factory=tuple)


def terms(scope: Scope) -> list[Term]:
    """The terms in scope, the latest first."""
    return list(terms_of(scope).select_related("office").order_by("-during", "office__path")[:400])


def of_term(
    term: Term, scope: Scope, *, standing: str = OPEN, kind: str = "", name: str = "", after: int = 0
) -> Coverage:
    """The bodies of a term that stand so, by name, from the `after`th on. Four queries."""
    bodies = _bodies(term, scope)
    counted = bodies.aggregate(every=Count("pk"), done=Count("pk", Q(times__gte=1)), again=Count("pk", Q(times__gte=2)))
    shown = bodies.filter({OPEN: Q(times=0), DONE: Q(times__gte=1), AGAIN: Q(times__gte=2)}[standing])
    if kind:
        shown = shown.filter(kind=kind)
    if name:
        shown = shown.filter(Q(name__icontains=name) | Q(names__name__icontains=name)).distinct()
    rows = list(shown.order_by("sort_key", "pk")[after : after + SIZE + 1])
    last = _last_entered([row.pk for row in rows], scope)
    lines = [Line(row.pk, row.name, str(Kind(row.kind).label), row.times, last.get(row.pk)) for row in rows[:SIZE]]
    by_kind = [
        (each["kind"], str(Kind(each["kind"]).label), each["done"], each["every"])
        for each in bodies.order_by()
        .values("kind")
        .annotate(every=Count("pk"), done=Count("pk", Q(times__gte=1)))
        .order_by("-every", "kind")
    ]
    return Coverage(
        term, Figures(counted["every"], counted["done"], counted["again"]), lines, len(rows) > SIZE, by_kind
    )


def _bodies(term: Term, scope: Scope) -> QuerySet[Any]:
    """The bodies that the term's office answers for first and that existed in the term, with how often it enters."""
    seen = Target.objects.visible_to(scope).filter(org=OuterRef("pk"), team__round__term=term)
    times = seen.order_by().values("org").annotate(count=Count("pk")).values("count")
    rows = Organisation.objects.visible_to(scope).filter(
        office_ids__0=term.office_id, existed__overlap=(term.during.lower, term.during.upper)
    )
    # Of a body that ended before anybody entered it, nothing is asked any more.
    gone = Q(existed__upper_inf=False, existed__endswith__lte=scope.on) & ~Exists(seen)
    rows = rows.exclude(gone) if term.during.upper and term.during.upper > scope.on else rows
    if scope.not_orgs:
        rows = rows.exclude(pk__in=scope.not_orgs)
    found: QuerySet[Any] = rows.annotate(times=Coalesce(Subquery(times, output_field=IntegerField()), 0))
    return found


def _last_entered(org_ids: Sequence[int], scope: Scope) -> dict[int, date]:
    rows = Target.objects.visible_to(scope).filter(org_id__in=org_ids, on_site__startswith__lte=scope.on)
    return dict(rows.order_by().values_list("org_id").annotate(last=Max("on_site__startswith")))


def times_in_terms(org_id: int, scope: Scope) -> list[tuple[Term, int]]:
    """The terms in force of the offices answerable for a body, with how often each enters it."""
    row = Organisation.objects.visible_to(scope).filter(pk=org_id).first()
    if row is None or org_id in scope.not_orgs:
        return []
    found = terms_of(scope).filter(office__in=row.office_ids[:1], during__contains=scope.on)
    return [
        (term, Target.objects.visible_to(scope).filter(org=org_id, team__round__term=term).count()) for term in found
    ]
