"""Who a written name is: never by the name alone."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingjian.lib.hashing import check_digit
from mingjian.people.joining import AsWritten, resolve
from mingjian.people.models import Mention, Person
from mingjian.people.namesakes import possible_namesakes
from mingjian.people.posts import names_a_body, post_key
from mingjian.people.tests.ground import People, month


def number_of(birth: str, place: str = "530112", order: str = "001") -> str:
    body = place + birth.replace("-", "") + order
    return body + check_digit(body)


def joined(people: People, *rows: AsWritten) -> list[int]:
    return resolve(rows, office_id=people.office("county"), scope=people.scope)


@pytest.fixture
def chief(people: People) -> Person:
    person = people.person("张伟", born=month("1970-05"), sex="male")
    people.tenure(person, people.bureau, "局长", "2011-02", "2016-02", is_chief=True)
    return person


def test_a_name_alone_never_joins(people: People, chief: Person) -> None:
    assert joined(people, AsWritten("张伟")) != [chief.pk]
    assert joined(people, AsWritten("张伟", post="云岭县水务局局长", org_id=people.bureau.pk)) != [chief.pk]
    assert joined(people, AsWritten("张伟", born=month("1970-05"))) != [chief.pk]


def test_two_rows_of_one_name_are_two_persons(people: People) -> None:
    first, second = joined(people, AsWritten("张伟"), AsWritten("张伟"))
    assert first != second


def test_an_equal_number_joins_whatever_the_spelling(people: People) -> None:
    person = people.person("张伟", id_number=number_of("1970-05-12"))
    assert joined(people, AsWritten("张 伟", id_number=number_of("1970-05-12"))) == [person.pk]


@pytest.mark.parametrize("post", ["", "局长", "党组书记"])
def test_name_month_and_body_join(people: People, chief: Person, post: str) -> None:
    row = AsWritten("张伟", post=post, org_id=people.bureau.pk, born=month("1970-05"))
    assert joined(people, row) == [chief.pk]


def test_the_post_written_with_its_body_joins(people: People, chief: Person) -> None:
    assert joined(people, AsWritten("张伟", post="云岭县水务局局长", born=month("1970-05-03"))) == [chief.pk]


def test_a_bare_title_is_nobodys_post(people: People, chief: Person) -> None:
    assert joined(people, AsWritten("张伟", post="局长", born=month("1970-05"))) != [chief.pk]


@pytest.mark.parametrize("born", ["1971-05", "1970-06", "1970"])
def test_another_or_unknown_month_of_birth_does_not_join(people: People, chief: Person, born: str) -> None:
    row = AsWritten("张伟", post="局长", org_id=people.bureau.pk, born=month(born))
    assert joined(people, row) != [chief.pk]


def test_another_sex_never_joins(people: People, chief: Person) -> None:
    row = AsWritten("张伟", post="局长", org_id=people.bureau.pk, born=month("1970-05"), sex="female")
    assert joined(people, row) != [chief.pk]


def test_another_number_never_joins(people: People) -> None:
    person = people.person("张伟", id_number=number_of("1970-05-12"))
    people.tenure(person, people.bureau, "局长", "2011-02")
    row = AsWritten("张伟", post="局长", org_id=people.bureau.pk, born=month("1970-05"))
    assert joined(people, row) == [person.pk]
    assert joined(people, replace(row, id_number=number_of("1970-05-20", order="003"))) != [person.pk]


def test_a_number_that_contradicts_its_row_is_no_evidence(people: People) -> None:
    person = people.person("张伟", id_number=number_of("1970-05-12"))
    found = joined(people, AsWritten("张伟", born=month("1980-01"), id_number=number_of("1970-05-12")))
    assert found != [person.pk]
    assert Person.objects.get(pk=found[0]).id_hash is None


def test_when_two_answer_equally_neither_is_chosen(people: People, chief: Person) -> None:
    twin = people.person("张伟", born=month("1970-05"))
    people.tenure(twin, people.bureau, "副局长", "2012-02")
    row = AsWritten("张伟", org_id=people.bureau.pk, born=month("1970-05"))
    assert joined(people, row)[0] not in {chief.pk, twin.pk}


def test_rows_of_one_batch_meet_each_other(people: People) -> None:
    row = AsWritten("李娜", post="云岭县水务局科长", born=month("1980-03"))
    numbered = replace(row, id_number=number_of("1980-03-09", order="002"))
    first, second, third = joined(people, row, numbered, AsWritten("李娜"))
    assert first == second != third
    assert Person.objects.get(pk=first).id_hash is not None
    assert [each.basis for each in Mention.objects.filter(person_id=first).order_by("pk")] == ["post", "new"]


def test_a_person_on_record_learns_the_number_and_is_then_found_by_it(people: People, chief: Person) -> None:
    row = AsWritten("张伟", org_id=people.bureau.pk, born=month("1970-05"), id_number=number_of("1970-05-12"))
    assert joined(people, row) == [chief.pk]
    assert joined(people, AsWritten("张伟", id_number=number_of("1970-05-12"))) == [chief.pk]


def test_what_was_written_is_kept(people: People, chief: Person) -> None:
    joined(people, AsWritten("張偉", org_id=people.bureau.pk, born=month("1970-05")))
    assert Mention.objects.get(person=chief, basis="post").name == "張偉"
    assert Person.objects.get(pk=chief.pk).name == "张伟"


def test_a_batch_takes_as_many_queries_as_one_row(people: People) -> None:
    def batch(size: int, name: str) -> int:
        rows = [AsWritten(f"{name}{at}", post="云岭县水务局科员", born=month("1980-03")) for at in range(size)]
        with CaptureQueriesContext(connection) as counted:
            joined(people, *rows)
        return len(counted)

    assert batch(1, "赵") == batch(150, "钱")


def test_namesakes_are_possible_with_evidence(people: People, chief: Person) -> None:
    [other] = joined(people, AsWritten("张伟", born=month("1985-01")))
    found = possible_namesakes([chief.pk], people.scope)[chief.pk]
    assert [each.person_id for each in found] == [other]
    assert found[0].evidence_against


def test_a_body_in_common_is_told_only_of_posts_in_scope(people: People, chief: Person) -> None:
    people.tenure(chief, people.bank, "行长", "2016-03")
    people.tenure(people.person("张伟"), people.bank, "柜员", "2018-01")
    words = "（1 个）"
    everywhere = possible_namesakes([chief.pk], people.scope)[chief.pk][0].evidence_for
    assert any(words in told for told in everywhere), everywhere
    assert possible_namesakes([chief.pk], people.reader("county"))[chief.pk][0].evidence_for == ()


def test_a_namesake_out_of_scope_is_not_hinted_at(people: People, chief: Person) -> None:
    resolve([AsWritten("张伟")], office_id=people.office("sibling"), scope=people.scope)
    assert possible_namesakes([chief.pk], people.reader("county")) == {}


@pytest.mark.parametrize(
    ("post", "named"),
    [("云岭县水务局局长", True), ("党组书记、局长", False), ("县委书记", False), ("某大学校长", True)],
)
def test_a_post_names_its_body_or_is_a_bare_title(post: str, named: bool) -> None:
    assert names_a_body(post_key(post)) is named
