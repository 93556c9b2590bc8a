"""The page of the question that needs findings: which leaders of a round's bodies served where they were made."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.findings.classes import FindingClass
from mingjian.findings.leaders_where import leaders_where
from mingjian.offices.rights import Right
from mingjian.rounds.models import Round
from mingjian.ui.components import Filter, FilterBar, Option


@needs(Right.READ_FINDINGS)
@require_GET
def round_leaders_where(request: ScopedRequest, pk: int) -> HttpResponse:
    """Leaders of bodies in the round who served where findings of `?class=` were made in their time; `?all=1` asks
    about everybody in post."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    asked = request.GET.get("class", "")
    chosen = FindingClass(asked) if asked in FindingClass.values else None
    everybody = request.GET.get("all") == "1"
    options = [Option(value, label, value == chosen) for value, label in FindingClass.choices]
    filters = [
        Filter("select", "class", _("Class of the finding"), options=options),
        Filter("check", "all", _("Everybody in post, not the chiefs alone"), "1" if everybody else ""),
    ]
    context = {
        "title": _("Leaders who served where findings were made"),
        "kicker": found.name,
        "kicker_url": reverse("round", args=[pk]),
        "filter_bar": FilterBar(request.path, filters, submit_label=_("Show")),
        "chosen": chosen.label if chosen else "",
        "answer": leaders_where(found, chosen, request.scope, everybody=everybody) if chosen else None,
    }
    return render(request, "findings/leaders_where.html", context)
