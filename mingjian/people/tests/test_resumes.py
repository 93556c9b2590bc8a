"""简历: lines read as tenures, lines kept as they are written, and what is concluded from neither."""

import pytest

from mingjian.lib.errors import NotAllowed
from mingjian.offices.rights import Right
from mingjian.orgs.actions import rename
from mingjian.orgs.tests.ground import day
from mingjian.people.actions import NewResume, record_resumes, withdraw_resumes
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.people.resumes import lines_of
from mingjian.people.tests.ground import People

RESUME = """1997.09-2001.07 云岭师范学院中文系学生
2001.07-2003.04 云岭县水务局办公室科员
2003.04—2011.02 省外某公司职员
2011年2月至今 云岭县水务局党组书记、局长
爱好登山"""


@pytest.fixture
def person(people: People) -> Person:
    return people.person("赵一鸣")


def record(people: People, person: Person, text: str = RESUME, **more: int) -> list[str]:
    row = NewResume(person.pk, people.office("county"), text, "任免审批表")
    record_resumes(rows=[row], scope=people.scope, **more)
    return list(ResumeLine.objects.order_by("position").values_list("text", flat=True))


def test_a_line_is_read_as_time_and_rest() -> None:
    read = [(str(line.start), str(line.end), line.rest) for line in lines_of(RESUME)]
    assert read[0] == ("1997-09", "2001-07", "云岭师范学院中文系学生")
    assert read[3] == ("2011-02", "None", "云岭县水务局党组书记、局长")
    assert lines_of(RESUME)[4].start is None


def test_posts_at_bodies_on_record_become_tenures_and_the_rest_stays(people: People, person: Person) -> None:
    kept = record(people, person)
    posts = [(row.post, str(row.start), str(row.end)) for row in Tenure.objects.order_by("during")]
    assert posts == [("办公室科员", "2001-07", "2003-04"), ("党组书记、局长", "2011-02", "None")]
    assert kept == ["1997.09-2001.07 云岭师范学院中文系学生", "2003.04—2011.02 省外某公司职员", "爱好登山"]


def test_nobody_held_a_post_where_they_studied(people: People, person: Person) -> None:
    assert record(people, person, "1992.09-1996.07 云岭县水务局干部培训班学员") != []
    assert not Tenure.objects.exists()


def test_a_body_is_found_by_the_name_it_bore_then(people: People, person: Person) -> None:
    rename(organisation=people.bureau, name="云岭县水利局", on=day("2015-03"), basis="改革", scope=people.scope)
    record(people, person, "2011.02-2013.05 云岭县水务局局长\n2018.02-2019.05 云岭县水务局顾问")
    assert Tenure.objects.get().post == "局长"
    assert ResumeLine.objects.get().text.endswith("云岭县水务局顾问")


def test_the_same_resume_again_adds_nothing(people: People, person: Person) -> None:
    record(people, person)
    before = (Tenure.objects.count(), ResumeLine.objects.count())
    record(people, person)
    assert (Tenure.objects.count(), ResumeLine.objects.count()) == before


def test_a_post_at_a_body_of_another_office_stays_text(people: People, person: Person) -> None:
    clerk = people.reader("county", Right.EDIT_REGISTER)
    row = NewResume(person.pk, people.office("county"), "2011.02-2016.02 云岭农商银行行长")
    record_resumes(rows=[row], scope=clerk)
    assert not Tenure.objects.exists()
    assert ResumeLine.objects.visible_to(clerk).exists()
    assert not ResumeLine.objects.visible_to(people.reader("sibling")).exists()


def test_resumes_take_the_right_over_their_office(people: People, person: Person) -> None:
    row = NewResume(person.pk, people.office("county"), RESUME)
    with pytest.raises(NotAllowed):
        record_resumes(rows=[row], scope=people.reader("county"))


def test_the_lines_of_a_batch_are_taken_back(people: People, person: Person) -> None:
    record(people, person, batch_id=7)
    assert withdraw_resumes(batch_id=7, scope=people.scope) == 3
    assert not ResumeLine.objects.exists()


def test_several_posts_of_a_line_go_to_their_bodies(people: People, person: Person) -> None:
    people.ground.record(people.ground.row("C1", name="中共云岭县委员会"))
    kept = record(people, person, "2011.02-2016.02 云岭县委常委，县水务局党委书记、局长（正科级）")
    found = [(row.org.name, row.post, row.rank, row.is_chief) for row in Tenure.objects.order_by("org__name")]
    assert found == [("中共云岭县委员会", "常委", 8, False), ("云岭县水务局", "党委书记、局长", 9, True)]
    assert kept == []


def test_a_post_held_beside_has_its_own_time(people: People, person: Person) -> None:
    text = "2011.02-2016.02 省外某公司经理（其间：2012.03-2012.09挂职任云岭县水务局副局长）"
    assert record(people, person, text) == [text]
    assert [(row.post, str(row.start), str(row.end)) for row in Tenure.objects.all()] == [
        ("副局长", "2012-03", "2012-09")
    ]


def test_a_line_of_which_a_part_was_not_read_is_kept_with_its_tenures(people: People, person: Person) -> None:
    text = "2011.02-2016.02 云岭县水务局局长，闲云野鹤"
    assert record(people, person, text) == [text]
    assert Tenure.objects.get().post == "局长"
    assert record(people, person, text) == [text]
    assert Tenure.objects.count() == 1


def test_only_a_start_ends_with_the_start_of_the_next_line(people: People, person: Person) -> None:
    record(people, person, "2008年6月，任云岭县水务局副局长；\n2011年4月，任云岭县水务局局长；")
    held = [(row.post, str(row.start), str(row.end)) for row in Tenure.objects.order_by("during")]
    assert held == [("副局长", "2008-06", "2011-04"), ("局长", "2011-04", "None")]


def test_a_short_name_finds_the_one_body_it_abbreviates(people: People, person: Person) -> None:
    ground = people.ground
    ground.record(ground.row("N1", name="云岭省农村信用社联合社", kind="finance"))
    kept = record(people, person, "2005.01-2008.01 云岭省水利厅科员\n2008.01-2011.01 省农信联社副主任")
    assert Tenure.objects.get().post == "副主任"
    assert kept == ["2005.01-2008.01 云岭省水利厅科员"]


def test_a_short_name_of_two_bodies_is_nobodys(people: People, person: Person) -> None:
    ground = people.ground
    ground.record(ground.row("N1", name="云岭县发展和改革局"), ground.row("N2", name="云岭县发展改革局"))
    text = "2008.01-2011.01 云岭县发改局局长"
    assert record(people, person, text) == [text]


def test_a_relative_name_without_its_place_is_nobodys(people: People, person: Person) -> None:
    assert record(people, person, "2008.01-2011.01 县水务局局长") == ["2008.01-2011.01 县水务局局长"]
    assert not Tenure.objects.exists()
