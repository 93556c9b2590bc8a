"""Pages of accounts: signing in and out, and one's own rights."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingjian.accounts.forms import SignInForm
from mingjian.accounts.grants.page import grants_table
from mingjian.accounts.models import user_of
from mingjian.accounts.querysets import grants_of
from mingjian.accounts.signing_in import SIGNED_OUT, try_password, wait_left
from mingjian.accounts.wall import ScopedRequest, public, signed_in
from mingjian.audit.record import record
from mingjian.ui.components import Fact


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
    context = {"title": _("My account"), "facts": facts, "table": grants_table(grants)}
    return render(request, "ui/shell_list.html", context)
