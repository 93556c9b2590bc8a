"""Persons and tenures from sheets: new, changed, the same again, rejected, undone. A name alone never joins."""

from mingjian.ledgers.work import undo_batch
from mingjian.orgs.actions import rename
from mingjian.orgs.tests.ground import day
from mingjian.people.ledger import PERSONS, TENURES
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.people.tests.ground import People, month
from mingjian.people.tests.sheets import committed, reasons, staged
from mingjian.people.tests.test_resumes import RESUME

TENURE = ("姓名", "出生年月", "单位", "职务", "任职时间", "是否一把手")
PERSON = ("姓名", "性别", "出生年月", "民族", "单位", "职务", "简历")
ZHAO = ("赵一鸣", "男", "1970-05", "白族", "云岭县水务局", "局长", RESUME)


def test_a_row_becomes_a_tenure_of_a_new_person(people: People) -> None:
    batch = committed(people, TENURES, TENURE, ("赵一鸣", "1970-05", "云岭县水务局", "局长", "2011.02-2016.02", "是"))
    found = Tenure.objects.get()
    assert (found.org_id, str(found.start), str(found.end), found.is_chief) == (
        people.bureau.pk,
        "2011-02",
        "2016-02",
        True,
    )
    assert found.person.name == "赵一鸣"
    undo_batch(batch.pk, people.scope, reason="误传")
    assert not Tenure.objects.exists()
    assert not Person.objects.exists()


def test_it_joins_by_birth_and_post_and_never_by_name(people: People) -> None:
    known = people.person("赵一鸣", born=month("1970-05"))
    people.tenure(known, people.bureau, "副局长", "2008-02", "2011-01")
    rows = (
        ("赵一鸣", "1970-05", "云岭县水务局", "局长", "2011.02-2016.02", "是"),
        ("赵一鸣", "", "云岭县水务局", "科员", "2001.02-2003.02", "否"),
    )
    committed(people, TENURES, TENURE, *rows)
    assert Tenure.objects.filter(person=known).count() == 2
    assert Person.objects.filter(name="赵一鸣").count() == 2


def test_the_same_row_again_changes_nothing_and_an_end_is_added(people: People) -> None:
    row = ("赵一鸣", "1970-05", "云岭县水务局", "局长", "2011.02至今", "是")
    committed(people, TENURES, TENURE, row)
    assert committed(people, TENURES, TENURE, row).counts["unchanged"] == 1
    ended = ("赵一鸣", "1970-05", "云岭县水务局", "局长", "2011.02-2016.02", "是")
    batch = committed(people, TENURES, TENURE, ended)
    assert batch.counts["changed"] == 1
    assert str(Tenure.objects.get().end) == "2016-02"
    undo_batch(batch.pk, people.scope, reason="误传")
    assert Tenure.objects.get().end is None


def test_a_body_is_found_by_the_name_of_the_time(people: People) -> None:
    rename(organisation=people.bureau, name="云岭县水利局", on=day("2015-03"), basis="改革", scope=people.scope)
    committed(people, TENURES, TENURE, ("赵一鸣", "", "云岭县水务局", "局长", "2011.02-2013.02", ""))
    assert Tenure.objects.get().org == people.bureau


def test_what_does_not_hold_is_rejected_with_the_reason(people: People) -> None:
    rows = (
        ("赵一鸣", "", "没有的局", "局长", "2011.02-2013.02", ""),
        ("赵一鸣", "", "云岭县水务局", "局长", "", ""),
        ("赵一鸣", "", "云岭县水务局", "", "2011.02-2013.02", ""),
    )
    assert [sorted(each) for each in reasons(staged(people, TENURES, TENURE, *rows))] == [["org"], ["start"], ["post"]]


def test_a_person_comes_with_the_resume(people: People) -> None:
    batch = committed(people, PERSONS, PERSON, ZHAO)
    found = Person.objects.get()
    assert (found.name, found.sex, found.ethnicity) == ("赵一鸣", "male", "白族")
    assert Tenure.objects.count() == 2
    assert ResumeLine.objects.count() == 3
    assert committed(people, PERSONS, PERSON, ZHAO).counts["unchanged"] == 1
    undo_batch(batch.pk, people.scope, reason="误传")
    assert not Person.objects.exists()
    assert not ResumeLine.objects.exists()


def test_a_changed_ethnicity_changes_that_alone_and_is_undone(people: People) -> None:
    committed(people, PERSONS, PERSON, ZHAO)
    batch = committed(people, PERSONS, PERSON, (*ZHAO[:3], "彝族", *ZHAO[4:]))
    assert batch.counts["changed"] == 1
    assert Person.objects.get().ethnicity == "彝族"
    undo_batch(batch.pk, people.scope, reason="误传")
    assert Person.objects.get().ethnicity == "白族"
    assert Tenure.objects.count() == 2


def test_a_new_line_of_a_known_person_is_added_and_taken_back(people: People) -> None:
    committed(people, PERSONS, PERSON, ZHAO)
    longer = f"{RESUME}\n2003.05-2004.05 云岭县水务局挂职副科长"
    batch = committed(people, PERSONS, PERSON, (*ZHAO[:6], longer))
    assert batch.counts["changed"] == 1
    assert Tenure.objects.count() == 3
    undo_batch(batch.pk, people.scope, reason="误传")
    assert Tenure.objects.count() == 2
