"""Persons brought in line with the judgements about their mentions; everything that names them follows at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from mingjian.ledgers.bulk import copy_rows, update_rows
from mingjian.live.publish import publish
from mingjian.people.about import tenures_changed
from mingjian.people.components import components, joined_pairs
from mingjian.people.followers import follow
from mingjian.people.models import Judgement, Mention, Person, Tenure
from mingjian.people.reach import refresh_reach
from mingjian.people.rows import PERSON_COLUMNS, bare_person
from mingjian.people.search import refresh_persons, tenure_documents
from mingjian.people.values import refresh_values
from mingjian.search import index


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What came of it: persons that exist now, persons that no longer do, mentions that changed hands."""

    persons: list[int]
    gone: list[int]
    moved: list[int]


def in_force(mentions: Sequence[int]) -> list[tuple[int, int, str]]:
    """The judgements in force between these mentions: lower, higher, verdict. One query."""
    rows = Judgement.objects.filter(one_id__among=list(mentions), other_id__among=list(mentions), undone_at=None)
    return list(rows.values_list("one_id", "other_id", "verdict"))


def regroup(person_ids: Sequence[int]) -> Regrouped:
    """Compute these persons anew from their mentions and the judgements in force. A constant number of statements.

    `person_ids` are all persons whose mentions a changed judgement touches; called in the caller's transaction.
    """
    old = sorted(set(person_ids))
    rows = list(
        Mention.objects.filter(person_id__among=old).order_by("pk").values_list("pk", "home_id", "person_id", "name")
    )
    homes = {pk: home for pk, home, _person, _name in rows}
    now = components(homes, joined_pairs(in_force(list(homes))))
    moved = {pk: now[pk] for pk, _home, person, _name in rows if now[pk] != person}
    _make({now[pk]: name for pk, _home, _person, name in reversed(rows)}, old)
    update_rows(Mention, {"person_id": "bigint"}, [{"id": pk, "person_id": to} for pk, to in moved.items()])
    follow(list(moved), old)
    left = sorted(set(now.values()))
    gone = sorted(set(old) - set(left))
    # Whoever keeps a post or a résumé without a mention stays; nothing else can hold a person back.
    gone = list(Person.objects.filter(pk__among=gone, tenures=None, resume_lines=None).values_list("pk", flat=True))
    refresh_values(left)
    _tell(left, gone, [pk for pk, _home, person, _name in rows if pk in moved])
    Person.objects.filter(pk__among=gone).delete()
    return Regrouped(left, gone, sorted(moved))


def _make(names: dict[int, str], old: Sequence[int]) -> None:
    """Persons that come to be; their values are computed afterwards."""
    there = set(Person.objects.filter(pk__among=list(names)).values_list("pk", flat=True))
    there |= set(old)
    copy_rows(Person, PERSON_COLUMNS, (bare_person(pk, name) for pk, name in names.items() if pk not in there))


def _tell(left: Sequence[int], gone: Sequence[int], moved: Sequence[int]) -> None:
    touched = [*left, *gone]
    Person.objects.filter(pk__among=list(left)).update(version=F("version") + 1)
    refresh_reach(touched)
    refresh_persons(touched)
    tenures = list(Tenure.objects.filter(Q(mention_id__among=list(moved))).values_list("pk", flat=True))
    if tenures:
        index.replace(tenure_documents(tenures))
        publish("tenure", tenures)
    tenures_changed(touched)
    index.remove("person", gone)
    publish("person", touched)
