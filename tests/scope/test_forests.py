"""Random office forests, grants, tasks, sights, exclusions and dates: the gate and an oracle in plain Python agree."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from mingjian.offices.gate import SCOPED, visible_ids
from mingjian.offices.scope import Depth
from tests.scope.expected import EXPECTED
from tests.scope.forest import World, worlds
from tests.scope.oracle import depth_of
from tests.scope.planting import Planted, plant

pytestmark = pytest.mark.django_db

NO_ROW = 2**40
MANY = settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agrees(world: World, planted: Planted, kind: str) -> None:
    """List, count, guard and depths of one kind against the oracle."""
    model: Any = SCOPED[kind]
    places = [place for place, row in enumerate(world.rows) if row.kind == kind]
    told = {planted.rows[place].pk: depth_of(world, place) for place in places}
    for depth in Depth:
        expected = {pk for pk, seen in told.items() if seen is not None and seen >= depth}
        shown = model.objects.visible_to(planted.scope, depth)
        listed = [pk for pk in shown.values_list("pk", flat=True) if pk in told]
        assert sorted(listed) == sorted(expected), f"the list of {kind} at {depth.name}"
        assert shown.filter(pk__in=told).count() == len(expected), f"the count of {kind} at {depth.name}"
        assert visible_ids(kind, [*told, NO_ROW], planted.scope, depth) == expected
    for pk, seen in told.items():
        assert model.objects.all().depth_of(planted.scope, pk) == seen, f"the depth of {kind} {pk}"
        if seen is not None:
            assert model.gate.depth_here(model.objects.get(pk=pk), planted.scope) == seen


@MANY
@given(worlds())
def test_every_kind_shows_what_the_oracle_says(world: World) -> None:
    with transaction.atomic():
        planted = plant(world)
        for kind in EXPECTED:
            agrees(world, planted, kind)
        transaction.set_rollback(True)


def test_the_worlds_hold_what_they_are_drawn_for() -> None:
    """A property that never meets the case it is about proves nothing."""
    met: Counter[str] = Counter()

    @settings(max_examples=500, deadline=None, database=None, derandomize=True)
    @given(worlds())
    def look(world: World) -> None:
        for place, row in enumerate(world.rows):
            seen = depth_of(world, place)
            met["hidden" if seen is None else f"{seen.name.lower()} {row.kind}"] += 1

    look()
    assert met["hidden"] > 200
    assert [kind for kind in EXPECTED if not met[f"full {kind}"]] == []
    assert any(met[f"{depth} {kind}"] for depth in ("existence", "summary") for kind in EXPECTED)
