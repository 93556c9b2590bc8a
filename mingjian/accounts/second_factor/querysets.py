"""Questions about second factors."""

from django.utils import timezone

from mingjian.accounts.actions.second_factor import CONFIRMED_WITHIN
from mingjian.accounts.models import Factor, User
from mingjian.accounts.second_factor.codes import unseal


def begun_secret(user: User) -> str | None:
    """The secret of the factor that the user is setting up; None when none was begun in time."""
    begun = Factor.objects.filter(user=user, confirmed_at=None, begun_at__gte=timezone.now() - CONFIRMED_WITHIN).first()
    return unseal(begun.sealed_secret, user.pk) if begun is not None else None
