"""交接: a user who leaves, or their head of office, gives what stands in their name to named colleagues."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts import actions
from mingjian.accounts.leaving.page import context, read_plan
from mingjian.accounts.models import user_of
from mingjian.accounts.querysets import led_or_own, users_within
from mingjian.accounts.users import page
from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.lib.errors import Refusal
from mingjian.offices.rights import Right

READ = verbs.register("user.read_work", gettext_lazy("Work of a user read"), reads=True)


@needs(Right.LEAD_OFFICE)
@require_GET
def hand_over_list(request: ScopedRequest) -> HttpResponse:
    """Users of the offices I lead, each leading to what stands in their name."""
    asked = page.Asked.read(request)
    shown = {
        "title": _("Hand-over"),
        "subtitle": _("What stands in a colleague's name goes to others before their account is closed."),
        "filter_bar": page.filter_bar(request.path, asked),
        **page.listing(request, users_within(request.scope, Right.LEAD_OFFICE), asked, "hand-over"),
    }
    return render(request, "ui/shell_list.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def hand_over(request: ScopedRequest, pk: int) -> HttpResponse:
    """One user's open and closed work, and the form that gives it to colleagues. Showing it is recorded."""
    user = get_object_or_404(led_or_own(request.scope, user_of(request)), pk=pk)
    said = ""
    if request.method == "POST":
        plan, without = read_plan(user, request.scope, request.POST)
        reason = request.POST.get("reason", "")[:2000]
        if without:
            said = _("Choose a colleague for: %(kinds)s.") % {"kinds": _(", ").join(map(str, without))}
        else:
            try:
                count = actions.hand_over(user=user, plan=plan, reason=reason, scope=request.scope)
            except Refusal as refused:
                said = refused.message
            else:
                moved = ngettext("%(count)d piece is handed over.", "%(count)d pieces are handed over.", count)
                messages.success(request, moved % {"count": count})
                return redirect("hand-over", pk)
    record(READ, actor=request.scope.actor, kind="user", ids=[user.pk], office_path=user.office.path)
    leads = request.scope.has(Right.LEAD_OFFICE)
    shown = {
        **context(user, request.scope),
        "kicker_url": reverse("hand-over-list") if leads else reverse("my-account"),
        "said": said,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "accounts/hand_over.html", shown, status=422 if said else 200)
