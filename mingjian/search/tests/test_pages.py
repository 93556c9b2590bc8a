"""The page of results and the suggestions, and what the record keeps of both."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingjian.accounts.models import User
from mingjian.audit.models import Entry
from mingjian.search.tests.ground import document, store
from tests.cast import Offices, give, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


@pytest.fixture
def head(offices: Offices) -> User:
    holder = user(offices.county)
    give(holder, offices.county, "office_head")
    return holder


def client_of(holder: User) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(holder)
    return client


def test_it_shows_marked_hits_with_counts_by_kind(offices: Offices, head: User) -> None:
    path = str(offices.county.path)
    store(
        document("违规发放津贴", kind="finding", paths=[path]),
        document("违规经商", kind="lead", paths=[path]),
        document("违规放贷", kind="lead", paths=[str(offices.sibling.path)]),
    )
    page = client_of(head).get("/search", {"q": "违规"}).content.decode()
    assert page.count("<mark>违规</mark>") == 2
    assert "放贷" not in page
    assert re.search(r"All\s*<span class=\"count\">2</span>", page)
    assert "is-unverified" in page
    only = client_of(head).get("/search", {"q": "违规", "kind": "lead"}).content.decode()
    assert "经商" in only
    assert "发放津贴" not in only
    assert re.search(r"All\s*<span class=\"count\">2</span>", only)


def test_it_is_recorded_with_the_rows_shown_and_the_words_encrypted(offices: Offices, head: User) -> None:
    rows = store(document("违规放贷", kind="finding", paths=[str(offices.county.path)]))
    client_of(head).get("/search", {"q": "违规"})
    entry = Entry.objects.get(verb="search.query")
    assert (entry.actor_id, entry.kind, entry.ids) == (head.pk, "finding", [rows[0][1]])
    assert entry.sealed_text is not None
    assert "违规".encode() not in bytes(entry.sealed_text)
    client_of(head).get("/search", {"q": "没有此事"})
    assert Entry.objects.filter(verb="search.query", kind="", ids=[]).count() == 1


def test_it_says_what_to_try_when_nothing_answers(head: User) -> None:
    client = client_of(head)
    assert "Nothing in your scope answers" in client.get("/search", {"q": "没有此事"}).content.decode()
    assert "How to ask" in client.get("/search").content.decode()
    assert "is one character" in client.get("/search", {"q": "张"}).content.decode()
    assert "is not a year" in client.get("/search", {"q": "贷款", "year": "去年"}).content.decode()
    assert "No division is called" in client.get("/search", {"q": "贷款", "division": "无"}).content.decode()


def test_it_leads_from_page_to_page(offices: Offices, head: User) -> None:
    path = str(offices.county.path)
    store(*[document(f"贷款{n:03}", on=date(2018, 1, 1), paths=[path]) for n in range(45)])
    client = client_of(head)
    address, seen = "/search?q=贷款", []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"<mark>贷款</mark>(\d{3})", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"{n:03}" for n in reversed(range(45))]
    stale = client.get("/search", {"q": "贷款", "after": "nonsense"}).content.decode()
    assert "cannot be found any more" in stale
    assert "贷款</mark>044" in stale


def test_a_page_asks_the_same_number_of_questions_for_one_hit_and_for_twenty(offices: Offices, head: User) -> None:
    path = str(offices.county.path)
    store(document("贷款", paths=[path]), *[document("授信", paths=[path]) for _ in range(20)])
    client = client_of(head)
    asked = []
    for words in ("贷款", "贷款", "授信"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/search", {"q": words})
        asked.append(len(queries))
    assert asked[1] == asked[2]
    assert asked[2] <= 24


def test_names_are_suggested_by_beginning_pinyin_and_initials(offices: Offices, head: User) -> None:
    path, other = str(offices.county.path), str(offices.sibling.path)
    store(
        document("滇池农商银行", kind="organisation", name="滇池农商银行", paths=[path]),
        document("滇池水务局", kind="organisation", name="滇池水务局", paths=[other]),
        document("滇小燕", kind="person", name="滇小燕", paths=[path]),
        document("滇池污染", kind="finding", paths=[path]),
    )
    client = client_of(head)
    for words in ("滇池", "dianchi", "dcns"):
        page = client.get("/search/suggest", {"q": words}).content.decode()
        assert re.findall(r'value="([^"]+)"', page) == ["滇池农商银行"], words
    assert "滇小燕" in client.get("/search/suggest", {"q": "dian"}).content.decode()
    assert client.get("/search/suggest", {"q": "滇"}).content == b"\n"
    assert Entry.objects.filter(verb="search.suggest", kind="person").count() == 1


def test_it_needs_a_signed_in_user_and_refuses_writing() -> None:
    assert Client().get("/search", {"q": "贷款"}).status_code == 302
    assert Client().get("/search/suggest", {"q": "贷款"}).status_code == 302


def test_only_reading_is_answered(head: User) -> None:
    assert client_of(head).post("/search", {"q": "贷款"}).status_code == 405
