"""三员分立: each of the three administrators asks every address of business and of the other two, and is refused."""

from typing import Any

import pytest
from django.test import Client

from mingjian.accounts.scopes import build
from mingjian.offices.gate import SCOPED
from mingjian.offices.rights import ADMINISTRATORS, Role
from tests.cast import TODAY, Offices, give, user
from tests.scope.rows import SCOPED_ROWS, Place, make
from tests.test_permissions import TABLE, address

pytestmark = pytest.mark.django_db

REFUSED = [
    pytest.param(role, row, id=f"{role.code}-{row.name}")
    for role in ADMINISTRATORS
    for row in TABLE.values()
    if row.right and row.right not in role.rights
]


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def client_of(role: Role, offices: Offices) -> Client:
    """The administrator at the very top of the line, over everything in it."""
    holder = user(offices.province)
    give(holder, offices.province, role.code)
    client = Client()
    client.force_login(holder)
    return client


@pytest.mark.parametrize(("role", "row"), REFUSED)
def test_what_is_not_theirs_is_refused(role: Role, row: Any, offices: Offices) -> None:
    client, there = client_of(role, offices), address(row.name)
    assert client.get(there).status_code == 403
    assert client.post(there).status_code == 403


@pytest.mark.parametrize("role", ADMINISTRATORS, ids=lambda role: role.code)
def test_no_row_of_any_kind_is_in_their_scope(role: Role, offices: Offices) -> None:
    holder = user(offices.province)
    give(holder, offices.province, role.code)
    scope = build(holder, TODAY)
    for kind in SCOPED_ROWS:
        make(kind, Place(offices.county))
        model: Any = SCOPED[kind]
        assert model.objects.exists()
        assert not model.objects.visible_to(scope).exists(), kind


def test_each_has_a_page_of_its_own(offices: Offices) -> None:
    pages = ("system", "security", "audit")
    for role in ADMINISTRATORS:
        client = client_of(role, offices)
        opened = {hand: client.get(f"/administration/{hand}").status_code for hand in pages}
        assert {hand for hand, status in opened.items() if status == 200} == {role.hand}
        assert set(opened.values()) == {200, 403}
