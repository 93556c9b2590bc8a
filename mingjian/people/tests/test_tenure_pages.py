"""Persons and tenures by hand: forms, a tenure's page and ledger, two who edit."""

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.people.actions import NewResume, record_resumes, revise_tenure
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.people.tests.ground import People, month, sign_in

VALUES = {"org": "云岭县水务局（W1）", "post": "局长", "start": "2011-02", "is_chief": "是"}


@pytest.fixture
def person(people: People) -> Person:
    return people.person("赵一鸣", born=month("1970-05"))


@pytest.fixture
def clerk(people: People, client: Client) -> Client:
    sign_in(people, client, "county", "clerk")
    return client


def test_a_person_is_recorded_with_post_and_resume(people: People, clerk: Client) -> None:
    values = {
        "office": people.office("county"),
        "name": "钱多",
        "born": "1980-01",
        "unit": "云岭县水务局（W1）",
        "post": "科长",
        "resume": "2003.05-2009.05 云岭县水务局科员",
    }
    assert clerk.post(reverse("person-record"), values).status_code == 302
    found = Person.objects.get(name="钱多")
    assert Tenure.objects.get().person == found
    assert clerk.post(reverse("person-record"), values).status_code == 302
    assert Person.objects.filter(name="钱多").count() == 1


def test_a_tenure_is_recorded_shown_and_found(people: People, person: Person, clerk: Client) -> None:
    assert clerk.post(reverse("tenure-record", args=[person.pk]), VALUES).status_code == 302
    found = Tenure.objects.get()
    assert (found.org, found.post, found.is_chief) == (people.bureau, "局长", True)
    page = clerk.get(reverse("tenure", args=[found.pk])).content.decode()
    assert "赵一鸣" in page
    assert "某county-clerk" in page
    assert "赵一鸣" in clerk.get(reverse("tenure-list"), {"of_org": "云岭县水务局"}).content.decode()


def test_a_line_of_a_resume_is_settled_by_its_tenure(people: People, person: Person, clerk: Client) -> None:
    text = "2001.02-2005.03 县水务局股长"
    record_resumes(rows=[NewResume(person.pk, people.office("county"), text)], scope=people.scope)
    line = ResumeLine.objects.get()
    assert text in clerk.get(reverse("person", args=[person.pk])).content.decode()
    url = f"{reverse('tenure-record', args=[person.pk])}?line={line.pk}"
    assert "2001-02" in clerk.get(url).content.decode()
    values = {"org": "云岭县水务局", "post": "股长", "start": "2001-02", "end": "2005-03"}
    assert clerk.post(url, values).status_code == 302
    assert not ResumeLine.objects.exists()
    assert Tenure.objects.get().post == "股长"


def test_a_tenure_that_does_not_hold_keeps_what_was_typed(person: Person, clerk: Client) -> None:
    wrong = {**VALUES, "end": "2009-01"}
    answer = clerk.post(reverse("tenure-record", args=[person.pk]), wrong)
    assert answer.status_code == 422
    assert "2009-01" in answer.content.decode()
    assert not Tenure.objects.exists()


def test_two_who_edit_see_both_versions(people: People, person: Person, clerk: Client) -> None:
    pk = people.tenure(person, people.bureau, "局长", "2011-02")
    revise_tenure(tenure=Tenure.objects.get(), values={"post": "他人所改"}, version=1, scope=people.scope)
    mine = {"post": "我所改", "start": "2011-02", "version": 1}
    answer = clerk.post(reverse("tenure-revise", args=[pk]), mine)
    assert answer.status_code == 409
    assert "他人所改" in answer.content.decode()
    assert "我所改" in answer.content.decode()
    assert clerk.post(reverse("tenure-revise", args=[pk]), {**mine, "version": 2}).status_code == 302
    assert Tenure.objects.get().post == "我所改"


def test_a_tenure_is_withdrawn_with_a_reason(people: People, person: Person, clerk: Client) -> None:
    pk = people.tenure(person, people.bureau, "局长", "2011-02")
    assert clerk.post(reverse("tenure-withdraw", args=[pk]), {"reason": ""}).status_code != 302
    assert clerk.post(reverse("tenure-withdraw", args=[pk]), {"reason": "误录"}).status_code == 302
    assert not Tenure.objects.exists()


def test_another_office_s_tenure_is_as_good_as_none(people: People, person: Person, client: Client) -> None:
    pk = people.tenure(person, people.bank, "行长", "2011-02")
    sign_in(people, client, "county", "clerk")
    for name in ("tenure", "tenure-revise"):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    assert client.post(reverse("tenure-withdraw", args=[pk]), {"reason": "x"}).status_code == 404
    assert "行长" not in client.get(reverse("tenure-list")).content.decode()
    sign_in(people, client, "sibling", "viewer")
    assert client.get(reverse("tenure", args=[pk])).status_code == 200
    assert client.get(reverse("tenure-revise", args=[pk])).status_code == 403
