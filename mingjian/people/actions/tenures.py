"""Writes of tenures 任职: who held which post where and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.dates import PartialDate, Period
from mingjian.lib.errors import Invalid, Stale
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.about import tenures_changed
from mingjian.people.may import may_any, require_any, require_some
from mingjian.people.mentioning import anchors_of
from mingjian.people.models import Person, Rank, Tenure
from mingjian.people.reach import refresh_reach
from mingjian.people.search import refresh_persons, tenure_documents
from mingjian.search import index

TENURE_COLUMNS = (
    "id",
    "person_id",
    "mention_id",
    "org_id",
    "post",
    "rank",
    "is_chief",
    "during",
    "start_precision",
    "end_precision",
    "source",
    "office_ids",
    "office_paths",
    "version",
    "batch_id",
)
REVISABLE = frozenset({"post", "start", "end", "rank", "is_chief", "source"})


@dataclass(frozen=True, slots=True)
class NewTenure:
    """A tenure to record: from the start of `start` to the end of `end`; no end is a post still held.

    `mention_id` is the row that told it; without it the tenure belongs to the person's own first mention.
    """

    person_id: int
    org_id: int
    post: str
    start: PartialDate | None
    end: PartialDate | None
    rank: int | None = None
    is_chief: bool = False
    source: str = ""
    mention_id: int | None = None


@action("tenure.record", gettext_lazy("Tenures recorded"))
def record_tenures(*, rows: Sequence[NewTenure], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Record tenures as a set; ids in the order given. Takes EDIT_REGISTER over an office answerable for each body.

    A tenure is held by the offices of its body; the persons are then shown to those too, and rows that name them
    are kept from the staff of the new body. Raises Invalid with a sentence for each wrong row (by its position);
    then nothing is written.
    """
    offices = _offices_of({row.org_id for row in rows}, scope)
    _check(rows, offices)
    ids = new_ids(Tenure, len(rows))
    anchors = anchors_of([row.person_id for row in rows])
    copy_rows(
        Tenure,
        TENURE_COLUMNS,
        (
            _values(pk, row, row.mention_id or anchors[row.person_id], *offices[row.org_id], batch_id)
            for pk, row in zip(ids, rows, strict=True)
        ),
    )
    persons = sorted({row.person_id for row in rows})
    index.add(tenure_documents(ids))
    _persons_follow(persons)
    record("tenure.record", actor=scope.actor, kind="tenure", ids=ids)
    publish("tenure", ids)
    return ids


def _persons_follow(person_ids: Sequence[int]) -> None:
    """What hangs on the tenures of persons: who sees them, how they are found, from whom rows naming them are kept."""
    refresh_reach(person_ids)
    refresh_persons(person_ids)
    tenures_changed(person_ids)


def _offices_of(org_ids: set[int], scope: Scope) -> dict[int, tuple[list[int], list[str]]]:
    """Body → its offices and their paths, for the visible bodies; EDIT_REGISTER over one of each is required."""
    if not org_ids:
        require_some(scope, Right.EDIT_REGISTER)
    rows = Organisation.objects.visible_to(scope).filter(pk__in=org_ids)
    found: dict[int, tuple[list[int], list[str]]] = {}
    for pk, office_ids, paths in rows.values_list("pk", "office_ids", "office_paths"):
        require_any(paths, scope)
        found[pk] = (list(office_ids), [str(path) for path in paths])
    return found


def _check(rows: Sequence[NewTenure], offices: Mapping[int, object]) -> None:
    persons = set(Person.objects.filter(pk__in={row.person_id for row in rows}).values_list("pk", flat=True))
    wrong: dict[str, str] = {}
    for position, row in enumerate(rows):
        if row.org_id not in offices:
            wrong[str(position)] = _("This organisation is not found in your scope.")
        elif row.person_id not in persons:
            wrong[str(position)] = _("This person is not on record.")
        elif sentence := _wrong_values(row.post, row.start, row.end, row.rank):
            wrong[str(position)] = sentence
    if wrong:
        raise Invalid(_("Some tenures cannot be recorded as written."), wrong)


def _wrong_values(post: str, start: PartialDate | None, end: PartialDate | None, rank: int | None) -> str:
    if not post.strip():
        return _("A tenure needs a post.")
    if start is None and end is None:
        return _("A tenure needs a start or an end.")
    if rank is not None and rank not in Rank.values:
        return _("The rank is not one of the leadership ranks.")
    try:
        Period(start, end)
    except ValueError:
        return _("The tenure ends before it starts.")
    return ""


def _values(
    pk: int, row: NewTenure, mention: int, office_ids: Sequence[int], paths: Sequence[str], batch_id: int | None
) -> tuple[Any, ...]:
    return (
        pk,
        row.person_id,
        mention,
        row.org_id,
        " ".join(row.post.split()),
        row.rank,
        row.is_chief,
        DateRange(*Period(row.start, row.end).bounds),
        row.start.precision if row.start else "",
        row.end.precision if row.end else "",
        row.source,
        list(office_ids),
        list(paths),
        1,
        batch_id,
    )


@action("tenure.revise", gettext_lazy("Tenure revised"))
def revise_tenure(*, tenure: Tenure, values: Mapping[str, Any], version: int, scope: Scope) -> Tenure:
    """Change a tenure: post, start, end (PartialDate or None), rank, is_chief, source. Body and person stay.

    Takes EDIT_REGISTER over an office answerable for the body. Raises Stale when somebody saved first.
    """
    require_any(tenure.office_paths, scope)
    unknown = values.keys() - REVISABLE
    if unknown:
        raise ValueError(f"These fields of a tenure cannot be revised: {sorted(unknown)}")
    changed = _changed(tenure, values)
    before = {name: getattr(tenure, name) for name in changed}
    updated = Tenure.objects.filter(pk=tenure.pk, version=version).update(**changed, version=F("version") + 1)
    if not updated:
        current = Tenure.objects.values_list("version", flat=True).get(pk=tenure.pk)
        raise Stale(_("Somebody else saved this tenure first; compare the two and save again."), current)
    keep("tenure", [Changed(tenure.pk, version + 1, before, changed)], actor=scope.actor)
    tenure.refresh_from_db()
    index.replace(tenure_documents([tenure.pk]))
    tenures_changed([tenure.person_id])
    record("tenure.revise", actor=scope.actor, kind="tenure", ids=[tenure.pk], detail={"fields": sorted(values.keys())})
    publish("tenure", [tenure.pk])
    return tenure


def _changed(tenure: Tenure, values: Mapping[str, Any]) -> dict[str, Any]:
    start: PartialDate | None = values.get("start", tenure.start)
    end: PartialDate | None = values.get("end", tenure.end)
    post = " ".join(str(values.get("post", tenure.post)).split())
    if sentence := _wrong_values(post, start, end, values.get("rank", tenure.rank)):
        raise Invalid(sentence)
    changed = {key: value for key, value in values.items() if key not in {"start", "end"}} | {"post": post}
    if "start" in values or "end" in values:
        changed |= {
            "during": DateRange(*Period(start, end).bounds),
            "start_precision": start.precision if start else "",
            "end_precision": end.precision if end else "",
        }
    return changed


@action("tenure.withdraw", gettext_lazy("Recorded tenures withdrawn"))
def withdraw_tenures(*, batch_id: int, scope: Scope) -> int:
    """Undo of a batch: delete the tenures it recorded; how many. Takes EDIT_REGISTER over each."""
    rows = Tenure.objects.filter(batch_id=batch_id)
    found = list(rows.values_list("pk", "person_id", "office_paths"))
    if not all(may_any(paths, scope) for _pk, _person, paths in found):
        require_some(scope)
    ids = [pk for pk, _person, _paths in found]
    rows.delete()
    index.remove("tenure", ids)
    _persons_follow(sorted({person for _pk, person, _paths in found}))
    record("tenure.withdraw", actor=scope.actor, kind="tenure", ids=ids)
    publish("tenure", ids)
    return len(ids)


@action("tenure.withdraw_one", gettext_lazy("Tenure withdrawn"))
def withdraw_tenure(*, tenure: Tenure, reason: str, scope: Scope) -> None:
    """Delete one tenure that was recorded by mistake. Takes EDIT_REGISTER over the body's office, and a reason."""
    require_any(tenure.office_paths, scope)
    if not reason.strip():
        raise Invalid(_("Say why this tenure is withdrawn."), {"reason": _("A reason is needed.")})
    pk, person = tenure.pk, tenure.person_id
    tenure.delete()
    index.remove("tenure", [pk])
    _persons_follow([person])
    record("tenure.withdraw_one", actor=scope.actor, kind="tenure", ids=[pk], words=reason)
    publish("tenure", [pk])
