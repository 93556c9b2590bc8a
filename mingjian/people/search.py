"""Search documents: a person's holds the name alone; each tenure is its own, so that the gate holds per line."""

from collections.abc import Iterable, Sequence
from typing import Any

from mingjian.offices.clock import today
from mingjian.orgs.models import OrganisationName
from mingjian.people.models import Person, Tenure
from mingjian.search import index
from mingjian.search.index import NewDocument

Borne = tuple[str, Any]


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
    borne: dict[int, list[Borne]] = {}
    names = OrganisationName.objects.filter(organisation_id__in={row[3] for row in rows})
    for org_id, name, time in names.values_list("organisation_id", "name", "during"):
        borne.setdefault(org_id, []).append((name, time))
    return [
        NewDocument(
            kind="tenure",
            row_id=pk,
            title=f"{person} {post}",
            body=_names_during(org_name, during, borne.get(org_id, ())),
            on=during.lower or during.upper,
            division_path=str(division) if division else None,
            org_id=org_id,
            office_paths=tuple(map(str, paths)),
            org_ids=(org_id,),
        )
        for pk, person, post, org_id, org_name, division, during, paths in rows
    ]


def _names_during(now: str, during: Any, borne: Iterable[Borne]) -> str:
    """The body's name of now and those it bore during the tenure, space-separated."""
    names = [now]
    for name, time in borne:
        ended = time.upper is not None and during.lower is not None and time.upper <= during.lower
        begun_after = time.lower is not None and during.upper is not None and time.lower >= during.upper
        if name not in names and not ended and not begun_after:
            names.append(name)
    return " ".join(names)


def refresh_persons(ids: Sequence[int]) -> None:
    """Bring the persons' documents up to date; those nobody may see any more leave the index."""
    documents = person_documents(ids)
    if documents:
        index.replace(documents)
    gone = set(ids) - {document.row_id for document in documents}
    if gone:
        index.remove("person", sorted(gone))
