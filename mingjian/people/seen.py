"""Which mentions a reader may see, and what these alone say of a person.

An entry of the register is read over its office, or by a task on a body where the person served; any other mention by
whoever may read the row that named the person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.offices.gate import SCOPED
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people import followers
from mingjian.people.models import Mention, Person
from mingjian.people.values import ENTRY, FIELDS, Stated, stated

# What a mention states, and what its weight depends on.
_STATING = ("person", "kind", "basis", "released", "cleared", *FIELDS)


def seen(mentions: Sequence[Mention], scope: Scope) -> list[Mention]:
    """Those the scope sees, in the order given. One query."""
    visible = set(_visible([each.pk for each in mentions], "pk", scope).values_list("pk", flat=True))
    return [each for each in mentions if each.pk in visible]


def mentions_of(person_ids: Iterable[int], scope: Scope) -> dict[int, list[Mention]]:
    """Person → the mentions of theirs that the scope sees, the earliest first. One query."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for each in _visible(sorted(set(person_ids)), "person_id", scope).order_by("pk"):
        found[each.person_id].append(each)
    return found


def _visible(ids: Sequence[int], name: str, scope: Scope) -> QuerySet[Mention]:
    """The mentions in sight among those of `ids`; each row that named somebody is looked up through its own gate."""
    within: Q = _entries(scope)
    for kind in followers.kinds():
        rows: Any = SCOPED[kind]
        there = Exists(rows.objects.visible_to(scope).filter(pk=OuterRef("row_id")))
        within |= Q(Q(kind=kind), there)
    return Mention.objects.filter(within, released=False, **{f"{name}__among": ids})


def _entries(scope: Scope) -> Q:
    """An office's own entries: over the office, or by a task on a body where the person served."""
    over = Q(pk__in=())
    for path in scope.paths(Right.READ_REGISTER):
        over |= Q(path__within=path)
    may = Exists(Office.objects.filter(over, pk=OuterRef("office_id")))
    entered: Q = Q(may)
    if scope.has(Right.READ_REGISTER):
        entered |= Q(office_id=None)
    if tasks := scope.task_orgs(Right.READ_REGISTER):
        entered |= Q(Exists(Person.objects.filter(pk=OuterRef("person_id"), org_ids__meets=list(tasks))))
    own = Q(kind__in=("", ENTRY), alleged=False)
    return own & entered


def shown(person_ids: Iterable[int], scope: Scope) -> dict[int, dict[str, Stated]]:
    """Person → the values that the mentions in the reader's scope state, each with its source. One query."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for each in _visible(sorted(set(person_ids)), "person_id", scope).only(*_STATING).order_by("pk"):
        found[each.person_id].append(each)
    return {person: stated(mentions) for person, mentions in found.items()}


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
