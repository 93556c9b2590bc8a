"""Revising leads: as a set from a sheet, or one by hand together with whom it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.leads.checks import backwards, days, known
from mingjian.leads.kinds import Disposal, Form, Grade, Source
from mingjian.leads.models import Accused, Lead
from mingjian.leads.rows import REVISED, LeadChange
from mingjian.leads.search import lead_documents
from mingjian.leads.standing import release
from mingjian.leads.subjects import refresh_leads
from mingjian.ledgers.bulk import update_rows
from mingjian.lib.errors import Invalid, Stale
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.joining import AsWritten, resolve
from mingjian.people.mentioning import Naming, settle, spread
from mingjian.search import index


@action("lead.revise", gettext_lazy("Leads revised"))
def revise_leads(*, changes: Sequence[LeadChange], scope: Scope, reason: str = "") -> list[int]:
    """Revise leads as a set, all or none; ids of those changed. Takes EDIT_LEADS over each.

    What they were is kept in their history. Raises Stale when one of them was saved by somebody else since.
    """
    _revise(changes, scope, reason)
    ids = [change.id for change in changes]
    index.replace(lead_documents(ids))
    record("lead.revise", actor=scope.actor, kind="lead", ids=ids, words=reason)
    publish("lead", ids)
    return ids


@action("lead.revise_one", gettext_lazy("Lead revised by hand"))
def revise_lead(
    *, lead: Lead, values: Mapping[str, Any], org_id: int | None, persons: Sequence[AsWritten], version: int,
    reason: str, scope: Scope,
) -> Lead:  # fmt: skip
    """Revise one lead with the body and the persons it is about; asks for a reason, which its history keeps.

    Who is no longer accused, and was known to the office by allegations only, leaves its register. Raises Stale when
    somebody else saved in between.
    """
    if not reason.strip():
        raise Invalid(_("Say why the lead is revised."), {"reason": _("A reason is needed.")})
    if org_id is None and not persons:
        raise Invalid(_("A lead is about a person or an organisation."), {"org": _("A body or a person is needed.")})
    if org_id is not None and org_id != lead.org_id and org_id not in known({org_id}, (), (), scope).orgs:
        raise Invalid(_("This organisation is not found in your scope."), {"org": _("Not found.")})
    before = {"org": lead.org_id, "persons": sorted(lead.accused.values_list("name_as_written", flat=True))}
    _revise([LeadChange(lead.pk, version, values)], scope, reason)
    Lead.objects.filter(pk=lead.pk).update(org_id=org_id)
    gone = _write_accused(lead, persons, scope)
    after = {"org": org_id, "persons": sorted(lead.accused.values_list("name_as_written", flat=True))}
    keep("lead", [Changed(lead.pk, version + 1, before, after)], actor=scope.actor, reason=reason)
    refresh_leads([lead.pk])
    index.replace(lead_documents([lead.pk]))
    release([(person, lead.office_id) for person in gone], scope)
    record("lead.revise_one", actor=scope.actor, kind="lead", ids=[lead.pk], words=reason)
    publish("lead", [lead.pk])
    lead.refresh_from_db()
    return lead


def _write_accused(lead: Lead, persons: Sequence[AsWritten], scope: Scope) -> set[int]:
    """Write the accused anew, who is written as before stays joined as before; ids of those who are gone."""
    stored = {(each.name_as_written, each.post_as_written): each for each in lead.accused.all()}
    kept = {(each.name, each.post) for each in persons} & stored.keys()
    gone = [each for key, each in stored.items() if key not in kept]
    fresh = [each for each in persons if (each.name, each.post) not in kept]
    Accused.objects.filter(pk__in=[each.pk for each in gone]).delete()
    ids = resolve(fresh, office_id=lead.office_id, scope=scope, batch_id=None, alleged=True) if fresh else []
    Accused.objects.bulk_create(
        [
            Accused(lead=lead, person_id=person, name_as_written=each.name, post_as_written=each.post)
            for person, each in zip(ids, fresh, strict=True)
        ],
        ignore_conflicts=True,
    )
    now = list(lead.accused.values_list("person_id", "name_as_written", "post_as_written"))
    if parted := settle("lead", lead.pk, [Naming(lead.office_id, lead.pk, *each) for each in now]):
        spread(parted)
    return {each.person_id for each in gone} - set(lead.accused.values_list("person_id", flat=True))


def _revise(changes: Sequence[LeadChange], scope: Scope, reason: str) -> None:
    rows = Lead.objects.visible_to(scope).filter(pk__in=[each.id for each in changes]).order_by("pk")
    found = {lead.pk: lead for lead in rows.select_for_update(of=("self",))}
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
    update_rows(Lead, {**REVISED, "version": "integer"}, [_revised(found[each.id], each) for each in changes])
    keep("lead", [_changed(found[each.id], each) for each in changes], actor=scope.actor, reason=reason)


def _changed(lead: Lead, change: LeadChange) -> Changed:
    before = {name: getattr(lead, name) for name in change.values}
    after = {
        name: days(value) if name == "conduct" else list(value) if name == "areas" else value
        for name, value in change.values.items()
    }
    return Changed(lead.pk, change.version + 1, before, after)


def _check_values(values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - REVISED.keys():
        raise ValueError(f"These fields of a lead cannot be revised: {sorted(unknown)}")
    if values.get("disposal") and values["disposal"] not in Disposal.values:
        raise Invalid(_("The way of disposal is none of the four."))
    if "source" in values and values["source"] not in Source.values:
        raise Invalid(_("The source of the lead is not known."))
    if values.get("form") is not None and values["form"] not in Form.values:
        raise Invalid(_("The form is none of the four."))
    if values.get("grade") and values["grade"] not in Grade.values:
        raise Invalid(_("The class of the lead is not known."))
    if backwards(values.get("conduct")):
        raise Invalid(_("The period ends before it starts."))


def _revised(lead: Lead, change: LeadChange) -> dict[str, Any]:
    """A record for `update_rows`: every revisable column, changed or not, as JSON values."""
    values: dict[str, Any] = {name: change.values.get(name, getattr(lead, name)) for name in REVISED}
    span = days(change.values["conduct"]) if "conduct" in change.values else lead.conduct
    values["conduct"] = f"[{span.lower or ''},{span.upper or ''})" if span else None
    if "due_on" in change.values and change.values["due_on"] != lead.due_on:
        values["due_code"] = change.values.get("due_code", "")
    return {"id": lead.pk, "version": change.version + 1, **values}
