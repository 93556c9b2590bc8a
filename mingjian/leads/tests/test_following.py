"""A lead and an outcome are found by the name their body took later, and by the one it bore; never when sealed."""

from datetime import date

from mingjian.leads.actions import NewLead, NewOutcome, close_unfounded, record_leads, record_outcomes
from mingjian.leads.models import Lead
from mingjian.orgs.actions import rename
from mingjian.orgs.tests.ground import day
from mingjian.people.tests.ground import People
from mingjian.search.models import Document

DAY = date(2014, 5, 6)


def lead(people: People, number: str) -> Lead:
    row = NewLead(
        number=number,
        office_id=people.office("county"),
        received_on=DAY,
        org_id=people.bureau.pk,
        summary="反映违规发放补贴",
        source="inspection",
    )
    return Lead.objects.get(pk=record_leads(rows=[row], scope=people.scope)[0])


def test_leads_and_outcomes_of_a_renamed_body_are_found_by_both_names(people: People) -> None:
    lead(people, "线索1")
    sealed = lead(people, "线索2")
    outcome = NewOutcome(
        office_id=people.office("county"),
        kind="accountability",
        measure="通报",
        decided_on=DAY,
        org_id=people.bureau.pk,
    )
    record_outcomes(rows=[outcome], scope=people.scope)
    close_unfounded(lead=sealed, scope=people.scope, reason="查否")
    rename(organisation=people.bureau, name="云岭县水利局", on=day("2021-03"), basis="改革", scope=people.scope)
    texts = {row.kind: row.text for row in Document.objects.filter(kind__in=("lead", "outcome"))}
    assert set(texts) == {"lead", "outcome"}
    assert all("云岭县水利局" in text and "云岭县水务局" in text for text in texts.values())
    assert Document.objects.filter(kind="lead").count() == 1
