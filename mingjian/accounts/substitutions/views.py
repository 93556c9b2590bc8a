"""代行职责: naming a substitute, and acting for a colleague. Who acts for somebody is shown so on every page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingjian.accounts import actions
from mingjian.accounts.grants.page import state
from mingjian.accounts.models import Substitution, User, user_of
from mingjian.accounts.querysets import name_of, substitutions_of
from mingjian.accounts.scopes import STANDING_IN, stand_in
from mingjian.accounts.substitutions.forms import SubstituteForm
from mingjian.accounts.users.views import tell
from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.audit import verbs
from mingjian.audit.actor import Actor
from mingjian.audit.record import record
from mingjian.lib.errors import Refusal, WrongState
from mingjian.offices.rights import RIGHT_WORDS, Right
from mingjian.offices.scope import Scope
from mingjian.ui.components import Action

BEGAN = verbs.register("substitution.begin_acting", gettext_lazy("Began to act for a colleague"))
LEFT = verbs.register("substitution.stop_acting", gettext_lazy("Stopped acting for a colleague"))


@signed_in
@require_GET
def substitution_list(request: ScopedRequest) -> HttpResponse:
    """Who stands in for me, and for whom I stand in."""
    user = user_of(request)
    rows = list(substitutions_of(user))
    given = [row for row in rows if row.principal_id == user.pk]
    held = [row for row in rows if row.substitute_id == user.pk]
    acting = request.scope.actor.for_id
    notices = []
    if acting is not None:
        said = _("You act for %(name)s; the record says so. Your own rights rest meanwhile.")
        notices.append(("due", said % {"name": name_of(acting)}))
    context = {
        "title": _("Substitution"),
        "kicker": _("My account"),
        "kicker_url": reverse("my-account"),
        "actions": _actions(request, user),
        "notices": notices,
        "given": _entries(given, request.scope),
        "held": _entries(held, request.scope, acting=acting, mine=True),
    }
    return render(request, "accounts/substitutions.html", context)


def _actions(request: ScopedRequest, user: User) -> list[Action]:
    if request.scope.actor.for_id is not None:
        return [Action(_("Act for yourself again"), reverse("substitution-leave"), "log-out", "primary", post=True)]
    return [Action(_("Name a substitute"), reverse("substitution-name"), "plus", "primary")]


def _entries(
    rows: Sequence[Substitution], scope: Scope, *, acting: int | None = None, mine: bool = False
) -> list[dict[str, Any]]:
    """Each substitution with its days, what was lent, its state and the buttons that it has."""
    entries = []
    for row in rows:
        runs = row.ended_at is None and row.valid.upper > scope.on
        now = runs and scope.on in row.valid
        entries.append(
            {
                "name": row.principal.display_name if mine else row.substitute.display_name,
                "since": row.valid.lower,
                "until": row.valid.upper,
                "rights": [RIGHT_WORDS[right] for right in Right if right in row.rights],
                "state": state(row, scope),
                "reason": row.reason,
                "end_url": reverse("substitution-end", args=[row.pk]) if runs else "",
                "act_url": reverse("substitution-act", args=[row.pk]) if mine and now and acting is None else "",
            }
        )
    return entries


@signed_in
@require_http_methods(["GET", "POST"])
def substitution_name(request: ScopedRequest) -> HttpResponse:
    """Name a substitute."""
    user = user_of(request)
    form = SubstituteForm(request.POST or None, user=user, initial={"since": request.scope.on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_substitute(principal=user, leave=form.leave(), scope=request.scope)
        except Refusal as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The substitute is named; both of you see it here."))
            return redirect("substitution-list")
    context = {
        "title": _("Name a substitute"),
        "subtitle": _("Never more than you hold at each moment; it ends by itself. Tasks in a team are not lent."),
        "kicker": _("Substitution"),
        "kicker_url": reverse("substitution-list"),
        "form": form,
        "submit_label": _("Name the substitute"),
        "cancel_url": reverse("substitution-list"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def substitution_end(request: ScopedRequest, pk: int) -> HttpResponse:
    """End a substitution before its last day."""
    row = get_object_or_404(substitutions_of(user_of(request)), pk=pk)
    actions.end_substitution(substitution=row, scope=request.scope)
    messages.success(request, _("The substitution is ended."))
    return redirect("substitution-list")


@signed_in
@require_POST
def substitution_act(request: ScopedRequest, pk: int) -> HttpResponse:
    """Act for the colleague from now on, until one stops or it is over."""
    user = user_of(request)
    row = get_object_or_404(substitutions_of(user), pk=pk, substitute=user)
    lent = stand_in(user, row.pk)
    if lent is None:
        raise WrongState(_("This substitution is not in force."))
    request.session[STANDING_IN] = row.pk
    record(BEGAN, actor=lent.actor, kind="user", ids=[row.principal_id], detail={"substitution": row.pk})
    messages.success(request, _("You act for %(name)s now.") % {"name": row.principal.display_name})
    return redirect("substitution-list")


@signed_in
@require_POST
def substitution_leave(request: ScopedRequest) -> HttpResponse:
    """Act for oneself again."""
    if request.session.pop(STANDING_IN, None) is not None:
        actor = Actor(user_id=user_of(request).pk)
        ids = [request.scope.actor.for_id] if request.scope.actor.for_id is not None else []
        record(LEFT, actor=actor, kind="user", ids=ids)
    messages.success(request, _("You act for yourself again."))
    return redirect("substitution-list")
