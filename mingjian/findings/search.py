"""What of a finding can be searched: number, body, description, manifestations, those responsible and those named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from mingjian.findings.models import Finding, Manifestation, Named
from mingjian.search.index import NewDocument

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """The columns of a finding that its document is made of."""

    id: int
    number: str
    description: str
    manifestations: Sequence[str]
    named: Sequence[tuple[str, str]]
    responsible: str
    found_on: date
    state: str
    org_id: int
    org_name: str
    division_path: str | None
    office_path: str
    target_id: int | None
    about_orgs: Sequence[int]
    about_persons: Sequence[int]


def document(row: Searchable) -> NewDocument:
    """The finding's one document. Its title is the beginning of the description."""
    persons = "；".join(f"{name} {post}".strip() for name, post in row.named)
    parts = [row.number, row.org_name, row.description, *row.manifestations, row.responsible, persons]
    return NewDocument(
        kind="finding",
        row_id=row.id,
        title=row.description[:TITLE_LENGTH],
        body="\n".join(part for part in parts if part),
        on=row.found_on,
        state=row.state,
        division_path=row.division_path,
        org_id=row.org_id,
        office_paths=(row.office_path,),
        target_id=row.target_id,
        about_orgs=tuple(row.about_orgs),
        about_persons=tuple(row.about_persons),
    )


def stored(ids: Iterable[int]) -> list[NewDocument]:
    """The documents of findings as they are stored now. Three queries."""
    found: QuerySet[Finding] = Finding.objects.filter(pk__in=list(ids)).select_related("org__division")
    rows = found.prefetch_related(
        Prefetch("manifestations", Manifestation.objects.order_by("position")),
        Prefetch("named", Named.objects.order_by("id")),
    )
    return [document(_searchable(row)) for row in rows]


def _searchable(row: Finding) -> Searchable:
    division = row.org.division
    return Searchable(
        id=row.pk,
        number=row.number,
        description=row.description,
        manifestations=[line.text for line in row.manifestations.all()],
        named=[(named.name_as_written, named.post_as_written) for named in row.named.all()],
        responsible=row.responsible,
        found_on=row.found_on,
        state=row.state,
        org_id=row.org_id,
        org_name=row.org.name,
        division_path=division.path if division else None,
        office_path=row.office_path,
        target_id=row.target_id,
        about_orgs=row.about_orgs,
        about_persons=row.about_persons,
    )
