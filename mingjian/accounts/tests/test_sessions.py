"""The list of one's sign-ins: what it shows and keeps, and that what it ends is out at the next request."""

from ipaddress import ip_network

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from mingjian.accounts.models import SignIn, User
from mingjian.accounts.sessions.browsers import browser_of, system_of
from mingjian.accounts.tests.ground import leads_to, sign_in, with_factor, with_password
from mingjian.audit.models import Entry
from tests.cast import Offices

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return with_password(Offices.found().county)


def signed_in(agent: str = FIREFOX, address: str = "10.3.0.5") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert sign_in(client).status_code == 302
    return client


def test_it_shows_each_sign_in_by_family_and_network_only(user: User, settings: Settings) -> None:
    settings.NETWORKS = [("县委大院", ip_network("10.3.0.0/16"))]
    client = signed_in(EDGE)
    signed_in(PHONE, "192.0.2.77")
    page = client.get("/account/sessions").content.decode()
    assert "Edge · Windows" in page
    assert "县委大院" in page
    assert "WeChat · Android" in page
    kept = str(list(SignIn.objects.values_list()))
    assert not [part for part in ("10.3.0.5", "192.0.2.77", "Mozilla", "126.0") if part in kept + page]


def test_ending_one_ends_it_at_its_next_request(user: User) -> None:
    here, there = signed_in(), signed_in(EDGE)
    row = SignIn.objects.get(browser="Edge")
    assert there.get("/").status_code == 200
    here.post(f"/account/sessions/{row.pk}/end")
    assert leads_to(there.get("/")) == "/sign-in"
    assert here.get("/").status_code == 200
    assert Entry.objects.filter(verb="user.end_session", ids=[user.pk]).count() == 1
    assert here.post(f"/account/sessions/{row.pk}/end").status_code == 409


def test_ending_all_others_keeps_this_one(user: User) -> None:
    here, there, third = signed_in(), signed_in(EDGE), signed_in(PHONE)
    unlisted = Client()
    unlisted.force_login(user)
    here.post("/account/sessions/end-others")
    assert here.get("/").status_code == 200
    for gone in (there, third, unlisted):
        assert leads_to(gone.get("/")) == "/sign-in"
    assert SignIn.objects.exclude(session_key="").get().session_key == here.session.session_key


def test_nobody_ends_the_session_of_another(user: User) -> None:
    victim = signed_in()
    with_password(user.office, "li")
    other = Client()
    sign_in(other, "li")
    assert other.post(f"/account/sessions/{SignIn.objects.get(user=user).pk}/end").status_code == 404
    assert victim.get("/").status_code == 200


def test_signing_out_ends_the_row(user: User) -> None:
    client = signed_in()
    client.post("/sign-out")
    row = SignIn.objects.get()
    assert (row.ended, row.session_key) == (SignIn.Ended.SIGNED_OUT, "")


def test_the_row_follows_its_session_through_the_code(user: User) -> None:
    phone, _codes = with_factor(user)
    client = signed_in()
    client.post("/sign-in/code", {"code": phone.code()})
    row = SignIn.objects.get()
    assert (row.by, row.session_key) == (SignIn.By.CODE, client.session.session_key)


def test_what_lapsed_is_not_shown_as_signed_in(user: User) -> None:
    client, other = signed_in(), signed_in(EDGE)
    session = other.session
    session["session_seen"] = 0
    session.save()
    page = client.get("/account/sessions").content.decode()
    assert page.count("在线") == 1
    assert page.count("已过期") == 1


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [(FIREFOX, "Firefox", "Linux"), (EDGE, "Edge", "Windows"), (PHONE, "WeChat", "Android"), ("curl/8", "", "")],
)
def test_it_tells_families(agent: str, browser: str, system: str) -> None:
    assert (browser_of(agent), system_of(agent)) == (browser, system)
