"""Recording, correcting and withdrawing."""

from datetime import date

import pytest

from mingjian.audit.models import Entry
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.offices.actions import set_bodies
from mingjian.orgs.actions import NewOrganisation, record_organisations, rename, revise, withdraw
from mingjian.orgs.models import Organisation, Superior
from mingjian.orgs.tests.ground import Ground, day, system
from mingjian.search.models import Document


def test_it_records_a_batch_with_one_audit_row(ground: Ground, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    rows = [ground.row("B", "A"), ground.row("A", names=[("甲局", "short")])]
    rows += [ground.row(f"X{number}", "B") for number in range(50)]
    with django_assert_max_num_queries(30):
        ids = record_organisations(rows=rows, scope=ground.scope)
    assert Organisation.objects.get(code="X7").path == f"{ids['A']}.{ids['B']}.{ids['X7']}"
    assert Document.objects.filter(kind="organisation").count() == 52
    entry = Entry.objects.get(verb="organisation.record")
    assert entry.count == 52


def test_it_counts_a_superior_for_the_time_both_exist(ground: Ground) -> None:
    ground.record(ground.row("P", since="2010-05"), ground.row("A", "P", since="2001"))
    row = Superior.objects.get()
    assert (row.during.lower, row.start_precision) == (date(2010, 5, 1), "month")


def test_it_records_a_body_that_has_ended(ground: Ground) -> None:
    ground.record(ground.row("P"), ground.row("A", "P", until=day("2015")))
    row = Organisation.objects.get(code="A")
    assert (row.existed.upper, row.superior_id, row.path) == (date(2016, 1, 1), None, str(row.pk))
    assert Document.objects.get(row_id=row.pk, kind="organisation").state == "ended"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"superior": "nowhere"}, "superior"),
        ({"division_code": "99"}, "division"),
        ({"kind": "company"}, "kind"),
        ({"office_ids": []}, "office"),
        ({"since": "2999"}, "future"),
        ({"until": "1990"}, "end before"),
        ({"name": " "}, "name"),
    ],
)
def test_it_says_what_is_wrong_and_writes_nothing(ground: Ground, wrong: dict[str, object], words: str) -> None:
    given = dict(wrong)
    if "until" in given:
        given["until"] = day(str(given["until"]))
    with pytest.raises(Invalid, match=words):
        ground.record(ground.row("Z"), ground.row("A", **given))  # type: ignore[arg-type]  # the cases differ
    assert not Organisation.objects.exists()


def test_it_refuses_a_taken_code(ground: Ground) -> None:
    ground.record(ground.row("A"))
    with pytest.raises(Invalid, match="taken"):
        ground.record(ground.row("A"))
    with pytest.raises(Invalid, match="twice"):
        ground.record(ground.row("B"), ground.row("B"))


def test_it_records_only_where_the_register_is_edited(ground: Ground) -> None:
    row: NewOrganisation = ground.row("A")
    with pytest.raises(NotAllowed):
        record_organisations(rows=[row], scope=system(ground.paths["sibling"]))
    shared = ground.row("B", office_ids=[ground.offices["county"], ground.offices["discipline"]])
    record_organisations(rows=[shared], scope=system(ground.paths["discipline"]))


def test_it_corrects_facts_against_the_version_read(ground: Ground) -> None:
    row = ground.record(ground.row("A"))["A"]
    revise(organisation=row, values={"seat": "人民路 1 号"}, version=1, scope=ground.scope)
    with pytest.raises(Stale):
        revise(organisation=row, values={"seat": "他处"}, version=1, scope=ground.scope)
    with pytest.raises(Invalid) as wrong:
        revise(organisation=row, values={"kind": "x", "name": "改名"}, version=2, scope=ground.scope)
    assert set(wrong.value.fields) == {"kind", "name"}
    assert "人民路1号" in Document.objects.get(kind="organisation", row_id=row.pk).text.replace(" ", "")


def test_it_withdraws_a_batch_while_nothing_stands_on_it(ground: Ground) -> None:
    ids = record_organisations(rows=[ground.row("A"), ground.row("B", "A")], scope=ground.scope, batch_id=7)
    assert withdraw(ids=ids.values(), scope=ground.scope, batch_id=7) == 2
    assert not Organisation.objects.exists()
    assert not Document.objects.exists()


def test_it_keeps_what_later_changes_or_offices_speak_of(ground: Ground) -> None:
    rows = ground.record(ground.row("A"), ground.row("B"))
    rename(organisation=rows["A"], name="乙", on=day("2010"), basis="", scope=ground.scope)
    with pytest.raises(WrongState):
        withdraw(ids=[rows["A"].pk], scope=ground.scope)
    set_bodies(bodies={ground.offices["county"]: rows["B"].pk}, scope=ground.scope)
    with pytest.raises(WrongState):
        withdraw(ids=[rows["B"].pk], scope=ground.scope)
