"""Search documents: a person's holds the name alone; each tenure is its own, so that the gate holds per line."""

from collections.abc import Sequence

from django.utils import timezone

from mingjian.people.models import Person, Tenure
from mingjian.search import index
from mingjian.search.index import NewDocument


def person_documents(ids: Sequence[int]) -> list[NewDocument]:
    """Documents of the persons that somebody may see; a person of no office and no body gets none. One query."""
    today = timezone.localdate()
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "name", "office_paths", "org_ids")
    return [
        NewDocument(
            kind="person",
            row_id=pk,
            title=name,
            name=name,
            on=today,
            office_paths=tuple(map(str, paths)),
            org_ids=tuple(org_ids),
        )
        for pk, name, paths, org_ids in rows
        if paths or org_ids
    ]


def tenure_documents(ids: Sequence[int]) -> list[NewDocument]:
    """Documents of tenures: name and post, and the body's names during the tenure and now. One query."""
    rows = (
        Tenure.objects.filter(pk__in=ids)
        .select_related("person", "org", "org__division")
        .prefetch_related("org__names")
    )
    return [_tenure_document(tenure) for tenure in rows]


def _tenure_document(tenure: Tenure) -> NewDocument:
    lower, upper = tenure.during.lower, tenure.during.upper
    names = [tenure.org.name]
    for borne in tenure.org.names.all():
        ended = borne.during.upper is not None and lower is not None and borne.during.upper <= lower
        begun_after = borne.during.lower is not None and upper is not None and borne.during.lower >= upper
        if borne.name not in names and not ended and not begun_after:
            names.append(borne.name)
    division = tenure.org.division
    return NewDocument(
        kind="tenure",
        row_id=tenure.pk,
        title=f"{tenure.person.name} {tenure.post}",
        body=" ".join(names),
        on=lower or upper or timezone.localdate(),
        division_path=str(division.path) if division else None,
        org_id=tenure.org_id,
        office_paths=tuple(map(str, tenure.office_paths)),
        org_ids=(tenure.org_id,),
    )


def refresh_persons(ids: Sequence[int]) -> None:
    """Bring the persons' documents up to date; those nobody may see any more leave the index."""
    documents = person_documents(ids)
    if documents:
        index.replace(documents)
    gone = set(ids) - {document.row_id for document in documents}
    if gone:
        index.remove("person", sorted(gone))
