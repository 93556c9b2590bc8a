"""The questions people ask, each through its page: who led, who held a post, who served with whom, over whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.people.models import Person
from mingjian.people.questions.colleagues import colleagues_of
from mingjian.people.questions.holders import post_at
from mingjian.people.questions.leaders_on import leaders_on
from mingjian.people.questions.paths import paths_to
from mingjian.people.questions.served import Standing, lasting
from mingjian.people.tests.ground import People, month, sign_in
from mingjian.people.tests.test_pages import recorded


@pytest.fixture
def chief(people: People) -> Person:
    found = people.person("赵明远", born=month("1970-05"))
    people.tenure(found, people.bureau, "局长", "2011-02", "2016-02", is_chief=True)
    return found


def texts(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


class TestLeaders:
    def test_a_day_shows_who_was_at_the_head_then(self, people: People, chief: Person) -> None:
        later = people.person("钱一鸣", born=month("1975-01"))
        people.tenure(later, people.bureau, "局长", "2016-03", is_chief=True)
        deputy = people.person("孙立群", born=month("1976-01"))
        people.tenure(deputy, people.bureau, "副局长", "2010-01")
        day = month("2015-06")
        assert day is not None
        found = leaders_on(people.bureau, day.lower, people.scope)
        assert [each.person for each in found.chiefs] == ["赵明远"]
        assert [each.person for each in found.others] == ["孙立群"]
        assert recorded("person.list")[-1] == sorted([chief.pk, deputy.pk])

    def test_the_page_takes_a_date_and_says_when_it_is_not_understood(
        self, people: People, chief: Person, client: Client
    ) -> None:
        sign_in(people, client, "county", "viewer")
        assert "赵明远" in texts(client, "organisation-leaders", people.bureau.pk, on="2012")
        assert "赵明远" not in texts(client, "organisation-leaders", people.bureau.pk, on="2017-01-01")
        assert "notice-due" in texts(client, "organisation-leaders", people.bureau.pk, on="去年")
        assert reverse("post", args=[people.bureau.pk, "局长"]) in texts(
            client, "organisation-leaders", people.bureau.pk
        )

    def test_a_body_of_another_office_is_not_there(self, people: People, client: Client) -> None:
        sign_in(people, client, "county", "viewer")
        assert client.get(reverse("organisation-leaders", args=[people.bank.pk])).status_code == 404


class TestPost:
    def test_vacancies_and_overlaps_are_told_in_order(self, people: People, chief: Person) -> None:
        for name, start, end in (("钱一鸣", "2017-03", "2020-12"), ("孙立群", "2020-06", "2022-05")):
            people.tenure(people.person(name), people.bureau, "局 长", start, end, is_chief=True)
        found = post_at(people.bureau, "局长", people.scope)
        assert found is not None
        assert [each.served.person for each in found.holders] == ["赵明远", "钱一鸣", "孙立群"]
        assert [each.vacant.days if each.vacant else 0 for each in found.holders] == [0, 365, 0]
        assert [[other.person for other, _days in each.together] for each in found.holders] == [
            [],
            ["孙立群"],
            ["钱一鸣"],
        ]
        assert found.vacant is not None
        assert (found.vacant.since.isoformat(), found.vacant.until) == ("2022-06-01", None)

    def test_a_hand_over_within_a_month_is_no_overlap(self, people: People, chief: Person) -> None:
        people.tenure(people.person("钱一鸣"), people.bureau, "局长", "2016-02", is_chief=True)
        found = post_at(people.bureau, "局长", people.scope)
        assert found is not None
        assert [each.together for each in found.holders] == [(), ()]
        assert found.vacant is None

    def test_a_post_nobody_held_is_not_there(self, people: People, chief: Person, client: Client) -> None:
        sign_in(people, client, "county", "viewer")
        assert "赵明远" in texts(client, "post", people.bureau.pk, "局长")
        assert client.get(reverse("post", args=[people.bureau.pk, "厅长"])).status_code == 404


class TestColleagues:
    def test_those_of_one_body_and_time_with_who_stood_above(self, people: People, chief: Person) -> None:
        deputy = people.person("孙立群", born=month("1976-01"))
        people.tenure(deputy, people.bureau, "副局长", "2014-02", "2018-01")
        people.tenure(people.person("钱一鸣"), people.bureau, "科员", "2016-03")
        found = colleagues_of(deputy, people.scope)
        assert [each.name for each in found.rows] == ["赵明远", "钱一鸣"]
        by_name = {each.name: each for each in found.rows}
        [met] = by_name["赵明远"].meetings
        assert (met.since, met.until) == (month("2014-02").lower, month("2016-03").lower)  # type: ignore[union-attr]
        assert met.standing is Standing.ABOVE
        assert by_name["钱一鸣"].meetings[0].standing is Standing.UNKNOWN
        assert lasting(by_name["赵明远"].days) == "2年1个月"

    def test_the_chief_of_the_superior_body_stood_above(self, people: People, chief: Person) -> None:
        ground = people.ground
        station = ground.record(ground.row("W2", superior="W1", name="云岭县水文站"))["W2"]
        head = people.person("李文渊", born=month("1980-01"))
        people.tenure(head, station, "站长", "2012-01", "2020-01", is_chief=True)
        people.tenure(people.person("周子衡"), people.bureau, "副局长", "2012-01")
        [above] = colleagues_of(head, people.scope).rows
        assert (above.name, above.meetings[0].how, above.meetings[0].standing) == (
            "赵明远",
            "superior",
            Standing.ABOVE,
        )
        [below] = [each for each in colleagues_of(chief, people.scope).rows if each.name == "李文渊"]
        assert below.meetings[0].standing is Standing.BELOW

    def test_the_page_lists_them_and_takes_one_body(self, people: People, chief: Person, client: Client) -> None:
        people.tenure(chief, people.bank, "行长", "2016-03", "2019-01", is_chief=True)
        people.tenure(people.person("钱一鸣"), people.bureau, "科员", "2012-03")
        people.tenure(people.person("王远山", office="sibling"), people.bank, "副行长", "2017-01")
        sign_in(people, client, "city", "viewer")
        whole = texts(client, "person-colleagues", chief.pk)
        one = texts(client, "person-colleagues", chief.pk, at=str(people.bank.pk))
        assert ("钱一鸣" in whole, "王远山" in whole) == (True, True)
        assert ("钱一鸣" in one, "王远山" in one) == (False, True)
        sign_in(people, client, "county", "viewer")
        assert "王远山" not in texts(client, "person-colleagues", chief.pk)


class TestPaths:
    @pytest.fixture
    def chain(self, people: People) -> list[Person]:
        """Three people, each with the next at one body; the last at the bank."""
        ground = people.ground
        made = ground.record(ground.row("X1", name="甲局"), ground.row("X2", name="乙局"))
        first, second, third = (people.person(name) for name in ("冯子谦", "陈知行", "褚怀瑾"))
        people.tenure(first, made["X1"], "科长", "2001-01", "2004-12")
        people.tenure(second, made["X1"], "局长", "2003-01", "2006-12", is_chief=True)
        people.tenure(second, made["X2"], "局长", "2007-01", "2010-12", is_chief=True)
        people.tenure(third, made["X2"], "科员", "2009-01", "2012-12")
        people.tenure(third, people.bank, "行长", "2013-01", is_chief=True)
        return [first, second, third]

    def test_it_finds_the_way_over_colleagues(self, people: People, chain: list[Person]) -> None:
        [path] = paths_to(chain[0], people.bank, people.scope)
        assert path.length == 3
        assert [step.after.person for step in path.steps] == ["陈知行", "褚怀瑾"]
        assert path.there.post == "行长"
        [near] = paths_to(chain[1], people.bank, people.scope)
        [there] = paths_to(chain[2], people.bank, people.scope)
        assert (near.length, there.length) == (2, 1)

    def test_who_did_not_meet_in_time_is_no_step(self, people: People, chain: list[Person]) -> None:
        late = people.person("卫长风")
        people.tenure(late, people.bureau, "科员", "2015-01")
        early = people.person("蒋承平")
        people.tenure(early, people.bureau, "科员", "2001-01", "2014-12")
        people.tenure(early, people.bank, "行长", "1999-01", "2000-12")
        assert paths_to(late, people.bank, people.scope) == []

    def test_no_path_leads_through_what_the_reader_does_not_see(
        self, people: People, chain: list[Person], client: Client
    ) -> None:
        assert paths_to(chain[0], people.bank, people.reader("county")) == []
        sign_in(people, client, "county", "viewer")
        answer = client.get(reverse("person-paths", args=[chain[0].pk]), {"to": "云岭农商银行"})
        assert answer.status_code == 422
        sign_in(people, client, "city", "viewer")
        text = texts(client, "person-paths", chain[0].pk, to="云岭农商银行（B1）")
        assert "陈知行" in text
        assert "褚怀瑾" in text

    def test_it_takes_a_constant_number_of_queries(self, people: People, chain: list[Person]) -> None:
        with CaptureQueriesContext(connection) as few:
            paths_to(chain[0], people.bank, people.scope)
        for name in ("沈从安", "韩若水", "杨望舒"):
            more = people.person(name)
            people.tenure(more, people.bank, "科员", "2013-01")
            people.tenure(more, people.bureau, "科员", "2003-01", "2012-12")
        with CaptureQueriesContext(connection) as many:
            paths_to(chain[0], people.bank, people.scope)
        assert len(many) == len(few) <= 10


def test_a_career_page_asks_no_more_for_more_posts(people: People, chief: Person, client: Client) -> None:
    sign_in(people, client, "county", "viewer")
    names = ("organisation-leaders", people.bureau.pk), ("person-colleagues", chief.pk)
    counts = []
    for add in (1, 5):
        for number in range(add):
            people.tenure(people.person(f"某甲{add}{number}"), people.bureau, "科员", "2012-01")
        for name, pk in names:
            texts(client, name, pk)
            with CaptureQueriesContext(connection) as asked:
                texts(client, name, pk)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
