"""Outcomes in and out of sheets: what the engine of ledgers calls to resolve, compare, write and take back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mingjian.findings.organisations import Bodies
from mingjian.leads.actions import NewOutcome, OutcomeChange, record_outcomes, revise_outcomes, withdraw_outcomes
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.outcome_rows import REVISED
from mingjian.leads.reporters import without_reporters
from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.dates import PartialDate
from mingjian.offices.scope import Scope
from mingjian.people.actions import withdraw_persons
from mingjian.people.joining import AsWritten
from mingjian.people.joining import resolve as resolve_persons
from mingjian.people.posts import names_a_body, post_key

TEXTS = ("measure", "kind", "document_number", "decided_by", "text")
DAYS = ("decided_on", "announced_on", "executed_on", "influence_until")
# A sheet completes an outcome; what was decided about whom is put right by a correction on its page.
FIXED = ("measure", "kind", "persons", "org_id", "lead_id", "decided_on", "form", "conduct")


def resolve(drafts: Sequence[Draft], office_id: int, scope: Scope) -> None:
    """Bodies, leads and days of the rows; a row about nobody, or about two persons, is rejected with the reason."""
    bodies = Bodies([draft.values["org"] for draft in drafts if "org" in draft.values], scope)
    leads = _leads(drafts, office_id, scope)
    for draft in drafts:
        _settle(draft, bodies, leads, scope.on)


def _leads(drafts: Sequence[Draft], office_id: int, scope: Scope) -> dict[str, int]:
    numbers = [draft.values["lead"] for draft in drafts if draft.values.get("lead")]
    rows = Lead.objects.visible_to(scope).filter(office_id=office_id, number__in=numbers)
    return dict(rows.values_list("number", "pk"))


def _settle(draft: Draft, bodies: Bodies, leads: Mapping[str, int], today: date) -> None:
    values = draft.values
    decided = date.fromisoformat(values["decided_on"]) if values.get("decided_on") else None
    if "org" in values:
        org_id, reason = bodies.of(values.pop("org"), decided or today)
        if org_id is None:
            draft.reject("org", reason)
        else:
            values["org_id"] = org_id
    if lead := values.pop("lead", None):
        if lead in leads:
            values["lead_id"] = leads[lead]
        else:
            draft.reject("lead", _("This lead is not found in your scope."))
    if not values.get("org_id") and not values.get("persons"):
        draft.reject("", _("An outcome is about a person or an organisation."))
    if len(values.get("persons") or ()) > 1:
        draft.reject("persons", _("An outcome is about one person; write a row for each."))
    if decided and decided > today + timedelta(days=1):
        draft.reject("decided_on", _("This day lies in the future."))
    if values.get("kind") == "clarification" and values.get("form"):
        draft.reject("form", _("A clarification is none of the four forms."))


def same_row(values: Values) -> Any:
    """Kind, measure, day, document, and whom it is about as written."""
    persons = values.get("persons") or [{}]
    who = (persons[0].get("name"), persons[0].get("post", ""), values.get("org_id"))
    return tuple(values.get(key) or "" for key in ("kind", "measure", "decided_on", "document_number")), who


def find(drafts: Sequence[Draft], office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """Stored outcomes of the same day, kind and measure about the same person or body. One query."""
    days = {draft.values.get("decided_on") for draft in drafts} - {None}
    rows = Outcome.objects.visible_to(scope).filter(office_id=office_id, decided_on__in=days, state="standing")
    stored: dict[Any, list[Outcome]] = {}
    for row in rows.select_related("person"):
        stored.setdefault((row.kind, row.measure, row.decided_on.isoformat()), []).append(row)
    found: dict[int, Existing] = {}
    for position, draft in enumerate(drafts):
        key = tuple(draft.values.get(name) for name in ("kind", "measure", "decided_on"))
        row = next((each for each in stored.get(key, ()) if _is_same(each, draft.values)), None)
        if row is not None:
            found[position] = Existing(row.pk, row.version, _values(row, draft))
    return found


def _is_same(row: Outcome, values: Values) -> bool:
    persons = values.get("persons") or []
    if persons:
        return row.person is not None and row.person.name == persons[0]["name"]
    return row.person_id is None and row.org_id == values.get("org_id")


def _values(row: Outcome, draft: Draft) -> Values:
    """A stored outcome in the form of a draft. A person written alike counts as the same."""
    conduct = row.conduct
    bounds = [conduct.lower, conduct.upper] if conduct else []
    return {
        **{key: getattr(row, key) for key in (*TEXTS, "org_id", "lead_id", "form")},
        **{key: None if (day := getattr(row, key)) is None else day.isoformat() for key in DAYS},
        "amount": None if row.amount is None else str(row.amount),
        "conduct": [bound.isoformat() if bound else None for bound in bounds] or None,
        "persons": draft.values.get("persons", []),
    }


def check(draft: Draft, existing: Existing) -> None:
    """A sheet does not change what was decided."""
    for key in FIXED:
        if draft.values.get(key) and existing.values.get(key) and draft.values[key] != existing.values[key]:
            column = {"org_id": "org", "lead_id": "lead"}.get(key, key)
            draft.reject(column, _("The outcome is on record otherwise; correct it on its own page."))


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Write the batch through the room's actions, in the caller's transaction."""
    rows = new_outcomes(new, office_id, scope, batch_id)
    ids = record_outcomes(rows=rows, scope=scope, batch_id=batch_id) if rows else []
    return Taken(ids, _revise(changed, scope))


def new_outcomes(new: Sequence[Values], office_id: int, scope: Scope, batch_id: int | None = None) -> list[NewOutcome]:
    """Outcomes to record, each person joined to the register or recorded in it. Set-based."""
    typed_rows = [typed(values) for values in new]
    written = [person for row in typed_rows for person in row.get("persons", [])]
    found = iter(resolve_persons(written, office_id=office_id, scope=scope, batch_id=batch_id) if written else [])
    rows = []
    for row in typed_rows:
        persons = row.pop("persons", [])
        ids = [next(found) for _each in persons]
        rows.append(NewOutcome(office_id=office_id, person_id=ids[0] if ids else None, **row))
    return rows


def take_back(ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows; with them go the persons that only this batch brought."""
    withdraw_outcomes(batch_id=batch_id, ids=ids, scope=scope)
    withdraw_persons(batch_id=batch_id, scope=scope)


def restore(changed: Sequence[Change], scope: Scope, batch_id: int) -> None:
    """The undo of changes: former values, in one action."""
    _revise(changed, scope)


def _revise(changed: Sequence[Change], scope: Scope) -> list[int]:
    """Versions after the change, in the order given."""
    if not changed:
        return []
    kept = [
        OutcomeChange(
            each.id, each.version, {key: value for key, value in typed(each.values).items() if key in REVISED}
        )
        for each in changed
    ]
    revise_outcomes(changes=kept, scope=scope)
    return [each.version + 1 for each in changed]


def typed(values: Values) -> dict[str, Any]:
    """JSON values as the actions take them; an empty text is an empty text."""
    found: dict[str, Any] = {key: "" if value is None and key in TEXTS else value for key, value in values.items()}
    for key in DAYS:
        if found.get(key):
            found[key] = date.fromisoformat(found[key])
    if found.get("amount") is not None:
        found["amount"] = Decimal(found["amount"])
    if found.get("conduct"):
        first, after = (date.fromisoformat(bound) if bound else None for bound in found["conduct"])
        found["conduct"] = (first, after - timedelta(days=1) if after else None)
    persons = found.get("persons") or ()
    found["persons"] = [_person(each, found.get("org_id"), found.get("decided_on")) for each in persons]
    return found


def _person(person: Mapping[str, Any], org_id: int | None, day: date | None) -> AsWritten:
    """A person as written. A bare title is a title at the body of the outcome."""
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
