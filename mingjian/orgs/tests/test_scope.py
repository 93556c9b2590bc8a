"""Who sees which organisation."""

from datetime import date

import pytest

from mingjian.accounts.scopes import build
from mingjian.audit.actor import Actor
from mingjian.offices.rights import Right
from mingjian.offices.scope import Assigned, Depth, Scope
from mingjian.orgs.actions import merge
from mingjian.orgs.cards import cards
from mingjian.orgs.models import Organisation
from mingjian.orgs.tests.ground import ON, Ground, day, system
from mingjian.orgs.tree import as_of


@pytest.mark.parametrize(
    ("office", "sees"),
    [("province", True), ("city", True), ("county", True), ("sibling", False), ("discipline", False)],
)
def test_it_is_seen_from_its_office_and_above(ground: Ground, office: str, sees: bool) -> None:
    body = ground.record(ground.row("A"))["A"]
    scope = system(ground.paths[office], rights=frozenset({Right.READ_REGISTER}))
    assert Organisation.objects.visible_to(scope).filter(pk=body.pk).exists() is sees
    assert (body.pk in cards([body.pk], scope)) is sees
    assert bool(as_of(ON, scope)) is sees


def test_it_is_seen_from_both_lines_that_hold_it(ground: Ground) -> None:
    offices = [ground.offices["county"], ground.offices["discipline"]]
    body = ground.record(ground.row("A", office_ids=offices))["A"]
    for office in ("county", "discipline"):
        assert Organisation.objects.visible_to(system(ground.paths[office])).get() == body


def test_it_is_seen_by_the_task_that_covers_it(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("B"))
    task = Assigned(5, frozenset({rows["A"].pk}), frozenset({Right.READ_REGISTER}))
    scope = Scope(actor=Actor(user_id=1), on=ON, assigned=(task,))
    assert list(Organisation.objects.visible_to(scope)) == [rows["A"]]


def test_a_right_of_another_sort_shows_nothing(ground: Ground) -> None:
    ground.record(ground.row("A"))
    scope = system(ground.paths["province"], rights=frozenset({Right.MANAGE_GRANTS}))
    assert not Organisation.objects.visible_to(scope, Depth.EXISTENCE).exists()


def test_exclusion_does_not_hide_the_register(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    held = system(ground.paths["county"]).held
    scope = Scope(actor=Actor(user_id=1), on=ON, held=held, not_orgs=frozenset({body.pk}))
    assert Organisation.objects.visible_to(scope).get() == body


def test_a_tree_with_a_hidden_superior_begins_below_it(ground: Ground) -> None:
    rows = ground.record(ground.row("P", office_ids=[ground.offices["city"]]), ground.row("A", "P"))
    [node] = as_of(ON, system(ground.paths["county"]))
    assert (node.id, node.superior_id, node.depth) == (rows["A"].pk, None, 0)


def test_the_staff_of_a_merged_body_stay_excluded_from_its_successor(ground: Ground) -> None:
    from django.utils import timezone

    from mingjian.accounts.models import User

    rows = ground.record(ground.row("P"), ground.row("A"), ground.row("B", "P"))
    merge(organisations=[rows["A"]], into=rows["B"], on=day("2018"), basis="", scope=ground.scope)
    user = User.objects.create(
        username="u",
        display_name="某人",
        office_id=ground.offices["county"],
        body_id=rows["A"].pk,
        created_at=timezone.now(),
    )
    assert build(user, date(2026, 1, 1)).not_orgs == {rows["A"].pk, rows["B"].pk, rows["P"].pk}
