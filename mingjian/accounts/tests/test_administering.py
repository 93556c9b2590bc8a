"""The security administrator: sees who waits and who has no factor, unlocks, resets, gives a password."""

import re

import pytest
from django.test import Client

from mingjian.accounts.models import Factor, RecoveryCode, User
from mingjian.accounts.tests.ground import leads_to, security_administrator, sign_in, with_factor, with_password
from mingjian.audit.models import Entry
from tests import cast
from tests.cast import Offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


@pytest.fixture
def user(offices: Offices) -> User:
    user = with_password(offices.county)
    cast.give(user, offices.county, "office_head")
    return user


@pytest.fixture
def administrator(user: User, offices: Offices) -> Client:
    return security_administrator(offices.county)


def test_the_list_tells_who_misses_a_factor_and_who_waits(administrator: Client, user: User, offices: Offices) -> None:
    with_password(offices.sibling, "stranger")
    for _turn in range(5):
        sign_in(Client(), password="wrong-wrong-wrong")
    page = administrator.get("/sign-ins/").content.decode()
    assert "应设未设" in page
    assert "限制登录至" in page
    assert "stranger" not in page


def test_unlocking_needs_a_reason_and_lets_in_at_once(administrator: Client, user: User) -> None:
    for _turn in range(6):
        sign_in(Client(), password="wrong-wrong-wrong")
    assert administrator.post(f"/sign-ins/{user.pk}/unlock", {"reason": " "}).status_code == 422
    assert sign_in(Client()).status_code == 422
    administrator.post(f"/sign-ins/{user.pk}/unlock", {"reason": "来电核实"})
    assert sign_in(Client()).status_code == 302
    assert Entry.objects.get(verb="user.unlock").sealed_text is not None
    assert administrator.post(f"/sign-ins/{user.pk}/unlock", {"reason": "again"}).status_code == 409


def test_a_reset_takes_factor_and_codes_and_ends_sessions(administrator: Client, user: User) -> None:
    phone, _codes = with_factor(user)
    client = Client()
    sign_in(client)
    client.post("/sign-in/code", {"code": phone.code()})
    assert client.get("/").status_code == 200
    administrator.post(f"/sign-ins/{user.pk}/reset-factor", {"reason": "手机遗失"})
    assert leads_to(client.get("/")) == "/sign-in"
    assert not Factor.objects.filter(user=user).exists()
    assert not RecoveryCode.objects.filter(user=user).exists()
    sign_in(client)
    assert leads_to(client.get("/")) == "/account/second-factor"
    assert Entry.objects.filter(verb="user.reset_factor", ids=[user.pk]).count() == 1


def test_a_given_password_is_shown_once_and_ends_sessions(administrator: Client, user: User) -> None:
    client = Client()
    sign_in(client)
    page = administrator.post(f"/sign-ins/{user.pk}/give-password", {"reason": "忘记密码"}).content.decode()
    [given] = re.findall(r'<code class="secret">([a-z2-9-]{19})</code>', page)
    assert given not in administrator.get(f"/sign-ins/{user.pk}/").content.decode()
    assert leads_to(client.get("/")) == "/sign-in"
    assert sign_in(client, password=given).status_code == 302
    assert leads_to(client.get("/")) == "/account/password"


def test_sessions_of_a_user_end_at_the_next_request(administrator: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(office=user.office)
    client = Client()
    client.force_login(user)
    assert client.get("/").status_code == 200
    administrator.post(f"/sign-ins/{user.pk}/end-sessions", {"reason": "电脑遗失"})
    assert leads_to(client.get("/")) == "/sign-in"


def test_the_reading_of_one_users_sign_ins_is_recorded(administrator: Client, user: User) -> None:
    assert administrator.get(f"/sign-ins/{user.pk}/").status_code == 200
    assert Entry.objects.filter(verb="user.read_sign_ins", ids=[user.pk]).count() == 1


def test_nobody_resets_their_own(user: User, offices: Offices) -> None:
    client = security_administrator(offices.county)
    me = client.session["_auth_user_id"]
    page = client.get(f"/sign-ins/{me}/").content.decode()
    assert "任何人不得重置本人的登录凭据" in page
    for deed in ("unlock", "reset-factor", "give-password"):
        assert client.post(f"/sign-ins/{me}/{deed}", {"reason": "me"}).status_code == 403, deed


def test_a_user_of_another_office_is_not_there(administrator: Client, offices: Offices) -> None:
    stranger = with_password(offices.sibling, "stranger")
    with_factor(stranger)
    assert administrator.get(f"/sign-ins/{stranger.pk}/").status_code == 404
    for deed in ("unlock", "reset-factor", "give-password", "end-sessions"):
        assert administrator.post(f"/sign-ins/{stranger.pk}/{deed}", {"reason": "x"}).status_code == 404, deed
    assert Factor.objects.filter(user=stranger).exists()
