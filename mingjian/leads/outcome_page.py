"""What an outcome's page shows, as deep as its reader may see it; and outcomes as a table."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.flow.deadlines import rule
from mingjian.leads.deadlines import influence_code
from mingjian.leads.kinds import OutcomeKind
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.states import OUTCOME
from mingjian.leads.words import range_words
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope
from mingjian.people.models import Person
from mingjian.people.thread import knots
from mingjian.ui.components import Action, Fact, ReasonDialog
from mingjian.ui.tables import Cell, Column, Row, Table


def context(outcome: Outcome, depth: Depth, scope: Scope) -> dict[str, Any]:
    """The page at this depth."""
    shown = depth > Depth.EXISTENCE
    may_edit = depth == Depth.FULL and scope.may(Right.EDIT_LEADS, str(outcome.office_path))
    stands = outcome.state == OUTCOME.initial
    return {
        "title": (outcome.measure or outcome.get_kind_display()) if shown else _("An outcome of another office"),
        "kicker": _("Outcomes"),
        "kicker_url": reverse("outcome-list"),
        "facts": facts(outcome, depth, scope),
        "outcome": outcome,
        "is_full": depth == Depth.FULL,
        "stands": stands,
        "state_words": OUTCOME.states[outcome.state].words,
        "clarifies": outcome.kind == OutcomeKind.CLARIFICATION,
        "thread": knots("outcome", outcome.pk, scope),
        "actions": _actions(outcome) if may_edit and stands else [],
        "dialogs": [_revoking(outcome)] if may_edit and stands else [],
        "may_edit": may_edit,
    }


def _actions(outcome: Outcome) -> list[Action]:
    return [
        Action(_("Complete"), reverse("outcome-edit", args=[outcome.pk]), "pencil"),
        Action(_("Correct by a later decision"), reverse("outcome-correct", args=[outcome.pk]), "replace"),
    ]


def _revoking(outcome: Outcome) -> ReasonDialog:
    return ReasonDialog(
        "revoke",
        _("Revoke"),
        reverse("outcome-revoke", args=[outcome.pk]),
        explanation=_("The outcome no longer counts, grades nobody and leaves search. Its row and history are kept."),
    )


def facts(outcome: Outcome, depth: Depth, scope: Scope) -> list[Fact]:
    """The strip under the title."""
    found = [Fact(_("Held by"), outcome.office.name)]
    if depth == Depth.EXISTENCE:
        return found
    found += [Fact(_("Kind"), outcome.get_kind_display()), Fact(_("Decided"), outcome.decided_on)]
    if outcome.form:
        found.append(Fact(_("Form"), outcome.get_form_display()))
    if depth == Depth.SUMMARY:
        return found
    found += [*_subject(outcome, scope), *_lead(outcome, scope), _influence(outcome)]
    found += [
        Fact(_("Document number"), outcome.document_number),
        Fact(_("Decided by"), outcome.decided_by),
        Fact(_("Announced or served"), outcome.announced_on),
        Fact(_("Carried out"), outcome.executed_on),
        Fact(_("Period of conduct"), range_words(outcome.conduct)),
        Fact(_("Amount (yuan)"), outcome.amount),
    ]
    return [fact for fact in found if fact.value not in (None, "")]


def _subject(outcome: Outcome, scope: Scope) -> list[Fact]:
    found = []
    if outcome.person:
        known = Person.objects.visible_to(scope).filter(pk=outcome.person.pk).exists()
        url = reverse("person", args=[outcome.person_id]) if known else ""
        found.append(Fact(_("Person"), outcome.person.name, url))
    if outcome.org:
        found.append(Fact(_("Organisation"), outcome.org.name, reverse("organisation", args=[outcome.org_id])))
    return found


def _lead(outcome: Outcome, scope: Scope) -> list[Fact]:
    """The lead it concluded, where the reader sees it."""
    if outcome.lead_id is None:
        return []
    number = Lead.objects.visible_to(scope).filter(pk=outcome.lead_id).values_list("number", flat=True).first()
    return [Fact(_("Lead"), number, reverse("lead", args=[outcome.lead_id]))] if number else []


def _influence(outcome: Outcome) -> Fact:
    """Until when a sanction has influence, and by which article."""
    code = influence_code(outcome.kind, outcome.measure)
    found = rule(code) if code else None
    runs = outcome.influence_until is not None and outcome.influence_until >= today()
    return Fact(
        _("Influence until"),
        outcome.influence_until,
        tone="due" if runs else "",
        note=found.legal_basis if found else "",
    )


def outcomes_table(outcomes: Sequence[Outcome], caption: str) -> Table | None:
    """Outcomes as a table; those that no longer stand say so. None without any."""
    if not outcomes:
        return None
    columns = [
        Column("outcome", _("Outcome")),
        Column("decided", _("Decided")),
        Column("form", _("Form")),
        Column("person", _("Person")),
        Column("org", _("Organisation")),
        Column("state", _("State")),
    ]
    rows = [
        Row(
            str(row.pk),
            [
                row.measure or row.get_kind_display(),
                row.decided_on,
                row.get_form_display() if row.form else "",
                row.person.name if row.person else "",
                row.org.name if row.org else "",
                Cell(row.get_state_display(), state=OUTCOME.states[row.state].tone),
            ],
            url=reverse("outcome", args=[row.pk]),
        )
        for row in outcomes
    ]
    return Table(caption, columns, rows, id="outcomes")
