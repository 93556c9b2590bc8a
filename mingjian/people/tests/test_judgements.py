"""Judging mentions: joined and parted, with everything that names them; undone exactly; never past the gate."""

from typing import Any

import pytest

from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.rights import Right
from mingjian.people.actions import judge, undo_judgement
from mingjian.people.joining import AsWritten, meet
from mingjian.people.models import Judgement, Mention, Person, Tenure
from mingjian.people.seen import as_seen, shown
from mingjian.people.tests.ground import People, month
from mingjian.search.models import Document

SAME, DIFFERENT, UNSURE = Judgement.Verdict.SAME, Judgement.Verdict.DIFFERENT, Judgement.Verdict.UNSURE


def mention(person: Person) -> int:
    return int(Mention.objects.get(home_id=person.pk).pk)


def state() -> dict[str, Any]:
    """Everything that hangs on who is who."""
    persons = Person.objects.order_by("pk").values_list(
        "pk", "name", "sex", "born", "native_place", "org_ids", "office_ids", "office_paths"
    )
    documents = Document.objects.filter(kind__in=["person", "tenure"]).order_by("kind", "row_id")
    return {
        "persons": list(persons),
        "mentions": list(Mention.objects.order_by("pk").values_list("pk", "person_id")),
        "tenures": list(Tenure.objects.order_by("pk").values_list("pk", "person_id")),
        "found": list(documents.values_list("kind", "row_id", "title", "office_paths")),
    }


@pytest.fixture
def two(people: People) -> tuple[Person, Person]:
    one = people.person("江砚", born=month("1965"), native_place="云南大理")
    other = people.person("江砚", born=month("1965-08"), office="sibling", sex="male")
    people.tenure(one, people.bureau, "局长", "2011-02", "2016-02", is_chief=True)
    people.tenure(other, people.bank, "行长", "2016-03")
    return one, other


def test_joined_they_are_one_and_their_posts_follow(people: People, two: tuple[Person, Person]) -> None:
    one, other = two
    judge(pair=(mention(one), mention(other)), verdict=SAME, reason="", scope=people.scope)
    assert not Person.objects.filter(pk=other.pk).exists()
    assert set(Tenure.objects.values_list("person_id", flat=True)) == {one.pk}
    joined = Person.objects.get(pk=one.pk)
    assert (joined.sex, joined.native_place) == ("male", "云南大理")
    assert str(joined.born.lower)[:7] == "1965-08"
    assert len(joined.org_ids) == 2


def test_taken_back_everything_is_exactly_as_it_was(people: People, two: tuple[Person, Person]) -> None:
    before = state()
    judge(pair=(mention(two[0]), mention(two[1])), verdict=SAME, reason="", scope=people.scope)
    assert state() != before
    undo_judgement(judgement=Judgement.objects.get(user_id=None, rule=""), reason="误判", scope=people.scope)
    assert state() == before


def test_undoing_twice_is_refused_and_needs_a_reason(people: People, two: tuple[Person, Person]) -> None:
    judge(pair=(mention(two[0]), mention(two[1])), verdict=SAME, reason="", scope=people.scope)
    made = Judgement.objects.get(rule="")
    with pytest.raises(Invalid):
        undo_judgement(judgement=made, reason=" ", scope=people.scope)
    undo_judgement(judgement=made, reason="误判", scope=people.scope)
    with pytest.raises(Invalid):
        undo_judgement(judgement=made, reason="再次", scope=people.scope)


def test_different_is_respected_until_it_is_taken_back(people: People, two: tuple[Person, Person]) -> None:
    pair = (mention(two[0]), mention(two[1]))
    judge(pair=pair, verdict=DIFFERENT, reason="", scope=people.scope)
    with pytest.raises(Invalid):
        judge(pair=pair, verdict=SAME, reason="", scope=people.scope)
    undo_judgement(judgement=Judgement.objects.get(verdict=DIFFERENT), reason="查清", scope=people.scope)
    judge(pair=pair, verdict=SAME, reason="", scope=people.scope)
    assert Person.objects.filter(name="江砚").count() == 1


def test_a_chain_around_a_difference_is_refused(people: People, two: tuple[Person, Person]) -> None:
    one, other = two
    third = people.person("江砚")
    judge(pair=(mention(one), mention(other)), verdict=DIFFERENT, reason="", scope=people.scope)
    judge(pair=(mention(one), mention(third)), verdict=SAME, reason="", scope=people.scope)
    with pytest.raises(Invalid):
        judge(pair=(mention(other), mention(third)), verdict=SAME, reason="", scope=people.scope)
    assert Person.objects.filter(name="江砚").count() == 2


def test_what_further_judgements_hold_together_is_not_parted(people: People, two: tuple[Person, Person]) -> None:
    one, other = two
    third = people.person("江砚")
    for pair in ((one, third), (other, third)):
        judge(pair=(mention(pair[0]), mention(pair[1])), verdict=SAME, reason="", scope=people.scope)
    with pytest.raises(Invalid):
        judge(pair=(mention(one), mention(other)), verdict=DIFFERENT, reason="", scope=people.scope)


def test_a_contradiction_needs_a_reason(people: People) -> None:
    one = people.person("江砚", born=month("1965-08"))
    other = people.person("江砚", born=month("1970-01"))
    pair = (mention(one), mention(other))
    with pytest.raises(Invalid):
        judge(pair=pair, verdict=SAME, reason="", scope=people.scope)
    judge(pair=pair, verdict=SAME, reason="档案更改出生年月", scope=people.scope)
    assert Person.objects.filter(name="江砚").count() == 1


def test_unsure_changes_nothing_and_a_second_word_replaces_the_first(
    people: People, two: tuple[Person, Person]
) -> None:
    before = state()
    judge(pair=(mention(two[0]), mention(two[1])), verdict=UNSURE, reason="", scope=people.scope)
    assert state() == before


def test_who_does_not_see_both_cannot_judge(people: People, two: tuple[Person, Person]) -> None:
    county = people.reader("county", Right.EDIT_REGISTER)
    with pytest.raises(Invalid):
        judge(pair=(mention(two[0]), mention(two[1])), verdict=SAME, reason="", scope=county)
    assert Person.objects.filter(name="江砚").count() == 2


def test_who_edits_nothing_cannot_judge(people: People) -> None:
    pair = (mention(people.person("江砚")), mention(people.person("江砚")))
    with pytest.raises(NotAllowed):
        judge(pair=pair, verdict=SAME, reason="", scope=people.reader("county"))


def test_a_reader_sees_the_values_of_their_own_mentions(people: People, two: tuple[Person, Person]) -> None:
    one, other = two
    judge(pair=(mention(one), mention(other)), verdict=SAME, reason="", scope=people.scope)
    county = as_seen(list(Person.objects.filter(pk=one.pk)), people.reader("county"))[0]
    assert (county.sex, county.native_place, str(county.born.lower)) == ("", "云南大理", "1965-01-01")
    sibling = as_seen(list(Person.objects.filter(pk=one.pk)), people.reader("sibling"))[0]
    assert (sibling.sex, sibling.native_place) == ("male", "")
    assert shown([one.pk], people.reader("county"))[one.pk]["native_place"].mention == mention(one)


def test_a_join_by_rule_can_be_taken_back(people: People, two: tuple[Person, Person]) -> None:
    row = AsWritten("江砚", post="云岭农商银行行长", org_id=people.bank.pk, born=month("1965-08"))
    [met] = meet([row], office_id=people.office("county"), scope=people.scope)
    assert met.person_id == two[1].pk
    made = Judgement.objects.get(other_id=met.mention_id)
    assert made.rule == "post"
    changed = undo_judgement(judgement=made, reason="并非一人", scope=people.scope)
    assert len(changed.persons) == 2
    assert Mention.objects.get(pk=met.mention_id).person_id not in {two[0].pk, two[1].pk}


def test_a_mention_whose_row_names_somebody_else_now_says_nothing(people: People) -> None:
    one = people.person("江砚", born=month("1965-08"))
    row = AsWritten("江砚", org_id=people.bureau.pk, sex="male")
    people.tenure(one, people.bureau, "局长", "2011-02")
    [met] = meet([row], office_id=people.office("county"), scope=people.scope)
    Mention.objects.filter(pk=met.mention_id).update(person=one, released=True)
    assert as_seen([one], people.scope)[0].sex == ""
