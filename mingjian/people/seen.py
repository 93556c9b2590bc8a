"""Which mentions a reader may see, and what these alone say of a person.

An entry of the register is read over its office, or by a task on a body where the person served; any other mention by
whoever may read the row that named the person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mingjian.offices.gate import SCOPED, visible_ids
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.models import Mention, Person
from mingjian.people.reach import paths_of
from mingjian.people.values import ENTRY, Stated, stated


def seen(mentions: Sequence[Mention], scope: Scope) -> list[Mention]:
    """Those the scope sees, in the order given. One query a kind of row, two for the entries."""
    rows: dict[str, set[int]] = defaultdict(set)
    entries = [each for each in mentions if each.kind in ("", ENTRY)]
    for each in mentions:
        if each.kind in SCOPED and each.kind != ENTRY and each.row_id is not None:
            rows[each.kind].add(each.row_id)
    visible = {(kind, pk) for kind, ids in rows.items() for pk in visible_ids(kind, ids, scope)}
    readable = _entries(entries, scope) if entries else set()
    return [each for each in mentions if each.pk in readable or (each.kind, each.row_id) in visible]


def _entries(entries: Iterable[Mention], scope: Scope) -> set[int]:
    entries = list(entries)
    paths = paths_of([each.office_id for each in entries if each.office_id is not None])
    tasks = set(scope.task_orgs(Right.READ_REGISTER))
    by_task: set[int] = set()
    if tasks:
        served = Person.objects.filter(
            pk__among=sorted({each.person_id for each in entries}), org_ids__meets=list(tasks)
        )
        by_task = set(served.values_list("pk", flat=True))
    return {
        each.pk
        for each in entries
        if each.person_id in by_task
        or (each.office_id is None and scope.has(Right.READ_REGISTER))
        or (each.office_id in paths and scope.may(Right.READ_REGISTER, paths[each.office_id]))
    }


def mentions_of(person_ids: Iterable[int], scope: Scope) -> dict[int, list[Mention]]:
    """Person → the mentions of theirs that the scope sees."""
    rows = list(Mention.objects.filter(person_id__among=sorted(set(person_ids))).order_by("pk"))
    found: dict[int, list[Mention]] = defaultdict(list)
    for each in seen(rows, scope):
        found[each.person_id].append(each)
    return found


def shown(person_ids: Iterable[int], scope: Scope) -> dict[int, dict[str, Stated]]:
    """Person → the values that the mentions in the reader's scope state, each with its source."""
    return {person: stated(mentions) for person, mentions in mentions_of(person_ids, scope).items()}


def as_seen(persons: Sequence[Person], scope: Scope) -> Sequence[Person]:
    """The same persons, for showing alone: what no mention in scope states is blank. Never save them."""
    found = shown([person.pk for person in persons], scope)
    for person in persons:
        values = found.get(person.pk, {})
        for name in ("sex", "ethnicity", "native_place", "managed_by"):
            setattr(person, name, values[name].value if name in values else "")
        person.born = values["born"].value if "born" in values else None
        person.id_hash = values["id_hash"].value if "id_hash" in values else None
        if "name" in values:
            person.name = values["name"].value
    return persons
