"""Leads in and out of sheets: what the engine of ledgers calls to resolve, compare, write and take back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mingjian.findings.organisations import Bodies
from mingjian.leads.actions import LeadChange, NewLead, record_leads, revise_leads, withdraw_leads
from mingjian.leads.models import Lead
from mingjian.leads.reporters import without_reporters
from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.dates import PartialDate
from mingjian.offices.scope import Scope
from mingjian.people.actions import withdraw_persons
from mingjian.people.joining import AsWritten
from mingjian.people.joining import resolve as resolve_persons
from mingjian.people.posts import names_a_body, post_key

TEXTS = (
    *("number", "source", "summary", "problem_type", "disposal", "source_number", "forward_number", "grade"),
    *("proposal", "instruction", "department", "result"),
)
DAYS = ("received_on", "handled_on", "due_on")
AMOUNTS = ("amount", "recovered_loss", "confiscated")
EMPTY: dict[str, Any] = {**dict.fromkeys(TEXTS, ""), "areas": [], "about_unit": False, "about_leader": False}
# What a sheet sets once and does not change: these are decided on the lead's page.
FIXED = ("org_id", "state", "persons")


def resolve(drafts: Sequence[Draft], office_id: int, scope: Scope) -> None:
    """Bodies and days of the rows; sealed numbers and rows about nobody are rejected with the reason."""
    bodies = Bodies([draft.values["org"] for draft in drafts if "org" in draft.values], scope)
    sealed = set(_sealed(drafts, office_id))
    for draft in drafts:
        if "org" in draft.values:
            on = PartialDate.parse(draft.values.get("received_on"))
            org_id, reason = bodies.of(draft.values.pop("org"), on.lower if on else scope.on)
            if org_id is None:
                draft.reject("org", reason)
            else:
                draft.values["org_id"] = org_id
        if not draft.values.get("org_id") and not draft.values.get("persons"):
            draft.reject("", _("A lead is about a person or an organisation."))
        if draft.values.get("number") in sealed:
            draft.reject("number", _("A lead of this number is closed and sealed; it cannot be recorded again."))
        if _after(draft.values.get("received_on"), scope.on + timedelta(days=1)):
            draft.reject("received_on", _("This day lies in the future."))


def _sealed(drafts: Sequence[Draft], office_id: int) -> Any:
    numbers = [draft.values["number"] for draft in drafts if "number" in draft.values]
    rows = Lead.objects.filter(office_id=office_id, state="unfounded", number__in=numbers)
    return rows.values_list("number", flat=True)


def _after(text: str | None, day: date) -> bool:
    return bool(text) and date.fromisoformat(str(text)) > day


def same_row(values: Values) -> Any:
    """The office's number."""
    return values.get("number")


def find(drafts: Sequence[Draft], office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """Stored leads by the office's number. Two queries."""
    numbers = [draft.values.get("number") for draft in drafts]
    rows = Lead.objects.visible_to(scope).filter(office_id=office_id, number__in=[each for each in numbers if each])
    stored = {lead.number: lead for lead in rows.prefetch_related("accused")}
    return {
        position: Existing(lead.pk, lead.version, _values(lead, drafts[position]))
        for position, number in enumerate(numbers)
        if (lead := stored.get(number)) is not None
    }


def _values(lead: Lead, draft: Draft) -> Values:
    """A stored lead in the form of a draft. Persons written alike count as the same."""
    conduct = lead.conduct
    bounds = [conduct.lower, conduct.upper] if conduct else []
    accused = [(each.name_as_written, each.post_as_written) for each in lead.accused.all()]
    written = draft.values.get("persons", [])
    alike = sorted((each["name"], each.get("post", "")) for each in written) == sorted(accused)
    return {
        **{key: getattr(lead, key) for key in (*TEXTS, "org_id", "state", "about_unit", "about_leader", "form")},
        **{key: None if (day := getattr(lead, key)) is None else day.isoformat() for key in DAYS},
        **{key: None if (yuan := getattr(lead, key)) is None else str(yuan) for key in AMOUNTS},
        "areas": list(lead.areas),
        "conduct": [bound.isoformat() if bound else None for bound in bounds] or None,
        "persons": written if alike else [{"name": name, "post": post} for name, post in accused],
    }


def check(draft: Draft, existing: Existing) -> None:
    """A sheet does not move a lead, nor change whom or what it is about."""
    for key in FIXED:
        if key in draft.values and draft.values[key] != existing.values[key]:
            column = "org" if key == "org_id" else key
            draft.reject(column, _("The lead is on record otherwise; change this on the lead's own page."))


def new_lead(values: Values, office_id: int, scope: Scope, finding_id: int | None = None) -> NewLead:
    """One lead by hand, its accused joined or recorded, in the caller's transaction."""
    row = typed({key: value for key, value in values.items() if value is not None})
    persons: list[AsWritten] = row.pop("persons", [])
    found = resolve_persons(persons, office_id=office_id, scope=scope, alleged=True) if persons else []
    return NewLead(
        number=row.pop("number", ""),
        office_id=office_id,
        finding_id=finding_id,
        person_ids=found,
        names=[each.name for each in persons],
        posts=[each.post for each in persons],
        **row,
    )


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Write the batch through the room's actions, in the caller's transaction."""
    typed_rows = [typed(values) for values in new]
    written = [person for row in typed_rows for person in row.get("persons", [])]
    found = iter(
        resolve_persons(written, office_id=office_id, scope=scope, batch_id=batch_id, alleged=True) if written else []
    )
    rows = []
    for row in typed_rows:
        persons: list[AsWritten] = row.pop("persons", [])
        rows.append(
            NewLead(
                office_id=office_id,
                person_ids=[next(found) for _each in persons],
                names=[each.name for each in persons],
                posts=[each.post for each in persons],
                **row,
            )
        )
    ids = record_leads(rows=rows, scope=scope, batch_id=batch_id) if rows else []
    return Taken(ids, _revise(changed, scope))


def take_back(ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows; with them go the persons that only this batch brought."""
    withdraw_leads(batch_id=batch_id, ids=ids, scope=scope)
    withdraw_persons(batch_id=batch_id, scope=scope)


def restore(changed: Sequence[Change], scope: Scope, batch_id: int) -> None:
    """The undo of changes: former values, in one action."""
    _revise(changed, scope)


def _revise(changed: Sequence[Change], scope: Scope) -> list[int]:
    """Versions after the change, in the order given."""
    if not changed:
        return []
    kept = [
        LeadChange(each.id, each.version, {key: value for key, value in typed(each.values).items() if key not in FIXED})
        for each in changed
    ]
    revise_leads(changes=kept, scope=scope)
    return [each.version + 1 for each in changed]


def typed(values: Values) -> dict[str, Any]:
    """JSON values as the actions take them; None is what an empty column holds."""
    found: dict[str, Any] = {key: EMPTY.get(key) if value is None else value for key, value in values.items()}
    for key in DAYS:
        if found.get(key):
            found[key] = date.fromisoformat(found[key])
    for key in AMOUNTS:
        if found.get(key) is not None:
            found[key] = Decimal(found[key])
    if found.get("conduct"):
        first, after = (date.fromisoformat(bound) if bound else None for bound in found["conduct"])
        found["conduct"] = (first, after - timedelta(days=1) if after else None)
    if "persons" in found:
        found["persons"] = [
            _person(each, found.get("org_id"), found.get("received_on")) for each in found["persons"] or ()
        ]
    return found


def _person(person: Mapping[str, Any], org_id: int | None, day: date | None) -> AsWritten:
    """An accused as written. A bare title is a title at the body of the lead."""
    post = person.get("post", "")
    return AsWritten(
        person["name"],
        post,
        org_id=org_id if post and not names_a_body(post_key(post)) else None,
        born=PartialDate.parse(person["born"]) if person.get("born") else None,
        id_number=person.get("id_number", ""),
        sex=person.get("sex", ""),
        on=day,
    )


INTAKE = Intake(
    resolve=resolve,
    find=find,
    check=check,
    take=take,
    withdraw=take_back,
    restore=restore,
    same_row=same_row,
    cleaned=without_reporters,
)
