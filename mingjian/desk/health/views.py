"""The page of the system's health."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.desk.health.page import context
from mingjian.offices.rights import Right


@needs(Right.RUN_SYSTEM)
@require_GET
def system_health(request: ScopedRequest) -> HttpResponse:
    """Whether database, worker and record are well."""
    shown = {"title": _("Health"), "subtitle": _("Figures and times of the system; no matter is shown here.")}
    return render(request, "accounts/tables.html", shown | context())
