"""The security administrator's pages on signing in: who has a factor, who waits; reset, unlock, give a password."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingjian.accounts import actions
from mingjian.accounts.grants.page import tabs
from mingjian.accounts.models import User, user_of
from mingjian.accounts.second_factor.checking import codes_left
from mingjian.accounts.sessions.keeping import last_seen
from mingjian.accounts.sessions.querysets import MOST_SHOWN, sign_ins_of
from mingjian.accounts.sessions.wording import device_of, state_of
from mingjian.accounts.sign_ins.querysets import accounts_within, open_accounts
from mingjian.accounts.sign_ins.standing import Standing, factor_cell, password_cell, standings, wait_cell
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.offices.rights import Right
from mingjian.ui.components import Empty, Fact, Filter, FilterBar, Pager, ReasonDialog
from mingjian.ui.tables import Column, Row, Table

READ = verbs.register("user.read_sign_ins", gettext_lazy("Sign-ins of a user read"), reads=True)
PAGE = 50


@needs(Right.MANAGE_GRANTS)
def state_list(request: ScopedRequest) -> HttpResponse:
    """How the users within my reach sign in."""
    wanted, after = request.GET.get("user", "").strip(), request.GET.get("after", "")
    found = list(open_accounts(request.scope, wanted, after)[: PAGE + 1])
    shown = found[:PAGE]
    standing = standings(shown)
    context = {
        "title": _("Sign-in of users"),
        "subtitle": _("Second factor, password and waits of the users within your reach. No matter is shown here."),
        "tabs": tabs("sign-in-list"),
        "filter_bar": FilterBar(
            request.path,
            [Filter("text", "user", _("User"), wanted, placeholder=_("name or sign-in name"))],
            clear_url=request.path if wanted else "",
        ),
        "table": _table([(user, standing[user.pk]) for user in shown]),
        "pager": _pager(request, wanted, after, shown[-1].username if len(found) > PAGE else ""),
    }
    return render(request, "ui/shell_list.html", context)


def _pager(request: HttpRequest, wanted: str, after: str, last: str) -> Pager:
    kept = {"user": wanted} if wanted else {}
    return Pager(
        first_url=f"?{urlencode(kept)}" if after else "",
        next_url=f"?{urlencode({**kept, 'after': last})}" if last else "",
    )


def _table(rows: list[tuple[Any, Standing]]) -> Table:
    columns = [
        Column("user", _("User")),
        Column("username", _("Sign-in name")),
        Column("office", _("Office")),
        Column("factor", _("Second factor")),
        Column("password", _("Password")),
        Column("wait", _("Failed tries")),
        Column("last", _("Last sign-in")),
    ]
    drawn = [
        Row(
            str(user.pk),
            [
                user.display_name,
                user.username,
                user.office.name,
                factor_cell(user, needed=user.needs_factor),
                password_cell(user),
                wait_cell(standing),
                standing.last_sign_in,
            ],
            url=reverse("sign-in-state", args=[user.pk]),
        )
        for user, standing in rows
    ]
    nobody = Empty(_("No user"), _("Nobody of that name belongs to an office within your reach."))
    return Table(_("Sign-in of users"), columns, drawn, empty=nobody)


def _user(request: ScopedRequest, pk: int) -> Any:
    return get_object_or_404(accounts_within(request.scope), pk=pk)


@needs(Right.MANAGE_GRANTS)
@never_cache
def state(request: ScopedRequest, pk: int) -> HttpResponse:
    """How one user signs in, and what I may do about it. The reading is recorded."""
    return _state_page(request, _user(request, pk))


def _state_page(request: ScopedRequest, user: Any, given: str = "") -> HttpResponse:
    record(READ, actor=request.scope.actor, kind="user", ids=[user.pk])
    standing = standings([user])[user.pk]
    rows = list(sign_ins_of(user)[:MOST_SHOWN])
    seen = last_seen(rows)
    factor, password = factor_cell(user, needed=user.needs_factor), password_cell(user)
    context = {
        "title": _("Sign-in of %(name)s") % {"name": user.display_name},
        "kicker": _("Sign-in of users"),
        "kicker_url": reverse("sign-in-list"),
        "facts": [
            Fact(_("Sign-in name"), user.username),
            Fact(_("Office"), user.office.name),
            Fact(_("Second factor"), factor.value, tone=factor.state, note=factor.note),
            Fact(_("Recovery codes left"), codes_left(user) if user.factor_since else None),
            Fact(_("Password"), password.value, tone=password.state),
            Fact(_("Failed tries"), wait_cell(standing).value, tone="overdue" if standing.blocked_until else ""),
        ],
        "given": given,
        "dialogs": [] if given or user.pk == user_of(request).pk else _dialogs(user, standing),
        "is_own": user.pk == user_of(request).pk,
        "sign_ins": [
            {"at": row.began_at, "device": device_of(row), "by": row.get_by_display(), "state": state_of(row, seen)}
            for row in rows
        ],
    }
    return render(request, "accounts/sign_in_state.html", context)


def _dialogs(user: User, standing: Standing) -> list[ReasonDialog]:
    """What the state of the user lets be done; each asks for a reason."""
    dialogs = []
    if standing.failures:
        told = _("The failed tries are forgotten and the wait ends. Be sure that it is the user who asks.")
        dialogs.append(_dialog("unlock", _("End the wait"), user, told, tone=""))
    told = _("A password for this once is made and shown to you. The user chooses their own with it. Sessions end.")
    dialogs.append(_dialog("give-password", _("Give a one-time password"), user, told, tone=""))
    if user.factor_since is not None:
        told = _(
            "Phone and recovery codes no longer count; the user sets up a new one at the next sign-in. Sessions end."
        )
        dialogs.append(_dialog("reset-factor", _("Reset the second factor"), user, told))
    told = _("Everything that is signed in with this name ends at its next request.")
    dialogs.append(_dialog("end-sessions", _("End all sessions"), user, told))
    return dialogs


def _dialog(deed: str, label: str, user: User, told: str, tone: str = "danger") -> ReasonDialog:
    return ReasonDialog(deed, label, reverse(f"sign-in-{deed}", args=[user.pk]), told, tone=tone)


@needs(Right.MANAGE_GRANTS)
@require_POST
def unlock(request: ScopedRequest, pk: int) -> HttpResponse:
    """End a user's waits, with a reason."""
    actions.unlock(user=_user(request, pk), reason=request.POST.get("reason", ""), scope=request.scope)
    messages.success(request, _("The wait has ended."))
    return redirect("sign-in-state", pk=pk)


@needs(Right.MANAGE_GRANTS)
@require_POST
def reset_factor(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take a user's second factor away, with a reason."""
    actions.reset_factor(user=_user(request, pk), reason=request.POST.get("reason", ""), scope=request.scope)
    messages.success(request, _("The second factor is reset, and all sessions of the user have ended."))
    return redirect("sign-in-state", pk=pk)


@needs(Right.MANAGE_GRANTS)
@require_POST
@never_cache
def give_password(request: ScopedRequest, pk: int) -> HttpResponse:
    """Give a user a password for once, with a reason; this answer is the only place that shows it."""
    user = _user(request, pk)
    password = actions.give_password(user=user, reason=request.POST.get("reason", ""), scope=request.scope)
    return _state_page(request, user, given=password)


@needs(Right.MANAGE_GRANTS)
@require_POST
def end_sessions(request: ScopedRequest, pk: int) -> HttpResponse:
    """End everything that is signed in with a user's name, with a reason."""
    actions.end_sessions(user=_user(request, pk), reason=request.POST.get("reason", ""), scope=request.scope)
    messages.success(request, _("All sessions of the user have ended."))
    return redirect("sign-in-state", pk=pk)
