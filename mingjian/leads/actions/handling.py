"""Who handles a lead, until when, and what came back of an inquiry."""

from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.models import User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.deadlines import due, rule
from mingjian.leads.deadlines import REPLY, REPORT
from mingjian.leads.handlers import may_handle
from mingjian.leads.kinds import Disposal
from mingjian.leads.models import Extension, Lead
from mingjian.lib.errors import Invalid
from mingjian.lib.workdays import after
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


@action("lead.assign", gettext_lazy("Lead assigned"))
def assign(*, lead: Lead, to: User | None, department: str, scope: Scope) -> Lead:
    """分办: give a lead to a department and to one colleague, who has to be able to read it (专人、逐件登记).

    Nobody is given a lead about themselves, their own body, or one they declared a conflict with: such a lead is out
    of their sight, and the assignment is refused in the same words as for anybody who may not read it.
    """
    scope.require(Right.EDIT_LEADS, str(lead.office_path))
    if to is not None and not may_handle(to, lead):
        sentence = _("This colleague may not read the lead; choose somebody who may.")
        raise Invalid(sentence, {"assignee": sentence})
    Lead.objects.filter(pk=lead.pk).update(assignee=to, department=department.strip(), version=F("version") + 1)
    record("lead.assign", actor=scope.actor, kind="lead", ids=[lead.pk], detail={"to": to.pk if to else None})
    publish("lead", [lead.pk])
    lead.refresh_from_db()
    return lead


@action("lead.reply", gettext_lazy("Reply to an inquiry received"))
def record_reply(*, lead: Lead, on: date, scope: Scope) -> Lead:
    """函询答复收到: from that day the report on the inquiry is due (监督执纪规则, ch. 5)."""
    scope.require(Right.EDIT_LEADS, str(lead.office_path))
    open_inquiry = lead.handlings.filter(disposal=Disposal.INQUIRY, replied_on=None).order_by("-position").first()
    if open_inquiry is None or lead.state != "under_disposal" or lead.disposal != Disposal.INQUIRY:
        raise Invalid(_("No inquiry of this lead waits for a reply."))
    if not open_inquiry.decided_on <= on <= scope.on:
        sentence = _("The reply comes after the inquiry, and not in the future.")
        raise Invalid(sentence, {"replied_on": sentence})
    open_inquiry.replied_on = on
    open_inquiry.save(update_fields=["replied_on"])
    if lead.due_code in (REPLY, ""):
        Lead.objects.filter(pk=lead.pk).update(due_on=due(REPORT, on), due_code=REPORT)
    Lead.objects.filter(pk=lead.pk).update(version=F("version") + 1)
    record("lead.reply", actor=scope.actor, kind="lead", ids=[lead.pk])
    publish("lead", [lead.pk])
    lead.refresh_from_db()
    return lead


@action("lead.extend", gettext_lazy("Deadline of a lead extended"))
def extend(*, lead: Lead, approver: str, reason: str, scope: Scope, until: date | None = None) -> Lead:
    """延期: put the deadline off as far as its rule allows, or to `until` where it was set by hand.

    Asks for the reason and for who approved. A rule without extension (监督执纪规则 art. 21: 不得拖延积压) refuses, and
    says by which article.
    """
    scope.require(Right.EDIT_LEADS, str(lead.office_path))
    if not reason.strip():
        raise Invalid(_("Say why more time is needed."), {"reason": _("A reason is needed.")})
    if not approver.strip():
        raise Invalid(_("Say who approved the extension."), {"approver": _("Who approved it is needed.")})
    if lead.due_on is None or lead.state not in ("received", "under_disposal"):
        raise Invalid(_("No deadline of this lead runs."))
    before, later = lead.due_on, _later(lead, until)
    Extension.objects.create(
        lead=lead,
        due_code=lead.due_code,
        before=before,
        until=later,
        approver=approver.strip(),
        reason=reason.strip(),
        actor_id=scope.actor.user_id,
        at=timezone.now(),
    )
    Lead.objects.filter(pk=lead.pk).update(due_on=later, version=F("version") + 1)
    record("lead.extend", actor=scope.actor, kind="lead", ids=[lead.pk], words=reason)
    publish("lead", [lead.pk])
    lead.refresh_from_db()
    return lead


def _later(lead: Lead, until: date | None) -> date:
    """The new last day; raises Invalid where the rule allows none."""
    due_on: date = lead.due_on or date.max
    found = rule(lead.due_code) if lead.due_code else None
    if found is None:
        if until is None or until <= due_on:
            sentence = _("Choose a day after the present deadline.")
            raise Invalid(sentence, {"until": sentence})
        return until
    if not found.extension_amount:
        raise Invalid(_("This deadline cannot be extended (%(basis)s).") % {"basis": found.legal_basis})
    taken = lead.extensions.filter(due_code=lead.due_code).count()
    if found.extensions is not None and taken >= found.extensions:
        raise Invalid(_("It was extended as often as allowed (%(basis)s).") % {"basis": found.legal_basis})
    return after(due_on, found.extension_amount, found.extension_unit)
