"""Pages of the second factor: giving the code after the password, setting the factor up, renewing recovery codes."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingjian.accounts import actions
from mingjian.accounts.models import SignIn, User, user_of
from mingjian.accounts.onward import onward, shell, wanted
from mingjian.accounts.second_factor.checking import codes_left, try_code, wait_key
from mingjian.accounts.second_factor.codes import address, picture
from mingjian.accounts.second_factor.forms import CodeForm, FirstCodeForm
from mingjian.accounts.second_factor.querysets import begun_secret
from mingjian.accounts.sessions import keeping
from mingjian.accounts.sessions.wording import wait_sentence
from mingjian.accounts.steps import Step
from mingjian.accounts.waits import left
from mingjian.accounts.wall import ScopedRequest, signing_in
from mingjian.lib.errors import Refusal
from mingjian.ui.components import Fact
from mingjian.ui.components import Step as Stage

# Whoever knows the password has this long to give the code; then the password is asked again.
CODE_WITHIN_SECONDS = 10 * 60
FEW_CODES = 3


@signing_in(Step.CODE)
@never_cache
@sensitive_post_parameters("code")
def give_code(request: ScopedRequest) -> HttpResponse:
    """The page after the password, for whoever has a second factor."""
    if request.step != Step.CODE:
        return redirect(onward(request))
    if keeping.is_stale(request.session, CODE_WITHIN_SECONDS):
        logout(request)
        return redirect("sign-in")
    user, form = user_of(request), CodeForm(request.POST or None)
    by = _passed_by(request, form)
    if by is not None:
        keeping.passed(request, by)
        if by == SignIn.By.RECOVERY_CODE:
            _tell_codes_left(request, user)
        return redirect(onward(request))
    context = {
        "title": _("Second factor"),
        "subtitle": _("Signed in as %(name)s. The code of your app is still to be given.") % {"name": user.username},
        "form": form,
        "submit_label": _("Continue"),
        "help": _("No phone and no recovery code? The security administrator of your office resets the second factor."),
        "next": wanted(request),
        "shell": shell(request),
    }
    return render(request, "accounts/step.html", context, status=422 if form.errors else 200)


def _passed_by(request: HttpRequest, form: forms.Form) -> SignIn.By | None:
    """By what the posted form passes the second factor; None, with the reason in the form, when it does not."""
    user = user_of(request)
    if request.method != "POST" or not form.is_valid():
        return None
    by = try_code(user, form.cleaned_data["code"])
    if by is None:
        wait = left(wait_key(user.pk))
        form.add_error("code", wait_sentence(wait) if wait else _("This code is wrong, or was used already."))
    return by


def _tell_codes_left(request: HttpRequest, user: User) -> None:
    count = codes_left(user)
    told = ngettext(
        "This recovery code is used up; %(count)d is left. If the phone is lost, set the second factor up anew.",
        "This recovery code is used up; %(count)d are left. If the phone is lost, set the second factor up anew.",
        count,
    )
    messages.warning(request, told % {"count": count})


@signing_in(Step.FACTOR)
@never_cache
def overview(request: ScopedRequest) -> HttpResponse:
    """The state of my second factor, and the first step of setting one up."""
    user = user_of(request)
    has_one = user.factor_since is not None
    left_over = codes_left(user) if has_one else 0
    facts = [
        Fact(_("Second factor"), user.factor_since or _("not set up"), tone="" if has_one else "due"),
        Fact(_("Recovery codes left"), left_over, tone="due" if has_one and left_over <= FEW_CODES else ""),
    ]
    context = {
        "title": _("Second factor"),
        "facts": facts,
        "has_one": has_one,
        "is_step": request.step is not None,
        "is_optional": not settings.SECOND_FACTOR_REQUIRED,
        "form": CodeForm() if has_one else forms.Form(),
        "next": wanted(request),
        "shell": shell(request),
        "cancel_url": reverse("my-account") if request.step is None else "",
    }
    return render(request, "accounts/second_factor/overview.html", context)


@signing_in(Step.FACTOR)
@require_POST
@never_cache
@sensitive_post_parameters("code")
def begin(request: ScopedRequest) -> HttpResponse:
    """Make a new secret; whoever has a factor gives its code, or a recovery code, first."""
    if not _is_proved(request):
        return redirect("second-factor")
    actions.begin_factor(user=user_of(request), scope=request.scope)
    return redirect(f"{reverse('second-factor-confirm')}{_query(request)}")


def _query(request: HttpRequest) -> str:
    from_page = wanted(request)
    return f"?{urlencode({'next': from_page})}" if from_page else ""


def _is_proved(request: ScopedRequest) -> bool:
    """Whether the posted code proves who has a factor already; the refusal is told as a message."""
    if user_of(request).factor_since is None:
        return True
    form = CodeForm(request.POST)
    if _passed_by(request, form) is not None:
        return True
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return False


@signing_in(Step.FACTOR)
@never_cache
@sensitive_post_parameters("code")
def confirm(request: ScopedRequest) -> HttpResponse:
    """Show the picture of the new secret; its first code puts it in force and shows the recovery codes."""
    user = user_of(request)
    secret = begun_secret(user)
    if secret is None:
        messages.info(request, _("The time for this picture is over. Begin again."))
        return redirect("second-factor")
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_factor(user=user, code=form.cleaned_data["code"], scope=request.scope)
        except Refusal as refused:
            form.add_error("code", refused.message)
        else:
            page = _codes_page(request, codes)
            keeping.passed(request, SignIn.By.CODE)
            return page
    context = {
        "title": _("Set up the second factor"),
        "steps": _stages(1),
        "picture": picture(address(secret, user.username), _("The secret as a picture for the app")),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "form": form,
        "submit_label": _("Put it in force"),
        "next": wanted(request),
        "shell": shell(request),
        "cancel_url": reverse("my-account") if request.step is None else "",
    }
    return render(request, "accounts/second_factor/confirm.html", context, status=422 if form.errors else 200)


def _stages(current: int) -> list[Stage]:
    words = (_("Begin"), _("Read the picture with the app"), _("Keep the recovery codes"))
    states = ["done"] * current + ["current"] + ["ahead"] * 2
    return [Stage(word, state) for word, state in zip(words, states, strict=False)]


def _codes_page(request: ScopedRequest, codes: list[str]) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("Recovery codes"),
        "steps": _stages(2),
        "codes": codes,
        "onward_url": onward(request),
        "shell": shell(request),
    }
    return render(request, "accounts/second_factor/codes.html", context)


@signing_in(Step.FACTOR)
@require_POST
@never_cache
@sensitive_post_parameters("code")
def renew_codes(request: ScopedRequest) -> HttpResponse:
    """Ten new recovery codes, for a code of the factor."""
    if user_of(request).factor_since is None or not _is_proved(request):
        return redirect("second-factor")
    codes = actions.renew_recovery_codes(user=user_of(request), scope=request.scope)
    return _codes_page(request, codes)
