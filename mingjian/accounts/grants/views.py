"""Rights as the security administrator keeps them: by grant, and by user with what is over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts import actions
from mingjian.accounts.forms import GrantForm, RevokeForm
from mingjian.accounts.grants.forms import LinkForm
from mingjian.accounts.grants.page import grants_table, holder_context, tabs
from mingjian.accounts.models import User
from mingjian.accounts.querysets import grants_within, users_within
from mingjian.accounts.users import page
from mingjian.accounts.users.forms import ReasonForm
from mingjian.accounts.users.views import tell
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, Refusal
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES, Right
from mingjian.ui.components import Action, Filter, FilterBar

READ = verbs.register("user.read_rights", gettext_lazy("Rights of a user read"), reads=True)


@needs(Right.MANAGE_GRANTS)
def grant_list(request: ScopedRequest) -> HttpResponse:
    """Who holds what, where I manage grants."""
    wanted = request.GET.get("user", "").strip()
    context = {
        "title": _("Rights"),
        "actions": [Action(_("Grant a right"), reverse("grant-give"), "plus", "primary")],
        "tabs": tabs("grant-list"),
        "filter_bar": FilterBar(
            request.path,
            [Filter("text", "user", _("User"), wanted, placeholder=_("name or sign-in name"))],
            clear_url=request.path if wanted else "",
        ),
        "table": grants_table(grants_within(request.scope, wanted), may_revoke=True),
    }
    return render(request, "ui/shell_list.html", context)


@needs(Right.MANAGE_GRANTS)
def grant_give(request: ScopedRequest) -> HttpResponse:
    """Grant a role."""
    form = GrantForm(request.POST or None, initial={"since": today(), "username": request.GET.get("user", "")})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.grant(
                user=values["username"],
                office=values["office"],
                role=values["role"],
                since=values["since"],
                until=values["until"],
                reason=values["reason"],
                scope=request.scope,
            )
        except (Invalid, NotAllowed) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The right is granted and works at the user's next request."))
            return redirect("grant-list")
    context = {
        "title": _("Grant a right"),
        "form": form,
        "submit_label": _("Grant"),
        "cancel_url": reverse("grant-list"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


@needs(Right.MANAGE_GRANTS)
def grant_revoke(request: ScopedRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then revoke."""
    row = get_object_or_404(grants_within(request.scope), pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke(grant=row, reason=form.cleaned_data["reason"], scope=request.scope)
        except Invalid as refused:
            form.add_error("reason", refused.message)
        else:
            messages.success(request, _("The right is revoked; it ends at the user's next request."))
            return redirect("grant-list")
    told = _(
        "%(user)s holds “%(role)s” over %(office)s. Once revoked it ends at the user's next request and stays in the"
        " record."
    )
    context = {
        "title": _("Revoke a right"),
        "subtitle": told % {"user": row.user.display_name, "role": ROLES[row.role].words, "office": row.office.name},
        "form": form,
        "submit_label": _("Revoke"),
        "cancel_url": reverse("grant-list"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


@needs(Right.MANAGE_GRANTS)
@require_GET
def holder_list(request: ScopedRequest) -> HttpResponse:
    """Users of my offices, each leading to what they hold."""
    asked = page.Asked.read(request)
    context = {
        "title": _("Rights"),
        "actions": [Action(_("Grant a right"), reverse("grant-give"), "plus", "primary")],
        "tabs": tabs("holder-list"),
        "filter_bar": page.filter_bar(request.path, asked),
        **page.listing(request, users_within(request.scope, Right.MANAGE_GRANTS), asked, "holder"),
    }
    return render(request, "ui/shell_list.html", context)


@needs(Right.MANAGE_GRANTS)
@require_GET
def holder(request: ScopedRequest, pk: int) -> HttpResponse:
    """One user: rights in force and ended, link, conflicts, substitutions. Showing it is recorded."""
    user = _found(request, pk)
    record(READ, actor=request.scope.actor, kind="user", ids=[user.pk], office_path=user.office.path)
    return render(request, "accounts/tables.html", holder_context(user, request.scope))


@needs(Right.MANAGE_GRANTS)
@require_http_methods(["GET", "POST"])
def holder_link(request: ScopedRequest, pk: int) -> HttpResponse:
    """Link the user to the person they are."""
    user = _found(request, pk)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.link_person(
                user=user,
                person_id=values["person"],
                name=values["name"],
                reason=values["reason"],
                scope=request.scope,
            )
        except Refusal as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The user is linked; the exclusion works at their next request."))
            return redirect("holder", pk)
    context = {
        "title": _("Link to a person"),
        "subtitle": f"{user.display_name} ({user.username})",
        "form": form,
        "submit_label": _("Link"),
        "cancel_url": reverse("holder", args=[pk]),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


@needs(Right.MANAGE_GRANTS)
@require_http_methods(["GET", "POST"])
def holder_unlink(request: ScopedRequest, pk: int) -> HttpResponse:
    """End the link."""
    user = _found(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlink_person(user=user, scope=request.scope, **form.cleaned_data)
        except Refusal as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The link is ended."))
            return redirect("holder", pk)
    context = {
        "title": _("End the link"),
        "subtitle": f"{user.display_name} ({user.username})",
        "form": form,
        "submit_label": _("End the link"),
        "cancel_url": reverse("holder", args=[pk]),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


def _found(request: ScopedRequest, pk: int) -> User:
    found: User = get_object_or_404(users_within(request.scope, Right.MANAGE_GRANTS), pk=pk)
    return found
