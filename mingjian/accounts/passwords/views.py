"""The page on which a user chooses a password: at the first sign-in, after a reset, when it is old, or at will."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from mingjian.accounts import actions
from mingjian.accounts.models import User, user_of
from mingjian.accounts.onward import onward, shell, wanted
from mingjian.accounts.passwords.forms import PasswordForm
from mingjian.accounts.sessions import keeping
from mingjian.accounts.sessions.wording import wait_sentence
from mingjian.accounts.signing_in import is_own_password, wait_left
from mingjian.accounts.steps import Step
from mingjian.accounts.wall import ScopedRequest, signing_in
from mingjian.lib.errors import Invalid


@signing_in(Step.PASSWORD)
@never_cache
@sensitive_post_parameters()
def change(request: ScopedRequest) -> HttpResponse:
    """Choose a new password. It ends all other sessions."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, _("The new password holds. Everywhere else you are signed out."))
        return redirect(onward(request) if request.step is not None else reverse("my-account"))
    context = {
        "title": _("Change the password"),
        "subtitle": _why(user_of(request)),
        "form": form,
        "submit_label": _("Change the password"),
        "cancel_url": reverse("my-account") if request.step is None else "",
        "next": wanted(request),
        "shell": shell(request),
    }
    return render(request, "accounts/step.html", context, status=422 if form.errors else 200)


def _changed(request: ScopedRequest, form: PasswordForm) -> bool:
    user = user_of(request)
    if not is_own_password(request, user, form.cleaned_data["present"]):
        wait = wait_left(request, user.username)
        form.add_error("present", wait_sentence(wait) if wait else _("This is not your present password."))
        return False
    try:
        actions.change_password(
            user=user,
            password=form.cleaned_data["password"],
            kept_key=request.session.session_key or "",
            scope=request.scope,
        )
    except Invalid as refused:
        form.add_error("password", refused.fields.get("password", refused.message))
        return False
    former = request.session.session_key
    update_session_auth_hash(request, user)
    keeping.renamed(former, request.session.session_key)
    return True


def _why(user: User) -> str:
    """Why the page is shown unasked."""
    if user.password_given_until is not None:
        return _("Your present password was given to you for this once. Choose your own.")
    if user.password_set_at is not None:
        return _("Your password is of %(day)s.") % {"day": f"{user.password_set_at:%Y-%m-%d}"}
    return ""
