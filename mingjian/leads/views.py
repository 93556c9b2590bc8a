"""The list of leads, a lead's page with its moves, and an outcome's page. A lead is marked unverified everywhere."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.leads import actions
from mingjian.leads.kinds import Disposal
from mingjian.leads.ledger import LEADS
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.states import LEAD
from mingjian.ledgers.page import ledger_page
from mingjian.lib.dates import PartialDate, Period
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth
from mingjian.people.models import Person
from mingjian.people.thread import knots, moves_of
from mingjian.ui.components import Fact, ReasonDialog

ACTIONS: dict[str, Callable[..., Lead]] = {
    "dispose": actions.dispose,
    "hold": actions.hold,
    "conclude": actions.conclude,
    "close_unfounded": actions.close_unfounded,
}


@needs(Right.READ_LEADS)
def lead_list(request: ScopedRequest) -> HttpResponse:
    """Leads in scope, the latest first, marked unverified. The read is recorded with the ids shown."""
    return ledger_page(request, LEADS)


def is_verified(lead: Lead) -> bool:
    """An allegation until it is concluded."""
    return lead.state == "concluded"


@needs(Right.READ_LEADS)
def lead(request: ScopedRequest, pk: int) -> HttpResponse:
    """One lead, as deep as the reader may see it. The read is recorded."""
    found = _lead(request, pk, Depth.EXISTENCE)
    depth = Lead.gate.depth_here(found, request.scope)
    record("lead.read", actor=request.scope.actor, kind="lead", ids=[pk], detail={"depth": int(depth)})
    may_edit = request.scope.may(Right.EDIT_LEADS, str(found.office_path))
    context: dict[str, Any] = {
        "title": found.number if depth > Depth.EXISTENCE else _("A lead of another office"),
        "kicker": _("Leads"),
        "kicker_url": reverse("lead-list"),
        "facts": _lead_facts(found, depth),
        "lead": found,
        "verified": is_verified(found),
        "is_full": depth == Depth.FULL,
        "accused": _accused(found, request) if depth == Depth.FULL else [],
        "moves": moves_of("lead", pk) if may_edit else [],
        **(_steps(found) if may_edit else {}),
        "disposals": [(value, words) for value, words in Disposal.choices if value in ("inquiry", "preliminary_check")],
        "thread": knots("lead", pk, request.scope),
    }
    return render(request, "leads/lead.html", context)


def _steps(lead: Lead) -> dict[str, Any]:
    """The steps that may be taken from here: taking it up asks for the way, the others for a reason."""
    offered = LEAD.moves_from(lead.state)
    sealing = _(
        "The lead leaves search, lines, person pages, dossiers and counts at once. It is kept sealed for the record."
    )
    return {
        "may_dispose": any(step.verb == "dispose" for step in offered),
        "dialogs": [
            ReasonDialog(
                id=f"step-{step.verb}",
                label=step.words,
                action=reverse("lead-move", args=[lead.pk, step.verb]),
                explanation=sealing if step.verb == "close_unfounded" else "",
                tone="danger" if step.verb == "close_unfounded" else "",
            )
            for step in offered
            if step.asks_reason
        ],
    }


def _lead(request: ScopedRequest, pk: int, depth: Depth = Depth.FULL) -> Lead:
    rows = Lead.objects.visible_to(request.scope, depth).select_related("org", "office", "finding")
    found: Lead = get_object_or_404(rows, pk=pk)
    return found


def _accused(lead: Lead, request: ScopedRequest) -> list[tuple[str, str, int | None]]:
    """Name and post as written, and the person's id where the reader may open that page."""
    rows = list(lead.accused.order_by("pk"))
    persons = Person.objects.visible_to(request.scope).filter(pk__in=[row.person_id for row in rows])
    open_to = set(persons.values_list("pk", flat=True))
    return [
        (row.name_as_written, row.post_as_written, row.person_id if row.person_id in open_to else None) for row in rows
    ]


def _lead_facts(lead: Lead, depth: Depth) -> list[Fact]:
    office = Fact(_("Held by"), lead.office.name)
    if depth == Depth.EXISTENCE:
        return [office]
    facts = [office, Fact(_("State"), lead.get_state_display()), Fact(_("Received"), lead.received_on)]
    if depth == Depth.SUMMARY:
        return [*facts, Fact(_("Type of problem"), lead.problem_type)]
    org_url = reverse("organisation", args=[lead.org_id]) if lead.org_id else ""
    return facts + [
        Fact(_("Source"), lead.get_source_display()),
        Fact(_("Disposal"), lead.get_disposal_display()),
        Fact(_("Organisation"), lead.org.name if lead.org else "", org_url),
        Fact(_("Type of problem"), lead.problem_type),
        Fact(_("Period alleged"), range_words(lead.conduct)),
        Fact(_("Amount alleged (yuan)"), lead.amount),
    ]


def range_words(during: Any) -> str:
    """A stored range of days in words; empty for none."""
    if during is None:
        return ""
    lower = PartialDate.from_date(during.lower) if during.lower else None
    last = PartialDate.from_date(during.upper - during.upper.resolution) if during.upper else None
    return Period(lower, last).zh


@needs(Right.EDIT_LEADS)
@require_POST
def lead_move(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """Take a lead through one step of its table."""
    if verb not in ACTIONS:
        raise Http404
    found = _lead(request, pk)
    more = {"disposal": request.POST.get("disposal", "")} if verb == "dispose" else {}
    ACTIONS[verb](lead=found, scope=request.scope, reason=request.POST.get("reason", ""), **more)
    if verb == "close_unfounded":
        messages.success(request, _("The lead is closed as unfounded and has left every view."))
        return redirect("lead-list")
    messages.success(request, _("Done."))
    return redirect("lead", pk)


@needs(Right.READ_FINDINGS)
def outcome(request: ScopedRequest, pk: int) -> HttpResponse:
    """One concluded outcome, as deep as the reader may see it. The read is recorded."""
    rows = Outcome.objects.visible_to(request.scope, Depth.EXISTENCE).select_related("person", "org", "office")
    found: Outcome = get_object_or_404(rows, pk=pk)
    depth = Outcome.gate.depth_here(found, request.scope)
    record("outcome.read", actor=request.scope.actor, kind="outcome", ids=[pk], detail={"depth": int(depth)})
    shown = depth > Depth.EXISTENCE
    context = {
        "title": (found.measure or found.get_kind_display()) if shown else _("An outcome of another office"),
        "kicker": _("Concluded outcomes"),
        "facts": _outcome_facts(found, depth, request),
        "outcome": found,
        "is_full": depth == Depth.FULL,
        "thread": knots("outcome", pk, request.scope),
    }
    return render(request, "leads/outcome.html", context)


def _outcome_facts(outcome: Outcome, depth: Depth, request: ScopedRequest) -> list[Fact]:
    facts = [Fact(_("Held by"), outcome.office.name)]
    if depth == Depth.EXISTENCE:
        return facts
    facts += [Fact(_("Kind"), outcome.get_kind_display()), Fact(_("Decided"), outcome.decided_on)]
    if outcome.form:
        facts.append(Fact(_("Form"), outcome.get_form_display()))
    if depth == Depth.SUMMARY:
        return facts
    if outcome.person:
        known = Person.objects.visible_to(request.scope).filter(pk=outcome.person.pk).exists()
        facts.append(
            Fact(_("Person"), outcome.person.name, reverse("person", args=[outcome.person_id]) if known else "")
        )
    if outcome.org:
        facts.append(Fact(_("Organisation"), outcome.org.name, reverse("organisation", args=[outcome.org_id])))
    return [
        *facts,
        Fact(_("Period of conduct"), range_words(outcome.conduct)),
        Fact(_("Amount (yuan)"), outcome.amount),
    ]
