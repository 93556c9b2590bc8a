"""The pages of leads and outcomes."""

from django.test import Client
from django.urls import reverse

from mingjian.leads.actions import NewOutcome, record_outcomes
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.tests.test_leads import DAY, a_lead
from mingjian.people.tests.ground import People, sign_in


def test_a_lead_is_marked_unverified_on_list_and_page(people: People, client: Client) -> None:
    person = people.person("张伟")
    lead = a_lead(people, person_ids=[person.pk], posts=["局长"])
    sign_in(people, client, "county", "leads_officer")
    for url in (reverse("lead-list"), reverse("lead", args=[lead.pk]), reverse("person", args=[person.pk])):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "is-unverified" in answer.content.decode()


def test_a_reader_without_the_right_is_refused(people: People, client: Client) -> None:
    lead = a_lead(people)
    sign_in(people, client, "county", "viewer")
    assert client.get(reverse("lead-list")).status_code == 403
    assert client.get(reverse("lead", args=[lead.pk])).status_code == 403


def test_a_sibling_finds_no_lead(people: People, client: Client) -> None:
    lead = a_lead(people)
    sign_in(people, client, "sibling", "leads_officer")
    assert client.get(reverse("lead", args=[lead.pk])).status_code == 404
    assert lead.number not in client.get(reverse("lead-list")).content.decode()


def test_closing_it_on_its_page_takes_it_out_of_every_view(people: People, client: Client) -> None:
    lead = a_lead(people)
    sign_in(people, client, "county", "leads_officer")
    page = reverse("lead", args=[lead.pk])
    assert client.post(f"{page}close_unfounded", {"reason": ""}).status_code == 422
    assert client.post(f"{page}close_unfounded", {"reason": "查无实据"}).status_code == 422
    given = {"reason": "查无实据", "approver": "主要负责人"}
    assert client.post(f"{page}close_unfounded", given).status_code == 302
    assert client.get(page).status_code == 404
    assert Lead.objects.get(pk=lead.pk).state == "unfounded"


def test_taking_it_up_shows_the_next_steps(people: People, client: Client) -> None:
    lead = a_lead(people)
    sign_in(people, client, "county", "leads_officer")
    page = reverse("lead", args=[lead.pk])
    assert client.post(f"{page}dispose", {"disposal": "inquiry"}, follow=True).status_code == 200
    assert "/conclude" in client.get(page).content.decode()


def test_an_outcome_has_its_page(people: People, client: Client) -> None:
    row = NewOutcome(people.office("county"), "org_measure", "诫勉谈话", 1, people.person("张伟").pk, decided_on=DAY)
    record_outcomes(rows=[row], scope=people.scope)
    outcome = Outcome.objects.get()
    sign_in(people, client, "county", "viewer")
    answer = client.get(reverse("outcome", args=[outcome.pk]))
    assert "诫勉谈话" in answer.content.decode()
    sign_in(people, client, "sibling", "viewer")
    assert client.get(reverse("outcome", args=[outcome.pk])).status_code == 404
