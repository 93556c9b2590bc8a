"""Founding and moving offices."""

from datetime import date

import pytest

from mingjian.audit.actor import Actor
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.actions import NewOffice, found_offices, move_office, set_bodies, set_sight_depth
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Held, Scope
from mingjian.orgs.actions import NewOrganisation, record_organisations
from mingjian.orgs.models import Organisation
from mingjian.orgs.tests.ground import day, system

pytestmark = pytest.mark.django_db

FOREST = [
    NewOffice("p", "inspection", 1, None, None, "省"),
    NewOffice("c", "inspection", 2, None, "p", "市"),
    NewOffice("d", "inspection", 2, None, "p", "州"),
    NewOffice("x", "inspection", 3, None, "c", "县"),
    NewOffice("k", "discipline", 3, None, None, "县"),
]


def forest() -> dict[str, Office]:
    ids = found_offices(rows=FOREST, scope=system("0"))
    offices = Office.objects.in_bulk(ids.values())
    return {key: offices[pk] for key, pk in ids.items()}


def test_it_founds_parents_before_children() -> None:
    offices = forest()
    assert offices["x"].path == ".".join(str(offices[key].pk) for key in "pcx")
    with pytest.raises(Invalid, match="comes before"):
        found_offices(rows=[NewOffice("a", "inspection", 3, None, "b", "甲")], scope=system("0"))


def test_it_founds_below_an_office_that_the_actor_manages() -> None:
    offices = forest()
    below = NewOffice("n", "inspection", 4, None, None, "乡", parent_id=offices["x"].pk)
    with pytest.raises(NotAllowed):
        found_offices(rows=[below], scope=system(offices["d"].path))
    found_offices(rows=[below], scope=system(offices["c"].path))
    assert Office.objects.get(name="乡").parent == offices["x"]


def test_only_the_installation_founds_a_root() -> None:
    held = (Held("1", frozenset({Right.MANAGE_OFFICES})),)
    user = Scope(Actor(user_id=1), date(2026, 1, 1), held)
    with pytest.raises(NotAllowed):
        found_offices(rows=[NewOffice("r", "resident", 1, None, None, "组")], scope=user)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (NewOffice("n", "inspection", 2, None, None, "市"), "already has"),
        (NewOffice("n", "press", 2, None, None, "报社"), "no line"),
        (NewOffice("n", "discipline", 4, None, None, "乡", parent_id=-1), "no office"),
    ],
)
def test_it_refuses_in_words(row: NewOffice, words: str) -> None:
    forest()
    with pytest.raises(Invalid, match=words):
        found_offices(rows=[row], scope=system("0"))


def test_an_office_stays_in_its_line() -> None:
    offices = forest()
    row = NewOffice("n", "inspection", 4, None, None, "乡", parent_id=offices["k"].pk)
    with pytest.raises(Invalid, match="another line"):
        found_offices(rows=[row], scope=system(offices["k"].path))


def test_it_skips_an_excluded_superior_upward() -> None:
    offices = forest()
    set_bodies(bodies={offices["c"].pk: 5}, scope=system(offices["p"].path))
    above = Office.objects.superior_of(offices["x"].path, {5})
    assert above == offices["p"]
    assert Office.objects.superior_of(offices["x"].path) == Office.objects.get(pk=offices["c"].pk)
    assert Office.objects.superior_of(offices["p"].path) is None


def test_it_sets_how_deep_others_see() -> None:
    offices = forest()
    set_sight_depth(office=offices["x"], depth=Depth.EXISTENCE, scope=system(offices["x"].path))
    assert Office.objects.get(pk=offices["x"].pk).sight_depth == Depth.EXISTENCE


def test_the_rows_of_a_moved_office_move_along() -> None:
    offices = forest()
    everything = system(offices["p"].path, offices["k"].path)
    both = [offices["x"].pk, offices["k"].pk]
    row = NewOrganisation("A", "某局", "school", 3, None, None, day("2000"), both)
    record_organisations(rows=[row], scope=everything)
    move_office(office=offices["x"], parent=offices["d"], scope=everything)
    moved = Office.objects.get(pk=offices["x"].pk)
    assert moved.path == f"{offices['d'].path}.{moved.pk}"
    assert Organisation.objects.get().office_paths == [moved.path, offices["k"].path]
    assert not Organisation.objects.visible_to(system(offices["c"].path)).exists()
    with pytest.raises(Invalid, match="below itself"):
        move_office(office=offices["p"], parent=moved, scope=everything)
