"""Findings from sheets: new, changed, unchanged, rejected; all good rows or none; the same file again; the undo."""

from datetime import date
from decimal import Decimal

import pytest

from mingjian.findings.actions import begin, revise
from mingjian.findings.models import Finding, Manifestation, Named
from mingjian.findings.tests.sheets import HEADINGS, committed, reasons, row, staged, workbook
from mingjian.ledgers.actions import discard
from mingjian.ledgers.models import Staged, Upload, Written
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.lib.errors import Invalid, Stale, WrongState
from mingjian.offices.rights import Right
from mingjian.people.models import Person
from mingjian.people.tests.ground import People
from mingjian.search.models import Document


def test_a_row_becomes_a_finding_with_its_lines_and_persons(people: People) -> None:
    batch = committed(people, workbook(row()))
    finding = Finding.objects.get()
    assert batch.counts == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    assert (finding.org_id, finding.finding_class, finding.state) == (people.bureau.pk, "governance", "rectifying")
    assert (finding.amount, finding.found_on, finding.batch_id) == (Decimal(50_000), date(2018, 5, 3), batch.pk)
    lines = Manifestation.objects.order_by("position").values_list("text", flat=True)
    assert list(lines) == ["一月发放2万元", "二月发放3万元"]
    assert Named.objects.get().name_as_written == "张伟"
    assert Person.objects.get(name="张伟").born.lower == date(1968, 4, 1)


def test_a_committed_row_is_searchable(people: People) -> None:
    committed(people, workbook(row()))
    document = Document.objects.get(kind="finding")
    assert "一月发放" in document.body
    assert "张伟" in document.text


def test_the_same_file_again_changes_nothing(people: People) -> None:
    content = workbook(row(), row(问题编号=None, 问题描述="没有编号的问题"))
    committed(people, content)
    before = list(Finding.objects.order_by("pk").values())
    again = committed(people, content)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "rejected": 0}
    assert list(Finding.objects.order_by("pk").values()) == before


def test_a_changed_cell_changes_that_column_alone(people: People) -> None:
    committed(people, workbook(row()))
    batch = committed(people, workbook(row(金额=8, 整改状态="已完成")))
    finding = Finding.objects.get()
    assert batch.counts["changed"] == 1
    assert (finding.amount, finding.state, finding.version) == (Decimal(80_000), "done", 2)
    assert Written.objects.get(batch=batch).former == {"amount": "50000.00", "state": "rectifying"}
    assert Named.objects.count() == 1


def test_an_empty_cell_changes_nothing(people: People) -> None:
    committed(people, workbook(row()))
    assert committed(people, workbook(row(金额=None, 涉及人=None))).counts["unchanged"] == 1


def test_the_undo_gives_back_exactly_what_was(people: People) -> None:
    committed(people, workbook(row()))
    finding = Finding.objects.values().get()
    persons, documents = Person.objects.count(), Document.objects.values("kind", "row_id", "text").order_by("pk")
    before = list(documents)
    batch = committed(people, workbook(row(金额=8, 整改状态="已完成", 涉及人="李明（出纳）"), row(问题编号="底稿2")))
    undo_batch(batch.pk, people.scope)
    now = Finding.objects.values().get()
    assert {key: value for key, value in now.items() if key != "version"} == {
        key: value for key, value in finding.items() if key != "version"
    }
    assert Named.objects.get().name_as_written == "张伟"
    assert Person.objects.count() == persons
    assert list(documents.all()) == before


def test_the_undo_refuses_rows_that_somebody_changed_since(people: People) -> None:
    batch = committed(people, workbook(row()))
    begun = Finding.objects.get()
    revise(finding=begun, values={"basis": "条例"}, version=1, scope=people.scope)
    with pytest.raises(Stale, match="底稿1"):
        undo_batch(batch.pk, people.scope)
    assert Finding.objects.get().basis == "条例"


def test_a_step_of_rectification_counts_as_a_change(people: People) -> None:
    batch = committed(people, workbook(row(整改状态="未整改")))
    begin(finding=Finding.objects.get(), scope=people.scope)
    with pytest.raises(Stale):
        undo_batch(batch.pk, people.scope)


def test_none_of_the_rows_leaves_nothing(people: People) -> None:
    batch = staged(people, workbook(row()))
    discard(batch_id=batch.pk, scope=people.scope)
    assert not Finding.objects.exists()
    assert not Staged.objects.exists()
    assert not Upload.objects.exists()
    with pytest.raises(WrongState):
        commit_batch(batch.pk, people.scope)


def test_bad_rows_are_told_and_the_good_ones_are_taken(people: People) -> None:
    batch = staged(
        people,
        workbook(
            row(),
            row(问题编号="底稿2", 被巡察单位="云岭县水利局"),
            row(问题编号="底稿3", 发现时间="二月三十"),
            row(问题编号="底稿4", 问题描述=None),
            row(),
            row(问题编号="底稿6", 涉及人="张三（110105194912310021）"),
            row(问题编号="底稿7", 发现时间="2999-01-01"),
        ),
    )
    keys = [set(each) for each in reasons(batch)]
    assert keys == [{"org"}, {"found_on"}, {"description"}, {""}, {"persons"}, {"found_on"}]
    assert "云岭县水务局" in reasons(batch)[0]["org"]
    commit_batch(batch.pk, people.scope)
    assert Finding.objects.count() == 1


def test_a_state_that_asks_for_a_reason_is_not_taken_from_a_sheet(people: People) -> None:
    committed(people, workbook(row()))
    batch = staged(people, workbook(row(整改状态="已销号")))
    assert "state" in reasons(batch)[0]


def test_a_body_out_of_scope_is_the_same_as_none(people: People) -> None:
    county = people.reader("county", Right.IMPORT, Right.EDIT_FINDINGS, Right.EDIT_REGISTER)
    batch = staged(people, workbook(row(被巡察单位="云岭农商银行")), scope=county)
    assert "B1" not in reasons(batch)[0]["org"]
    assert "云岭农商银行" not in reasons(batch)[0]["org"].replace("“云岭农商银行”", "")


def test_a_batch_is_seen_by_its_office_alone(people: People) -> None:
    batch = staged(people, workbook(row()))
    sibling = people.reader("sibling", Right.IMPORT, Right.EDIT_FINDINGS)
    for step in (commit_batch, undo_batch, read_batch):
        with pytest.raises(Invalid):
            step(batch.pk, sibling)
    assert not Finding.objects.exists()


def test_without_the_right_to_import_nothing_is_received(people: People) -> None:
    with pytest.raises(Invalid):
        staged(people, workbook(row()), scope=people.reader("county", Right.EDIT_FINDINGS))


def test_a_row_changed_between_reading_and_writing_stops_the_batch(people: People) -> None:
    committed(people, workbook(row()))
    batch = staged(people, workbook(row(金额=8), row(问题编号="底稿2")))
    revise(finding=Finding.objects.get(), values={"basis": "条例"}, version=1, scope=people.scope)
    with pytest.raises(Stale):
        commit_batch(batch.pk, people.scope)
    assert Finding.objects.count() == 1
    read_batch(batch.pk, people.scope)
    commit_batch(batch.pk, people.scope)
    assert Finding.objects.get(number="底稿1").basis == "条例"


def test_doubtful_headings_are_asked_and_the_answer_is_kept(people: People) -> None:
    headings = [*HEADINGS, "问题描述"]
    batch = staged(people, workbook([*row(), "另一种描述"], headings=headings))
    assert batch.stage == "asking"
    assert batch.questions == {"description": [3, 9]}
    batch = read_batch(batch.pk, people.scope, answers={"description": 9})
    assert batch.stage == "staged"
    commit_batch(batch.pk, people.scope)
    assert Finding.objects.get().description == "另一种描述"


def test_a_number_of_queries_that_does_not_depend_on_the_rows(people: People, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    rows = [row(问题编号=f"底稿{at}", 涉及人=f"赵{'一二三四五六七八九十'[at % 10]}（会计）") for at in range(40)]
    with django_assert_max_num_queries(79):
        committed(people, workbook(*rows))
