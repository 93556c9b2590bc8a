"""What hangs on a body follows it: to other offices, under another name."""

import pytest

from mingjian.lib.errors import Invalid, NotAllowed, Stale
from mingjian.offices.rights import Right
from mingjian.orgs.actions import hand_over, rename
from mingjian.orgs.models import Organisation
from mingjian.orgs.tests.ground import day
from mingjian.people.models import Person, Tenure
from mingjian.people.tests.ground import People
from mingjian.search.models import Document

EDIT = (Right.EDIT_REGISTER,)


@pytest.fixture
def served(people: People) -> Person:
    """Somebody known only by a tenure at the county's bureau."""
    found = people.person("赵一鸣", office="")
    people.tenure(found, people.bureau, "局长", "2015-03", is_chief=True)
    return found


def hand(people: People, *offices: str) -> Organisation:
    bureau: Organisation = Organisation.objects.get(pk=people.bureau.pk)
    return hand_over(
        organisation=bureau,
        office_ids=[people.office(each) for each in offices],
        reason="隶属关系调整",
        version=bureau.version,
        scope=people.scope,
    )


def test_tenures_and_persons_pass_to_the_offices_now_answerable(people: People, served: Person) -> None:
    hand(people, "sibling")
    county, sibling = people.reader("county"), people.reader("sibling")
    assert not Tenure.objects.visible_to(county).exists()
    assert not Person.objects.visible_to(county).filter(pk=served.pk).exists()
    assert not Organisation.objects.visible_to(county).filter(pk=people.bureau.pk).exists()
    assert Tenure.objects.visible_to(sibling).get().person_id == served.pk
    assert Person.objects.visible_to(sibling).get(pk=served.pk) == served


def test_their_search_documents_pass_along(people: People, served: Person) -> None:
    hand(people, "sibling")
    wanted = [people.ground.paths["sibling"]]
    found = Document.objects.filter(kind__in=["tenure", "person", "organisation"]).exclude(
        kind="organisation", row_id=people.bank.pk
    )
    assert {each.kind for each in found} == {"tenure", "person", "organisation"}
    assert all([str(path) for path in each.office_paths] == wanted for each in found)


def test_another_line_may_be_answerable_beside(people: People, served: Person) -> None:
    hand(people, "county", "discipline")
    assert Tenure.objects.visible_to(people.reader("discipline")).exists()
    assert Tenure.objects.visible_to(people.reader("county")).exists()


def test_nobody_hands_a_body_to_an_office_they_do_not_edit(people: People) -> None:
    clerk = people.reader("county", *EDIT)
    with pytest.raises(NotAllowed):
        hand_over(
            organisation=people.bureau, office_ids=[people.office("sibling")], reason="调整", version=1, scope=clerk
        )


def test_it_asks_for_a_reason_an_office_and_the_current_version(people: People) -> None:
    values = {"organisation": people.bureau, "office_ids": [people.office("city")], "version": 1, "reason": "调整"}
    for wrong, refusal in (({"reason": " "}, Invalid), ({"office_ids": []}, Invalid), ({"version": 9}, Stale)):
        with pytest.raises(refusal):
            hand_over(**{**values, **wrong}, scope=people.scope)  # type: ignore[arg-type]  # by name


def test_a_tenure_is_found_by_the_name_its_body_took_later(people: People, served: Person) -> None:
    rename(organisation=people.bureau, name="云岭县水利局", on=day("2019-03"), basis="机构改革", scope=people.scope)
    found = Document.objects.get(kind="tenure")
    assert "云岭县水利局" in found.body
    assert "云岭县水务局" in found.body
