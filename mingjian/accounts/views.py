"""The page of one's own account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.grants.page import grants_table
from mingjian.accounts.models import user_of
from mingjian.accounts.querysets import grants_of
from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.ui.components import Action, Fact


@signed_in
def my_account(request: ScopedRequest) -> HttpResponse:
    """What I hold: my office, my grants and tasks in force."""
    user = user_of(request)
    grants = grants_of(user)
    facts = [
        Fact(_("Sign-in name"), user.username),
        Fact(_("Name"), user.display_name),
        Fact(_("Office"), user.office.name),
        Fact(_("Tasks in force"), len(request.scope.assigned)),
    ]
    context = {"title": _("My account"), "facts": facts, "actions": _own_pages(user.pk), "table": grants_table(grants)}
    return render(request, "ui/shell_list.html", context)


def _own_pages(user_id: int) -> list[Action]:
    """How I sign in, what I am kept from, who stands in for me, and what is in my name, on pages of their own."""
    return [
        Action(_("Change the password"), reverse("password-change"), "key-round"),
        Action(_("Second factor"), reverse("second-factor"), "smartphone"),
        Action(_("My sign-ins"), reverse("session-list"), "monitor-smartphone"),
        Action(_("Conflicts of interest"), reverse("conflict-list"), "shield"),
        Action(_("Substitution"), reverse("substitution-list"), "users"),
        Action(_("Hand-over"), reverse("hand-over", args=[user_id]), "arrow-right-left"),
    ]
