"""Recording leads: one by hand or a whole ledger, always as a set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.deadlines import due_many
from mingjian.leads.checks import Known, backwards, editable, known
from mingjian.leads.deadlines import ASSIGNED, OPINION
from mingjian.leads.kinds import Disposal, Form, Grade, Source
from mingjian.leads.models import Accused, Lead
from mingjian.leads.numbers import next_numbers
from mingjian.leads.rows import LEAD_COLUMNS, NewLead, copied, subject_of
from mingjian.leads.search import lead_documents
from mingjian.leads.states import LEAD
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, join_many
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.people.about import about_many
from mingjian.people.mentioning import Naming, attach
from mingjian.search import index


@action("lead.record", gettext_lazy("Leads recorded"))
def record_leads(*, rows: Sequence[NewLead], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Record leads as a set; ids in the order given. Takes EDIT_LEADS over each office.

    A lead is kept from the body it is about, from the bodies where the accused served or serve, and from the accused.
    One recorded as unfounded is sealed from the start: no document, no edge. A lead that waits for a decision has to
    have one within the time of 监督执纪工作规则 art. 21, one a superior assigned within that of 检举控告工作规则
    art. 21. Raises Invalid with a sentence for each wrong row (by its position); then nothing is written.
    """
    paths = editable((row.office_id for row in rows), scope)
    names = _checked(rows, scope)
    rows = _timed(_numbered(rows))
    ids = new_ids(Lead, len(rows))
    abouts = about_many([subject_of(row) for row in rows])
    copy_rows(
        Lead,
        LEAD_COLUMNS,
        (
            copied(pk, row, paths[row.office_id], about, batch_id)
            for pk, row, about in zip(ids, rows, abouts, strict=True)
        ),
    )
    accused = [(row.office_id, each) for pk, row in zip(ids, rows, strict=True) for each in _accused(pk, row, names)]
    copy_rows(
        Accused, ("lead_id", "person_id", "name_as_written", "post_as_written"), (each for _office, each in accused)
    )
    attach("lead", [Naming(office, *each) for office, each in accused], batch_id=batch_id)
    shown = [(pk, row) for pk, row in zip(ids, rows, strict=True) if row.state != "unfounded"]
    index.add(lead_documents([pk for pk, _row in shown]))
    pairs = [(Step("finding", row.finding_id), Step("lead", pk)) for pk, row in shown if row.finding_id]
    join_many(pairs, "transferred", actor=scope.actor)
    record("lead.record", actor=scope.actor, kind="lead", ids=ids)
    publish("lead", [pk for pk, _row in shown])
    return ids


def _numbered(rows: Sequence[NewLead]) -> list[NewLead]:
    """The rows, those without a number with their office's next of the year."""
    without: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        if not row.number.strip():
            without.setdefault(row.office_id, []).append(at)
    found = list(rows)
    for office_id, places in sorted(without.items()):
        numbers = next_numbers(office_id, [rows[at].received_on.year for at in places])
        for at, number in zip(places, numbers, strict=True):
            found[at] = replace(rows[at], number=number)
    return found


def _timed(rows: Sequence[NewLead]) -> list[NewLead]:
    """The rows, those that wait for a decision or were assigned by a superior with their deadline."""
    found = list(rows)
    for code in (OPINION, ASSIGNED):
        places = [at for at, row in enumerate(rows) if row.due_on is None and _runs(row) == code]
        days = due_many(code, [rows[at].received_on for at in places]) if places else []
        for at, day in zip(places, days, strict=True):
            found[at] = replace(rows[at], due_on=day, due_code=code if day else "")
    return found


def _runs(row: NewLead) -> str:
    """Which clock runs for the row; empty for none."""
    if row.source == Source.SUPERIOR and row.state in ("received", "under_disposal"):
        return ASSIGNED
    return OPINION if row.state == "received" else ""


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
    wanted = {row.number.strip() for row in rows} - {""}
    stored = Lead.objects.filter(office_id__in={row.office_id for row in rows}, number__in=wanted)
    used = set(stored.values_list("office_id", "number"))
    found = []
    for at, row in enumerate(rows):
        key = (row.office_id, row.number.strip())
        if key[1] and key in used:
            found.append(at)
        used.add(key)
    return found


def _wrong(row: NewLead, found: Known) -> str:
    if row.source not in Source.values:
        return _("The source of the lead is not known.")
    if row.disposal and row.disposal not in Disposal.values:
        return _("The way of disposal is none of the four.")
    if row.form is not None and row.form not in Form.values:
        return _("The form is none of the four.")
    if row.grade and row.grade not in Grade.values:
        return _("The class of the lead is not known.")
    if row.state not in LEAD.states:
        return _("The state is not known.")
    return _wrong_subject(row, found)


def _wrong_subject(row: NewLead, found: Known) -> str:
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


def _accused(pk: int, row: NewLead, names: Mapping[int, str]) -> list[tuple[int, int, str, str]]:
    """One row per accused; somebody named twice is accused once."""
    found: dict[int, tuple[int, int, str, str]] = {}
    for at, person in enumerate(row.person_ids):
        name = row.names[at] if at < len(row.names) and row.names[at] else names[person]
        found.setdefault(person, (pk, person, name, row.posts[at] if at < len(row.posts) else ""))
    return list(found.values())
