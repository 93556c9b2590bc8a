"""A lead's way from received to concluded, or out of every view when it proves unfounded."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.flow.deadlines import due
from mingjian.flow.move import move
from mingjian.leads.deadlines import ASSIGNED, REPLY
from mingjian.leads.kinds import Closing, Disposal, Source
from mingjian.leads.models import Accused, Handling, Lead
from mingjian.leads.search import lead_documents
from mingjian.leads.standing import release
from mingjian.leads.states import LEAD
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, part
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.search import index

MOST_HANDLINGS = 3


@action("lead.dispose", gettext_lazy("Lead taken up"))
def dispose(
    *, lead: Lead, disposal: str, scope: Scope, reason: str = "", on: date | None = None, approver: str = "",
    due_on: date | None = None,
) -> Lead:  # fmt: skip
    """Take a lead up by inquiry 谈话函询 or preliminary verification 初步核实 (监督执纪规则, ch. 4), at most thrice.

    An inquiry has to be answered within the time of 监察法实施条例 art. 174; a lead that a superior assigned keeps its
    own deadline; otherwise `due_on` is set by hand.
    """
    if disposal not in (Disposal.INQUIRY, Disposal.PRELIMINARY_CHECK):
        raise Invalid(_("Take a lead up by inquiry or by preliminary verification."), {"disposal": _("Choose one.")})
    if lead.handlings.exclude(disposal=Disposal.HOLD).count() >= MOST_HANDLINGS:
        raise Invalid(_("A lead is taken up three times at most; conclude or close it."))
    day = on or scope.on
    code = "" if due_on else _clock(lead, disposal)
    until = due_on or (lead.due_on if code == ASSIGNED else due(code, day) if code else None)
    _move(lead, "dispose", scope, reason)
    _handled(lead, disposal, day, approver, reason)
    return _written(lead, disposal=str(disposal), handled_on=day, due_on=until, due_code=code)


def _clock(lead: Lead, disposal: str) -> str:
    if lead.source == Source.SUPERIOR and lead.due_code == ASSIGNED:
        return ASSIGNED
    return REPLY if disposal == Disposal.INQUIRY else ""


@action("lead.hold", gettext_lazy("Lead held for later check"))
def hold(*, lead: Lead, scope: Scope, reason: str, on: date | None = None, approver: str = "") -> Lead:
    """Hold for later check 暂存待查: for now nothing can be verified. Asks for a reason; no clock runs."""
    _move(lead, "hold", scope, reason)
    day = on or scope.on
    _handled(lead, Disposal.HOLD, day, approver, reason)
    return _written(lead, disposal=Disposal.HOLD.value, handled_on=day, due_on=None, due_code="")


@action("lead.conclude", gettext_lazy("Lead concluded"))
def conclude(*, lead: Lead, scope: Scope, reason: str, form: int | None = None) -> Lead:
    """Conclude: what came of it stands in outcomes; the reason becomes the lead's result, `form` is one of the four."""
    _move(lead, "conclude", scope, reason)
    return _written(lead, result=lead.result or reason.strip(), form=form or lead.form)


@action("lead.reopen", gettext_lazy("Lead taken up again"))
def reopen(*, lead: Lead, scope: Scope, reason: str) -> Lead:
    """New evidence has come: the lead is checked again. Outcomes it had stand until they are revoked or corrected."""
    _move(lead, "reopen", scope, reason)
    return _written(lead, due_on=None, due_code="")


@action("lead.close_unfounded", gettext_lazy("Lead closed as unfounded"))
def close_unfounded(*, lead: Lead, scope: Scope, reason: str, approver: str = "") -> Lead:
    """Close as unfounded 予以了结: the lead leaves search, lines, person pages, dossiers and counts at once.

    Closed from its receipt it is 直接了结, after a check 查否了结. The row, its moves and the reason stay sealed for
    the record, open only to who may break the seal, with a reason. Persons whom the office knew only by this
    allegation leave its register.
    """
    checked = lead.state == "under_disposal" or lead.handlings.exclude(disposal=Disposal.HOLD).exists()
    _move(lead, "close_unfounded", scope, reason)
    _handled(lead, Disposal.CLOSE, scope.on, approver, reason)
    closing = Closing.CHECKED if checked else Closing.DIRECT
    values = {"disposal": Disposal.CLOSE.value, "handled_on": scope.on, "due_on": None, "closing": closing.value}
    Lead.objects.filter(pk=lead.pk).update(**values, version=F("version") + 1)
    lead.refresh_from_db()
    index.remove("lead", [lead.pk])
    part(steps=[Step("lead", lead.pk)])
    named = Accused.objects.filter(lead=lead).values_list("person_id", flat=True)
    release([(person, lead.office_id) for person in named], scope)
    publish("lead", [lead.pk])
    return lead


def _move(lead: Lead, verb: str, scope: Scope, reason: str) -> None:
    scope.require(LEAD.transitions[verb].right, str(lead.office_path))
    move(lead, verb, actor=scope.actor, reason=reason)


def _handled(lead: Lead, disposal: str, day: date, approver: str, reason: str) -> None:
    Handling.objects.create(
        lead=lead,
        position=lead.handlings.count() + 1,
        disposal=str(disposal),
        decided_on=day,
        approver=approver.strip(),
        reason=reason.strip(),
    )


def _written(lead: Lead, **values: Any) -> Lead:
    """Set what the step decided; whoever edits against the state before must notice."""
    Lead.objects.filter(pk=lead.pk).update(**values, version=F("version") + 1)
    index.replace(lead_documents([lead.pk]))
    publish("lead", [lead.pk])
    lead.refresh_from_db()
    return lead
