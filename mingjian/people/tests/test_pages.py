"""The pages of persons."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.people.actions import NewPerson, record_persons
from mingjian.people.models import Person
from mingjian.people.tests.ground import People, month, sign_in


def recorded(verb: str) -> list[list[int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ids FROM audit_entry WHERE verb = %s", [verb])
        return [row[0] for row in cursor.fetchall()]


def test_a_page_shows_the_career_in_scope_and_is_recorded(people: People, client: Client) -> None:
    person = people.person("张伟", born=month("1970-05"))
    people.tenure(person, people.bank, "行长", "2011-02", "2016-02")
    people.tenure(person, people.bureau, "局长", "2016-03", is_chief=True)
    people.person("张伟")
    sign_in(people, client, "county", "viewer")
    answer = client.get(reverse("person", args=[person.pk]))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "云岭县水务局" in text
    assert "云岭农商银行" not in text
    assert 'id="namesakes"' in text
    assert recorded("person.read") == [[person.pk]]


def test_search_tells_two_of_one_name_apart_by_birth_and_latest_post_in_scope(people: People, client: Client) -> None:
    one = people.person("张伟", born=month("1970-05"))
    people.tenure(one, people.bank, "行长", "2018-02")
    people.tenure(one, people.bureau, "局长", "2016-03", "2018-01", is_chief=True)
    people.person("张伟", born=month("1981-11"))
    sign_in(people, client, "county", "viewer")
    text = client.get(reverse("search"), {"q": "张伟", "kind": "person"}).content.decode()
    assert re.findall(r'hit-note">([^<]*)<', text) == ["1981-11 出生", "1970-05 出生 · 云岭县水务局 局长"]


def test_out_of_scope_is_the_same_as_not_there(people: People, client: Client) -> None:
    person = people.person("张伟")
    sign_in(people, client, "sibling", "viewer")
    assert client.get(reverse("person", args=[person.pk])).status_code == 404
    assert client.get(reverse("person", args=[person.pk + 99])).status_code == 404
    assert recorded("person.read") == []


def test_the_list_shows_what_is_in_scope_and_is_recorded(people: People, client: Client) -> None:
    person = people.person("张伟")
    people.person("李四", office="sibling")
    sign_in(people, client, "county", "viewer")
    text = client.get(reverse("person-list")).content.decode()
    assert "张伟" in text
    assert "李四" not in text
    assert recorded("person.list") == [[person.pk]]


def test_the_export_holds_no_more_than_the_list(people: People, client: Client) -> None:
    people.person("张伟")
    people.person("李四", office="sibling")
    sign_in(people, client, "county", "clerk")
    url = reverse("ledger-export", kwargs={"code": "persons", "form": "csv"})
    text = b"".join(client.get(url)).decode()
    assert "张伟" in text
    assert "李四" not in text


def test_the_list_takes_a_constant_number_of_queries(people: People, client: Client) -> None:
    sign_in(people, client, "county", "viewer")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("person-list"))
        return len(counted)

    people.person("王一")
    queries()  # the first request of a session also stamps the session
    few = queries()
    rows = [NewPerson(f"{at}", f"王{at:03}", office_ids=[people.office("county")]) for at in range(60)]
    record_persons(rows=rows, scope=people.scope)
    assert queries() == few


def test_the_second_to_save_sees_both_and_loses_nothing(people: People, client: Client) -> None:
    person = people.person("张伟", native_place="云南大理")
    sign_in(people, client, "county", "clerk")
    url = reverse("person-revise", args=[person.pk])
    first = {"name": "张伟", "native_place": "云南保山", "version": "1"}
    assert client.post(url, first).status_code == 302
    answer = client.post(url, {"name": "张伟", "native_place": "云南丽江", "version": "1"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "云南丽江" in text
    assert "云南保山" in text
    assert Person.objects.get(pk=person.pk).native_place == "云南保山"


def test_a_reader_does_not_revise(people: People, client: Client) -> None:
    person = people.person("张伟")
    sign_in(people, client, "county", "viewer")
    assert client.get(reverse("person-revise", args=[person.pk])).status_code == 403
