"""Recording and revising persons and tenures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingjian.lib.errors import Invalid, NotAllowed, Stale
from mingjian.lib.hashing import check_digit
from mingjian.offices.rights import Right
from mingjian.people.about import about
from mingjian.people.actions import (
    NewPerson,
    NewTenure,
    record_persons,
    record_tenures,
    revise_person,
    revise_tenure,
    withdraw_persons,
    withdraw_tenures,
)
from mingjian.people.models import Person, Tenure
from mingjian.people.querysets import staff_of
from mingjian.people.tests.ground import People, month
from mingjian.search.models import Document

NUMBER = "53011219700512001"
NUMBER += check_digit(NUMBER)


def test_it_keeps_no_identity_number(people: People) -> None:
    person = people.person("马如龙", id_number=NUMBER)
    assert person.sex == "male"
    assert (person.born.lower.isoformat(), person.born.upper.isoformat()) == ("1970-05-12", "1970-05-13")
    assert NUMBER.encode() not in bytes(person.id_hash or b"")


def test_it_returns_the_person_of_a_known_number_and_overwrites_nothing(people: People) -> None:
    first = people.person("马如龙", id_number=NUMBER)
    again = people.person("马汝龙", id_number=NUMBER)
    assert (again.pk, again.name) == (first.pk, "马如龙")


def test_it_refuses_a_number_that_contradicts_its_row(people: People) -> None:
    with pytest.raises(Invalid) as refused:
        people.person("马如龙", id_number=NUMBER, sex="female")
    assert "one" in refused.value.fields
    assert not Person.objects.exists()


def test_it_takes_the_right_over_each_office(people: People) -> None:
    clerk = people.reader("county", Right.EDIT_REGISTER)
    with pytest.raises(NotAllowed):
        record_persons(rows=[NewPerson("a", "李一", office_ids=[people.office("sibling")])], scope=clerk)


def test_a_tenure_shows_the_person_to_the_offices_of_its_body(people: People) -> None:
    person = people.person("李一")
    sibling = people.reader("sibling")
    assert not Person.objects.visible_to(sibling).exists()
    people.tenure(person, people.bank, "党委书记", "2011-02", "2016-02")
    assert Person.objects.visible_to(sibling).get() == person
    assert Document.objects.visible_to(sibling).filter(kind="person", row_id=person.pk).exists()


def test_each_line_of_a_career_is_gated_by_itself(people: People) -> None:
    person = people.person("李一")
    at_bank = people.tenure(person, people.bank, "党委书记", "2011-02", "2016-02")
    at_bureau = people.tenure(person, people.bureau, "局长", "2016-03")
    sibling = people.reader("sibling")
    assert [row.pk for row in Tenure.objects.visible_to(sibling)] == [at_bank]
    found = Document.objects.visible_to(sibling).filter(kind="tenure").values_list("row_id", flat=True)
    assert list(found) == [at_bank]
    assert Tenure.objects.get(pk=at_bureau).during.upper is None


def test_staff_are_those_of_the_day(people: People) -> None:
    person = people.person("李一")
    people.tenure(person, people.bank, "行长", "2011-02", "2016-02")
    assert staff_of([people.bank.pk], month("2016-02-29").lower) == {person.pk}  # type: ignore[union-attr]
    assert staff_of([people.bank.pk], month("2016-03-01").lower) == frozenset()  # type: ignore[union-attr]


def test_about_holds_the_bodies_of_then_and_of_now(people: People) -> None:
    person = people.person("李一")
    people.tenure(person, people.bank, "行长", "2011-02", "2016-02")
    people.tenure(person, people.bureau, "局长", "2016-03")
    then = month("2013-01-01").lower  # type: ignore[union-attr]
    assert about([], [person.pk], then) == (sorted([people.bank.pk, people.bureau.pk]), [person.pk])
    later = month("2020-01-01").lower  # type: ignore[union-attr]
    assert about([people.bank.pk], [], later) == ([people.bank.pk], [])
    assert about([], [person.pk], later) == ([people.bureau.pk], [person.pk])


def test_a_second_editor_is_told(people: People) -> None:
    person = people.person("李一")
    revise_person(person=person, values={"native_place": "云南大理"}, version=1, scope=people.scope)
    with pytest.raises(Stale) as refused:
        revise_person(person=person, values={"native_place": "云南保山"}, version=1, scope=people.scope)
    assert refused.value.current == 2
    assert Person.objects.get(pk=person.pk).native_place == "云南大理"


def test_a_renamed_person_is_found_by_the_new_name(people: People) -> None:
    person = people.person("李一")
    revise_person(person=person, values={"name": "李二"}, version=1, scope=people.scope)
    assert Document.objects.get(kind="person", row_id=person.pk).title == "李二"


def test_a_revised_tenure_keeps_its_precision(people: People) -> None:
    tenure = Tenure.objects.get(pk=people.tenure(people.person("李一"), people.bank, "行长", "2011-02", "2016-02"))
    revise_tenure(tenure=tenure, values={"end": month("2015")}, version=1, scope=people.scope)
    assert (str(tenure.start), str(tenure.end)) == ("2011-02", "2015")


@pytest.mark.parametrize(
    ("post", "start", "end"), [("", "2011-02", None), ("局长", None, None), ("局长", "2016-02", "2011-02")]
)
def test_it_refuses_a_tenure_that_does_not_hold(people: People, post: str, start: str | None, end: str | None) -> None:
    row = NewTenure(people.person("李一").pk, people.bank.pk, post, month(start), month(end))
    with pytest.raises(Invalid):
        record_tenures(rows=[row], scope=people.scope)


def test_a_body_out_of_scope_is_as_good_as_none(people: People) -> None:
    clerk = people.reader("county", Right.EDIT_REGISTER)
    row = NewTenure(people.person("李一").pk, people.bank.pk, "行长", month("2011-02"), None)
    with pytest.raises(Invalid):
        record_tenures(rows=[row], scope=clerk)


def test_a_batch_takes_as_many_queries_as_one_row(people: People) -> None:
    def batch(size: int, start: int) -> int:
        with CaptureQueriesContext(connection) as counted:
            ids = record_persons(
                rows=[
                    NewPerson(f"{at}", f"王{at}", office_ids=[people.office("county")])
                    for at in range(start, start + size)
                ],
                scope=people.scope,
            )
            record_tenures(
                rows=[NewTenure(pk, people.bank.pk, "科员", month("2011-02"), None) for pk in ids.values()],
                scope=people.scope,
            )
        return len(counted)

    assert batch(1, 0) == batch(150, 10)


def test_a_batch_can_be_undone(people: People) -> None:
    rows = [NewPerson("a", "李一", office_ids=[people.office("county")]), NewPerson("b", "李二")]
    ids = record_persons(rows=rows, scope=people.scope, batch_id=7)
    tenure = NewTenure(ids["b"], people.bank.pk, "行长", month("2011-02"), None)
    record_tenures(rows=[tenure], scope=people.scope, batch_id=8)
    assert withdraw_persons(batch_id=7, scope=people.scope) == 1
    assert list(Person.objects.values_list("pk", flat=True)) == [ids["b"]]
    assert withdraw_tenures(batch_id=8, scope=people.scope) == 1
    assert not Person.objects.visible_to(people.scope).exists()
    assert not Document.objects.filter(kind__in=["person", "tenure"]).exists()
