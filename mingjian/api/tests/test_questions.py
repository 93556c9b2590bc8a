"""The questions through the API: the pages' answers as JSON, and the pages' refusals as sentences."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.people.models import Person
from mingjian.people.tests.ground import People, month, prepare, sign_in
from mingjian.people.tests.test_pages import recorded


@pytest.fixture
def people(db: None) -> People:
    return prepare()


@pytest.fixture
def chief(people: People) -> Person:
    found = people.person("赵明远", born=month("1970-05"))
    people.tenure(found, people.bureau, "局长", "2011-02", "2016-02", is_chief=True)
    people.tenure(found, people.bank, "行长", "2016-03", is_chief=True)
    return found


def asked(client: Client, name: str, *args: object, status: int = 200, **query: int | str) -> Any:
    answer = client.get(reverse(name, args=args), query)
    assert answer["Content-Type"].startswith("application/json")
    assert answer.status_code == status
    return answer.json()


def test_leaders_on_a_date(people: People, chief: Person, client: Client) -> None:
    sign_in(people, client, "county", "viewer")
    found = asked(client, "api-organisation-leaders", people.bureau.pk, date="2012-01-01")
    [one] = found["chiefs"]
    assert one["person"] == {"id": chief.pk, "name": "赵明远"}
    assert (one["since"], one["until"], one["chief"]) == ("2011-02-01", "2016-03-01", True)
    assert asked(client, "api-organisation-leaders", people.bureau.pk, date="2018-01-01")["chiefs"] == []


def test_posts_and_who_held_them(people: People, chief: Person, client: Client) -> None:
    sign_in(people, client, "county", "viewer")
    [listed] = asked(client, "api-organisation-posts", people.bureau.pk)["posts"]
    assert listed == {"key": "局长", "title": "局长", "chief": True, "tenures": 1}
    found = asked(client, "api-post", people.bureau.pk, "局长")
    assert found["vacant_since"]["since"] == "2016-03-01"
    assert [each["tenure"]["person"]["name"] for each in found["holders"]] == ["赵明远"]


def test_a_career_and_colleagues_are_in_scope_and_recorded(people: People, chief: Person, client: Client) -> None:
    other = people.person("钱一鸣")
    people.tenure(other, people.bureau, "科员", "2015-01")
    sign_in(people, client, "county", "viewer")
    career = asked(client, "api-person-career", chief.pk)
    assert [each["post"] for each in career["tenures"]] == ["局长"]
    found = asked(client, "api-person-colleagues", chief.pk)
    assert found["total"] == 1
    assert found["colleagues"][0]["meetings"][0]["standing"] == "below"
    assert recorded("person.read") == [[chief.pk]]
    assert recorded("person.list") == [[chief.pk, other.pk]]


def test_paths_lead_to_a_body_by_its_number(people: People, chief: Person, client: Client) -> None:
    other = people.person("钱一鸣")
    people.tenure(other, people.bureau, "科员", "2015-01")
    sign_in(people, client, "city", "viewer")
    [path] = asked(client, "api-person-paths", other.pk, to=people.bank.pk)["paths"]
    assert (path["length"], path["there"]["post"], path["steps"][0]["after"]["person"]["name"]) == (2, "行长", "赵明远")


def test_what_is_refused_is_said_in_the_language_asked_for(people: People, chief: Person, client: Client) -> None:
    assert asked(client, "api-person-career", chief.pk, status=401)["detail"] == "请先登录。"
    sign_in(people, client, "county", "system_administrator")
    assert asked(client, "api-person-career", chief.pk, status=403)["detail"] == "你的账号没有提出这一问题的权限。"
    sign_in(people, client, "county", "viewer")
    missing = asked(client, "api-person-paths", chief.pk, status=422)
    assert list(missing["fields"]) == ["to"]
    wrong = asked(client, "api-organisation-leaders", people.bureau.pk, status=422, date="去年")
    assert wrong == {"detail": "所提问题中有看不懂的内容。", "fields": {"date": "看不懂这个值。"}}
    hidden = asked(client, "api-person-paths", chief.pk, status=404, to=people.bank.pk)
    absent = asked(client, "api-person-paths", chief.pk, status=404, to=10**9)
    assert hidden == absent
    client.cookies["django_language"] = "en"
    assert asked(client, "api-person-career", 10**9, status=404)["detail"].startswith("There is nothing")
    assert client.post(reverse("api-person-career", args=[chief.pk])).status_code in (403, 405)


def test_the_schema_is_typed_and_for_those_signed_in(people: People, client: Client) -> None:
    asked(client, "api-openapi", status=401)
    sign_in(people, client, "county", "viewer")
    schema = asked(client, "api-openapi")
    assert set(schema["paths"]) == {
        "/api/v1/organisations/{pk}/leaders",
        "/api/v1/organisations/{pk}/posts",
        "/api/v1/posts/{pk}/{key}",
        "/api/v1/persons/{pk}/career",
        "/api/v1/persons/{pk}/colleagues",
        "/api/v1/persons/{pk}/paths",
        "/api/v1/rounds/{pk}/leaders-where",
    }
    tenure = schema["components"]["schemas"]["Tenure"]["properties"]
    assert tenure["since"]["anyOf"] == [{"type": "string", "format": "date"}, {"type": "null"}]
