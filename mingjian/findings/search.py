"""What of a finding can be searched: number, body, description, manifestations, those responsible and those named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, QuerySet

from mingjian.findings.models import Finding, Manifestation, Named
from mingjian.orgs.borne import Borne, borne_by, names_during
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
    """The documents of findings as they are stored now, with every name their body bore since. Four queries."""
    found: QuerySet[Finding] = Finding.objects.filter(pk__in=list(ids)).select_related("org__division")
    rows = found.prefetch_related(
        Prefetch("manifestations", Manifestation.objects.order_by("position")),
        Prefetch("named", Named.objects.order_by("id")),
    )
    kept = list(rows)
    borne = borne_by({row.org_id for row in kept})
    return [document(_searchable(row, borne)) for row in kept]


def _searchable(row: Finding, borne: Mapping[int, Sequence[Borne]]) -> Searchable:
    division = row.org.division
    since = row.conduct.lower if row.conduct is not None else row.found_on
    names = names_during(row.org.name, DateRange(since, None), borne.get(row.org_id, ()))
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
        org_name=names,
        division_path=division.path if division else None,
        office_path=row.office_path,
        target_id=row.target_id,
        about_orgs=row.about_orgs,
        about_persons=row.about_persons,
    )
