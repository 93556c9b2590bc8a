"""What a finding's page shows, as deep as its reader may see it."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.findings.second_look import reviews_of
from mingjian.findings.states import FINDING
from mingjian.flow.deeds import Deed
from mingjian.ledgers.cells import period_text
from mingjian.ledgers.row_history import history_of
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.people.thread import knots
from mingjian.ui.components import Action, Fact, ReasonDialog


def context(finding: Finding, depth: Depth, scope: Scope) -> dict[str, Any]:
    """The page at this depth. At existence: whose it is. At summary: number, class, body and time. Else all of it."""
    shown: dict[str, Any] = {
        "finding": finding,
        "depth": depth.name.lower(),
        "document": True,
        "kicker": _("Findings"),
        "kicker_url": reverse("finding-list"),
        "thread": knots("finding", finding.pk, scope),
    }
    if depth is Depth.EXISTENCE:
        facts = [Fact(_("Office"), finding.office.name)]
        return shown | {"title": _("A finding of another office"), "facts": facts}
    shown |= {"title": finding.number, "facts": _facts(finding, depth, scope)}
    return shown if depth is Depth.SUMMARY else shown | _full(finding, scope)


def _facts(finding: Finding, depth: Depth, scope: Scope) -> list[Fact]:
    state = FINDING.states[finding.state]
    late = finding.due_on is not None and finding.due_on < today() and state.tone in ("neutral", "due")
    facts = [
        Fact(_("Inspected organisation"), finding.org.name, _org_url(finding, scope)),
        Fact(_("Class"), finding.get_finding_class_display()),
        Fact(_("Sub-class"), finding.get_subclass_display() if finding.subclass else None),
        Fact(_("Severity"), finding.get_severity_display(), tone="due" if finding.severity == 3 else ""),
        Fact(_("Found on"), _day(finding)),
        Fact(_("Period of the conduct"), period_text(finding.conduct) if finding.conduct else None),
        Fact(_("Office"), finding.office.name),
    ]
    if depth is Depth.FULL:
        facts += [
            Fact(_("State of rectification"), state.words, tone=state.tone if state.tone != "neutral" else ""),
            Fact(_("Due on"), finding.due_on, tone="overdue" if late else ""),
            Fact(_("Amount (yuan)"), finding.amount),
        ]
    return facts


def _org_url(finding: Finding, scope: Scope) -> str:
    seen = Organisation.objects.visible_to(scope).filter(pk=finding.org_id).exists()
    return reverse("organisation", args=[finding.org_id]) if seen else ""


def _day(finding: Finding) -> str:
    return finding.found_on.isoformat()[: {"year": 4, "month": 7}.get(finding.found_precision, 10)]


def _full(finding: Finding, scope: Scope) -> dict[str, Any]:
    named = list(finding.named.order_by("id"))
    ids = [each.person_id for each in named]
    seen = set(Person.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))
    may_edit = scope.may(Right.EDIT_FINDINGS, str(finding.office_path), finding.target_id)
    return {
        "lines": [line.text for line in finding.manifestations.order_by("position")],
        "persons": [
            (each, reverse("person", args=[each.person_id]) if each.person_id in seen else "") for each in named
        ],
        "texts": _texts(finding),
        "reviews": reviews_of(finding, scope),
        "history": _history(finding, may_edit),
        "actions": _actions(finding, scope.may(Right.EDIT_LEADS, str(finding.office_path))) if may_edit else [],
        "dialogs": _dialogs(finding) if may_edit else [],
    }


def _history(finding: Finding, may_edit: bool) -> list[Deed]:
    """Moves and changes; the last change of values offers to be put back while nothing was saved since."""
    entries = history_of("finding", finding.pk, FINDINGS.columns)
    if not may_edit:
        return [replace(entry, fields=()) for entry in entries]
    return [
        replace(entry, undo_url=reverse("finding-undo", args=[finding.pk, entry.change_id]))
        if entry.change_id and entry.version == finding.version
        else entry
        for entry in entries
    ]


def _texts(finding: Finding) -> list[tuple[str, str]]:
    texts = (
        (_("Evidence"), finding.evidence),
        (_("Basis"), finding.basis),
        (_("Suggestion"), finding.suggestion),
        (_("Responsible"), finding.responsible),
        (_("Handlers"), finding.handlers),
        (_("Discipline"), str(finding.get_discipline_display()) if finding.discipline else ""),
        (_("Areas"), "、".join(finding.areas)),
        (_("Rectified at once"), _("yes") if finding.immediate_fix else ""),
        (_("Referred"), _("yes") if finding.referred else ""),
        (_("Feedback on"), finding.feedback_on.isoformat() if finding.feedback_on else ""),
    )
    return [(label, text) for label, text in texts if text]


def _actions(finding: Finding, transfers: bool) -> list[Action]:
    """What may be done from here. Leads are registered in a room above; this one knows its address only."""
    found = [
        Action(_("Edit"), reverse("finding-edit", args=[finding.pk]), "pencil"),
        Action(_("Second look"), reverse("finding-review", args=[finding.pk]), "search-check"),
    ]
    for move in FINDING.moves_from(finding.state):
        if not move.asks_reason:
            url = reverse("finding-move", args=[finding.pk, move.verb])
            found.append(Action(move.words, url, tone="primary", post=True))
    if transfers:
        url = f"{reverse('lead-record')}?finding={finding.pk}"
        found.append(Action(_("Transfer as a lead"), url, "git-branch"))
    return found


def _dialogs(finding: Finding) -> list[ReasonDialog]:
    return [
        ReasonDialog(f"move-{move.verb}", move.words, reverse("finding-move", args=[finding.pk, move.verb]))
        for move in FINDING.moves_from(finding.state)
        if move.asks_reason
    ]
