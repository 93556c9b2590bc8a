"""What a session has still to do before anything else opens: give the code, choose a password, set up the factor."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils import timezone

from mingjian.accounts.models import User
from mingjian.offices.rights import BEHIND_SECOND_FACTOR
from mingjian.offices.scope import Scope

# In the session once its second factor was given. A reset of the factor ends the session itself.
PASSED = "second_factor"


class Step(StrEnum):
    """The steps in the order in which they are asked; the value names the page."""

    CODE = "second-factor-code"
    PASSWORD = "password-change"  # noqa: S105  # the name of a page
    FACTOR = "second-factor"


def needs_factor(scope: Scope) -> bool:
    """Whether what the scope holds may only be used behind a second factor."""
    return settings.SECOND_FACTOR_REQUIRED and any(scope.has(right) for right in BEHIND_SECOND_FACTOR)


def password_is_due(user: User) -> bool:
    """Whether the user must choose a password: one was given to them, or their own is too old."""
    if user.password_given_until is not None:
        return True
    if not settings.PASSWORD_DAYS or user.password_set_at is None:
        return False
    return (timezone.now() - user.password_set_at).days >= settings.PASSWORD_DAYS


def step_left(user: User, session: Any, scope: Scope) -> Step | None:
    """The next step of this session, None when it is through. It asks no query.

    `scope` is what the user holds; a session that is not through gets an empty one from the wall.
    """
    passed = PASSED in session
    if user.factor_since is not None and not passed:
        return Step.CODE
    if password_is_due(user):
        return Step.PASSWORD
    if not passed and needs_factor(scope):
        return Step.FACTOR
    return None
