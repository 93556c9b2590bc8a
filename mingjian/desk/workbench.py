"""What the workbench shows: a constant number of gated queries."""

from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.findings.models import Finding
from mingjian.findings.states import FINDING
from mingjian.leads.models import Lead
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.rounds.models import Target
from mingjian.rounds.states import TARGET
from mingjian.ui.components import Fact
from mingjian.ui.tables import Cell, Column, Row, Table

MOST = 10_000
ONSITE = ("planned", "notified", "onsite")
OPEN_FINDINGS = ("recorded", "rectifying", "basically_done")

ORGANISATION, ROUND = gettext_lazy("Organisation"), gettext_lazy("Round")
ENTRY, STATE = gettext_lazy("Entry"), gettext_lazy("State")


def workbench(scope: Scope) -> dict[str, Any]:
    """My tasks, the targets on site or ahead, the size of each register in scope, and the latest findings."""
    mine = scope.targets(Right.OPEN_DOSSIERS)
    targets = Target.objects.visible_to(scope).select_related("org", "team__round").order_by("on_site", "pk")
    shows_findings = scope.has(Right.READ_FINDINGS)
    return {
        "facts": _facts(scope),
        "tasks": _targets(_("My tasks"), list(targets.filter(pk__in=mine)[:20]), "tasks", dossier=True),
        "ahead": _targets(
            _("Being entered or ahead"),
            list(targets.filter(state__in=ONSITE).exclude(pk__in=mine)[:10]),
            "ahead",
            dossier=False,
        ),
        "recent": _recent(scope) if shows_findings else [],
    }


def _facts(scope: Scope) -> list[Fact]:
    """A figure for each register the scope reads, each a link to its rows."""
    registers: list[tuple[str, type[Model], Right]] = [
        ("organisation-list", Organisation, Right.READ_REGISTER),
        ("person-list", Person, Right.READ_REGISTER),
        ("finding-list", Finding, Right.READ_FINDINGS),
        ("lead-list", Lead, Right.READ_LEADS),
    ]
    shown = []
    for name, model, right in registers:
        if scope.has(right):
            note = _from_dossiers(scope) if model is Finding else ""
            shown.append(Fact(model._meta.verbose_name or "", _bounded(model, scope), reverse(name), note=note))
    if scope.has(Right.READ_FINDINGS):
        late = Q(due_on__lt=today(), state__in=OPEN_FINDINGS)
        count = _bounded(Finding, scope, late)
        note = _from_dossiers(scope, late)
        shown.append(Fact(_("Overdue rectification"), count, "", "" if count == "0" else "overdue", note))
    return shown


def _bounded(model: type[Model], scope: Scope, chosen: Q | None = None) -> str:
    """How many rows of a kind are in scope, exact to 10,000."""
    rows: Any = model._default_manager
    count = rows.visible_to(scope).filter(chosen or Q()).values("pk")[: MOST + 1].count()
    return f"{MOST:,}+" if count > MOST else f"{count:,}"


def _from_dossiers(scope: Scope, chosen: Q | None = None) -> str:
    """How many of the findings are other offices', opened to the team through its dossiers."""
    sighted = scope.sighted("finding", Depth.FULL)
    if not sighted:
        return ""
    own = Finding.gate.reach_q(scope) | Finding.gate.task_q(scope)
    rows = Finding.objects.visible_to(scope).filter(chosen or Q(), pk__in=sighted)
    count = rows.exclude(own).count()
    return _("of them %(count)d through dossiers") % {"count": count} if count else ""


def _targets(caption: str, targets: list[Target], code: str, *, dossier: bool) -> Table | None:
    """Inspected bodies with their round and entry. A task leads to its dossier, other rows open beside the list."""
    columns = [Column("org", ORGANISATION), Column("round", ROUND), Column("entry", ENTRY), Column("state", STATE)]
    rows = [
        Row(
            str(target.pk),
            [
                Cell(target.org.name, url=_dossier_url(target) if dossier else ""),
                target.team.round.name,
                target.on_site.lower,
                Cell(target.get_state_display(), state=TARGET.states[target.state].tone),
            ],
            url="" if dossier else reverse("target", args=[target.pk]),
        )
        for target in targets
    ]
    return Table(caption, columns, rows, id=code) if rows else None


def _dossier_url(target: Target) -> str:
    return f"{reverse('dossier', args=[target.org_id])}?on={target.on_site.lower:%Y-%m-%d}"


def _recent(scope: Scope) -> list[Finding]:
    return list(Finding.objects.visible_to(scope).select_related("org").order_by("-found_on", "-id")[:10])


def recent_table(findings: list[Finding]) -> Table:
    """The latest findings."""
    columns = [
        Column("finding", _("Finding"), wide=True),
        Column("org", ORGANISATION),
        Column("found_on", _("Found on")),
        Column("state", STATE),
    ]
    rows = [
        Row(
            str(row.pk),
            [
                row.description if len(row.description) <= 60 else f"{row.description[:59]}…",
                row.org.name,
                row.found_on,
                Cell(row.get_state_display(), state=FINDING.states[row.state].tone),
            ],
            url=reverse("finding", args=[row.pk]),
        )
        for row in findings
    ]
    return Table(_("Latest findings"), columns, rows, id="recent")
