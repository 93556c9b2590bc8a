"""Loading divisions: all or nothing, each wrong line by its number."""

from datetime import date
from pathlib import Path

import pytest

from mingjian.audit.actor import Actor
from mingjian.cli.divisions import read
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.actions import DivisionRow, FormerNameRow, add_former_names, load_divisions
from mingjian.offices.models import Division, FormerName
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope

DATA = Path(__file__).parents[1] / "data"
HELD = (Held("", frozenset({Right.MANAGE_OFFICES})),)
SCOPE = Scope(Actor.named("tests"), date(2026, 1, 1), HELD)
ROWS = [
    DivisionRow("5301", "昆明市", 2, "53"),
    DivisionRow("53", "云南省", 1, None),
    DivisionRow("530102", "五华区", 3, "5301"),
]

pytestmark = pytest.mark.django_db


def test_it_loads_yunnan_as_shipped() -> None:
    assert load_divisions(rows=read(DATA / "yunnan_divisions.csv"), scope=SCOPE) == 16_495
    assert Division.objects.filter(level=3).count() == 129
    assert Division.objects.filter(path__within="d53.d5301", level=3).count() == 14


def test_it_takes_rows_in_any_order_and_again_changes_nothing() -> None:
    assert load_divisions(rows=ROWS, scope=SCOPE) == 3
    assert Division.objects.get(code="530102").path == "d53.d5301.d530102"
    assert load_divisions(rows=ROWS, scope=SCOPE) == 0


def test_it_adds_new_ones_and_keeps_the_old_name_of_a_renamed_one() -> None:
    load_divisions(rows=ROWS, scope=SCOPE)
    rows = [DivisionRow("53", "云南", 1, ""), DivisionRow("5303", "曲靖市", 2, "53")]
    assert load_divisions(rows=rows, scope=SCOPE) == 2
    assert FormerName.objects.get().name == "云南省"
    assert Division.objects.get(code="5303").path == "d53.d5303"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (DivisionRow("5399", "某市", 2, "99"), "Line 2: 5399: there is no division 99"),
        (DivisionRow("53x", "某市", 2, "53"), "Line 2: “53x” is no division code"),
        (DivisionRow("53", "云南省", 1, ""), "Line 2: 53 stands twice"),
        (DivisionRow("5399", "某市", 0, "53"), "Line 2: 5399 has no level"),
        (DivisionRow("5399", "某市", 1, "53"), "Line 2: 5399 does not lie below"),
        (DivisionRow("5399", " ", 2, "53"), "Line 2: 5399 has no name"),
    ],
)
def test_it_names_the_wrong_line_and_loads_nothing(row: DivisionRow, words: str) -> None:
    with pytest.raises(Invalid) as wrong:
        load_divisions(rows=[DivisionRow("53", "云南省", 1, ""), row], scope=SCOPE)
    assert words in wrong.value.message
    assert not Division.objects.exists()


def test_it_does_not_move_a_division() -> None:
    load_divisions(rows=ROWS, scope=SCOPE)
    with pytest.raises(Invalid, match="another parent"):
        load_divisions(rows=[DivisionRow("530102", "五华区", 3, "53")], scope=SCOPE)


def test_it_counts_all_problems_but_lists_only_the_first() -> None:
    rows = [DivisionRow(f"9{number:03}", "某市", 2, "99") for number in range(100)]
    with pytest.raises(Invalid) as wrong:
        load_divisions(rows=rows, scope=SCOPE)
    assert wrong.value.message.count("Line ") == 20
    assert "100 problems" in wrong.value.message


def test_it_adds_former_names_once() -> None:
    load_divisions(rows=ROWS, scope=SCOPE)
    rows = [FormerNameRow("530102", "旧名", 1990)]
    assert (add_former_names(rows=rows, scope=SCOPE), add_former_names(rows=rows, scope=SCOPE)) == (1, 0)
    with pytest.raises(Invalid):
        add_former_names(rows=[FormerNameRow("99", "无")], scope=SCOPE)


def test_it_asks_for_the_right() -> None:
    with pytest.raises(NotAllowed):
        load_divisions(rows=ROWS, scope=Scope(Actor(user_id=1), SCOPE.on))
