"""Where a user stands at the door: factor, password, waits, in the words of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.models import Attempt, SignIn, User
from mingjian.accounts.second_factor.checking import wait_key
from mingjian.accounts.signing_in import name_key
from mingjian.accounts.steps import password_is_due
from mingjian.ui.tables import Cell


@dataclass(frozen=True, slots=True)
class Standing:
    """Failures and waits of one user's name and codes, and when they last signed in."""

    failures: int
    blocked_until: datetime | None
    last_sign_in: datetime | None


def standings(users: Iterable[User]) -> dict[int, Standing]:
    """The standing of each user, in two queries."""
    keys = {user.pk: (name_key(user.username), wait_key(user.pk)) for user in users}
    hashes = [row for pair in keys.values() for row in pair]
    counted = {bytes(row.name_hash): row for row in Attempt.objects.filter(name_hash__in=hashes)}
    last = dict(
        SignIn.objects.filter(user_id__in=keys)
        .values("user_id")
        .annotate(at=Max("began_at"))
        .values_list("user_id", "at")
    )
    return {pk: _standing([counted[key] for key in pair if key in counted], last.get(pk)) for pk, pair in keys.items()}


def _standing(rows: list[Attempt], last: datetime | None) -> Standing:
    now = timezone.now()
    running = [row.blocked_until for row in rows if row.blocked_until is not None and row.blocked_until > now]
    return Standing(sum(row.failures for row in rows), max(running, default=None), last)


def factor_cell(user: User, *, needed: bool) -> Cell:
    """Since when the second factor is in force, or that it is missing where it is needed."""
    if user.factor_since is not None:
        return Cell(_("enabled"), state="done", note=f"{timezone.localtime(user.factor_since):%Y-%m-%d}")
    return Cell(_("missing"), state="due") if needed else Cell(_("not needed"), state="neutral")


def password_cell(user: User) -> Cell:
    """Whether the password is the user's own, given for once, too old, or not there."""
    if not user.has_usable_password() or not user.password:
        return Cell(_("none"), state="due")
    if user.password_given_until is not None:
        if user.password_given_until < timezone.now():
            return Cell(_("given, its time is over"), state="due")
        return Cell(_("given for once"), state="active")
    return Cell(_("to be changed"), state="due") if password_is_due(user) else Cell(_("own"), state="done")


def wait_cell(standing: Standing) -> Cell:
    """Whether a wait is running, and how many tries failed."""
    if standing.blocked_until is not None:
        until = f"{timezone.localtime(standing.blocked_until):%H:%M:%S}"
        return Cell(_("waits until %(time)s") % {"time": until}, state="overdue", note=str(standing.failures))
    return Cell(standing.failures or "")
