"""A lead's way from received to concluded, or out of every view when it proves unfounded."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.flow.move import move
from mingjian.leads.kinds import Disposal
from mingjian.leads.models import Accused, Lead
from mingjian.leads.search import lead_documents
from mingjian.leads.standing import release
from mingjian.leads.states import LEAD
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, part
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.search import index


def _move(lead: Lead, verb: str, scope: Scope, reason: str) -> None:
    scope.require(LEAD.transitions[verb].right, str(lead.office_path))
    move(lead, verb, actor=scope.actor, reason=reason)


def _shown_again(lead: Lead) -> Lead:
    index.replace(lead_documents([lead.pk]))
    publish("lead", [lead.pk])
    return lead


@action("lead.dispose", gettext_lazy("Lead taken up"))
def dispose(*, lead: Lead, disposal: str, scope: Scope, reason: str = "") -> Lead:
    """Take a lead up by inquiry 谈话函询 or preliminary verification 初步核实 (监督执纪规则, ch. 4)."""
    if disposal not in (Disposal.INQUIRY, Disposal.PRELIMINARY_CHECK):
        raise Invalid(_("Take a lead up by inquiry or by preliminary verification."), {"disposal": _("Choose one.")})
    _move(lead, "dispose", scope, reason)
    return _disposed(lead, disposal)


@action("lead.hold", gettext_lazy("Lead held for later check"))
def hold(*, lead: Lead, scope: Scope, reason: str) -> Lead:
    """Hold for later check 暂存待查: for now nothing can be verified. Asks for a reason."""
    _move(lead, "hold", scope, reason)
    return _disposed(lead, Disposal.HOLD)


@action("lead.conclude", gettext_lazy("Lead concluded"))
def conclude(*, lead: Lead, scope: Scope, reason: str) -> Lead:
    """Conclude: what came of it stands in outcomes. Asks for a reason."""
    _move(lead, "conclude", scope, reason)
    return _shown_again(lead)


@action("lead.close_unfounded", gettext_lazy("Lead closed as unfounded"))
def close_unfounded(*, lead: Lead, scope: Scope, reason: str) -> Lead:
    """Close as unfounded 予以了结: the lead leaves search, lines, person pages, dossiers and counts at once.

    The row, its moves and the reason are kept sealed for the record and shown to nobody. Persons whom the office knew
    only by this allegation leave its register.
    """
    _move(lead, "close_unfounded", scope, reason)
    Lead.objects.filter(pk=lead.pk).update(disposal=Disposal.CLOSE)
    lead.disposal = Disposal.CLOSE
    index.remove("lead", [lead.pk])
    part(steps=[Step("lead", lead.pk)])
    named = Accused.objects.filter(lead=lead).values_list("person_id", flat=True)
    release([(person, lead.office_id) for person in named], scope)
    publish("lead", [lead.pk])
    return lead


def _disposed(lead: Lead, disposal: str) -> Lead:
    Lead.objects.filter(pk=lead.pk).update(disposal=str(disposal))
    lead.disposal = str(disposal)
    return _shown_again(lead)
