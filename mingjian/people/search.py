"""Search documents: a person's holds the name alone; each tenure is its own, so that the gate holds per line."""

from collections.abc import Sequence

from mingjian.offices.clock import today
from mingjian.orgs.borne import borne_by, names_during
from mingjian.people.models import Person, Tenure
from mingjian.search import index
from mingjian.search.index import NewDocument


def person_documents(ids: Sequence[int]) -> list[NewDocument]:
    """Documents of the persons that somebody may see; a person of no office and no body gets none. One query."""
    day = today()
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "name", "office_paths", "org_ids")
    return [
        NewDocument(
            kind="person",
            row_id=pk,
            title=name,
            name=name,
            on=day,
            office_paths=tuple(map(str, paths)),
            org_ids=tuple(org_ids),
        )
        for pk, name, paths, org_ids in rows
        if paths or org_ids
    ]


def tenure_documents(ids: Sequence[int]) -> list[NewDocument]:
    """Documents of tenures: name and post, and the body's names during the tenure and now. Two queries."""
    rows = list(
        Tenure.objects.filter(pk__in=ids).values_list(
            "pk", "person__name", "post", "org_id", "org__name", "org__division__path", "during", "office_paths"
        )
    )
    borne = borne_by({row[3] for row in rows})
    return [
        NewDocument(
            kind="tenure",
            row_id=pk,
            title=f"{person} {post}",
            body=names_during(org_name, during, borne.get(org_id, ())),
            on=during.lower or during.upper,
            division_path=str(division) if division else None,
            org_id=org_id,
            office_paths=tuple(map(str, paths)),
            org_ids=(org_id,),
        )
        for pk, person, post, org_id, org_name, division, during, paths in rows
    ]


def refresh_persons(ids: Sequence[int]) -> None:
    """Bring the persons' documents up to date; those nobody may see any more leave the index."""
    documents = person_documents(ids)
    if documents:
        index.replace(documents)
    gone = set(ids) - {document.row_id for document in documents}
    if gone:
        index.remove("person", sorted(gone))
