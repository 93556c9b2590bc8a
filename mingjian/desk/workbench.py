"""What the workbench shows: a constant number of gated queries."""

from typing import Any

from django.db.models import Model

from mingjian.findings.models import Finding
from mingjian.leads.models import Lead
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.rounds.models import Target

MOST = 10_000


def _bounded(model: type[Model], scope: Scope, **chosen: Any) -> str:
    """How many rows of a kind are in scope, exact to 10,000."""
    rows: Any = model._default_manager
    count = rows.visible_to(scope).filter(**chosen).values("pk")[: MOST + 1].count()
    return f"{MOST:,}+" if count > MOST else f"{count:,}"


def workbench(scope: Scope) -> dict[str, Any]:
    """My tasks, the targets on site or ahead, what is overdue, and the size of each register in scope."""
    day = today()
    tasks = Target.objects.visible_to(scope).filter(pk__in=scope.targets(Right.OPEN_DOSSIERS))
    ahead = Target.objects.visible_to(scope).filter(state__in=("planned", "notified", "onsite"))
    shows_findings = scope.has(Right.READ_FINDINGS)
    return {
        "tasks": list(tasks.select_related("org", "team__round").order_by("on_site")[:20]),
        "ahead": list(ahead.select_related("org", "team__round").order_by("on_site")[:10]),
        "recent": _recent(scope) if shows_findings else [],
        "counts": [
            ("organisation-list", Organisation._meta.verbose_name, _bounded(Organisation, scope)),
            ("person-list", Person._meta.verbose_name, _bounded(Person, scope)),
            *([("finding-list", Finding._meta.verbose_name, _bounded(Finding, scope))] if shows_findings else []),
            *([("lead-list", Lead._meta.verbose_name, _bounded(Lead, scope))] if scope.has(Right.READ_LEADS) else []),
        ],
        "overdue": _bounded(Finding, scope, due_on__lt=day, state__in=("recorded", "rectifying", "basically_done"))
        if shows_findings
        else "",
    }


def _recent(scope: Scope) -> list[Finding]:
    return list(Finding.objects.visible_to(scope).select_related("org").order_by("-found_on", "-id")[:10])
