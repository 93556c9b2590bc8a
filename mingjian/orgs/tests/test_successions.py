"""Rename, move, merge, split and their undo, one case each."""

from datetime import date

import pytest

from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.orgs.actions import Merging, Renaming, merge, merge_many, move, rename, rename_many, split, undo
from mingjian.orgs.models import Organisation, OrganisationName, Succession, Superior
from mingjian.orgs.succession import lineage, successors
from mingjian.orgs.tests.ground import Ground, day, system
from mingjian.orgs.tree import as_of, bodies_above, units_below
from mingjian.search.models import Document

TODAY = date(2026, 11, 1)


def names(organisation: Organisation) -> list[tuple[str, date, date | None]]:
    rows = OrganisationName.objects.filter(organisation=organisation, kind="official").order_by("during")
    return [(row.name, row.during.lower, row.during.upper) for row in rows]


def test_it_keeps_the_former_name_and_finds_the_body_by_it(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    rename(organisation=body, name="数据局", on=day("2018-10"), basis="机构改革", scope=ground.scope)
    body.refresh_from_db()
    assert (body.name, body.version) == ("数据局", 2)
    assert names(body) == [("单位A", date(2000, 1, 1), date(2018, 10, 1)), ("数据局", date(2018, 10, 1), None)]
    document = Document.objects.get(kind="organisation", row_id=body.pk)
    assert document.title == "数据局"
    assert "单位a" in document.text
    assert "shujuju" in document.keys


def test_it_takes_a_rename_before_one_that_is_known_already(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    rows = [Renaming(body.pk, "丙", day("2018")), Renaming(body.pk, "乙", day("2010-05-06"))]
    rename_many(rows=rows, scope=ground.scope)
    body.refresh_from_db()
    assert [name for name, _lower, _upper in names(body)] == ["单位A", "乙", "丙"]
    assert body.name == "丙"


@pytest.mark.parametrize("on", ["1999", "2000", "2100"])
def test_it_refuses_a_rename_outside_the_body_s_time(ground: Ground, on: str) -> None:
    body = ground.record(ground.row("A"))["A"]
    with pytest.raises(Invalid):
        rename(organisation=body, name="乙", on=day(on), basis="", scope=ground.scope)


def test_it_refuses_a_save_of_an_old_version(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    rename(organisation=body, name="乙", on=day("2010"), basis="", scope=ground.scope, version=1)
    with pytest.raises(Stale) as stale:
        rename(organisation=body, name="丙", on=day("2011"), basis="", scope=ground.scope, version=1)
    assert stale.value.current == 2


def test_it_moves_a_whole_subtree(ground: Ground) -> None:
    rows = ground.record(ground.row("P"), ground.row("Q"), ground.row("A", "P"), ground.row("B", "A"))
    move(organisation=rows["A"], superior=rows["Q"], on=day("2015-03-01"), basis="", scope=ground.scope)
    child = Organisation.objects.get(code="B")
    assert child.path == f"{rows['Q'].pk}.{rows['A'].pk}.{rows['B'].pk}"
    assert units_below(rows["P"].pk, date(2015, 2, 28)) == {rows["A"].pk, rows["B"].pk}
    assert units_below(rows["P"].pk, date(2015, 3, 1)) == frozenset()
    assert bodies_above([rows["B"].pk], TODAY) == {rows["B"].pk, rows["A"].pk, rows["Q"].pk}


def test_it_refuses_a_circle_on_any_day(ground: Ground) -> None:
    rows = ground.record(ground.row("P"), ground.row("Q"), ground.row("A", "P"))
    move(organisation=rows["A"], superior=rows["Q"], on=day("2015"), basis="", scope=ground.scope)
    with pytest.raises(Invalid, match="stand below itself"):
        move(organisation=rows["P"], superior=rows["A"], on=day("2010"), basis="", scope=ground.scope)
    assert Superior.objects.filter(organisation=rows["P"]).count() == 0


def test_it_merges_bodies_and_their_subordinates_follow(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("B"), ground.row("C", "A"))
    merge(organisations=[rows["A"]], into=rows["B"], on=day("2018-10"), basis="", scope=ground.scope)
    merged, child = Organisation.objects.get(code="A"), Organisation.objects.get(code="C")
    assert (merged.existed.upper, merged.superior_id, merged.end_precision) == (date(2018, 10, 1), None, "month")
    assert child.superior_id == rows["B"].pk
    assert lineage([rows["B"].pk], TODAY)[rows["B"].pk] == {rows["A"].pk, rows["B"].pk}
    assert lineage([rows["B"].pk], date(2018, 9, 30))[rows["B"].pk] == {rows["B"].pk}
    assert successors([rows["A"].pk], TODAY)[rows["A"].pk] == {rows["A"].pk, rows["B"].pk}
    assert bodies_above([rows["A"].pk], TODAY) == {rows["A"].pk, rows["B"].pk}


def test_it_lets_a_subordinate_take_over_its_superior(ground: Ground) -> None:
    rows = ground.record(ground.row("R"), ground.row("A", "R"), ground.row("C", "A"), ground.row("B", "C"))
    merge(organisations=[rows["A"], rows["C"]], into=rows["B"], on=day("2018"), basis="", scope=ground.scope)
    assert Organisation.objects.get(code="B").path == f"{rows['R'].pk}.{rows['B'].pk}"


def test_it_merges_into_a_body_founded_by_the_merger(ground: Ground) -> None:
    rows = ground.record(ground.row("R"), ground.row("A", "R"), ground.row("B", "R"))
    new = ground.row("N", name="新局", office_ids=[])
    done = merge(organisations=[rows["A"], rows["B"]], into=new, on=day("2018-10"), basis="", scope=ground.scope)
    founded = Organisation.objects.get(code="N")
    assert (founded.superior_id, founded.existed.lower) == (rows["R"].pk, date(2018, 10, 1))
    undo(succession=done, scope=ground.scope, reason="错了")
    assert not Organisation.objects.filter(code="N").exists()
    assert not Document.objects.filter(kind="organisation", row_id=founded.pk).exists()
    assert Organisation.objects.get(code="A").existed.upper is None


def test_it_splits_a_body_and_gives_each_part_its_subordinates(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("C", "A"), ground.row("D", "A"))
    into = [ground.row("N1"), ground.row("N2")]
    given = {rows["D"].pk: "N2"}
    on = day("2018-10-01")
    done = split(organisation=rows["A"], into=into, on=on, basis="", scope=ground.scope, subordinates=given)
    first, second = Organisation.objects.get(code="N1"), Organisation.objects.get(code="N2")
    assert Organisation.objects.get(code="C").superior_id == first.pk
    assert Organisation.objects.get(code="D").superior_id == second.pk
    assert rows["A"].pk in lineage([second.pk], TODAY)[second.pk]
    undo(succession=done, scope=ground.scope, reason="错了")
    assert {row.code: row.superior_id for row in Organisation.objects.all()} == {
        "A": None,
        "C": rows["A"].pk,
        "D": rows["A"].pk,
    }


def test_it_keeps_a_body_that_continues_beside_what_it_gave_off(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("C", "A"))
    split(organisation=rows["A"], into=[ground.row("N")], on=day("2018"), basis="", scope=ground.scope, continues=True)
    assert Organisation.objects.get(code="A").existed.upper is None
    assert Organisation.objects.get(code="C").superior_id == rows["A"].pk


def test_it_refuses_to_undo_what_a_later_change_stands_on(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("B"), ground.row("C", "A"))
    first = merge(organisations=[rows["A"]], into=rows["B"], on=day("2018"), basis="", scope=ground.scope)
    later = move(organisation=rows["C"], superior=rows["B"], on=day("2010"), basis="", scope=ground.scope)
    with pytest.raises(WrongState, match="2010"):
        undo(succession=first, scope=ground.scope, reason="错了")
    undo(succession=later, scope=ground.scope, reason="错了")
    undo(succession=first, scope=ground.scope, reason="错了")
    assert Organisation.objects.get(code="C").superior_id == rows["A"].pk
    with pytest.raises(WrongState, match="already"):
        undo(succession=first, scope=ground.scope, reason="再来")


def test_it_undoes_beside_changes_that_do_not_stand_on_it(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("B"))
    first = merge(organisations=[rows["A"]], into=rows["B"], on=day("2018"), basis="", scope=ground.scope)
    rename(organisation=rows["B"], name="乙", on=day("2019"), basis="", scope=ground.scope)
    undo(succession=first, scope=ground.scope, reason="错了")
    assert Organisation.objects.get(code="A").existed.upper is None
    assert Organisation.objects.get(code="B").name == "乙"


def test_it_does_not_put_a_body_back_under_one_that_ended(ground: Ground) -> None:
    rows = ground.record(ground.row("P"), ground.row("Q"), ground.row("R"), ground.row("A", "P"))
    moved = move(organisation=rows["A"], superior=rows["Q"], on=day("2010"), basis="", scope=ground.scope)
    merge(organisations=[rows["P"]], into=rows["R"], on=day("2015"), basis="", scope=ground.scope)
    with pytest.raises(WrongState, match="has ended since"):
        undo(succession=moved, scope=ground.scope, reason="错了")


def test_it_asks_why_something_is_undone(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    done = rename(organisation=body, name="乙", on=day("2010"), basis="", scope=ground.scope)
    with pytest.raises(Invalid):
        undo(succession=done, scope=ground.scope, reason=" ")


def test_it_merges_many_in_a_constant_number_of_statements(ground: Ground, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    rows = ground.record(*[ground.row(f"{number}") for number in range(40)])
    pairs = [Merging([rows[f"{each}"].pk], rows[f"{each + 20}"].pk, day("2018")) for each in range(20)]
    with django_assert_max_num_queries(28):
        merge_many(rows=pairs, scope=ground.scope)
    assert Succession.objects.count() == 20


def test_it_changes_nothing_outside_the_actor_s_register(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    reader = system(ground.paths["county"], rights=frozenset({"read_register"}))  # type: ignore[arg-type]  # a StrEnum's value
    with pytest.raises(NotAllowed):
        rename(organisation=body, name="乙", on=day("2010"), basis="", scope=reader)
    stranger = system(ground.paths["sibling"])
    with pytest.raises(Invalid):
        rename(organisation=body, name="乙", on=day("2010"), basis="", scope=stranger)


def test_it_shows_the_tree_of_a_day_with_the_names_of_that_day(ground: Ground) -> None:
    rows = ground.record(ground.row("P"), ground.row("A", "P"), ground.row("B", "A", since="2012"))
    rename(organisation=rows["A"], name="新名", on=day("2015"), basis="", scope=ground.scope)
    then = as_of(date(2011, 1, 1), ground.scope)
    assert [(node.name, node.depth) for node in then] == [("单位P", 0), ("单位A", 1)]
    now = as_of(TODAY, ground.scope, root=rows["A"].pk)
    assert [(node.name, node.depth) for node in now] == [("新名", 0), ("单位B", 1)]
