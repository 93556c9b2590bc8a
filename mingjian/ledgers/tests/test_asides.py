"""Lines of a sheet that are no rows: totals that are compared, notes and signatures, a template's example."""

import pytest

from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import HEADINGS, committed, reasons, row, staged, workbook
from mingjian.ledgers.models import Reading
from mingjian.ledgers.reading.asides import Aside, aside_of, may_be_aside
from mingjian.people.tests.ground import People, prepare

NEEDED = (1, 3)


@pytest.fixture
def people(db: None) -> People:
    return prepare()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (["合计", None, None, None, 12], Aside.TOTAL),
        ([None, "合  计", None, None, 12], Aside.TOTAL),
        ([None, "小计：", None, None, 12], Aside.TOTAL),
        (["合计问题", "某局", None, "违规", 12], None),
        (["注：金额为估算"], Aside.NOTE),
        ([None, "备注：单位以编办名称为准"], Aside.NOTE),
        (["填表人：某某", None, "审核人：某某"], Aside.NOTE),
        (["填报日期：2018-05-03"], Aside.NOTE),
        (["【示例】底稿1", "某局", None, "违规"], Aside.EXAMPLE),
        (["底稿1", "某局", None, "违规", 12], None),
        (["底稿1", None, None, "违规", 12], None),
        ([None, "某局"], None),
    ],
)
def test_what_a_line_is(line: list[object], kind: Aside | None) -> None:
    assert aside_of(line, NEEDED) is kind  # type: ignore[arg-type]  # cells of every kind
    assert kind is None or may_be_aside(line, NEEDED)  # type: ignore[arg-type]  # likewise


def total(amount: float, word: str = "合计") -> list[object]:
    return [word, *[None] * 5, amount, None, None]


def remarks(people: People, *lines: list[object]) -> list[dict[str, object]]:
    batch = staged(people, workbook(*lines))
    assert not reasons(batch)
    found: list[dict[str, object]] = Reading.objects.get(batch=batch).remarks
    return found


def test_a_total_that_agrees_is_told_and_is_no_row(people: People) -> None:
    assert remarks(people, row(), row(问题编号="底稿2", 金额=7), total(12)) == [{"code": "totals_agree", "count": 1}]


def test_a_total_that_differs_is_told_with_both_figures(people: People) -> None:
    (remark,) = remarks(people, row(), row(问题编号="底稿2", 金额=7), total(13))
    assert remark == {"code": "total", "row": 4, "column": "amount", "says": "130000.00", "rows": "120000.00"}


def test_totals_of_parts_are_compared_with_their_part(people: People) -> None:
    second = row(问题编号="底稿2", 金额=7)
    found = remarks(people, row(), total(5, "小计"), second, total(7, "小计"), total(12))
    assert found == [{"code": "totals_agree", "count": 3}]


def test_notes_signatures_and_the_example_are_no_rows(people: People) -> None:
    example = row(问题编号="【示例】底稿0")
    signatures: list[object] = ["填表人：某某", None, "审核人：某某"]
    batch = committed(people, workbook(example, row(), ["注：数据截至五月"], signatures))
    assert batch.counts["new"] == Finding.objects.count() == 1
    assert Reading.objects.get(batch=batch).remarks == [{"code": "notes", "count": 2}]


def test_headings_that_come_again_and_a_further_table_are_told(people: People) -> None:
    other = ["单位", "问题描述", "问题编号", "日期"]
    content = workbook(
        row(), HEADINGS, row(问题编号="底稿2"), [None], other, ["云岭县水务局", "超标", "底稿3", "2018-05-03"]
    )
    batch = staged(people, content)
    assert batch.counts["new"] == 2
    assert batch.sheets == ["台账", "台账 ▸ 6"]
    assert Reading.objects.get(batch=batch).remarks == [{"code": "tables", "labels": ["台账 ▸ 6"]}]
