"""Persons of one name who are not joined, with what speaks for and against their being one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingjian.offices.scope import Scope
from mingjian.people.models import Person, Tenure
from mingjian.people.seen import as_seen

MOST = 10


@dataclass(frozen=True, slots=True)
class Possible:
    """Another person of the same name: plain sentences for and against one identity. A name alone never joins."""

    person_id: int
    name: str
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


def _compare(one: Any, other: Any, served: Mapping[int, set[int]]) -> Possible:
    speaks_for: list[str] = []
    against: list[str] = []
    if one.id_hash and other.id_hash and bytes(one.id_hash) != bytes(other.id_hash):
        against.append(_("The identity numbers differ."))
    if one.born is not None and other.born is not None:
        apart = one.born.upper <= other.born.lower or other.born.upper <= one.born.lower
        (against if apart else speaks_for).append(_("The births differ.") if apart else _("The births agree."))
    else:
        against.append(_("The birth of one of them is not known."))
    for same, different, ours, theirs in (
        (_("The sex agrees."), _("The sex differs."), one.sex, other.sex),
        (_("The native place agrees."), _("The native places differ."), one.native_place, other.native_place),
        (_("The ethnicity agrees."), _("The ethnicities differ."), one.ethnicity, other.ethnicity),
    ):
        if ours and theirs:
            (speaks_for if ours == theirs else against).append(same if ours == theirs else different)
    if shared := served[one.pk] & served[other.pk]:
        speaks_for.append(_("Both held a post at the same body (%(count)d).") % {"count": len(shared)})
    return Possible(other.pk, other.name, tuple(speaks_for), tuple(against))


def possible_namesakes(person_ids: Sequence[int], scope: Scope) -> dict[int, list[Possible]]:
    """For each person, at most ten others of the same name the scope may see. A constant number of queries.

    What they have in common is told from what the scope sees of their careers alone.
    """
    visible = Person.objects.visible_to(scope)
    ours = {row.pk: row for row in Person.objects.visible_to(scope).filter(pk__among=list(person_ids))}
    by_name: dict[str, list[Any]] = defaultdict(list)
    for row in visible.filter(name_key__in={"", *(row.name_key for row in ours.values())}).order_by("pk"):
        by_name[row.name_key].append(row)
    pairs = {
        pk: others
        for pk, row in ours.items()
        if (others := [other for other in by_name[row.name_key] if other.pk != pk][:MOST])
    }
    served: dict[int, set[int]] = defaultdict(set)
    as_seen([*(ours[pk] for pk in pairs), *(other for others in pairs.values() for other in others)], scope)
    known = sorted({*pairs, *(other.pk for others in pairs.values() for other in others)})
    tenures = Tenure.objects.visible_to(scope).filter(person_id__among=known)
    for person_id, org_id in tenures.values_list("person_id", "org_id"):
        served[person_id].add(org_id)
    return {pk: [_compare(ours[pk], other, served) for other in others] for pk, others in pairs.items()}
