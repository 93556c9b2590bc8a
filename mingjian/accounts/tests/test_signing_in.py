"""Signing in: one answer for every failure, waits that grow per name, sessions that end."""

import pytest
from django.test import Client
from django.utils import timezone

from mingjian.accounts.actions import set_password
from mingjian.accounts.models import Attempt, User
from mingjian.accounts.scopes import of_system
from mingjian.audit.models import Entry
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held
from tests.cast import Offices

PASSWORD = "correct-horse-battery"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    office = Offices.found().county
    made = User.objects.create(username="wang", display_name="王", office=office, created_at=timezone.now())
    scope = of_system("test", held=[Held(office.path, frozenset({Right.MANAGE_GRANTS}))])
    set_password(user=made, password=PASSWORD, scope=scope)
    return made


def sign_in(client: Client, name: str, password: str) -> int:
    return client.post("/sign-in", {"username": name, "password": password}).status_code


def test_the_right_password_lets_in_and_is_recorded(user: User) -> None:
    client = Client()
    assert sign_in(client, "wang", PASSWORD) == 302
    assert client.get("/").status_code == 200
    assert Entry.objects.filter(verb="user.sign_in", ids=[user.pk]).exists()


def test_an_unknown_name_and_a_wrong_password_get_the_same_page(user: User) -> None:
    pages = [Client().post("/sign-in", {"username": name, "password": "x" * 20}) for name in ("wang", "nobody")]
    assert [page.status_code for page in pages] == [422, 422]
    assert all("密码不符" in page.content.decode() for page in pages)


def test_many_failures_make_this_name_wait_and_no_other(user: User) -> None:
    for _turn in range(5):
        sign_in(Client(), "wang", "wrong-wrong-wrong")
    assert sign_in(Client(), "wang", PASSWORD) == 422
    assert Attempt.objects.get().blocked_until is not None
    other = User.objects.create(username="li", display_name="李", office=user.office, created_at=timezone.now())
    scope = of_system("test", held=[Held(user.office.path, frozenset({Right.MANAGE_GRANTS}))])
    set_password(user=other, password=PASSWORD, scope=scope)
    assert sign_in(Client(), "li", PASSWORD) == 302


def test_a_closed_account_is_out_at_its_next_request(user: User) -> None:
    client = Client()
    sign_in(client, "wang", PASSWORD)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_another_address_is_not_followed_after_signing_in(user: User) -> None:
    answer = Client().post("/sign-in?next=https://example.org/", {"username": "wang", "password": PASSWORD})
    assert answer["Location"] == "/"
