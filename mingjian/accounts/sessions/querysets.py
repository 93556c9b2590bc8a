"""Questions about sign-ins. A user sees their own; the security administrator those of users within reach."""

from django.db.models import QuerySet

from mingjian.accounts.models import SignIn, User

MOST_SHOWN = 50


def sign_ins_of(user: User) -> QuerySet[SignIn]:
    """A user's sign-ins, the latest first."""
    return SignIn.objects.filter(user=user).order_by("-began_at", "-pk")


def sign_in_of_session(session_key: str | None) -> QuerySet[SignIn]:
    """The row of a living session: none or one."""
    return SignIn.objects.filter(session_key=session_key) if session_key else SignIn.objects.none()
