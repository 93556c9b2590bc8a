"""The dossier as the design has it: what it gathers, for whom, how deep, in what order."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.dossiers.actions import add_focus, prepare, write_back
from mingjian.dossiers.as_json import as_data
from mingjian.dossiers.gathering import gather
from mingjian.dossiers.opening import Opened, find, open_dossier
from mingjian.dossiers.tests.story import ENTRY, Story, tell
from mingjian.findings.models import Finding
from mingjian.leads.actions import NewOutcome, clarify, close_unfounded, record_outcomes, revoke
from mingjian.leads.models import Lead, Outcome
from mingjian.lib.errors import Invalid
from mingjian.offices.models import Office
from mingjian.offices.scope import Depth
from mingjian.orgs.models import Organisation

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 4)


@pytest.fixture
def story() -> Story:
    return tell()


def opened(story: Story, user: str = "member") -> Opened:
    scope = build(story.users[user], ENTRY)
    org = find(story.orgs["UNI"], scope)
    assert org is not None
    return open_dossier(org, scope, user=story.users[user], on=ENTRY, today=ENTRY)


@pytest.fixture(autouse=True)
def _on_the_eve(settings: object) -> None:
    settings.DEMO_TODAY = ENTRY  # type: ignore[attr-defined]  # pytest-django's settings take any name


def test_the_president_stands_first_because_of_the_bank(story: Story) -> None:
    first = opened(story).dossier.people[0]
    assert (first.id, first.name) == (story.persons["president"], "江砚")
    assert [each.line.id for each in first.verified] == [story.findings["loans"]]
    assert {term.code for term in first.verified[0].terms} >= {"role", "severity", "overlap", "unresolved", "recency"}


def test_the_team_sees_the_banks_finding_at_the_depth_its_office_set(story: Story) -> None:
    for depth, words in ((Depth.EXISTENCE, ""), (Depth.SUMMARY, "廉洁"), (Depth.FULL, "违规发放大额贷款")):
        Office.objects.filter(pk=story.offices["province"]).update(sight_depth=depth)
        line = opened(story).dossier.people[0].verified[0].line
        assert line.depth == depth
        assert ("违规发放大额贷款" in line.title) == (depth == Depth.FULL)
        assert bool(line.class_words) == bool(words)


def test_the_team_sees_nothing_else_of_that_office(story: Story) -> None:
    opened(story)
    scope = build(story.users["member"], ENTRY)
    gathered = {story.findings["loans"], story.findings["old"]}
    assert set(Finding.objects.visible_to(scope, Depth.EXISTENCE).values_list("pk", flat=True)) == gathered
    assert not Organisation.objects.visible_to(scope).filter(pk=story.orgs["BANK"]).exists()


def test_a_sibling_county_cannot_learn_that_it_exists(story: Story) -> None:
    scope = build(story.users["sibling"], ENTRY)
    assert find(story.orgs["UNI"], scope) is None
    assert not Finding.objects.visible_to(scope, Depth.EXISTENCE).exists()
    assert not Organisation.objects.visible_to(scope, Depth.EXISTENCE).exists()


def test_a_merged_bodys_finding_is_in_its_successors_dossier(story: Story) -> None:
    dossier = opened(story, "head").dossier
    assert story.findings["old"] in [line.id for line in dossier.findings]
    assert [pk for pk, _name in dossier.body.predecessors] == [story.orgs["OLD"]]


def test_a_namesake_is_possible_and_never_joined(story: Story) -> None:
    people = {entry.id: entry for entry in opened(story, "head").dossier.people}
    namesakes = people[story.persons["president"]].namesakes
    assert [other.person_id for other in namesakes] == [story.persons["namesake"]]
    assert namesakes[0].evidence_against
    assert people[story.persons["namesake"]].verified == []


def test_verified_and_unverified_are_never_one_figure(story: Story) -> None:
    first = opened(story, "head").dossier.people[0]
    assert first.unverified
    assert first.verified_points == sum(each.points for each in first.verified)
    assert all(not each.line.verified for each in first.unverified)


def test_an_unfounded_lead_leaves_the_dossier(story: Story) -> None:
    close_unfounded(lead=Lead.objects.get(pk=story.lead), scope=story.system, reason="查无实据")
    first = opened(story, "head").dossier.people[0]
    assert (first.unverified, first.unverified_points) == ([], 0)


def test_a_clarification_stands_by_the_person_and_weighs_nothing(story: Story) -> None:
    before = opened(story, "head").dossier.people[0]
    lead = Lead.objects.get(pk=story.lead)
    sealed = close_unfounded(lead=lead, scope=story.system, reason="查无实据")
    [pk] = clarify(lead=sealed, measure="通报党组织", text="不属实", decided_on=DAY, approver="某", scope=story.system)
    first = opened(story, "head").dossier.people[0]
    assert first.clarified == [(pk, DAY)]
    assert first.verified_points == before.verified_points
    assert [each.line.kind for each in first.verified] == [each.line.kind for each in before.verified]


def test_a_revoked_outcome_leaves_the_dossier(story: Story) -> None:
    office = Lead.objects.get(pk=story.lead).office_id
    row = NewOutcome(office, "org_measure", "诫勉", 1, story.persons["president"], decided_on=DAY)
    [pk] = record_outcomes(rows=[row], scope=story.system)
    assert pk in [each.line.id for each in opened(story, "head").dossier.people[0].verified]
    revoke(outcome=Outcome.objects.get(pk=pk), reason="复查撤销", scope=story.system)
    kinds = [each.line.kind for each in opened(story, "head").dossier.people[0].verified]
    assert "outcome" not in kinds


def test_an_excluded_reader_finds_no_dossier(story: Story) -> None:
    member = story.users["head"]
    member.body_id = story.orgs["UNI"]
    member.save(update_fields=["body_id"])
    assert find(story.orgs["UNI"], build(member, ENTRY)) is None


def test_opening_is_recorded_with_the_body(story: Story) -> None:
    opened(story, "head")
    entry = Entry.objects.filter(verb="dossier.open").latest("id")
    assert (entry.actor_id, entry.ids) == (story.users["head"].pk, [story.orgs["UNI"]])


def test_the_number_of_queries_does_not_depend_on_the_body(story: Story) -> None:
    scope = build(story.users["head"], ENTRY)
    counts = []
    for code in ("UNI", "BANK", "AWAY"):
        org = Organisation.objects.select_related("superior").get(pk=story.orgs[code])
        with CaptureQueriesContext(
            connection,
        ) as captured:
            gather(org, ENTRY, scope)
        counts.append(len(captured))
    assert max(counts) == min(counts) <= 22


def test_the_focus_list_says_why_and_what_became_of_it(story: Story) -> None:
    prepare(target=story.target, scope=story.system)
    scope = build(story.users["member"], ENTRY)
    focus = add_focus(
        target=story.target, person_id=story.persons["president"], why="曾任被巡视银行党委书记", scope=scope
    )
    with pytest.raises(Invalid):
        add_focus(target=story.target, person_id=story.persons["president"], why="再来一次", scope=scope)
    with pytest.raises(Invalid):
        add_focus(target=story.target, person_id=story.persons["dean"], why="  ", scope=scope)
    assert write_back(focus=focus, became="已移交线索", scope=scope).state == "written_back"


def test_the_data_names_each_source(story: Story) -> None:
    data = as_data(opened(story, "head").dossier)
    assert data["entry"] == "2018-04-27"
    line = data["people"][0]["verified"][0]
    assert line["url"] == f"/findings/{story.findings['loans']}/"
    assert line["points"] == sum(term["points"] for term in line["terms"])


def test_nothing_after_the_entry_is_read(story: Story) -> None:
    org = Organisation.objects.select_related("superior").get(pk=story.orgs["UNI"])
    before = gather(org, date(2017, 9, 1), build(story.users["head"], ENTRY))
    assert all(not entry.verified for entry in before.people)
