"""Reading cells as people write them: each type, and the sentences for what is not understood."""

from datetime import date
from typing import Any

import pytest

from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.reading.cells import read_column
from mingjian.ledgers.reading.persons import NotUnderstood, read_persons
from mingjian.lib.sheets.table import CellError


def read(kind: Type, cell: Any, unit: str | None = None, **column: Any) -> Any:
    value, reason = read_column(Column(key="k", words="K", type=kind, **column), [cell], unit)[0]
    return value if not reason else f"! {reason}"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2019/2/28", "2019-02-28"),
        ("2017-06-08", "2017-06-08"),
        ("\t2018年5月3日\n", "2018-05-03"),
        (43223, "2018-05-03"),
        (date(2018, 5, 3), "2018-05-03"),
        ("２０１８年５月３日", "2018-05-03"),
        ("", None),
        ("—", None),
    ],
)
def test_dates_in_every_form_are_one_day(cell: Any, value: str | None) -> None:
    assert read(Type.DATE, cell) == value


def test_a_month_stays_a_month_where_precision_is_kept() -> None:
    assert read(Type.PARTIAL_DATE, "2018年5月") == "2018-05"


def test_a_deadline_known_to_the_month_is_its_last_day() -> None:
    assert read(Type.DATE, "2018年2月", last_day=True) == "2018-02-28"


def test_a_date_that_no_calendar_holds_is_told() -> None:
    assert read(Type.DATE, "2018-02-30").startswith("! ")


def test_the_unit_of_the_heading_counts_where_the_cell_names_none() -> None:
    assert read(Type.AMOUNT, 12.5, "万元") == "125000.00"
    assert read(Type.AMOUNT, "3,200元", "万元") == "3200.00"


@pytest.mark.parametrize(("cell", "value"), [("是", True), ("√", True), (True, True), ("否", False), ("未", False)])
def test_yes_and_no_in_their_spellings(cell: Any, value: bool) -> None:
    assert read(Type.YES_NO, cell) is value


def test_a_choice_is_found_by_words_code_or_spelling() -> None:
    column: dict[str, Any] = {"choices": {"done": "完成整改"}, "also_written": {"已完成": "done"}}
    assert [read(Type.CHOICE, cell, **column) for cell in ("完成整改", "done", " 已 完成 ")] == ["done"] * 3
    assert "完成整改" in read(Type.CHOICE, "不清楚", **column)


def test_an_error_cell_is_told_with_its_error() -> None:
    assert "#N/A" in read(Type.TEXT, CellError("#N/A"))


def test_numbered_lines_become_lines() -> None:
    assert read(Type.LINES, "1. 超标准接待3次；2. 虚列支出1.5万元") == ["超标准接待3次", "虚列支出1.5万元"]
    assert read(Type.LINES, "①甲②乙") == ["甲", "乙"]
    assert read(Type.LINES, "甲\r\n乙") == ["甲", "乙"]


def test_a_period_has_its_first_day_and_the_first_after() -> None:
    assert read(Type.PERIOD, "2011.02-2016.02") == ["2011-02-01", "2016-03-01"]


def test_persons_with_post_and_month_of_birth() -> None:
    assert read_persons("张三（县水务局局长，1970.05）；李四") == [
        {"name": "张三", "post": "县水务局局长", "born": "1970-05"},
        {"name": "李四"},
    ]


def test_names_of_minorities_and_spaced_names() -> None:
    assert [each["name"] for each in read_persons("阿卜杜拉·买买提、王 伟")] == ["阿卜杜拉·买买提", "王伟"]


def test_an_identity_number_is_checked() -> None:
    assert read_persons("张三（11010519491231002X）")[0]["id_number"] == "11010519491231002X"
    with pytest.raises(NotUnderstood):
        read_persons("张三（110105194912310021）")


def test_a_sentence_is_no_person() -> None:
    with pytest.raises(NotUnderstood):
        read_persons("县水务局党组书记张三等人")
