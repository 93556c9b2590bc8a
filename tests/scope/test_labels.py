"""Paths are compared label by label: an office whose number begins like another's is not below it, nor is one above."""

from typing import Any

import pytest

from mingjian.audit.actor import Actor
from mingjian.offices.gate import SCOPED
from mingjian.offices.models import Level, Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Assigned, Held, Scope
from tests.cast import LONG_AGO, TODAY
from tests.scope.expected import EXPECTED
from tests.scope.rows import Place, make

RIGHTS = frozenset(Right)
READ, EDIT = Right.READ_FINDINGS, Right.EDIT_FINDINGS
# The second and third begin like the first; the last is below it.
PATHS = {"880000": True, "8800001": False, "88000010.9": False, "880000.1": True}


def scope_over(*paths: str, assigned: tuple[Assigned, ...] = ()) -> Scope:
    held = tuple(Held(path, RIGHTS) for path in paths)
    return Scope(actor=Actor(user_id=1), on=TODAY, held=held, assigned=assigned)


@pytest.mark.parametrize(("path", "reached"), PATHS.items())
def test_a_right_is_held_at_the_office_and_below(path: str, reached: bool) -> None:
    assert scope_over("880000").may(READ, path) is reached


def test_a_right_is_not_held_above() -> None:
    assert not scope_over("880000.1.2").may(READ, "880000.1")
    assert not scope_over("880000.1.2").may(READ, "880000")


def test_only_what_lies_below_another_path_is_left_out() -> None:
    assert scope_over("880000", "8800001", "880000.1").paths(READ) == ("880000", "8800001")


def test_a_task_gives_its_rights_on_its_target_alone() -> None:
    scope = scope_over(assigned=(Assigned(5, frozenset({50}), frozenset({READ})),))
    assert scope.may(READ, "1", 5)
    assert not scope.may(READ, "1", 6)
    assert not scope.may(READ, "1")
    assert not scope.may(EDIT, "1", 5)
    assert (scope.targets(READ), scope.targets(EDIT)) == ((5,), ())
    assert (scope.task_orgs(READ), scope.task_orgs(EDIT)) == ((50,), ())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_rows_are_reached_by_whole_labels(kind: str) -> None:
    rows: dict[str, int] = {}
    for number, path in enumerate(PATHS):
        columns: dict[str, Any] = {"line": "inspection", "level": Level.COUNTY, "existed": (LONG_AGO, None)}
        place = Office.objects.create(pk=880_000 + number, name=f"示例机关{number}", path=path, **columns)
        rows[path] = make(kind, Place(place)).pk
    model: Any = SCOPED[kind]
    seen = set(model.objects.visible_to(scope_over("880000")).filter(pk__in=rows.values()).values_list("pk", flat=True))
    assert seen == {rows[path] for path, reached in PATHS.items() if reached}
