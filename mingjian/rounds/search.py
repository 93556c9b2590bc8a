"""Search documents of rounds and targets: light, a name each."""

from collections.abc import Mapping, Sequence

from django.db.backends.postgresql.psycopg_any import DateRange

from mingjian.orgs.borne import Borne, borne_by, names_during
from mingjian.rounds.models import Round, Target
from mingjian.search.index import NewDocument


def round_documents(ids: Sequence[int]) -> list[NewDocument]:
    """One document per round: its name and term. One query."""
    rows = Round.objects.filter(pk__in=ids).select_related("term", "office__division")
    return [
        NewDocument(
            kind="round",
            row_id=each.pk,
            title=each.name,
            body=f"{each.term.name} {each.office.name}",
            on=each.during.lower,
            division_path=str(each.office.division.path) if each.office.division else None,
            office_paths=(str(each.office_path),),
            about_orgs=tuple(each.about_orgs),
            about_persons=tuple(each.about_persons),
        )
        for each in rows
    ]


def target_documents(ids: Sequence[int]) -> list[NewDocument]:
    """One document per target: body with its names since the inspected time, round and team. Two queries."""
    rows = list(Target.objects.filter(pk__in=ids).select_related("org__division", "team__round"))
    borne = borne_by({each.org_id for each in rows})
    return [
        NewDocument(
            kind="target",
            row_id=each.pk,
            title=f"{each.org.name} {each.team.round.name}",
            body=f"{each.team.name}\n{_names(each, borne)}",
            on=each.on_site.lower,
            state=each.state,
            division_path=str(each.org.division.path) if each.org.division else None,
            org_id=each.org_id,
            office_paths=(str(each.office_path),),
            target_id=each.pk,
            about_orgs=tuple(each.about_orgs),
            about_persons=tuple(each.about_persons),
        )
        for each in rows
    ]


def _names(row: Target, borne: Mapping[int, Sequence[Borne]]) -> str:
    """The body's name of now and all it has borne since the first day inspected."""
    return names_during(row.org.name, DateRange(row.inspected.lower, None), borne.get(row.org_id, ()))
