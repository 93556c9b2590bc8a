"""What a lead's page shows, as deep as its reader may see it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.flow.deadlines import rule
from mingjian.leads.forms import LeadRevision
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.outcome_page import outcomes_table
from mingjian.leads.states import LEAD
from mingjian.leads.words import range_words
from mingjian.ledgers.row_history import history_of
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope
from mingjian.people.models import Person
from mingjian.people.thread import knots
from mingjian.ui.components import Action, Fact

RUNNING = ("received", "under_disposal")


def is_verified(lead: Lead) -> bool:
    """An allegation until it is concluded."""
    return lead.state == "concluded"


def context(lead: Lead, depth: Depth, scope: Scope) -> dict[str, Any]:
    """The page at this depth. At existence: whose it is. At summary: number, type and day. Else all of it."""
    shown: dict[str, Any] = {
        "title": lead.number if depth > Depth.EXISTENCE else _("A lead of another office"),
        "kicker": _("Leads"),
        "kicker_url": reverse("lead-list"),
        "facts": facts(lead, depth, scope),
        "lead": lead,
        "verified": is_verified(lead),
        "is_full": depth == Depth.FULL,
        "thread": knots("lead", lead.pk, scope),
    }
    return shown | _full(lead, scope) if depth == Depth.FULL else shown


def facts(lead: Lead, depth: Depth, scope: Scope) -> list[Fact]:
    """The strip under the title."""
    office = Fact(_("Held by"), lead.office.name)
    if depth == Depth.EXISTENCE:
        return [office]
    state = Fact(_("State"), lead.get_state_display(), tone=_tone(LEAD.states[lead.state].tone))
    first = [office, state, Fact(_("Received"), lead.received_on)]
    if depth == Depth.SUMMARY:
        return [*first, Fact(_("Type of problem"), lead.problem_type)]
    org_url = reverse("organisation", args=[lead.org_id]) if lead.org_id else ""
    found = [
        *first,
        _due(lead),
        Fact(_("Disposal"), lead.get_disposal_display()),
        Fact(_("Handled by"), lead.assignee.display_name if lead.assignee else "", note=lead.department),
        Fact(_("Source"), lead.get_source_display()),
        Fact(_("Organisation"), lead.org.name if lead.org else "", org_url),
        Fact(_("Type of problem"), lead.problem_type),
        Fact(_("Period alleged"), range_words(lead.conduct)),
        Fact(_("Amount alleged (yuan)"), lead.amount),
    ]
    return [fact for fact in found if fact.value not in (None, "")]


def facts_sealed(lead: Lead) -> list[Fact]:
    """The strip of a sealed lead; it leads nowhere."""
    found = [
        Fact(_("Held by"), lead.office.name),
        Fact(_("State"), lead.get_state_display(), note=lead.get_closing_display() if lead.closing else ""),
        Fact(_("Received"), lead.received_on),
        Fact(_("Disposed on"), lead.handled_on),
        Fact(_("Source"), lead.get_source_display()),
        Fact(_("Organisation"), lead.org.name if lead.org else ""),
        Fact(_("Type of problem"), lead.problem_type),
        Fact(_("Period alleged"), range_words(lead.conduct)),
        Fact(_("Amount alleged (yuan)"), lead.amount),
    ]
    return [fact for fact in found if fact.value not in (None, "")]


def _tone(tone: str) -> str:
    return "" if tone == "neutral" else tone


def _due(lead: Lead) -> Fact:
    """The deadline of the step under way, and the article it follows from."""
    runs = lead.state in RUNNING
    found = rule(lead.due_code) if runs and lead.due_code else None
    late = runs and lead.due_on is not None and lead.due_on < today()
    return Fact(
        _("Deadline"),
        lead.due_on if runs else None,
        reverse("deadline-list") if found else "",
        tone="overdue" if late else "",
        note=found.legal_basis if found else "",
    )


def _full(lead: Lead, scope: Scope) -> dict[str, Any]:
    may_edit = scope.may(Right.EDIT_LEADS, str(lead.office_path))
    return {
        "accused": accused(lead, scope),
        "particulars": particulars(lead),
        "handlings": list(lead.handlings.order_by("position")),
        "extensions": list(lead.extensions.order_by("at")),
        "outcomes": outcomes_table(_outcomes(lead, scope), _("Outcomes of this lead")),
        "history": history_of("lead", lead.pk, LeadRevision.columns) if may_edit else [],
        "actions": _actions(lead) if may_edit else [],
    }


def _outcomes(lead: Lead, scope: Scope) -> list[Outcome]:
    rows = Outcome.objects.visible_to(scope).filter(lead=lead).select_related("org", "person")
    return list(rows.order_by("decided_on", "pk"))


def accused(lead: Lead, scope: Scope) -> list[tuple[str, str, int | None]]:
    """Name and post as written, and the person's id where the reader may open that page."""
    rows = sorted(lead.accused.all(), key=lambda row: row.pk)
    persons = Person.objects.visible_to(scope).filter(pk__in=[row.person_id for row in rows])
    open_to = set(persons.values_list("pk", flat=True))
    return [
        (row.name_as_written, row.post_as_written, row.person_id if row.person_id in open_to else None) for row in rows
    ]


def particulars(lead: Lead) -> list[tuple[str, object]]:
    """The other columns of F6 that carry something."""
    yes = _("yes")
    found: list[tuple[str, object]] = [
        (_("Number at the source"), lead.source_number),
        (_("Number of forwarding"), lead.forward_number),
        (_("Class of lead"), lead.get_grade_display() if lead.grade else ""),
        (_("About a unit or an accident"), yes if lead.about_unit else ""),
        (_("About a Party or government leader"), yes if lead.about_leader else ""),
        (_("Areas"), "、".join(lead.areas)),
        (_("Proposed handling"), lead.proposal),
        (_("Leader's instruction"), lead.instruction),
        (_("Result of handling"), lead.result),
        (_("Form"), lead.get_form_display() if lead.form else ""),
        (_("Loss recovered (yuan)"), lead.recovered_loss),
        (_("Amount confiscated (yuan)"), lead.confiscated),
    ]
    return [(label, value) for label, value in found if value not in (None, "")]


def _actions(lead: Lead) -> list[Action]:
    """The steps that may be taken from here; each has its own form."""
    found = [Action(_("Revise"), reverse("lead-edit", args=[lead.pk]), "pencil")]
    if not LEAD.states[lead.state].closed:
        found.append(_step(lead, "assign", _("Assign the lead"), "user-check"))
    if lead.state == "under_disposal" and lead.disposal == "inquiry":
        found.append(_step(lead, "reply", _("Reply received"), "mail-check"))
    if lead.state in RUNNING and lead.due_on:
        found.append(_step(lead, "extend", _("Extend the deadline"), "calendar-plus"))
    for move in LEAD.moves_from(lead.state):
        tone = "danger" if move.verb == "close_unfounded" else "primary" if move.verb == "dispose" else ""
        found.append(_step(lead, move.verb, str(move.words), tone=tone))
    if lead.state in ("under_disposal", "concluded"):
        url = f"{reverse('outcome-record')}?lead={lead.pk}"
        found.append(Action(_("Record an outcome"), url, "gavel"))
    return found


def _step(lead: Lead, verb: str, words: str, icon: str = "", tone: str = "") -> Action:
    return Action(words, reverse("lead-move", args=[lead.pk, verb]), icon, tone)
