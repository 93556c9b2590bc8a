"""The wall in front of every page: no view is reached that does not declare who may. A forgotten view is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.accounts.querysets import name_of
from mingjian.accounts.scopes import STANDING_IN, of_session
from mingjian.accounts.steps import Step, step_left
from mingjian.audit.actor import Actor
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

View = TypeVar("View", bound=Callable[..., Any])


class ScopedRequest(HttpRequest):
    """A request that passed the wall: it carries its Scope, and the step of signing in that is left, if one is."""

    scope: Scope
    step: Step | None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a view declares: open to everybody, to whoever signed in, or to holders of a right.

    `during`: the step of signing in that it serves; it then opens also before the sign-in is through.
    """

    public: bool = False
    right: Right | None = None
    during: Step | None = None


def needs(right: Right) -> Callable[[View], View]:
    """The view is for holders of `right`, anywhere; rows are still gated one by one. Without it: 403."""
    return _declare(Needs(right=right))


def signed_in(view: View) -> View:
    """The view is for everybody who signed in."""
    return _declare(Needs())(view)


def signing_in(step: Step) -> Callable[[View], View]:
    """The view serves one step of signing in, and is for everybody who signed in."""
    return _declare(Needs(during=step))


def public(view: View) -> View:
    """The view is for everybody, signed in or not."""
    return _declare(Needs(public=True))(view)


def _scope(request: HttpRequest, user: User) -> tuple[Scope, str]:
    """The scope of this request, and what the top bar names: the user's office, or for whom the user acts.

    A substitution that is over ends here, at the next request, and the user acts for themselves again.
    """
    scope = of_session(request.session, user)
    if scope.actor.for_id is not None:
        return scope, _("acting for %(name)s") % {"name": name_of(scope.actor.for_id)}
    if STANDING_IN in request.session:
        del request.session[STANDING_IN]
    return scope, user.office.name


def _declare(needed: Needs) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.needs = needed  # type: ignore[attr-defined]  # a mark on the function, read by the wall
        return view

    return mark


class Wall:
    """Middleware after authentication: builds `request.scope` and closes what is not declared.

    Signed out: to the sign-in page. Sign-in not through (code, password or factor missing): to the page of that step,
    with an empty scope. Undeclared view: 404. Missing right: PermissionDenied (403), which Django turns into the page
    also when a middleware raises it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        needed: Needs | None = getattr(view, "needs", None)
        if needed is None:
            raise Http404
        user = request.user
        if isinstance(user, User):
            scope, shown = _scope(request, user)
            step = step_left(user, request.session, scope)
            if step is not None:
                scope = Scope(actor=Actor(user_id=user.pk), on=scope.on)
            request.step = step  # type: ignore[attr-defined]
            request.scope = scope  # type: ignore[attr-defined]  # ScopedRequest names it for the views
            request.office_name = shown  # type: ignore[attr-defined]  # shown in the top bar
            if step is not None and not needed.public and needed.during != step:
                return _to_step(step, request)
            if needed.right is not None and not scope.has(needed.right):
                raise PermissionDenied(_("Your account does not hold the right to open this page."))
            return None
        if needed.public:
            return None
        return redirect_to_login(request.get_full_path())


def _to_step(step: Step, request: HttpRequest) -> HttpResponse:
    wanted = request.get_full_path() if request.method == "GET" else "/"
    return redirect(reverse(step) if wanted == "/" else f"{reverse(step)}?{urlencode({'next': wanted})}")
