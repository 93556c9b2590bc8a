"""Writes of leads: recording and revising as sets, and the undo of a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.models import Move
from mingjian.leads.checks import Conduct, Known, backwards, days, editable, known
from mingjian.leads.kinds import Disposal, Source
from mingjian.leads.models import Accused, Lead
from mingjian.leads.search import lead_documents
from mingjian.leads.standing import release
from mingjian.leads.states import LEAD
from mingjian.ledgers.bulk import copy_rows, new_ids, update_rows
from mingjian.lib.errors import Invalid, Stale
from mingjian.line.edges import Step, join_many, part
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.about import About, Subject, about_many
from mingjian.search import index

LEAD_COLUMNS = (
    "id",
    "office_id",
    "office_path",
    "about_orgs",
    "about_persons",
    "number",
    "source",
    "received_on",
    "org_id",
    "finding_id",
    "summary",
    "problem_type",
    "areas",
    "conduct",
    "amount",
    "disposal",
    "state",
    "version",
    "batch_id",
)
REVISED = {
    "source": "text",
    "received_on": "date",
    "summary": "text",
    "problem_type": "text",
    "areas": "text[]",
    "conduct": "daterange",
    "amount": "numeric",
    "disposal": "text",
}


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead to record. `person_ids` are the accused, `posts` and `names` theirs as written, in the same order.

    `conduct` holds the first and last day alleged; `amount` is yuan. There is no place for who reported it.
    """

    number: str
    office_id: int
    source: str
    received_on: date
    org_id: int | None = None
    finding_id: int | None = None
    summary: str = ""
    problem_type: str = ""
    areas: Sequence[str] = ()
    conduct: Conduct = None
    amount: Decimal | None = None
    disposal: str = ""
    state: str = LEAD.initial
    person_ids: Sequence[int] = ()
    posts: Sequence[str] = ()
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LeadChange:
    """New values for a lead, by the keys of REVISED, and the version they were made from."""

    id: int
    version: int
    values: Mapping[str, Any]


@action("lead.record", gettext_lazy("Leads recorded"))
def record_leads(*, rows: Sequence[NewLead], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Record leads as a set; ids in the order given. Takes EDIT_LEADS over each office.

    A lead is kept from the body it is about, from the bodies where the accused served or serve, and from the accused.
    One recorded as unfounded is sealed from the start: no document, no edge. Raises Invalid with a sentence for each
    wrong row (by its position); then nothing is written.
    """
    paths = editable((row.office_id for row in rows), scope)
    names = _checked(rows, scope)
    ids = new_ids(Lead, len(rows))
    abouts = about_many([_subject(row) for row in rows])
    copy_rows(
        Lead,
        LEAD_COLUMNS,
        (
            _values(pk, row, paths[row.office_id], about, batch_id)
            for pk, row, about in zip(ids, rows, abouts, strict=True)
        ),
    )
    copy_rows(
        Accused,
        ("lead_id", "person_id", "name_as_written", "post_as_written"),
        (accused for pk, row in zip(ids, rows, strict=True) for accused in _accused(pk, row, names)),
    )
    shown = [(pk, row) for pk, row in zip(ids, rows, strict=True) if row.state != "unfounded"]
    index.add(lead_documents([pk for pk, _row in shown]))
    pairs = [(Step("finding", row.finding_id), Step("lead", pk)) for pk, row in shown if row.finding_id]
    join_many(pairs, "transferred", actor=scope.actor)
    record("lead.record", actor=scope.actor, kind="lead", ids=ids)
    publish("lead", [pk for pk, _row in shown])
    return ids


def _checked(rows: Sequence[NewLead], scope: Scope) -> Mapping[int, str]:
    found = known(
        {row.org_id for row in rows if row.org_id},
        {row.finding_id for row in rows if row.finding_id},
        {person for row in rows for person in row.person_ids},
        scope,
    )
    wrong = {str(at): sentence for at, row in enumerate(rows) if (sentence := _wrong(row, found))}
    wrong |= {str(at): _("This number is taken.") for at in _taken(rows)}
    if wrong:
        raise Invalid(_("Some leads cannot be recorded as written."), wrong)
    return found.persons


def _taken(rows: Sequence[NewLead]) -> list[int]:
    """Positions of the rows whose number their office already uses, sealed leads included, or that repeat one."""
    wanted = {row.number.strip() for row in rows}
    stored = Lead.objects.filter(office_id__in={row.office_id for row in rows}, number__in=wanted)
    used = set(stored.values_list("office_id", "number"))
    found = []
    for at, row in enumerate(rows):
        key = (row.office_id, row.number.strip())
        if key in used:
            found.append(at)
        used.add(key)
    return found


def _wrong(row: NewLead, found: Known) -> str:
    if not row.number.strip():
        return _("A lead needs its number.")
    if row.source not in Source.values:
        return _("The source of the lead is not known.")
    if row.disposal and row.disposal not in Disposal.values:
        return _("The way of disposal is none of the four.")
    if row.state not in LEAD.states:
        return _("The state is not known.")
    if row.org_id and row.org_id not in found.orgs:
        return _("This organisation is not found in your scope.")
    if row.finding_id and row.finding_id not in found.findings:
        return _("This finding is not found in your scope.")
    if any(person not in found.persons for person in row.person_ids):
        return _("A person named is not on record.")
    if not row.org_id and not row.person_ids:
        return _("A lead is about a person or an organisation.")
    if backwards(row.conduct):
        return _("The period ends before it starts.")
    return ""


def _subject(row: NewLead) -> Subject:
    first, last = row.conduct or (None, None)
    since = first or last or row.received_on
    return Subject([row.org_id] if row.org_id else [], row.person_ids, since, last or row.received_on)


def _values(pk: int, row: NewLead, path: str, about: About, batch_id: int | None) -> tuple[Any, ...]:
    return (
        pk,
        row.office_id,
        path,
        about.orgs,
        about.persons,
        row.number.strip(),
        str(row.source),
        row.received_on,
        row.org_id,
        row.finding_id,
        row.summary,
        row.problem_type,
        list(row.areas),
        days(row.conduct),
        row.amount,
        str(row.disposal),
        row.state,
        1,
        batch_id,
    )


def _accused(pk: int, row: NewLead, names: Mapping[int, str]) -> list[tuple[int, int, str, str]]:
    """One row per accused; somebody named twice is accused once."""
    found: dict[int, tuple[int, int, str, str]] = {}
    for at, person in enumerate(row.person_ids):
        name = row.names[at] if at < len(row.names) and row.names[at] else names[person]
        found.setdefault(person, (pk, person, name, row.posts[at] if at < len(row.posts) else ""))
    return list(found.values())


@action("lead.revise", gettext_lazy("Leads revised"))
def revise_leads(*, changes: Sequence[LeadChange], scope: Scope) -> list[int]:
    """Revise leads as a set, all or none; ids of those changed. Takes EDIT_LEADS over each.

    Raises Stale when one of them was saved by somebody else since.
    """
    found = {lead.pk: lead for lead in Lead.objects.visible_to(scope).filter(pk__in=[each.id for each in changes])}
    if len(found) != len({each.id for each in changes}):
        raise Invalid(_("A lead to revise is not found in your scope."))
    for lead in found.values():
        scope.require(Right.EDIT_LEADS, str(lead.office_path))
    for change in changes:
        _check_values(change.values)
        if found[change.id].version != change.version:
            raise Stale(
                _("Somebody else saved this lead first; compare the two and save again."), found[change.id].version
            )
    written = update_rows(
        Lead,
        {**REVISED, "version": "integer"},
        [_revised(found[change.id], change) for change in changes],
    )
    ids = [change.id for change in changes]
    if written != len(ids):
        raise Stale(_("Somebody else saved this lead first; compare the two and save again."), 0)
    index.replace(lead_documents(ids))
    record("lead.revise", actor=scope.actor, kind="lead", ids=ids)
    publish("lead", ids)
    return ids


def _check_values(values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - REVISED.keys():
        raise ValueError(f"These fields of a lead cannot be revised: {sorted(unknown)}")
    if values.get("disposal") and values["disposal"] not in Disposal.values:
        raise Invalid(_("The way of disposal is none of the four."))
    if "source" in values and values["source"] not in Source.values:
        raise Invalid(_("The source of the lead is not known."))
    if backwards(values.get("conduct")):
        raise Invalid(_("The period ends before it starts."))


def _revised(lead: Lead, change: LeadChange) -> dict[str, Any]:
    """A record for `update_rows`: every revisable column, changed or not, as JSON values."""
    values: dict[str, Any] = {name: change.values.get(name, getattr(lead, name)) for name in REVISED}
    span = days(change.values["conduct"]) if "conduct" in change.values else lead.conduct
    values["conduct"] = f"[{span.lower or ''},{span.upper or ''})" if span else None
    return {"id": lead.pk, "version": lead.version + 1, **values}


@action("lead.withdraw", gettext_lazy("Recorded leads withdrawn"))
def withdraw_leads(*, batch_id: int, scope: Scope, ids: Sequence[int] | None = None) -> int:
    """Undo of a batch: delete the leads it recorded (only `ids` when told), with documents, edges, moves; how many."""
    rows = Lead.objects.filter(batch_id=batch_id)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    doomed: list[int] = []
    for pk, path in rows.values_list("pk", "office_path"):
        scope.require(Right.EDIT_LEADS, str(path))
        doomed.append(pk)
    named = list(Accused.objects.filter(lead__in=doomed).values_list("person_id", "lead__office_id"))
    Accused.objects.filter(lead__in=doomed).delete()
    Move.objects.filter(kind="lead", row_id__in=doomed).delete()
    rows.delete()
    index.remove("lead", doomed)
    part(steps=[Step("lead", pk) for pk in doomed])
    release(named, scope)
    record("lead.withdraw", actor=scope.actor, kind="lead", ids=doomed)
    publish("lead", doomed)
    return len(doomed)
