"""The pages by which rounds are planned, and the ledgers of rounds, teams and inspected organisations."""

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.orgs.actions import rename
from mingjian.orgs.tests.ground import day
from mingjian.people.tests.ground import sign_in
from mingjian.rounds.actions import revise_round
from mingjian.rounds.models import Round, Target, Team, Term
from mingjian.rounds.tests.ground import Plan

DAYS = {"start": "2030-01-01", "end": "2034-12-31"}


@pytest.fixture
def desk(plan: Plan, client: Client) -> Client:
    """Whoever plans the county's rounds."""
    sign_in(plan.people, client, "county", "office_head")
    return client


def shown(client: Client, name: str, *args: int, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_term_a_round_a_team_and_a_body_are_planned_by_hand(plan: Plan, desk: Client) -> None:
    office = plan.round.office_id
    term = {"office": office, "number": 6, "name": "六届县委", **DAYS}
    assert desk.post(reverse("term-record"), term).status_code == 302
    term_id = Term.objects.get(number=6).pk
    days = {"start": "2030-03-01", "end": "2030-06-30"}
    values = {"term_id": term_id, "year": 2030, "number": 1, "name": "六届第一轮巡察", "kind": "regular", **days}
    assert desk.post(reverse("round-record"), values).status_code == 302
    round_id = Round.objects.get(year=2030).pk
    assert desk.post(reverse("team-record", args=[round_id]), {"name": "第一巡察组"}).status_code == 302
    team = Team.objects.get(round=round_id)
    stay = {"on_site_start": "2030-03-01", "on_site_end": "2030-04-30"}
    seen = {"inspected_start": "2025-01-01", "inspected_end": "2030-02-28"}
    body = {"org": "云岭县水务局（W1）", "team_id": team.pk, **stay, **seen}
    assert desk.post(reverse("target-record", args=[round_id]), body).status_code == 302
    assert Target.objects.get(team=team).org == plan.people.bureau


def test_a_body_is_picked_by_its_old_name(plan: Plan, desk: Client) -> None:
    rename(
        organisation=plan.people.bank,
        name="云岭县农村商业银行",
        on=day("2019-03"),
        basis="改制",
        scope=plan.people.scope,
    )
    sign_in(plan.people, desk, "city", "office_head")
    offered = desk.get(reverse("pick", args=["organisation"]), {"org": "云岭农商银行"}).content.decode()
    assert "云岭县农村商业银行（B1）" in offered
    days = {"on_site_start": "2026-03-01", "on_site_end": "2026-04-30"}
    seen = {"inspected_start": "2021-01-01", "inspected_end": "2026-02-28"}
    values = {"org": "云岭农商银行", "team_id": plan.team.pk, **days, **seen}
    assert desk.post(reverse("target-record", args=[plan.round.pk]), values).status_code == 302
    found = shown(desk, "target-list", of_org="云岭农商银行")
    assert "云岭县农村商业银行" in found
    assert "云岭县水务局" not in found


def test_a_body_twice_in_one_round_is_refused_in_words(plan: Plan, desk: Client) -> None:
    days = {"on_site_start": "2026-03-01", "on_site_end": "2026-04-30"}
    seen = {"inspected_start": "2021-01-01", "inspected_end": "2026-02-28"}
    values = {"org": "W1", "team_id": plan.team.pk, **days, **seen}
    answer = desk.post(reverse("target-record", args=[plan.round.pk]), values)
    assert answer.status_code == 422
    assert Target.objects.count() == 1
    assert 'class="error-text"' in answer.content.decode()


def test_two_who_edit_see_both_versions(plan: Plan, desk: Client) -> None:
    url = reverse("round-revise", args=[plan.round.pk])
    assert desk.get(url).status_code == 200
    revise_round(round_=plan.round, values={"name": "他人所改"}, version=1, scope=plan.people.scope)
    days = {"start": "2026-01-01", "end": "2027-12-31"}
    mine = {"term_id": plan.term.pk, "year": 2026, "number": 1, "name": "我所改", "kind": "regular", "version": 1}
    answer = desk.post(url, {**mine, **days})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "他人所改" in page
    assert "我所改" in page
    assert desk.post(url, {**mine, **days, "version": 2}).status_code == 302
    assert Round.objects.get().name == "我所改"


def test_a_changed_target_shows_its_history(plan: Plan, desk: Client) -> None:
    days = {"on_site_start": "2026-03-01", "on_site_end": "2026-04-30"}
    seen = {"inspected_start": "2021-01-01", "inspected_end": "2026-02-28"}
    values = {"team_id": plan.team.pk, **days, **seen, "counts_talks": 31, "version": 1}
    assert desk.post(reverse("target-revise", args=[plan.target.pk]), values).status_code == 302
    page = shown(desk, "target", plan.target.pk)
    assert "某county-office_head" in page
    assert "31" in page


def test_the_ledgers_show_what_is_in_scope(plan: Plan, desk: Client) -> None:
    wanted = {"round-ledger": plan.round.name, "team-list": plan.team.name, "target-list": plan.people.bureau.name}
    for name, words in wanted.items():
        assert words in shown(desk, name)
    sign_in(plan.people, desk, "sibling", "office_head")
    for name, words in wanted.items():
        assert words not in shown(desk, name)
    for name, pk in (("team", plan.team.pk), ("target-revise", plan.target.pk), ("round-revise", plan.round.pk)):
        assert desk.get(reverse(name, args=[pk])).status_code == 404


def test_whoever_only_reads_plans_nothing(plan: Plan, client: Client) -> None:
    sign_in(plan.people, client, "county", "viewer")
    assert client.get(reverse("team", args=[plan.team.pk])).status_code == 200
    for name in ("term-record", "round-record"):
        assert client.get(reverse(name)).status_code == 403
    for name, pk in (("target-revise", plan.target.pk), ("team-record", plan.round.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 403
    assert client.post(reverse("target-withdraw", args=[plan.target.pk]), {"reason": "x"}).status_code == 403


def test_an_organisation_s_page_tells_when_it_was_inspected(plan: Plan, desk: Client) -> None:
    page = shown(desk, "organisation", plan.people.bureau.pk)
    assert plan.round.name in page
