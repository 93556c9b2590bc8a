"""Search documents of rounds and targets: light, a name each."""

from collections.abc import Sequence

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
    """One document per target: body, round and team. One query."""
    rows = Target.objects.filter(pk__in=ids).select_related("org__division", "team__round")
    return [
        NewDocument(
            kind="target",
            row_id=each.pk,
            title=f"{each.org.name} {each.team.round.name}",
            body=each.team.name,
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
