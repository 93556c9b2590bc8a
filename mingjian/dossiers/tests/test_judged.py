"""Who is joined or parted moves through every room at once: findings, leads, outcomes, the focus list, the dossier."""

from datetime import date
from typing import Any

import pytest

from mingjian.dossiers.actions import add_focus
from mingjian.dossiers.gathering import gather
from mingjian.dossiers.models import Focus
from mingjian.dossiers.tests.story import ENTRY, Story, tell
from mingjian.findings.actions import record_findings
from mingjian.findings.models import Finding, Named
from mingjian.findings.rows import NewFinding
from mingjian.leads.actions import NewLead, NewOutcome, record_leads, record_outcomes
from mingjian.leads.models import Accused, Lead, Outcome
from mingjian.lib.dates import PartialDate
from mingjian.orgs.models import Organisation
from mingjian.people.actions import NewPerson, NewTenure, judge, record_persons, record_tenures, undo_judgement
from mingjian.people.joining import AsWritten, resolve
from mingjian.people.models import Judgement, Mention, Person
from mingjian.search.models import Document

pytestmark = pytest.mark.django_db

DAY = date(2014, 5, 6)


@pytest.fixture
def story(settings: object) -> Story:
    settings.DEMO_TODAY = ENTRY  # type: ignore[attr-defined]  # pytest-django's settings take any name
    return tell()


@pytest.fixture
def stranger(story: Story) -> int:
    """Somebody on record at the bank who may be the university's president: named in a finding, a lead, an outcome."""
    county = story.offices["county"]
    row = NewPerson("x", "江砚", born=PartialDate(1965), office_ids=[story.offices["province"]])
    [pk] = record_persons(rows=[row], scope=story.system).values()
    away = NewTenure(pk, story.orgs["AWAY"], "局长", PartialDate(2009), PartialDate(2011), is_chief=True)
    record_tenures(rows=[away], scope=story.system)
    found = NewFinding(
        office_id=county,
        org_id=story.orgs["AWAY"],
        finding_class="governance",
        severity=3,
        description="违规处置国有资产",
        found_on=date(2012, 3, 1),
        conduct=(date(2010, 1, 1), date(2010, 12, 31)),
        person_ids=[pk],
    )
    record_findings(rows=[found], scope=story.system)
    lead = NewLead(
        number="线索九", office_id=county, received_on=DAY, org_id=story.orgs["AWAY"], summary="反映收受礼金",
        source="inspection", person_ids=[pk], names=["江砚"], posts=["局长"],
    )  # fmt: skip
    record_leads(rows=[lead], scope=story.system)
    outcome = NewOutcome(
        kind="party_sanction", measure="警告", office_id=county, person_id=pk, org_id=story.orgs["AWAY"], decided_on=DAY
    )
    record_outcomes(rows=[outcome], scope=story.system)
    return pk


def everything() -> dict[str, Any]:
    """All that hangs on who is who, in all rooms."""
    named = (Named, Accused, Outcome, Focus)
    found: dict[str, Any] = {
        model.__name__: list(model.objects.order_by("pk").values_list("pk", "person_id")) for model in named
    }
    for model in (Finding, Lead, Outcome):
        found[f"about {model.__name__}"] = list(
            model.objects.order_by("pk").values_list("pk", "about_persons", "about_orgs")
        )
    fields = ("kind", "row_id", "title", "office_paths", "about_persons", "about_orgs")
    found["documents"] = list(Document.objects.order_by("kind", "row_id").values_list(*fields))
    found["persons"] = list(Person.objects.order_by("pk").values_list("pk", "name", "born", "org_ids", "office_ids"))
    return found


def pair(story: Story, stranger: int) -> tuple[int, int]:
    one, other = Mention.objects.filter(home_id__in=[story.persons["president"], stranger]).values_list("pk", flat=True)
    return one, other


def test_joined_every_room_follows_and_taken_back_all_is_exactly_as_before(story: Story, stranger: int) -> None:
    add_focus(target=story.target, why="兼听", person_id=stranger, scope=story.system)
    before = everything()
    judge(pair=pair(story, stranger), verdict="same", reason="", scope=story.system)
    now = min(story.persons["president"], stranger)
    gone = max(story.persons["president"], stranger)
    assert gone not in {person for table in ("Named", "Accused", "Outcome") for _pk, person in everything()[table]}
    assert Outcome.objects.get().person_id == now
    assert Accused.objects.get(name_as_written="江砚", lead__number="线索九").person_id == now
    assert Focus.objects.get().person_id == now
    assert all(now in row.about_persons for row in Finding.objects.filter(named__person_id=now))
    undo_judgement(judgement=Judgement.objects.get(rule=""), reason="误判", scope=story.system)
    assert everything() == before


def test_the_dossier_says_what_the_judgement_says(story: Story, stranger: int) -> None:
    university = Organisation.objects.select_related("superior").get(pk=story.orgs["UNI"])

    def reading() -> dict[int, set[str]]:
        found = gather(university, ENTRY, story.system).people
        return {each.id: {line.line.key for line in (*each.verified, *each.unverified)} for each in found}

    before = reading()
    assert stranger not in before
    judge(pair=pair(story, stranger), verdict="same", reason="", scope=story.system)
    now = min(story.persons["president"], stranger)
    gained = reading()[now] - before[story.persons["president"]]
    assert {key.split("-")[0] for key in gained} == {"finding", "lead", "outcome"}
    undo_judgement(judgement=Judgement.objects.get(rule=""), reason="误判", scope=story.system)
    assert reading() == before


def test_parting_a_row_from_a_person_takes_that_row_alone_along(story: Story) -> None:
    president = Person.objects.get(pk=story.persons["president"])
    row = AsWritten("江砚", post="青澜示范大学校长", org_id=story.orgs["UNI"], born=PartialDate(1965, 3))
    [met] = resolve([row], office_id=story.offices["province"], scope=story.system, alleged=True)
    assert met == president.pk, "the story's president is joined by birth and post"
    lead = NewLead(
        number="线索十", office_id=story.offices["province"], received_on=DAY, org_id=story.orgs["UNI"], summary="反映",
        source="inspection", person_ids=[met], names=["江砚"], posts=["青澜示范大学校长"],
    )  # fmt: skip
    [pk] = record_leads(rows=[lead], scope=story.system)
    made = Judgement.objects.get(other__kind="lead", other__row_id=pk)
    undo_judgement(judgement=made, reason="并非其人", scope=story.system)
    accused = Accused.objects.get(lead_id=pk)
    assert accused.person_id != president.pk
    assert Lead.objects.get(pk=pk).about_persons == [accused.person_id]
    assert Accused.objects.filter(person_id=president.pk).exists(), "the story's own lead stays with him"
