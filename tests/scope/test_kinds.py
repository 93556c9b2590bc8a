"""For every kind: who sees a row of an office, and that everybody else is told what they are told of no row at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models

from mingjian.accounts.models import Exclusion, Sight, User
from mingjian.accounts.scopes import build
from mingjian.offices.gate import SCOPED, visible_ids
from mingjian.offices.scope import Depth, Scope
from tests.cast import TODAY, Offices, give, task, user
from tests.scope.expected import EXPECTED, READS
from tests.scope.rows import SCOPED_ROWS, Place, body, human, make, post

pytestmark = pytest.mark.django_db

KINDS = sorted(SCOPED_ROWS)
BURDENING = sorted(kind for kind, known in EXPECTED.items() if known.burdens)
DAY = timedelta(days=1)
NO_ROW = 2**40


@pytest.fixture
def offices(db: None) -> Offices:
    return Offices.found()


def reader_of(kind: str) -> str:
    """A role with the right to read the kind."""
    return next(role for role, reads in READS.items() if EXPECTED[kind].right in reads and not role.startswith("team"))


def sees(kind: str, row: models.Model, scope: Scope, depth: Depth = Depth.FULL) -> bool:
    """Whether a list of the kind holds the row; every other way of asking has to say the same."""
    rows: Any = SCOPED[kind]
    shown = rows.objects.visible_to(scope, depth).filter(pk=row.pk)
    answers = {shown.exists(), shown.count() == 1, visible_ids(kind, [row.pk, NO_ROW], scope, depth) == {row.pk}}
    assert len(answers) == 1, f"list, count and guard of {kind} disagree"
    return True in answers


def scope_of(holder: User, on: date = TODAY) -> Scope:
    return build(holder, on)


def test_the_suite_knows_every_kind() -> None:
    assert set(SCOPED) == set(SCOPED_ROWS) == set(EXPECTED)


@pytest.mark.parametrize("kind", KINDS)
class TestReach:
    """Reach goes down the office's own line, while the grant is in force."""

    @pytest.mark.parametrize(
        ("where", "shown"),
        [
            ("county", True),
            ("city", True),
            ("province", True),
            ("township", False),
            ("sibling", False),
            ("other_line", False),
        ],
    )
    def test_by_office(self, kind: str, where: str, shown: bool, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        holder = user(getattr(offices, where))
        give(holder, getattr(offices, where), reader_of(kind))
        assert sees(kind, row, scope_of(holder)) is shown

    def test_without_grant(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        assert not sees(kind, row, scope_of(user(offices.county)))

    def test_without_the_right(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        without = [role for role, reads in READS.items() if EXPECTED[kind].right not in reads]
        assert without
        for role in without:
            # Each in a hand of its own: the three administrations exclude each other and all other roles.
            holder = user(offices.county)
            give(holder, offices.county, role)
            assert not sees(kind, row, scope_of(holder)), role

    def test_revoked(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        holder = user(offices.county)
        give(holder, offices.county, reader_of(kind), revoked=True)
        assert not sees(kind, row, scope_of(holder))

    @pytest.mark.parametrize(("day", "shown"), [(-1, False), (0, True), (9, True), (10, False)])
    def test_from_its_first_day_until_before_its_end(self, kind: str, day: int, shown: bool, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        holder = user(offices.county)
        give(holder, offices.county, reader_of(kind), since=TODAY, until=TODAY + 10 * DAY)
        assert sees(kind, row, scope_of(holder, TODAY + day * DAY)) is shown

    def test_a_closed_account_sees_nothing(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        holder = user(offices.county, is_active=False)
        give(holder, offices.county, reader_of(kind))
        assert not sees(kind, row, scope_of(holder))

    def test_an_office_that_has_ended_lends_nothing(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.county))
        holder = user(offices.city)
        give(holder, offices.city, reader_of(kind))
        type(offices.city).objects.filter(pk=offices.city.pk).update(existed=(date(2020, 1, 1), TODAY))
        assert not sees(kind, row, scope_of(holder))
        assert sees(kind, row, scope_of(holder, TODAY - DAY))


@pytest.mark.parametrize("kind", BURDENING)
class TestExcluded:
    """What says something about somebody is kept from them, whatever they hold."""

    def holder(self, offices: Offices, **columns: Any) -> User:
        holder = user(offices.province, **columns)
        give(holder, offices.province, "office_head")
        return holder

    def test_from_the_body_s_own_staff(self, kind: str, offices: Offices) -> None:
        own = body()
        row = make(kind, Place(offices.county, about_orgs=[own.pk]))
        assert sees(kind, row, scope_of(self.holder(offices)))
        assert not sees(kind, row, scope_of(self.holder(offices, body_id=own.pk)))

    def test_from_the_staff_of_an_office_at_the_body(self, kind: str, offices: Offices) -> None:
        own = body()
        row = make(kind, Place(offices.county, about_orgs=[own.pk]))
        type(offices.city).objects.filter(pk=offices.city.pk).update(body_id=own.pk)
        holder = user(offices.province)
        give(holder, offices.city, "office_head")
        assert not sees(kind, row, scope_of(holder))

    def test_from_the_staff_of_a_body_below(self, kind: str, offices: Offices) -> None:
        above, own = body(), body()
        own.superiors.create(superior=above, during=(date(2020, 1, 1), None))
        row = make(kind, Place(offices.county, about_orgs=[above.pk]))
        assert not sees(kind, row, scope_of(self.holder(offices, body_id=own.pk)))

    def test_from_a_colleague_of_the_person(self, kind: str, offices: Offices) -> None:
        own, person = body(), human()
        post(person, own, during=(date(2020, 1, 1), TODAY))
        row = make(kind, Place(offices.county, about_persons=[person.pk]))
        holder = self.holder(offices, body_id=own.pk)
        assert not sees(kind, row, scope_of(holder, TODAY - DAY))
        assert sees(kind, row, scope_of(holder, TODAY))

    @pytest.mark.parametrize("subject", ["body", "person"])
    def test_while_a_conflict_is_declared(self, kind: str, subject: str, offices: Offices) -> None:
        named = body().pk if subject == "body" else human().pk
        bodies, persons = ([named], []) if subject == "body" else ([], [named])
        row = make(kind, Place(offices.county, about_orgs=bodies, about_persons=persons))
        holder = self.holder(offices)
        column = {"org_id": named} if subject == "body" else {"person_id": named}
        Exclusion.objects.create(user=holder, basis="conflict", valid=(TODAY, TODAY + DAY), **column)
        assert [sees(kind, row, scope_of(holder, TODAY + day * DAY)) for day in (-1, 0, 1)] == [True, False, True]

    def test_no_sight_shows_it_either(self, kind: str, offices: Offices) -> None:
        own = body()
        row = make(kind, Place(offices.other_line, about_orgs=[own.pk]))
        holder = self.holder(offices, body_id=own.pk)
        task(holder, 1, [])
        Sight.objects.create(target_id=1, kind=kind, row_id=row.pk, holder=offices.county, valid=(TODAY, None))
        assert not sees(kind, row, scope_of(holder), Depth.EXISTENCE)


@pytest.mark.parametrize("kind", KINDS)
class TestSight:
    """A dossier's sight shows the row, and no more of it than the holding office lets be seen on the day of reading."""

    def team_member(self, kind: str, row: models.Model, offices: Offices, depth: Depth, **more: Any) -> User:
        type(offices.other_line).objects.filter(pk=offices.other_line.pk).update(sight_depth=depth)
        holder = user(offices.county)
        task(holder, 1, [], **more)
        Sight.objects.create(target_id=1, kind=kind, row_id=row.pk, holder=offices.other_line, valid=(TODAY, None))
        return holder

    @pytest.mark.parametrize("allowed", list(Depth))
    def test_at_each_depth(self, kind: str, allowed: Depth, offices: Offices) -> None:
        row = make(kind, Place(offices.other_line))
        beside = make(kind, Place(offices.other_line))
        scope = scope_of(self.team_member(kind, row, offices, allowed))
        rows: Any = SCOPED[kind]
        for depth in Depth:
            assert sees(kind, row, scope, depth) is (depth <= allowed)
            assert not sees(kind, beside, scope, depth)
        assert rows.objects.all().depth_of(scope, row.pk) is allowed
        assert rows.gate.depth_here(row, scope) is allowed

    def test_tightened_at_once(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.other_line))
        holder = self.team_member(kind, row, offices, Depth.FULL)
        assert sees(kind, row, scope_of(holder))
        type(offices.other_line).objects.filter(pk=offices.other_line.pk).update(sight_depth=Depth.EXISTENCE)
        assert not sees(kind, row, scope_of(holder), Depth.SUMMARY)

    def test_ends_with_the_task(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.other_line))
        ended = self.team_member(kind, row, offices, Depth.FULL, ended=True)
        assert not sees(kind, row, scope_of(ended), Depth.EXISTENCE)

    def test_for_the_time_it_was_given(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.other_line))
        holder = self.team_member(kind, row, offices, Depth.FULL)
        assert not sees(kind, row, scope_of(holder, TODAY - DAY), Depth.EXISTENCE)

    def test_for_nobody_else(self, kind: str, offices: Offices) -> None:
        row = make(kind, Place(offices.other_line))
        self.team_member(kind, row, offices, Depth.FULL)
        other = user(offices.county)
        task(other, 2, [])
        assert not sees(kind, row, scope_of(other), Depth.EXISTENCE)


@pytest.mark.parametrize("kind", KINDS)
class TestTask:
    """A task shows the whole of what lies at its target, and of its bodies where the kind says so."""

    def given(self, kind: str, offices: Offices, **more: Any) -> tuple[models.Model, User]:
        entered = body()
        target: Any = make("target", Place(offices.province, org=entered))
        place = Place(offices.other_line, org=entered, target=target)
        row = target if kind == "target" else make(kind, place)
        holder = user(offices.county)
        task(holder, target.pk, [entered.pk], **more)
        return row, holder

    def test_reaches_what_the_kind_says(self, kind: str, offices: Offices) -> None:
        row, holder = self.given(kind, offices)
        assert sees(kind, row, scope_of(holder)) is bool(EXPECTED[kind].by_task)

    def test_without_the_right(self, kind: str, offices: Offices) -> None:
        role = next(role for role, reads in READS.items() if EXPECTED[kind].right not in reads)
        row, holder = self.given(kind, offices, role=role)
        assert not sees(kind, row, scope_of(holder))
        rows: Any = SCOPED[kind]
        assert rows.gate.depth_here(row, scope_of(holder)) is Depth.EXISTENCE

    def test_ended(self, kind: str, offices: Offices) -> None:
        row, holder = self.given(kind, offices, ended=True)
        assert not sees(kind, row, scope_of(holder))

    @pytest.mark.parametrize("day", [-1, 10])
    def test_outside_its_time(self, kind: str, day: int, offices: Offices) -> None:
        row, holder = self.given(kind, offices, since=TODAY, until=TODAY + 10 * DAY)
        assert not sees(kind, row, scope_of(holder, TODAY + day * DAY))

    def test_of_another_target(self, kind: str, offices: Offices) -> None:
        row, _holder = self.given(kind, offices)
        other = user(offices.county)
        task(other, NO_ROW, [NO_ROW])
        assert not sees(kind, row, scope_of(other))
