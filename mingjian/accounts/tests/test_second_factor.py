"""The second factor: who needs it, what opens without it, each code once, recovery codes, its reset."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from nacl.exceptions import CryptoError

from mingjian.accounts.actions import Leave, begin_factor, name_substitute
from mingjian.accounts.models import Factor, RecoveryCode, User
from mingjian.accounts.scopes import build
from mingjian.accounts.second_factor import codes
from mingjian.accounts.tests.ground import (
    NEW_PASSWORD,
    PASSWORD,
    Phone,
    codes_on,
    leads_to,
    secret_of,
    sign_in,
    with_factor,
    with_password,
)
from mingjian.audit.models import Entry
from mingjian.lib.errors import NotAllowed
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from tests import cast
from tests.cast import Offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    """A head of office, who reads leads and opens dossiers."""
    county = Offices.found().county
    user = with_password(county)
    cast.give(user, county, "office_head")
    return user


def test_who_reads_leads_reaches_nothing_before_a_factor_is_set_up(reader: User) -> None:
    client = Client()
    sign_in(client)
    for page in ("/", "/findings/", "/leads/", "/people/", "/account", "/account/sessions", "/search?q=x", "/live"):
        assert leads_to(client.get(page)) == "/account/second-factor", page
    assert client.get("/account/second-factor").status_code == 200


def test_who_keeps_the_register_only_needs_none(reader: User) -> None:
    clerk = with_password(reader.office, "clerk")
    cast.give(clerk, reader.office, "clerk")
    client = Client()
    sign_in(client, "clerk")
    assert client.get("/findings/").status_code == 200


def test_a_member_of_a_team_needs_one_by_the_task_alone(reader: User) -> None:
    member = with_password(reader.office, "member")
    cast.task(member, 7, [1])
    client = Client()
    sign_in(client, "member")
    assert leads_to(client.get("/")) == "/account/second-factor"


def test_a_right_that_is_granted_meanwhile_asks_for_it_at_the_next_request(reader: User) -> None:
    viewer = with_password(reader.office, "viewer")
    client = Client()
    sign_in(client, "viewer")
    assert client.get("/").status_code == 200
    cast.give(viewer, reader.office, "leads_officer")
    assert leads_to(client.get("/")) == "/account/second-factor"


def test_it_is_set_up_by_the_first_code_and_shows_ten_recovery_codes(reader: User) -> None:
    client = Client()
    sign_in(client, page="/sign-in?next=/leads/")
    client.post("/account/second-factor/begin", {"next": "/leads/"})
    page = client.get("/account/second-factor/confirm?next=/leads/").content.decode()
    phone = Phone(secret_of(reader, confirmed=False))
    assert "<svg" in page
    assert " ".join(phone.secret[at : at + 4] for at in range(0, 32, 4)) in page
    wrong = client.post("/account/second-factor/confirm", {"code": "000000"})
    assert wrong.status_code == 422
    assert leads_to(client.get("/")) == "/account/second-factor"
    shown = client.post("/account/second-factor/confirm", {"code": phone.code(), "next": "/leads/"})
    assert len(set(codes_on(shown))) == 10
    assert 'href="/leads/"' in shown.content.decode()
    assert client.get("/leads/").status_code == 200
    assert Entry.objects.filter(verb="user.confirm_factor", ids=[reader.pk]).count() == 1


def test_it_is_asked_at_the_next_sign_in_and_nothing_opens_before(reader: User) -> None:
    phone, _codes = with_factor(reader)
    client = Client()
    sign_in(client)
    for page in ("/", "/leads/", "/account/password", "/account/second-factor", "/account/second-factor/confirm"):
        assert leads_to(client.get(page)) == "/sign-in/code", page
    before = client.session.session_key
    assert leads_to(client.post("/sign-in/code", {"code": phone.code()})) == "/"
    assert client.session.session_key != before
    assert client.get("/leads/").status_code == 200


def test_who_has_one_gives_it_also_without_a_right_that_needs_it(reader: User) -> None:
    viewer = with_password(reader.office, "viewer")
    with_factor(viewer)
    client = Client()
    sign_in(client, "viewer")
    assert leads_to(client.get("/")) == "/sign-in/code"


def test_a_code_is_taken_once(reader: User) -> None:
    phone, _codes = with_factor(reader)
    code = phone.code()
    answers = []
    for _turn in range(2):
        client = Client()
        sign_in(client)
        answers.append(client.post("/sign-in/code", {"code": code}).status_code)
    assert answers == [302, 422]


def test_a_code_older_than_one_that_was_taken_is_not_taken(reader: User) -> None:
    phone, _codes = with_factor(reader)
    older, newer = phone.code(), phone.code(1)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
    assert first.post("/sign-in/code", {"code": newer}).status_code == 302
    assert second.post("/sign-in/code", {"code": older}).status_code == 422


def test_the_code_that_confirmed_does_not_sign_in(reader: User) -> None:
    phone, _codes = with_factor(reader)
    client = Client()
    sign_in(client)
    assert client.post("/sign-in/code", {"code": phone.code(-1)}).status_code == 422


def test_a_recovery_code_lets_in_once_however_it_is_typed(reader: User) -> None:
    _phone, recovery = with_factor(reader)
    typed = recovery[3].upper().replace("-", " ")
    client, again = Client(), Client()
    for each in (client, again):
        sign_in(each)
    assert client.post("/sign-in/code", {"code": typed}).status_code == 302
    assert "还剩 9 个" in client.get("/").content.decode()
    assert again.post("/sign-in/code", {"code": recovery[3]}).status_code == 422
    assert RecoveryCode.objects.filter(user=reader, used_at=None).count() == 9


def test_wrong_codes_make_the_user_wait(reader: User) -> None:
    phone, _codes = with_factor(reader)
    client = Client()
    sign_in(client)
    pages = [client.post("/sign-in/code", {"code": "12345x"}).content.decode() for _turn in range(5)]
    assert "请等待" in pages[-1]
    assert "请等待" in client.post("/sign-in/code", {"code": phone.code()}).content.decode()
    assert Entry.objects.filter(verb="user.factor_refused", ids=[reader.pk]).count() == 5


def test_the_password_alone_is_forgotten_after_ten_minutes(reader: User) -> None:
    phone, _codes = with_factor(reader)
    client = Client()
    sign_in(client)
    session = client.session
    session["session_started"] = timezone.now().timestamp() - 601
    session.save()
    assert leads_to(client.post("/sign-in/code", {"code": phone.code()})) == "/sign-in"


def test_another_phone_needs_a_code_of_the_present_one(reader: User) -> None:
    phone, _codes = with_factor(reader)
    client = Client()
    sign_in(client)
    client.post("/sign-in/code", {"code": phone.code()})
    client.post("/account/second-factor/begin", {"code": "000000"})
    assert not Factor.objects.filter(user=reader, confirmed_at=None).exists()
    client.post("/account/second-factor/begin", {"code": phone.code(1)})
    other = Phone(secret_of(reader, confirmed=False))
    assert secret_of(reader) == phone.secret
    client.post("/account/second-factor/confirm", {"code": other.code()})
    assert secret_of(reader) == other.secret


def test_new_recovery_codes_end_the_former(reader: User) -> None:
    phone, former = with_factor(reader)
    client = Client()
    sign_in(client)
    client.post("/sign-in/code", {"code": phone.code()})
    shown = client.post("/account/second-factor/recovery-codes", {"code": former[0]})
    assert len(codes_on(shown)) == 10
    assert not set(codes_on(shown)) & set(former)
    other = Client()
    sign_in(other)
    assert other.post("/sign-in/code", {"code": former[1]}).status_code == 422
    assert other.post("/sign-in/code", {"code": codes_on(shown)[1]}).status_code == 302


def test_the_secret_is_not_in_the_table_and_opens_in_no_other_row(reader: User) -> None:
    phone, recovery = with_factor(reader)
    sealed = bytes(Factor.objects.get(user=reader).sealed_secret)
    assert phone.secret.encode() not in sealed
    with pytest.raises(CryptoError):
        codes.unseal(sealed, reader.pk + 1)
    hashes = {bytes(row.code_hash) for row in RecoveryCode.objects.filter(user=reader)}
    assert not any(code.encode() in row or code.replace("-", "").encode() in row for code in recovery for row in hashes)


def test_a_secret_put_into_anothers_row_is_no_way_in(reader: User) -> None:
    intruder = with_password(reader.office, "intruder")
    phone, _codes = with_factor(intruder)
    with_factor(reader)
    Factor.objects.filter(user=reader).update(
        sealed_secret=Factor.objects.get(user=intruder).sealed_secret, last_step=0
    )
    client = Client()
    sign_in(client)
    assert client.post("/sign-in/code", {"code": phone.code()}).status_code == 422


def test_nobody_sets_up_the_factor_of_another(reader: User) -> None:
    other = with_password(reader.office, "other")
    with pytest.raises(NotAllowed):
        begin_factor(user=reader, scope=build(other))


def test_a_substitute_needs_it_for_what_was_lent(reader: User) -> None:
    """What somebody else holds asks for the factor as one's own does."""
    substitute = with_password(reader.office, "substitute")
    leave = Leave(
        substitute=substitute,
        since=today(),
        until=today() + timedelta(days=3),
        grants=list(reader.grants.all()),
        rights=[Right.READ_LEADS],
        reason="休假",
    )
    row = name_substitute(principal=reader, leave=leave, scope=build(reader))
    client = Client()
    sign_in(client, "substitute")
    assert client.get("/").status_code == 200
    client.post(f"/substitutions/{row.pk}/act")
    assert leads_to(client.get("/")) == "/account/second-factor"


def test_codes_follow_the_rfc() -> None:
    """RFC 6238, appendix B, SHA-1, of which an app shows the last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for at, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert codes.step_of(secret, code, at) == at // 30
        assert codes.step_of(secret, code, at + 30) == at // 30
        assert codes.step_of(secret, code, at + 90) is None


def test_choosing_a_password_comes_after_the_code(reader: User) -> None:
    phone, _codes = with_factor(reader)
    User.objects.filter(pk=reader.pk).update(password_given_until=timezone.now() + timedelta(hours=1))
    client = Client()
    sign_in(client)
    assert leads_to(client.get("/")) == "/sign-in/code"
    client.post("/sign-in/code", {"code": phone.code()})
    assert leads_to(client.get("/")) == "/account/password"
    form = {"present": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert leads_to(client.post("/account/password", form)) == "/"
    assert client.get("/").status_code == 200
