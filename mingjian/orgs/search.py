"""What is found of an organisation: its names of all times, what it is and where."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation

from mingjian.offices.models import Level
from mingjian.orgs.kinds import Kind, NameKind
from mingjian.orgs.models import Organisation, OrganisationName
from mingjian.search import index
from mingjian.search.documents import NewDocument

ENDED = "ended"
EXISTING = "existing"


def documents(ids: Iterable[int]) -> list[NewDocument]:
    """The documents of these organisations as they stand in the tables. Two queries."""
    wanted = list(ids)
    names: dict[int, list[OrganisationName]] = {}
    for row in OrganisationName.objects.filter(organisation__in=wanted).order_by("during"):
        names.setdefault(row.organisation_id, []).append(row)
    rows = Organisation.objects.filter(pk__in=wanted).select_related("division").order_by("pk")
    # The index speaks the product's own language, whatever the language of the page that wrote the row.
    with translation.override(settings.LANGUAGE_CODE):
        return [_document(row, names.get(row.pk, [])) for row in rows]


def _document(row: Organisation, names: list[OrganisationName]) -> NewDocument:
    official = [each.name for each in reversed(names) if each.kind == NameKind.OFFICIAL]
    others = [each.name for each in names if each.kind != NameKind.OFFICIAL]
    every = list(dict.fromkeys([row.name, *official, *others]))
    place = row.division.name if row.division else ""
    parts = [*every[1:], row.code, str(Kind(row.kind).label), str(Level(row.level).label), place, row.seat]
    return NewDocument(
        kind="organisation",
        row_id=row.pk,
        title=row.name,
        body=" ".join(part for part in parts if part),
        name="\n".join(every),
        on=row.existed.lower,
        state=EXISTING if row.existed.upper is None else ENDED,
        division_path=row.division.path if row.division else None,
        org_id=row.pk,
        office_paths=row.office_paths,
        org_ids=(row.pk,),
    )


def add(ids: Iterable[int]) -> None:
    """Put new organisations into the index."""
    index.add(documents(ids))


def refresh(ids: Iterable[int]) -> None:
    """Bring the documents of changed organisations up to date."""
    index.replace(documents(ids))


def remove(ids: Iterable[int]) -> None:
    """Take organisations out of the index."""
    index.remove("organisation", ids)
