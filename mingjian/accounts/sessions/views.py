"""Signing in and out, and the list of one's sessions."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingjian.accounts import actions, waits
from mingjian.accounts.forms import SignInForm
from mingjian.accounts.models import SignIn, user_of
from mingjian.accounts.onward import onward, wanted
from mingjian.accounts.sessions import keeping
from mingjian.accounts.sessions.querysets import MOST_SHOWN, sign_in_of_session, sign_ins_of
from mingjian.accounts.sessions.wording import device_of, state_of, wait_sentence
from mingjian.accounts.signing_in import SIGNED_OUT, name_key, try_password, wait_left
from mingjian.accounts.wall import ScopedRequest, public, signed_in
from mingjian.audit.record import record
from mingjian.ui.components import Action


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A refusal says the same whatever was wrong, and how long to wait when there is a wait."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        failures = waits.failures(name_key(name))
        user = try_password(request, name, form.cleaned_data["password"])
        if user is not None:
            login(request, user)
            keeping.began(request, user)
            _tell_failures(request, failures)
            return redirect(onward(request))
        form.add_error(None, _refusal(request, name))
    context = {"form": form, "title": _("Sign in"), "next": wanted(request)}
    return render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


def _refusal(request: HttpRequest, name: str) -> str:
    left = wait_left(request, name)
    if left is not None:
        return wait_sentence(left)
    return _("Name and password do not match. Your office's administrator can set a new password.")


def _tell_failures(request: HttpRequest, count: int) -> None:
    """Whoever signs in learns that somebody tried before, and may know that it was not they."""
    if count:
        told = ngettext(
            "Before this sign-in %(count)d try with your name failed. If it was not you, tell the security"
            " administrator.",
            "Before this sign-in %(count)d tries with your name failed. If it was not you, tell the security"
            " administrator.",
            count,
        )
        messages.warning(request, told % {"count": count})


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    scope = getattr(request, "scope", None)
    if scope is not None:
        record(SIGNED_OUT, actor=scope.actor, kind="user")
        keeping.end(sign_in_of_session(request.session.session_key), SignIn.Ended.SIGNED_OUT)
    logout(request)
    return redirect("sign-in")


@signed_in
def session_list(request: ScopedRequest) -> HttpResponse:
    """What is signed in with my name, and what was."""
    context = {
        "title": _("My sign-ins"),
        "subtitle": _("What is signed in with your name now, and what was in the last ninety days."),
        "kicker": _("My account"),
        "kicker_url": reverse("my-account"),
        "actions": [
            Action(_("End all other sessions"), reverse("session-end-others"), "log-out", "danger", post=True),
        ],
        "rows": _rows(sign_ins_of(user_of(request))[:MOST_SHOWN], request.session.session_key),
    }
    return render(request, "accounts/sessions.html", context)


def _rows(found: Iterable[SignIn], current: str | None) -> list[dict[str, Any]]:
    rows = list(found)
    seen = keeping.last_seen(rows)
    return [
        {
            "pk": row.pk,
            "device": device_of(row),
            "network": row.network,
            "by": row.get_by_display(),
            "began_at": row.began_at,
            "seen": seen.get(row.session_key),
            "state": state_of(row, seen),
            "lives": row.session_key in seen,
            "is_this": current is not None and row.session_key == current,
        }
        for row in rows
    ]


@signed_in
@require_POST
def session_end(request: ScopedRequest, pk: int) -> HttpResponse:
    """End one of my sessions."""
    row = get_object_or_404(sign_ins_of(user_of(request)), pk=pk)
    actions.end_session(sign_in=row, scope=request.scope)
    messages.success(request, _("The session has ended."))
    return redirect("session-list")


@signed_in
@require_POST
def session_end_others(request: ScopedRequest) -> HttpResponse:
    """End all my sessions but this one."""
    user, former = user_of(request), request.session.session_key
    actions.end_other_sessions(user=user, kept_key=former or "", scope=request.scope)
    update_session_auth_hash(request, user)
    keeping.renamed(former, request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("session-list")
