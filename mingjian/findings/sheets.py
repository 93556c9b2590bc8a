"""Findings in and out of sheets: what the engine of ledgers calls to resolve, compare, write and take back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mingjian.findings.actions import decide_many, record_findings, restore_states, revise_many, withdraw
from mingjian.findings.classes import Severity
from mingjian.findings.listed import earlier, listed, reopens
from mingjian.findings.models import Finding
from mingjian.findings.organisations import Bodies, day_of
from mingjian.findings.revisions import Revision, as_stored
from mingjian.findings.rows import NewFinding, content_key
from mingjian.findings.states import FINDING
from mingjian.findings.targets import Targets
from mingjian.findings.writing import NamedAs
from mingjian.flow.batches import way
from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.dates import PartialDate
from mingjian.offices.scope import Scope
from mingjian.people.joining import AsWritten
from mingjian.people.posts import names_a_body, post_key

TEXTS = ("number", "description", "evidence", "basis", "suggestion", "responsible", "handlers")
CODES = ("finding_class", "subclass", "discipline")
EMPTY: dict[str, Any] = {
    **dict.fromkeys([*TEXTS, *CODES], ""),
    "areas": [],
    "manifestations": [],
    "persons": [],
    "severity": Severity.ORDINARY.value,
    "immediate_fix": False,
    "referred": False,
}
# Columns that only help to find the target; nothing of the finding itself.
HELPERS = ("year", "round", "team")


def resolve(drafts: Sequence[Draft], office_id: int, scope: Scope) -> None:
    """Bodies, targets, classes and days of the rows; who does not hold is rejected with the reason."""
    bodies = Bodies([draft.values["org"] for draft in drafts if "org" in draft.values], scope)
    for draft in drafts:
        if "org" in draft.values:
            org_id = bodies.settle(draft, "org", day_of(draft.values, scope.on))
            if org_id is not None:
                draft.values["org_id"] = org_id
        _settle_class(draft)
    targets = Targets([draft.values["org_id"] for draft in drafts if "org_id" in draft.values], office_id, scope)
    for draft in drafts:
        _settle_target(draft, targets, scope.on)


def _settle_class(draft: Draft) -> None:
    """A sub-class says its class; a class that says another is refused."""
    values = draft.values
    subclass = values.get("subclass", "")
    if subclass and "finding_class" not in values:
        values["finding_class"] = subclass.partition(".")[0]
    if "finding_class" not in values:
        draft.reject("finding_class", _("Neither the class nor the sub-class is given."))
    elif subclass and not subclass.startswith(f"{values['finding_class']}."):
        draft.reject("subclass", _("This sub-class belongs to another class."))


def _settle_target(draft: Draft, targets: Targets, today: date) -> None:
    values = draft.values
    if "org_id" not in values:
        return
    entry = targets.of(values["org_id"], values)
    if entry is not None:
        values["target_id"] = entry.id
    for key in HELPERS:
        values.pop(key, None)
    if "found_on" not in values:
        fallback = values.get("feedback_on") or (entry.lower.isoformat() if entry and entry.lower > date.min else "")
        if not fallback:
            draft.reject("found_on", _("No day is given on which this was found."))
            return
        values["found_on"] = fallback
    if _day(values["found_on"]) > today + timedelta(days=1):
        draft.reject("found_on", _("This day lies in the future."))


def _day(text: str) -> date:
    return known(text).lower


def known(text: str) -> PartialDate:
    """A date of the drafts: ISO, as far as it is known."""
    return PartialDate(*map(int, text.split("-")))


def same_row(values: Values) -> Any:
    """The number, else the content."""
    return values.get("number") or content_key(values["org_id"], values.get("target_id"), values["description"])


def find(drafts: Sequence[Draft], office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """Stored findings by the office's number; those without a number by their content. Four queries."""
    keys = [same_row(draft.values) for draft in drafts]
    rows: Any = Finding.objects.visible_to(scope).filter(office_id=office_id)
    found: dict[Any, Finding] = {}
    numbers = [key for key in keys if isinstance(key, str)]
    contents = [key for key in keys if isinstance(key, bytes)]
    for finding in rows.extra(where=["number = ANY(%s)"], params=[numbers]) if numbers else ():
        found[finding.number] = finding
    for finding in rows.extra(where=["content_key = ANY(%s)"], params=[contents]) if contents else ():
        found.setdefault(bytes(finding.content_key), finding)
    stored = as_stored(found.values())
    existing: dict[int, Existing] = {}
    for position, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
        if finding := found.get(key):
            new, named = stored[finding.pk]
            existing[position] = Existing(finding.pk, finding.version, _values(new, named, draft))
    return existing


def _values(new: NewFinding, named: Sequence[NamedAs], draft: Draft) -> Values:
    """A stored finding in the form of a draft. Persons written alike count as the same."""
    values: Values = {key: getattr(new, key) for key in (*TEXTS, *CODES, "org_id", "target_id", "immediate_fix")}
    values |= {
        "referred": new.referred,
        "severity": int(new.severity),
        "areas": list(new.areas),
        "manifestations": list(new.manifestations),
        "amount": None if new.amount is None else str(new.amount),
        "found_on": new.found_on.isoformat()[: {"year": 4, "month": 7}.get(new.found_precision, 10)],
        "feedback_on": new.feedback_on.isoformat() if new.feedback_on else None,
        "due_on": new.due_on.isoformat() if new.due_on else None,
        "conduct": [bound.isoformat() if bound else None for bound in new.conduct] if new.conduct else None,
        "state": new.state,
        "persons": [{"name": name, "post": post, "person_id": person} for person, name, post in named],
    }
    written = draft.values.get("persons", [])
    if [(each["name"], each.get("post", "")) for each in written] == [(name, post) for _id, name, post in named]:
        values["persons"] = written
    return values


def check(draft: Draft, existing: Existing) -> None:
    """A sheet moves a state only along steps that ask for no reason."""
    if "state" in draft.values and not way(FINDING, existing.values["state"], draft.values["state"]):
        names = {code: str(state.words) for code, state in FINDING.states.items()}
        sentence = _(
            "From “%(before)s” to “%(after)s” is a step that asks for a reason; take it on the finding's page."
        )
        before, after = names[existing.values["state"]], names[draft.values["state"]]
        draft.reject("state", sentence % {"before": before, "after": after})


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Write the batch through the room's actions, in the caller's transaction."""
    ids = (
        record_findings(rows=[_new(values, office_id) for values in new], scope=scope, batch_id=batch_id) if new else []
    )
    revisions = [Revision(change.id, change.version, typed(change.values)) for change in changed]
    versions = revise_many(rows=revisions, scope=scope, batch_id=batch_id) if revisions else []
    return Taken(ids, versions)


def decide(changes: Sequence[Change], reason: str, scope: Scope, batch_id: int) -> list[int]:
    """Strike off or reopen findings for one reason; what else the sheet changes of them goes with it."""
    revisions = [Revision(change.id, change.version, typed(change.values)) for change in changes]
    return decide_many(rows=revisions, reason=reason, scope=scope, batch_id=batch_id)


def take_back(ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows; with them go the persons that only this batch brought."""
    withdraw(ids=ids, scope=scope, batch_id=batch_id)


def restore(changed: Sequence[Change], scope: Scope, batch_id: int) -> None:
    """The undo of changes: former values, persons joined as they were, former states."""
    revisions, states = [], {}
    for change in changed:
        values = typed(change.values)
        if "state" in values:
            states[change.id] = values.pop("state")
        revisions.append(Revision(change.id, change.version, values))
    revise_many(rows=revisions, scope=scope, batch_id=batch_id)
    if states:
        restore_states(states=states, scope=scope)


def _new(values: Values, office_id: int) -> NewFinding:
    return NewFinding(office_id=office_id, **typed(values))


def typed(values: Values) -> dict[str, Any]:
    """JSON values as the actions take them; None is what an empty column holds."""
    found: dict[str, Any] = {key: EMPTY.get(key) if value is None else value for key, value in values.items()}
    for key in ("feedback_on", "due_on"):
        if found.get(key):
            found[key] = date.fromisoformat(found[key])
    if "found_on" in found:
        day = known(found["found_on"])
        found["found_on"], found["found_precision"] = day.lower, day.precision
    if found.get("amount") is not None:
        found["amount"] = Decimal(found["amount"])
    if found.get("conduct"):
        lower, upper = (date.fromisoformat(bound) if bound else None for bound in found["conduct"])
        found["conduct"] = (lower, upper)
    if "persons" in found:
        on = found.get("found_on")
        found["persons"] = [_person(person, found.get("org_id"), on) for person in found["persons"]]
    return found


def _person(person: Mapping[str, Any], org_id: int | None, day: date | None) -> AsWritten | NamedAs:
    """A person as written. A bare title is a title at the body of the finding."""
    post = person.get("post", "")
    if "person_id" in person:
        return person["person_id"], person["name"], post
    at_body = org_id if post and not names_a_body(post_key(post)) else None
    born = PartialDate.parse(person["born"]) if person.get("born") else None
    return AsWritten(
        person["name"],
        post,
        org_id=at_body,
        born=born,
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
    listed=listed,
    closing={"state": "closed_out"},
    reopens=reopens,
    earlier=earlier,
    decide=decide,
)
