"""Every address of the permission table, asked as nobody, as a colleague without the right, and with it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from mingjian.accounts.models import Grant, User
from mingjian.offices.rights import ROLES
from tests.cast import Offices
from tools.permission_table import PLACE, Row, read

TABLE = read(Path(__file__).parent.parent / PLACE)
ABSENT = 999_999_999
WORDS = {"code": "no-such-ledger", "kind": "finding"}
VERBS = ("drop", "rename", "commit")

pytestmark = pytest.mark.django_db


def routes() -> dict[str, str]:
    """Every named address with its pattern."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver) -> None:
        for each in resolver.url_patterns:
            if isinstance(each, URLPattern):
                found[each.name or str(each.pattern)] = str(each.pattern)
            else:
                walk(each)

    walk(get_resolver())
    return found


def address(name: str) -> str:
    """The address of `name`, with a row that does not exist where it wants one."""
    pattern = next(each for each in patterns() if each.name == name)
    wanted = pattern.pattern.regex.groupindex
    for verb in VERBS:
        words = {**WORDS, "verb": verb, "step": verb}
        values = {key: words.get(key, ABSENT) for key in wanted}
        for converted in (values, {key: str(value) for key, value in values.items()}):
            with suppress(NoReverseMatch):
                return reverse(name, kwargs=converted)
    raise AssertionError(f"{name} cannot be built")


def patterns() -> list[URLPattern]:
    """All patterns of the resolver, flat."""
    found: list[URLPattern] = []
    waiting = [get_resolver()]
    while waiting:
        for each in waiting.pop().url_patterns:
            if isinstance(each, URLPattern):
                found.append(each)
            else:
                waiting.append(each)
    return found


def is_about_a_row(name: str) -> bool:
    pattern = next(each for each in patterns() if each.name == name)
    return bool(set(pattern.pattern.regex.groupindex) - {"kind", "verb", "step"})


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def client_of(offices: Offices, role: str = "") -> Client:
    """Somebody signed in, with one role over the county or with none."""
    office = offices.county
    user = User.objects.create(
        username=role or "nobody", display_name="x", office=office, created_at="2020-01-01T00:00Z"
    )
    if role:
        Grant.objects.create(
            user=user, office=office, role=role, valid=(date(2010, 1, 1), None), granted_at="2020-01-01T00:00Z"
        )
    client = Client()
    client.force_login(user)
    return client


def role_with(right: str) -> str:
    return next(role.code for role in ROLES.values() if right in role.rights and not role.by_task)


def sent_to_sign_in(answer: HttpResponseBase) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/sign-in")


def test_every_address_has_its_row() -> None:
    assert set(routes()) == set(TABLE)


@pytest.mark.parametrize("row", TABLE.values(), ids=list(TABLE))
def test_nobody_signed_in_gets_what_the_table_says(row: Row) -> None:
    answer = Client().get(address(row.name))
    if row.anonymous == "redirect":
        assert sent_to_sign_in(answer)
    elif row.anonymous in ("404", "401"):
        assert answer.status_code == int(row.anonymous)
    else:
        assert not sent_to_sign_in(answer)
        assert answer.status_code == row.in_scope


@pytest.mark.parametrize("row", [row for row in TABLE.values() if row.without_right], ids=lambda row: row.name)
def test_a_colleague_without_the_right_is_refused(row: Row, offices: Offices) -> None:
    assert client_of(offices).get(address(row.name)).status_code == row.without_right


@pytest.mark.parametrize("row", [row for row in TABLE.values() if row.out_of_scope], ids=lambda row: row.name)
def test_a_row_that_is_not_there_is_not_found(row: Row, offices: Offices) -> None:
    client = client_of(offices, role_with(row.right) if row.right else "viewer")
    assert client.get(address(row.name)).status_code == row.out_of_scope


@pytest.mark.parametrize(
    "row",
    [row for row in TABLE.values() if row.anonymous == "redirect" and not is_about_a_row(row.name)],
    ids=lambda row: row.name,
)
def test_a_holder_of_the_right_is_let_in(row: Row, offices: Offices) -> None:
    client = client_of(offices, role_with(row.right) if row.right else "viewer")
    assert client.get(address(row.name)).status_code == row.in_scope
