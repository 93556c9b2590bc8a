"""Saved views: own, shared in the office, named, replaced, deleted, opened with; never another's."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.models import User
from mingjian.audit.models import Entry
from mingjian.ledgers.models import SavedView
from tests.cast import Offices, give, user
from tests.scope.rows import Place, make

pytestmark = pytest.mark.django_db
LIST = "/findings/"
QUERY = "severity=2&severity=3&sort=-amount&columns=number&columns=amount&columns=org"


@dataclass
class Office:
    """An owner, a colleague and somebody of another office, each with a browser."""

    offices: Offices
    owner: User
    colleague: User
    stranger: User

    def client(self, who: User) -> Client:
        client = Client()
        client.force_login(who)
        return client


@pytest.fixture
def office() -> Office:
    offices = Offices.found()
    people = [user(where) for where in (offices.county, offices.county, offices.sibling)]
    for each in people:
        give(each, each.office, "clerk")
    make("finding", Place(offices.county))
    return Office(offices, *people)


def save(client: Client, name: str = "较大以上", *, shared: bool = False, query: str = QUERY) -> SavedView:
    answer = client.post(
        reverse("ledger-view-save", args=["findings"]), {"name": name, "query": query, "shared": "1" if shared else ""}
    )
    assert answer.status_code == 302
    return SavedView.objects.get(name=name)


def step(client: Client, view: SavedView, verb: str, **given: str) -> int:
    return client.post(reverse("ledger-view-step", args=[view.pk, verb]), given).status_code


def tabs(client: Client, query: str = "?view=all") -> list[str]:
    return [str(tab.label) for tab in client.get(LIST + query).context["views"].tabs]


def test_a_view_keeps_filters_order_and_columns_and_is_a_tab(office: Office) -> None:
    client = office.client(office.owner)
    view = save(client, query=f"{QUERY}&after=x&view=9")
    assert view.query == QUERY
    page = client.get(f"{LIST}?view={view.pk}&{view.query}")
    views = page.context["views"]
    assert [(tab.label, tab.current) for tab in views.tabs][1:] == [("较大以上", True)]
    assert (views.is_own, views.is_changed) == (True, False)
    assert [column.key for column in page.context["table"].shown] == ["number", "amount", "org"]
    assert Entry.objects.filter(verb="view.save", ids=[view.pk]).exists()


def test_a_changed_filter_can_replace_what_the_view_keeps(office: Office) -> None:
    client = office.client(office.owner)
    view = save(client)
    changed = QUERY.replace("severity=2&", "")
    assert client.get(f"{LIST}?view={view.pk}&{changed}").context["views"].is_changed
    assert step(client, view, "replace", query=changed) == 302
    view.refresh_from_db()
    assert view.query == changed


def test_only_shared_views_are_seen_and_only_in_the_office(office: Office) -> None:
    client = office.client(office.owner)
    save(client, "自用")
    shared = save(client, "共用", shared=True)
    assert len(tabs(client)) == 3
    assert len(tabs(office.client(office.colleague))) == 2
    assert len(tabs(office.client(office.stranger))) == 1
    assert step(office.client(office.stranger), shared, "open") == 404


@pytest.mark.parametrize("verb", ["revise", "replace", "delete"])
def test_only_its_owner_changes_a_view(office: Office, verb: str) -> None:
    view = save(office.client(office.owner), shared=True)
    assert step(office.client(office.colleague), view, verb, name="别名", query="") == 403
    view.refresh_from_db()
    assert (view.name, view.query) == ("较大以上", QUERY)


def test_it_is_renamed_shared_and_deleted_by_its_owner(office: Office) -> None:
    client = office.client(office.owner)
    view = save(client)
    assert step(client, view, "revise", name="重大", shared="1") == 302
    assert len(tabs(office.client(office.colleague))) == 2
    assert step(client, view, "delete") == 302
    assert not SavedView.objects.exists()
    assert step(client, view, "delete") == 404


def test_the_ledger_opens_with_the_view_chosen_for_it(office: Office) -> None:
    client = office.client(office.owner)
    view = save(client)
    assert client.get(LIST).status_code == 200
    assert step(client, view, "open") == 302
    opened = client.get(LIST)
    assert opened.status_code == 302
    assert opened["Location"] == f"{LIST}?view={view.pk}&{QUERY}"
    assert client.get(f"{LIST}?view=all").status_code == 200
    assert office.client(office.colleague).get(LIST).status_code == 200
    assert step(client, view, "forget") == 302
    assert client.get(LIST).status_code == 200


def test_who_opened_with_a_view_no_longer_shared_opens_with_all_rows(office: Office) -> None:
    owner, colleague = office.client(office.owner), office.client(office.colleague)
    view = save(owner, shared=True)
    assert step(colleague, view, "open") == 302
    assert step(owner, view, "revise", name=view.name) == 302
    assert colleague.get(LIST).status_code == 200


@pytest.mark.parametrize("name", ["", "  ", "长" * 41])
def test_a_view_needs_a_short_name(office: Office, name: str) -> None:
    answer = office.client(office.owner).post(
        reverse("ledger-view-save", args=["findings"]), {"name": name, "query": ""}
    )
    assert answer.status_code == 422


def test_a_name_is_given_once(office: Office) -> None:
    client = office.client(office.owner)
    save(client)
    answer = client.post(reverse("ledger-view-save", args=["findings"]), {"name": "较大以上", "query": ""})
    assert answer.status_code == 422
    assert save(office.client(office.colleague), "另一个").pk


def test_a_view_cannot_be_kept_of_a_ledger_one_may_not_read(office: Office) -> None:
    client = office.client(office.owner)
    assert client.post(reverse("ledger-view-save", args=["leads"]), {"name": "x"}).status_code == 403
    assert client.post(reverse("ledger-view-save", args=["nothing"]), {"name": "x"}).status_code == 404
