"""全覆盖: whom a term has inspected and whom not, by what the reader may see."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.orgs.actions import rename
from mingjian.orgs.models import Organisation
from mingjian.orgs.tests.ground import day
from mingjian.people.tests.ground import sign_in
from mingjian.rounds.actions import NewTerm, record_terms
from mingjian.rounds.coverage import AGAIN, DONE, OPEN, of_term
from mingjian.rounds.tests.ground import Plan


@pytest.fixture
def school(plan: Plan) -> Organisation:
    """A second body of the county's office, not inspected."""
    return plan.people.ground.record(plan.people.ground.row("S1", name="云岭县一中", kind="school"))["S1"]


def names(plan: Plan, standing: str, **more: str) -> list[str]:
    found = of_term(plan.term, plan.people.scope, standing=standing, **more)  # type: ignore[arg-type]  # by name
    return [line.name for line in found.lines]


def test_bodies_stand_open_until_the_term_enters_them(plan: Plan, school: Organisation) -> None:
    assert (names(plan, OPEN), names(plan, DONE)) == (["云岭县一中"], ["云岭县水务局"])
    plan.enter(school.pk)
    assert (names(plan, OPEN), names(plan, AGAIN)) == ([], [])


def test_the_figures_are_the_rows(plan: Plan, school: Organisation) -> None:
    found = of_term(plan.term, plan.people.scope)
    assert (found.figures.bodies, found.figures.done, found.figures.open) == (2, 1, 1)
    assert found.figures.percent == "50.0 %"
    assert {(kind, done, every) for kind, _words, done, every in found.by_kind} == {
        ("school", 0, 1),
        ("government_department", 1, 1),
    }


def test_the_day_of_the_last_entry_is_told_also_from_other_terms(plan: Plan) -> None:
    scope = replace(plan.people.scope, on=date(2026, 5, 1))
    [line] = of_term(plan.term, scope, standing=DONE).lines
    assert (line.times, line.last) == (1, date(2026, 3, 1))


def test_bodies_of_other_offices_are_none_of_the_term_s(plan: Plan) -> None:
    assert plan.people.bank.name not in names(plan, OPEN)


def test_a_body_is_found_by_its_old_name(plan: Plan, school: Organisation) -> None:
    rename(organisation=school, name="云岭示范中学", on=day("2024-03"), basis="更名", scope=plan.people.scope)
    assert names(plan, OPEN, name="县一中") == ["云岭示范中学"]


def test_what_is_kept_from_the_reader_is_in_no_figure(plan: Plan, school: Organisation) -> None:
    kept = replace(plan.people.scope, not_orgs=frozenset({plan.people.bureau.pk}))
    found = of_term(plan.term, kept)
    assert (found.figures.bodies, found.figures.done) == (1, 0)
    assert of_term(plan.term, kept, standing=DONE).lines == []


def test_the_page_shows_one_term_and_no_other_office_s(plan: Plan, school: Organisation, client: Client) -> None:
    sign_in(plan.people, client, "county", "office_head")
    page = client.get(reverse("coverage")).content.decode()
    assert "云岭县一中" in page
    assert "云岭县水务局" in client.get(reverse("coverage"), {"standing": "done"}).content.decode()
    sign_in(plan.people, client, "sibling", "office_head")
    assert "云岭县一中" not in client.get(reverse("coverage")).content.decode()


def test_another_office_s_term_is_as_good_as_none(plan: Plan, client: Client) -> None:
    sign_in(plan.people, client, "sibling", "office_head")
    record_terms(
        rows=[NewTerm(plan.people.office("sibling"), 1, "邻县", date(2025, 1, 1), date(2029, 1, 1))],
        scope=plan.people.scope,
    )
    assert client.get(reverse("coverage")).status_code == 200
    assert client.get(reverse("coverage"), {"term": plan.term.pk}).status_code == 404
