"""Cells, rows, columns."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from mingjian.ui.badges import badge_html
from mingjian.ui.tables import Cell, Column, Row, Table, cell_html, choose_columns, value_html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, '<span class="nothing">—</span>'),
        ("", '<span class="nothing">—</span>'),
        (0, "0"),
        (48_200_000, "48,200,000"),
        (Decimal("1234.50"), "1,234.50"),
        (date(2017, 8, 21), '<time datetime="2017-08-21">2017-08-21</time>'),
        ("<b>", "&lt;b&gt;"),
        ("2018年5月", "2018年5月"),
        (True, "True"),
    ],
)
def test_a_value_is_written_plainly(value: object, shown: str) -> None:
    assert value_html(value) == shown


def test_a_moment_is_written_in_the_time_of_the_office() -> None:
    assert ">2017-08-21 08:30<" in value_html(datetime(2017, 8, 21, 0, 30, tzinfo=UTC))


def test_text_in_a_cell_is_escaped_in_every_part() -> None:
    evil = "<script>alert(1)</script>"
    shown = cell_html(Cell(evil, url=f'/x"{evil}', state="overdue", tone="overdue", note=evil))
    assert "<script" not in shown
    assert '"/x"' not in shown


def test_hostile_text_in_a_table_is_only_text() -> None:
    evil = '"><img src=x>'
    table = Table(
        evil,
        [Column(evil, evil, sort_url=evil), Column("b", evil, total=True)],
        [Row(evil, [evil, evil], url=evil)],
        footer=[evil, evil],
        footer_text=evil,
        selectable=True,
    )
    assert "<img" not in render_to_string("ui/parts/table.html", {"table": table})


def test_a_row_must_have_a_cell_for_each_shown_column() -> None:
    table = Table("t", [Column("a", "A"), Column("b", "B")], [Row("1", ["only one"])])
    with pytest.raises(ValueError, match="zip"):
        _ = table.body


def test_chosen_columns_always_keep_the_first() -> None:
    columns = [Column("a", "A"), Column("b", "B"), Column("c", "C", shown=False)]
    assert [each.key for each in choose_columns(columns, ["c"]) if each.shown] == ["a", "c"]
    assert choose_columns(columns, []) == columns


def test_a_state_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        badge_html("超期", "late")


def test_verified_and_unverified_differ_by_form() -> None:
    assert "is-verified" in badge_html("已核实", verified=True)
    assert "is-unverified" in badge_html("反映", verified=False)
    assert "verified" not in badge_html("已登记")
