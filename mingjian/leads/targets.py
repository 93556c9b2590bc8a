"""The section of a target's page that counts its findings by class, each bar a link to its rows."""

from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from mingjian.accounts.wall import ScopedRequest
from mingjian.findings.classes import FindingClass
from mingjian.findings.models import Finding
from mingjian.rounds.models import Target
from mingjian.ui.components import Bar


def findings_section(request: ScopedRequest, target: Target) -> str:
    """Findings of the target in scope by class. One query."""
    rows = Finding.objects.visible_to(request.scope).filter(target=target)
    counts = dict(rows.values_list("finding_class").annotate(count=Count("pk")).order_by())
    if not counts:
        return ""
    try:
        ledger = reverse("finding-list")
    except NoReverseMatch:
        ledger = ""
    bars = [
        Bar(words, counts[code], f"{ledger}?target={target.pk}&finding_class={code}" if ledger else "")
        for code, words in FindingClass.choices
        if code in counts
    ]
    context = {"bars": bars, "caption": _("Findings by class")}
    return render_to_string("leads/findings_by_class.html", context, request)
