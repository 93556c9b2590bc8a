"""Signing in: one answer for every failure, waits that grow per name and per address, sessions that end."""

import pytest
from django.test import Client
from django.utils import timezone

from mingjian.accounts import waits
from mingjian.accounts.models import Attempt, User
from mingjian.accounts.tests.ground import PASSWORD, sign_in, with_password
from mingjian.audit.models import Entry
from tests.cast import Offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return with_password(Offices.found().county)


def test_the_right_password_lets_in_and_is_recorded(user: User) -> None:
    client = Client()
    assert sign_in(client).status_code == 302
    assert client.get("/").status_code == 200
    assert Entry.objects.filter(verb="user.sign_in", ids=[user.pk]).exists()


def test_an_unknown_name_and_a_wrong_password_get_the_same_page(user: User) -> None:
    pages = [sign_in(Client(), name, "x" * 20) for name in ("wang", "nobody")]
    assert [page.status_code for page in pages] == [422, 422]
    assert all("密码不符" in page.content.decode() for page in pages)


def test_many_failures_make_this_name_wait_and_no_other(user: User) -> None:
    for _turn in range(5):
        sign_in(Client(), password="wrong-wrong-wrong")
    assert sign_in(Client()).status_code == 422
    assert Attempt.objects.exclude(blocked_until=None).count() == 1
    with_password(user.office, "li")
    assert sign_in(Client(), "li").status_code == 302


def test_a_name_that_nobody_has_waits_alike(user: User) -> None:
    for name in ("wang", "nobody"):
        pages = [sign_in(Client(), name, "wrong-wrong-wrong").content.decode() for _turn in range(6)]
        assert ["请等待" in page for page in pages] == [False] * 4 + [True] * 2


def test_an_address_with_many_failures_waits_under_every_name(user: User) -> None:
    for turn in range(waits.OF_AN_ADDRESS.free):
        # Each name once, so that none of them waits by itself.
        Client().post("/sign-in", {"username": f"nobody{turn}", "password": "x" * 20}, REMOTE_ADDR="10.9.8.7")
    credentials = {"username": "wang", "password": PASSWORD}
    assert Client().post("/sign-in", credentials, REMOTE_ADDR="10.9.8.7").status_code == 422
    assert Client().post("/sign-in", credentials, REMOTE_ADDR="10.9.8.6").status_code == 302


def test_no_address_is_kept(user: User) -> None:
    Client().post("/sign-in", {"username": "wang", "password": "x" * 20}, REMOTE_ADDR="10.9.8.7")
    kept = [bytes(row.name_hash) for row in Attempt.objects.all()]
    assert len(kept) == 2
    assert all(len(row) == 32 and b"10.9.8.7" not in row for row in kept)
    Attempt.objects.update(last_at=timezone.now() - waits.FORGOTTEN_AFTER)
    waits.tidy()
    assert not Attempt.objects.exists()


def test_whoever_signs_in_learns_of_failed_tries_before(user: User) -> None:
    sign_in(Client(), password="wrong-wrong-wrong")
    client = Client()
    sign_in(client)
    assert "有 1 次登录失败" in client.get("/").content.decode()


def test_a_closed_account_is_out_at_its_next_request(user: User) -> None:
    client = Client()
    sign_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_another_address_is_not_followed_after_signing_in(user: User) -> None:
    assert sign_in(Client(), page="/sign-in?next=https://example.org/")["Location"] == "/"
