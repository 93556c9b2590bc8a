"""Passwords: what is refused, when they are changed, that a change ends everything else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from mingjian.accounts.actions import change_password, give_password, set_password
from mingjian.accounts.models import PastPassword, User
from mingjian.accounts.scopes import build
from mingjian.accounts.tests.ground import NEW_PASSWORD, PASSWORD, administration, leads_to, sign_in, with_password
from mingjian.audit.models import Entry
from mingjian.demo.users import PASSWORD as DEMO_PASSWORD
from mingjian.lib.errors import Invalid, NotAllowed
from tests.cast import Offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return with_password(Offices.found().county, "wangxm")


def change(client: Client, new: str, present: str = PASSWORD, again: str = "") -> int:
    form = {"present": present, "password": new, "again": again or new}
    return client.post("/account/password", form).status_code


@pytest.mark.parametrize(
    "password",
    [
        "Short-1a",
        "onlysmallletters",
        "Password1234!",
        "P@ssw0rd2024",
        "Woaini5201314",
        "Qwerty123456!",
        "Aa1111111111!!!!",
        "Xx-wangxm-2024",
        "Wang-Shi-Li-77",
        "Ok-WSL王示例-2024",
    ],
)
def test_it_refuses_what_is_guessed_first(user: User, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW_PASSWORD + "x", DEMO_PASSWORD, "Tk9$vr2!mQ4z", "江山如此多娇引无数英雄-7B"]
)
def test_it_takes_what_is_not(user: User, password: str) -> None:
    user.set_password("another")
    validate_password(password, user)


def test_none_of_the_last_five_comes_back(user: User) -> None:
    chosen = [f"Seven-lanterns-4{turn}x" for turn in range(6)]
    for each in chosen:
        change_password(user=user, password=each, kept_key="", scope=build(user))
    for each in chosen[1:]:
        with pytest.raises(Invalid):
            change_password(user=user, password=each, kept_key="", scope=build(user))
    change_password(user=user, password=chosen[0], kept_key="", scope=build(user))
    assert PastPassword.objects.filter(user=user).count() == 5


def test_a_change_needs_the_present_password_and_ends_every_other_session(user: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "wangxm")
    assert change(here, NEW_PASSWORD, present="wrong-wrong-wrong") == 422
    assert change(here, NEW_PASSWORD, again=NEW_PASSWORD + "x") == 422
    assert elsewhere.get("/").status_code == 200
    assert change(here, NEW_PASSWORD) == 302
    assert here.get("/").status_code == 200
    assert leads_to(elsewhere.get("/")) == "/sign-in"
    assert sign_in(Client(), "wangxm").status_code == 422
    assert sign_in(Client(), "wangxm", NEW_PASSWORD).status_code == 302
    assert Entry.objects.filter(verb="user.change_password", ids=[user.pk]).count() == 1


def test_a_given_password_opens_nothing_but_the_choice_of_ones_own(user: User) -> None:
    given = give_password(user=user, reason="forgotten", scope=administration(user.office))
    client = Client()
    sign_in(client, "wangxm", given)
    for page in ("/", "/findings/", "/account", "/account/second-factor"):
        assert leads_to(client.get(page)) == "/account/password", page
    assert change(client, NEW_PASSWORD, present=given) == 302
    assert client.get("/").status_code == 200


def test_a_given_password_is_wrong_when_its_time_is_over(user: User) -> None:
    given = give_password(user=user, reason="forgotten", scope=administration(user.office))
    User.objects.filter(pk=user.pk).update(password_given_until=timezone.now() - timedelta(seconds=1))
    late = sign_in(Client(), "wangxm", given)
    wrong = sign_in(Client(), "nobody", given)
    assert late.status_code == wrong.status_code == 422
    assert "密码不符" in late.content.decode()


def test_a_password_from_the_shell_is_for_once_too(user: User) -> None:
    set_password(user=user, password=NEW_PASSWORD, scope=administration(user.office))
    client = Client()
    sign_in(client, "wangxm", NEW_PASSWORD)
    assert leads_to(client.get("/")) == "/account/password"


def test_an_old_password_is_to_be_changed(user: User, settings: Settings) -> None:
    settings.PASSWORD_DAYS = 90
    User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=90))
    client = Client()
    sign_in(client, "wangxm")
    assert leads_to(client.get("/")) == "/account/password"
    settings.PASSWORD_DAYS = 0
    assert client.get("/").status_code == 200


def test_nobody_chooses_the_password_of_another(user: User) -> None:
    other = with_password(user.office, "other")
    with pytest.raises(NotAllowed):
        change_password(user=user, password=NEW_PASSWORD, kept_key="", scope=build(other))
    with pytest.raises(NotAllowed):
        give_password(user=user, reason="I want it", scope=build(other))


def test_the_shortest_is_twelve_unless_the_setting_says_more() -> None:
    assert settings.PASSWORD_LENGTH == 12
