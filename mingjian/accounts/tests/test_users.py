"""Users as the system administrator keeps them; nothing here gives anybody a right."""

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.actions import NewUser, create_users, deactivate, move_office, rename, reopen
from mingjian.accounts.models import Grant, Task, User
from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from tests.cast import Offices, give, task, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def keeper(offices: Offices) -> User:
    made = user(offices.county)
    give(made, offices.county, "system_administrator")
    return made


def scope_of(offices: Offices) -> Scope:
    return build(keeper(offices))


def test_a_new_user_holds_nothing(offices: Offices) -> None:
    made = create_users(rows=[NewUser("xin", "新人", offices.township.pk)], scope=scope_of(offices))["xin"]
    assert build(made).held == ()
    assert not made.has_usable_password()


@pytest.mark.parametrize("where", ["city", "sibling", "other_line"])
def test_users_are_kept_within_one_s_own_offices(where: str, offices: Offices) -> None:
    beyond, near, scope = getattr(offices, where), user(offices.county), scope_of(offices)
    stranger = user(beyond)
    with pytest.raises(NotAllowed):
        create_users(rows=[NewUser("xin", "新人", beyond.pk)], scope=scope)
    with pytest.raises(NotAllowed):
        rename(user=stranger, username="x", display_name="x", reason="示例", scope=scope)
    with pytest.raises(NotAllowed):
        deactivate(user=stranger, reason="示例", scope=scope)
    with pytest.raises(NotAllowed):
        move_office(user=near, office=beyond, reason="示例", scope=scope)
    with pytest.raises(NotAllowed):
        move_office(user=stranger, office=offices.county, reason="示例", scope=scope)


@pytest.mark.parametrize("role", ["security_administrator", "audit_administrator", "office_head"])
def test_nobody_else_keeps_users(role: str, offices: Offices) -> None:
    other = user(offices.county)
    give(other, offices.county, role)
    with pytest.raises(NotAllowed):
        create_users(rows=[NewUser("xin", "新人", offices.county.pk)], scope=build(other))


def test_a_name_is_taken_once(offices: Offices) -> None:
    one, two = user(offices.county), user(offices.county)
    with pytest.raises(Invalid):
        rename(user=one, username=two.username, display_name="甲", reason="示例", scope=scope_of(offices))
    rename(user=one, username="jia", display_name="甲", reason="改名", scope=scope_of(offices))
    assert User.objects.get(pk=one.pk).display_name == "甲"


def test_moving_changes_the_own_body(offices: Offices) -> None:
    type(offices.township).objects.filter(pk=offices.township.pk).update(body_id=4711)
    one = user(offices.county)
    give(one, offices.county, "viewer")
    offices.township.refresh_from_db()
    assert 4711 not in build(one).not_orgs
    move_office(user=one, office=offices.township, reason="调动", scope=scope_of(offices))
    assert 4711 in build(User.objects.get(pk=one.pk)).not_orgs


def test_a_closed_account_holds_nothing_even_when_it_is_opened_again(offices: Offices) -> None:
    one, scope = user(offices.county), scope_of(offices)
    give(one, offices.county, "viewer")
    task(one, 5, [5])
    client = Client()
    client.force_login(one)
    assert client.get(reverse("my-account")).status_code == 200
    deactivate(user=one, reason="退休", scope=scope)
    assert client.get(reverse("my-account")).status_code == 302
    assert not Grant.objects.filter(user=one, revoked_at=None).exists()
    assert not Task.objects.filter(user=one, ended_at=None).exists()
    with pytest.raises(WrongState):
        deactivate(user=one, reason="退休", scope=scope)
    reopen(user=one, reason="返聘", scope=scope)
    assert not build(User.objects.get(pk=one.pk)).has(Right.READ_FINDINGS)


def test_nobody_closes_or_moves_themselves(offices: Offices) -> None:
    own = keeper(offices)
    with pytest.raises(NotAllowed):
        deactivate(user=own, reason="示例", scope=build(own))
    with pytest.raises(NotAllowed):
        move_office(user=own, office=offices.township, reason="示例", scope=build(own))


def test_the_pages_do_it(offices: Offices) -> None:
    client = Client()
    client.force_login(keeper(offices))
    sent = {"username": "xin", "display_name": "新人", "office": offices.township.pk}
    assert client.post(reverse("user-create"), sent).status_code == 302
    made = User.objects.get(username="xin")
    sent = {"username": "xinren", "display_name": "新人", "reason": "更名"}
    assert client.post(reverse("user-rename", args=[made.pk]), sent).status_code == 302
    for beyond in (offices.sibling.name, offices.city.pk, "没有这个机构"):
        refused = client.post(reverse("user-move", args=[made.pk]), {"office": beyond, "reason": "调动"})
        assert refused.status_code == 422
    sent = {"office": offices.county.name, "reason": "调动"}
    assert client.post(reverse("user-move", args=[made.pk]), sent).status_code == 302
    assert client.post(reverse("user-end", args=[made.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("user-end", args=[made.pk]), {"reason": "离职"}).status_code == 302
    assert client.post(reverse("user-reopen", args=[made.pk]), {"reason": "返岗"}).status_code == 302
    assert client.get(reverse("user", args=[made.pk])).status_code == 200
    page = client.get(reverse("user-list"), {"user": "xinren", "state": "open"})
    assert [row.key for row in page.context["table"].rows] == [str(made.pk)]
    verbs = set(Entry.objects.filter(kind="user", ids=[made.pk]).values_list("verb", flat=True))
    assert verbs == {"user.create", "user.rename", "user.move", "user.deactivate", "user.reopen"}
    assert client.get(reverse("user", args=[user(offices.sibling).pk])).status_code == 404


def test_the_list_goes_on_by_name(offices: Offices) -> None:
    keeper_ = keeper(offices)
    rows = [NewUser(f"u{at:03}", "示例", offices.county.pk) for at in range(150)]
    create_users(rows=rows, scope=build(keeper_))
    client = Client()
    client.force_login(keeper_)
    first = client.get(reverse("user-list"), {"user": "u"})
    second = client.get(first.context["pager"].next_url)
    seen = [row.key for page in (first, second) for row in page.context["table"].rows]
    assert len(seen) == len(set(seen)) == User.objects.filter(username__icontains="u", office=offices.county).count()
