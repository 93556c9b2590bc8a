"""What runs by the clock: nothing that is of no more use is kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mingjian.accounts.jobs import tidy
from mingjian.accounts.models import Attempt, SignIn
from mingjian.accounts.sessions.keeping import SHOWN_FOR
from mingjian.accounts.tests.ground import sign_in, with_password
from mingjian.accounts.waits import FORGOTTEN_AFTER
from tests.cast import Offices


@pytest.mark.django_db
def test_old_failures_and_sign_ins_go_and_new_ones_stay() -> None:
    with_password(Offices.found().county)
    for _turn in range(2):
        sign_in(Client())
    for name in ("wang", "nobody"):
        sign_in(Client(), name, "wrong-wrong-wrong")
    [old, new] = SignIn.objects.order_by("pk")
    SignIn.objects.filter(pk=old.pk).update(began_at=timezone.now() - SHOWN_FOR - timedelta(seconds=1))
    stale = Attempt.objects.order_by("last_at")[0].name_hash
    Attempt.objects.filter(name_hash=stale).update(last_at=timezone.now() - FORGOTTEN_AFTER - timedelta(seconds=1))
    before = Attempt.objects.count()
    tidy(timestamp=0)
    assert list(SignIn.objects.all()) == [new]
    assert Attempt.objects.count() == before - 1
    assert not Attempt.objects.filter(name_hash=stale).exists()
