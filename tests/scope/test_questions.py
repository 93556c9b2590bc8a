"""The questions people ask, over random careers: no answer names what the reader does not see, and none is left out.

What the reader sees is asked of the gate, which has its own oracle; the answers are worked out again in plain Python.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from mingjian.findings.classes import FindingClass
from mingjian.findings.leaders_where import leaders_where
from mingjian.findings.models import Finding
from mingjian.offices.scope import Depth
from mingjian.orgs.models import Superior
from mingjian.people.models import Tenure
from mingjian.people.questions.careers import career_of
from mingjian.people.questions.colleagues import colleagues_of
from mingjian.people.questions.holders import post_at
from mingjian.people.questions.leaders_on import leaders_on
from mingjian.people.questions.paths import paths_to
from tests.scope.careers import FIRST, TODAY, Planted, World, plant, worlds

pytestmark = pytest.mark.django_db

MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_a_world(world: World, proof: Callable[[Planted], None]) -> None:
    with transaction.atomic():
        proof(plant(world))
        transaction.set_rollback(True)


def meet(one: Tenure, other: Tenure) -> bool:
    return bool(one.during.lower < until(other) and other.during.lower < until(one))


def until(row: Tenure) -> date:
    end: date | None = row.during.upper
    return end or date.max


def named_by_themselves(planted: Planted) -> list[Tenure]:
    """Posts in scope of persons in scope; such a post names its body, whether or not the body's page opens."""
    rows, persons = planted.seen("tenure", planted.tenures), planted.seen("person", [p.pk for p in planted.persons])
    return [row for pk, row in planted.tenures.items() if pk in rows and row.person_id in persons]


def career_and_post_and_leaders(planted: Planted) -> None:
    seen = named_by_themselves(planted)
    for person in planted.persons:
        told = {each.id for each in career_of(person, planted.scope)}
        assert told == {row.pk for row in seen if row.person_id == person.pk}
    on = FIRST + timedelta(days=300)
    for body in planted.bodies:
        there = [row for row in seen if row.org_id == body.pk]
        post = post_at(body, "主任", planted.scope)
        assert {each.served.id for each in post.holders} == {row.pk for row in there} if post else not there
        found = leaders_on(body, on, planted.scope)
        assert {each.id for each in (*found.chiefs, *found.others)} == {
            row.pk for row in there if row.during.lower <= on < until(row)
        }


def served_together(planted: Planted) -> None:
    whole = planted.whole
    above = dict(Superior.objects.values_list("organisation_id", "superior_id"))
    for person in planted.found:
        expected = set()
        for mine in [row for row in whole if row.person_id == person.pk]:
            for theirs in [row for row in whole if row.person_id != person.pk and meet(row, mine)]:
                if theirs.org_id == mine.org_id:
                    expected.add((mine.pk, theirs.pk, "same"))
                if theirs.is_chief and above.get(mine.org_id) == theirs.org_id:
                    expected.add((mine.pk, theirs.pk, "superior"))
                if theirs.is_chief and mine.is_chief and above.get(theirs.org_id) == mine.org_id:
                    expected.add((mine.pk, theirs.pk, "subordinate"))
        found = colleagues_of(person, planted.scope)
        told = {(met.mine.id, met.theirs.id, met.how) for each in found.rows for met in each.meetings}
        assert told == expected
        assert found.total == len({planted.tenures[theirs].person_id for _mine, theirs, _how in expected})


def steps_to(whole: Iterable[Tenure], person: int, goal: int) -> int | None:
    """The least number of steps, by walking from colleague to colleague."""
    rows = list(whole)
    reached, steps = {person}, 1
    while not any(row.person_id in reached and row.org_id == goal for row in rows):
        mine = [row for row in rows if row.person_id in reached]
        further = {row.person_id for row in rows for each in mine if row.org_id == each.org_id and meet(row, each)}
        if further <= reached:
            return None
        reached, steps = reached | further, steps + 1
    return steps


def connected(planted: Planted) -> None:
    whole = {row.pk: row for row in planted.whole}
    for person in planted.found:
        for goal in planted.bodies:
            least = steps_to(whole.values(), person.pk, goal.pk)
            paths = paths_to(person, goal, planted.scope)
            assert [path.length for path in paths][:1] == ([least] if least is not None and least <= 4 else [])
            for path in paths:
                pairs = [(whole[step.before.id], whole[step.after.id]) for step in path.steps]
                who = [person.pk, *(after.person_id for _before, after in pairs)]
                assert [before.person_id for before, _after in pairs] == who[:-1]
                assert len(set(who)) == len(who) == path.length
                assert all(before.org_id == after.org_id and meet(before, after) for before, after in pairs)
                there = whole[path.there.id]
                assert (there.person_id, there.org_id) == (who[-1], goal.pk)


def led_where(planted: Planted) -> None:
    seen = named_by_themselves(planted)
    here = [row for row in seen if row.org_id == planted.bodies[0].pk and row.is_chief and until(row) > TODAY]
    target = planted.seen("target", planted.round.teams.values_list("targets", flat=True))
    findings = list(Finding.objects.all())
    known = planted.seen("finding", [each.pk for each in findings], Depth.SUMMARY)
    whole = planted.seen("finding", [each.pk for each in findings])
    for kind in FindingClass:
        expected = {
            (row.person_id, each.pk)
            for row in here
            if target
            for post in seen
            if post.person_id == row.person_id
            for each in findings
            if each.pk in known and each.finding_class == kind and each.org_id == post.org_id
            if each.conduct.lower < until(post) and post.during.lower < each.conduct.upper
        }
        found = leaders_where(planted.round, kind, planted.scope)
        matches = [(leader.post.person_id, match) for leader in found.leaders for match in leader.matches]
        assert {(person, match.finding.pk) for person, match in matches} == expected
        for _person, match in matches:
            assert (match.title == match.finding.description) == (match.finding.pk in whole)


PROOFS = [career_and_post_and_leaders, served_together, connected, led_where]


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: str(proof.__name__))
@MANY
@given(world=worlds())
def test_an_answer_holds_what_is_in_scope_and_nothing_else(proof: Callable[[Planted], None], world: World) -> None:
    in_a_world(world, proof)


def test_the_worlds_hold_what_they_are_drawn_for() -> None:
    """Paths of every length are found, and paths are cut by what the reader does not see."""
    met: Counter[str] = Counter()

    def count(planted: Planted) -> None:
        whole = planted.whole
        for person in planted.persons:
            for goal in planted.bodies:
                shown, there = (steps_to(rows, person.pk, goal.pk) for rows in (whole, planted.tenures.values()))
                met[f"{shown} steps"] += 1
                met["cut"] += shown != there

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(worlds())
    def look(world: World) -> None:
        in_a_world(world, count)

    look()
    assert all(met[f"{steps} steps"] > 5 for steps in (1, 2, 3, 4, None))
    assert met["cut"] > 50
