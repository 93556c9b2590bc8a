"""Pages of accounts: signing in and out, one's own rights, and the grants an administrator looks after."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingjian.accounts import actions
from mingjian.accounts.forms import GrantForm, RevokeForm, SignInForm
from mingjian.accounts.models import user_of
from mingjian.accounts.querysets import grants_of, grants_within
from mingjian.accounts.signing_in import SIGNED_OUT, try_password, wait_left
from mingjian.accounts.wall import ScopedRequest, needs, public, signed_in
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES, Right
from mingjian.ui.components import Action, Empty, Fact, Filter, FilterBar
from mingjian.ui.tables import Cell, Column, Row, Table

MOST_GRANTS = 500


def _after_sign_in(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("home")


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A refusal says the same whatever was wrong, and how long to wait when there is a wait."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        user = try_password(request, name, form.cleaned_data["password"])
        if user is not None:
            login(request, user)
            return redirect(_after_sign_in(request))
        form.add_error(None, _refusal(name))
    context = {"form": form, "title": _("Sign in"), "next": _after_sign_in(request) if request.GET.get("next") else ""}
    return render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


def _refusal(name: str) -> str:
    left = wait_left(name)
    if left is None:
        return _("Name and password do not match. Your office's administrator can set a new password.")
    seconds = max(1, round(left.total_seconds()))
    return ngettext(
        "Too many tries. Wait %(count)d second, then try again.",
        "Too many tries. Wait %(count)d seconds, then try again.",
        seconds,
    ) % {"count": seconds}


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    scope = getattr(request, "scope", None)
    if scope is not None:
        record(SIGNED_OUT, actor=scope.actor, kind="user")
    logout(request)
    return redirect("sign-in")


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
    context = {"title": _("My account"), "facts": facts, "table": _grants_table(grants, may_revoke=False)}
    return render(request, "ui/shell_list.html", context)


def _grants_table(grants: Any, *, may_revoke: bool) -> Table:
    columns = [
        Column("user", _("User")),
        Column("username", _("Sign-in name")),
        Column("role", _("Role")),
        Column("office", _("Office")),
        Column("since", _("In force from")),
        Column("until", _("Until before")),
    ]
    if may_revoke:
        columns.append(Column("revoke", _("Revoke")))
    rows = []
    for grant in grants[:MOST_GRANTS]:
        cells: list[Any] = [
            grant.user.display_name,
            grant.user.username,
            ROLES[grant.role].words,
            grant.office.name,
            grant.valid.lower,
            grant.valid.upper,
        ]
        if may_revoke:
            cells.append(Cell(_("Revoke …"), url=reverse("grant-revoke", args=[grant.pk])))
        rows.append(Row(str(grant.pk), cells))
    hint = (
        _("Nobody holds a right here, or nobody of that name.") if may_revoke else _("Your tasks come from the teams.")
    )
    return Table(_("Rights in force"), columns, rows, empty=Empty(_("No right in force"), hint))


@needs(Right.MANAGE_GRANTS)
def grant_list(request: ScopedRequest) -> HttpResponse:
    """Who holds what, where I manage grants."""
    wanted = request.GET.get("user", "").strip()
    context = {
        "title": _("Rights"),
        "actions": [Action(_("Grant a right"), reverse("grant-give"), "plus", "primary")],
        "filter_bar": FilterBar(
            request.path,
            [Filter("text", "user", _("User"), wanted, placeholder=_("name or sign-in name"))],
            clear_url=request.path if wanted else "",
        ),
        "table": _grants_table(grants_within(request.scope, wanted), may_revoke=True),
    }
    return render(request, "ui/shell_list.html", context)


@needs(Right.MANAGE_GRANTS)
def grant_give(request: ScopedRequest) -> HttpResponse:
    """Grant a role."""
    form = GrantForm(request.POST or None, initial={"since": today()})
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
