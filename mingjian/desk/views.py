"""The workbench."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingjian.accounts.hands import hand_of
from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.audit.record import record
from mingjian.desk.workbench import recent_table, workbench
from mingjian.offices.rights import Hand


@signed_in
def home(request: ScopedRequest) -> HttpResponse:
    """工作台: my tasks and my scope, each figure a link to its rows. The findings on it are recorded as read.
    Administrators do no business: theirs is the page of their duties."""
    hand = hand_of(request.scope)
    if hand != Hand.BUSINESS:
        return redirect(f"{hand}-administration")
    shown = workbench(request.scope)
    if recent := shown["recent"]:
        record("finding.list", actor=request.scope.actor, kind="finding", ids=[row.pk for row in recent])
    context = {**shown, "title": _("Workbench"), "recent": recent_table(recent) if recent else None}
    return render(request, "desk/home.html", context)
