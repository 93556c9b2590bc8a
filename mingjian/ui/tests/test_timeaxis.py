"""The time axis: positions, packing, labels, standing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.ui.timeaxis import Lane, Mark, Scale, Span, draw, place

DECADE = Scale(date(2008, 1, 1), date(2017, 12, 31))
days = st.integers(0, 3652).map(lambda count: date(2008, 1, 1) + timedelta(days=count))
spans = st.builds(
    lambda one, other, label: Span(min(one, other), max(one, other), label),
    days,
    days,
    st.text(alphabet="银行党委书记abc ", min_size=1, max_size=16),
)


def test_a_day_stands_where_it_belongs() -> None:
    assert DECADE.share(date(2008, 1, 1)) == 0
    assert DECADE.share(date(2018, 1, 1)) == 100
    assert 49.9 < DECADE.share(date(2013, 1, 1)) < 50.1


@given(st.lists(spans, max_size=25))
def test_bars_in_one_row_never_overlap(items: list[Span]) -> None:
    placed = place(items, DECADE)
    assert len(placed) == len(items)
    for one in placed:
        assert 0 <= one.left <= 100
        for other in placed:
            if one is not other and one.row == other.row and one.left <= other.left:
                assert other.left >= one.left + one.width - 0.25


def test_one_after_the_other_share_a_row_when_their_labels_fit() -> None:
    career = [Span(date(2008, 1, 1), date(2012, 12, 31), "甲局 局长"), Span(date(2013, 1, 1), None, "乙行 书记")]
    assert [each.row for each in place(career, DECADE)] == [0, 0]


def test_a_short_span_is_a_point_with_a_full_target() -> None:
    axis = draw(
        [Lane("问题", [Span(date(2014, 3, 1), date(2014, 3, 1), "违规处置", "/f/1", "finding")])],
        start=DECADE.start,
        end=DECADE.end,
    )
    assert '<circle class="axis-target"' in axis.lanes[0].svg
    assert 'r="12"' in axis.lanes[0].svg


def test_unverified_is_said_in_form_and_words() -> None:
    axis = draw([Lane("线索", [Span(date(2014, 1, 1), date(2015, 1, 1), "反映", "/l", "lead", verified=False)])])
    assert "is-unverified" in axis.lanes[0].svg
    assert "未核实" in axis.lanes[0].svg
    assert axis.has_unverified


def test_a_span_outside_the_period_is_left_out_of_picture_and_list() -> None:
    old = Span(date(1999, 1, 1), date(2001, 1, 1), "旧任")
    axis = draw([Lane("任职", [old])], start=DECADE.start, end=DECADE.end)
    assert axis.lanes[0].lane.items == []
    assert "旧任" not in axis.lanes[0].svg


def test_labels_are_escaped() -> None:
    evil = "<script>"
    axis = draw(
        [Lane(evil, [Span(date(2014, 1, 1), None, evil, f'"{evil}', note=evil)])], marks=[Mark(date(2015, 1, 1), evil)]
    )
    assert "<script" not in axis.lanes[0].svg + axis.head


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        draw([Lane("任职", [Span(date(2014, 1, 1), None, "某职", kind="rumour")])])
