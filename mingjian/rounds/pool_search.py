"""What of a pool member can be searched: name, unit and post, what they know."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation

from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_kinds import Pool, Speciality
from mingjian.search.index import NewDocument


def member_documents(ids: Sequence[int]) -> list[NewDocument]:
    """One document per place in a pool. One query."""
    rows = PoolMember.objects.filter(pk__in=ids).select_related("person", "org__division")
    # The index speaks the product's own language, whatever the language of the page that wrote the row.
    with translation.override(settings.LANGUAGE_CODE):
        return [_document(each) for each in rows]


def _document(row: PoolMember) -> NewDocument:
    known = [str(Speciality(each).label) for each in row.specialities]
    unit = row.org.name if row.org else ""
    parts = [row.unit, unit if unit != row.unit else "", row.post, *known]
    return NewDocument(
        kind="pool_member",
        row_id=row.pk,
        title=f"{row.person.name} {Pool(row.pool).label}",
        body=" ".join(part for part in parts if part),
        on=row.joined_on,
        state=row.state,
        division_path=str(row.org.division.path) if row.org and row.org.division else None,
        office_paths=(str(row.office_path),),
    )
