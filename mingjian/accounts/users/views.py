"""Users as the system administrator keeps them: made, renamed, moved, ended, opened again. No right is given here."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts import actions
from mingjian.accounts.models import User
from mingjian.accounts.querysets import users_within
from mingjian.accounts.users import page
from mingjian.accounts.users.forms import MoveForm, NewUserForm, ReasonForm, RenameForm
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.lib.errors import Refusal
from mingjian.offices.rights import Right
from mingjian.ui.components import Action


@needs(Right.MANAGE_USERS)
@require_GET
def user_list(request: ScopedRequest) -> HttpResponse:
    """Users of my offices."""
    asked = page.Asked.read(request)
    context = {
        "title": _("Users"),
        "subtitle": _("Who has an account. What they may do is granted by the security administrator."),
        "actions": [Action(_("Create a user"), reverse("user-create"), "plus", "primary")],
        "filter_bar": page.filter_bar(request.path, asked),
        **page.listing(request, users_within(request.scope, Right.MANAGE_USERS), asked, "user"),
    }
    return render(request, "ui/shell_list.html", context)


@needs(Right.MANAGE_USERS)
@require_GET
def user_page(request: ScopedRequest, pk: int) -> HttpResponse:
    """One user: office, names, whether the account is open, what stands in their name (figures only)."""
    user = _found(request, pk)
    return render(request, "accounts/tables.html", page.context(user, request.scope))


@needs(Right.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def user_create(request: ScopedRequest) -> HttpResponse:
    """Create a user. It holds nothing and has no password until the security administrator gives both."""
    form = NewUserForm(request.POST or None, scope=request.scope)

    def create() -> int:
        values = form.cleaned_data
        row = actions.NewUser(values["username"].strip(), values["display_name"].strip(), values["office"].pk)
        return int(actions.create_users(rows=[row], scope=request.scope)[row.username].pk)

    done = _("The user is created. The security administrator sets a password and grants rights.")
    return _work(request, form, create, _("Create a user"), done)


@needs(Right.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def user_rename(request: ScopedRequest, pk: int) -> HttpResponse:
    """Another sign-in name or shown name."""
    user = _found(request, pk)
    form = RenameForm(request.POST or None, initial={"username": user.username, "display_name": user.display_name})

    def rename() -> int:
        return int(actions.rename(user=user, scope=request.scope, **form.cleaned_data).pk)

    return _work(request, form, rename, _("Rename a user"), _("The user is renamed."), user)


@needs(Right.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def user_move(request: ScopedRequest, pk: int) -> HttpResponse:
    """Another office."""
    user = _found(request, pk)
    form = MoveForm(request.POST or None, scope=request.scope, initial={"office": user.office.name})

    def move() -> int:
        return int(actions.move_office(user=user, scope=request.scope, **form.cleaned_data).pk)

    done = _("The user belongs to the other office. The security administrator looks at the rights still held.")
    return _work(request, form, move, _("Move to another office"), done, user)


@needs(Right.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def user_end(request: ScopedRequest, pk: int) -> HttpResponse:
    """Close an account, once no open work stands in its name."""
    user = _found(request, pk)
    form = ReasonForm(request.POST or None)

    def end() -> int:
        actions.deactivate(user=user, scope=request.scope, **form.cleaned_data)
        return int(user.pk)

    done = _("The account is closed; it ends at its next request.")
    return _work(request, form, end, _("Close an account"), done, user)


@needs(Right.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def user_reopen(request: ScopedRequest, pk: int) -> HttpResponse:
    """Open a closed account again, without any right."""
    user = _found(request, pk)
    form = ReasonForm(request.POST or None)

    def reopen() -> int:
        actions.reopen(user=user, scope=request.scope, **form.cleaned_data)
        return int(user.pk)

    return _work(request, form, reopen, _("Open an account again"), _("The account is open; it holds no right."), user)


def _found(request: ScopedRequest, pk: int) -> User:
    found: User = get_object_or_404(users_within(request.scope, Right.MANAGE_USERS), pk=pk)
    return found


def _work(
    request: ScopedRequest, form: forms.Form, deed: Callable[[], int], title: str, done: str, user: User | None = None
) -> HttpResponse:
    """Do what the form asks, or show it again with the refusal."""
    if request.method == "POST" and form.is_valid():
        try:
            pk = deed()
        except Refusal as refused:
            tell(form, refused)
        else:
            messages.success(request, done)
            return redirect("user", pk)
    context: dict[str, Any] = {
        "title": title,
        "kicker": _("Users"),
        "kicker_url": reverse("user-list"),
        "subtitle": f"{user.display_name} ({user.username})" if user is not None else "",
        "form": form,
        "submit_label": title,
        "cancel_url": reverse("user", args=[user.pk]) if user is not None else reverse("user-list"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


def tell(form: forms.Form, refused: Refusal) -> None:
    """Say a refusal at its fields, or above the form."""
    fields = getattr(refused, "fields", None) or {"": refused.message}
    for key, sentence in fields.items():
        form.add_error(key if key in form.fields else None, sentence)
