"""Leads closed as unfounded: opening the seal of one, and clearing the name of whom it was about."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.leads.kinds import OutcomeKind
from mingjian.leads.models import Lead
from mingjian.leads.outcome_rows import NewOutcome
from mingjian.leads.outcome_writing import write
from mingjian.leads.sealed import sealed_leads
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


@action("lead.open_sealed", gettext_lazy("Sealed lead opened"))
def open_sealed(*, office_id: int, number: str, reason: str, scope: Scope) -> Lead | None:
    """The sealed lead of that number, for one look, by who holds the right over its office; with a reason.

    The reason is kept encrypted in the record, also of a look that found nothing. There is no list of sealed leads: who
    opens one knows its number from the file. A number that is not there and one out of reach are told alike.
    """
    if not number.strip():
        raise Invalid(_("Write the number of the lead."), {"number": _("The number is needed.")})
    if not reason.strip():
        raise Invalid(_("Say why the sealed record is opened."), {"reason": _("A reason is needed.")})
    found: Lead | None = sealed_leads(office_id, number.strip(), scope).first()
    record("lead.open_sealed", actor=scope.actor, kind="lead", ids=[found.pk] if found else [], words=reason)
    return found


@action("lead.clarify", gettext_lazy("Clarified after a lead proved unfounded"))
def clarify(*, lead: Lead, measure: str, text: str, decided_on: date, approver: str, scope: Scope) -> list[int]:
    """澄清正名 (检举控告工作规则, art. 50) of everybody the lead was about, or of its body; ids of outcomes.

    The clarification states the result only, no particulars of the case; it needs the approval of the office's head. It
    stands where the lead had been: on the page of the person and in dossiers; nothing leads back from it to the lead.
    """
    scope.require(Right.OPEN_SEALED_LEADS, str(lead.office_path))
    if not approver.strip():
        sentence = _("A clarification needs the approval of the head of office.")
        raise Invalid(sentence, {"approver": _("Who approved it is needed.")})
    if not measure.strip():
        raise Invalid(_("Say how it was clarified."), {"measure": _("Choose one.")})
    persons: list[int | None] = list(lead.accused.values_list("person_id", flat=True))
    rows = [
        NewOutcome(
            office_id=lead.office_id,
            kind=OutcomeKind.CLARIFICATION.value,
            measure=measure.strip(),
            person_id=person,
            org_id=lead.org_id,
            decided_on=decided_on,
            decided_by=approver.strip(),
            text=text.strip(),
        )
        for person in (persons or [None])
    ]
    ids = write(rows, {lead.office_id: str(lead.office_path)}, scope, None)
    record("outcome.record", actor=scope.actor, kind="outcome", ids=ids)
    record("lead.clarify", actor=scope.actor, kind="lead", ids=[lead.pk])
    return ids
