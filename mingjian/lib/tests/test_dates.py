"""Partial dates, the forms they are written in, and periods."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.dates import DateNotUnderstood, PartialDate, Period

DAYS = st.dates(date(1900, 3, 1), date(2099, 12, 31))
PARTIAL = st.builds(
    lambda day, precision: PartialDate(day.year, *(day.month, day.day)[:precision]), DAYS, st.integers(0, 2)
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019/2/28", "2019-02-28"),
        ("2017-06-08", "2017-06-08"),
        ("2017.6", "2017-06"),
        ("2017.10", "2017-10"),
        ("2017.6.8", "2017-06-08"),
        ("2018年5月", "2018-05"),
        ("2018年5月份", "2018-05"),
        ("2018年5月3日", "2018-05-03"),
        ("2018 年 5 月 3 日", "2018-05-03"),
        ("２０１８年", "2018"),
        ("2018", "2018"),
        ("2018年度", "2018"),
        ("2018年上半年", "2018"),
        ("2018年5月上旬", "2018-05"),
        ("20180503", "2018-05-03"),
        ("201805", "2018-05"),
        ("2018-05-03 10:22:33", "2018-05-03"),
        ("2018-05-03T10:22:33.5+08:00", "2018-05-03"),
        ("2018/5/3 10:22", "2018-05-03"),
        ("\t\n2018-5-3", "2018-05-03"),
        ("2018—05—03", "2018-05-03"),
        ("2018-00-00", "2018"),
        ("2018-05-00", "2018-05"),
        ("（2018.5）", "2018-05"),
        ("二〇一八年五月三日", "2018-05-03"),
        ("二○一八年十二月廿三日", "2018-12-23"),
        ("二零一八年元月三十一日", "2018-01-31"),
        ("二〇一八年十月", "2018-10"),
        ("二〇一八年", "2018"),
        ("43223", "2018-05-03"),
        (43223, "2018-05-03"),
        (43223.75, "2018-05-03"),
        (2018, "2018"),
        (2018.0, "2018"),
        (2017.6, "2017-06"),
        (2017.06, "2017-06"),
        (2017.12, "2017-12"),
        (201805, "2018-05"),
        (20180503, "2018-05-03"),
        (date(2018, 5, 3), "2018-05-03"),
        (datetime(2018, 5, 3, 10, 22), "2018-05-03"),  # noqa: DTZ001 - a cell of a sheet has no time zone
    ],
)
def test_it_reads_what_people_write(written: object, iso: str) -> None:
    assert str(PartialDate.parse(written)) == iso


def test_serials_of_the_1904_system_count_from_1904() -> None:
    assert PartialDate.parse(43223, epoch_1904=True) == PartialDate(2022, 5, 4)
    assert PartialDate.parse("43223", epoch_1904=True) == PartialDate(2022, 5, 4)


@pytest.mark.parametrize("written", [None, "", "  ", "-", "—", "——", "/", "无", "不详"])
def test_an_empty_cell_has_no_date(written: object) -> None:
    assert PartialDate.parse(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("昨天", "form"),
        ("18.5.3", "form"),
        ("3/5/2018", "form"),
        ("2018-05-03-", "form"),
        ("2018-13-01", "calendar"),
        ("2019-02-29", "calendar"),
        ("2018-00-05", "calendar"),
        ("0000", "calendar"),
        ("二〇一八年二月三十日", "calendar"),
        (20181301, "calendar"),
        (5, "form"),
        (-1, "form"),
        (10**9, "form"),
        (2017.625, "form"),
        (2017.1, "october"),
        (True, "form"),
        (float("nan"), "form"),
        (timedelta(1), "form"),
    ],
)
def test_it_says_what_it_does_not_understand(written: object, code: str) -> None:
    with pytest.raises(DateNotUnderstood) as caught:
        PartialDate.parse(written)
    assert caught.value.code == code
    assert str(written)[:40] in str(caught.value)


@given(st.one_of(st.text(max_size=20), st.text(alphabet="0123456789年月日-/.至今 —十二〇一", max_size=14)))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (PartialDate.parse, Period.parse):
        with suppress(DateNotUnderstood):
            parse(text)


@given(st.one_of(st.integers(), st.floats()))
def test_any_number_is_read_or_refused(number: float) -> None:
    with suppress(DateNotUnderstood):
        PartialDate.parse(number)


@given(PARTIAL)
def test_it_reads_its_own_displays(partial: PartialDate) -> None:
    assert PartialDate.parse(str(partial)) == partial
    assert PartialDate.parse(partial.zh) == partial
    assert PartialDate.from_range(partial.lower, partial.upper) == partial


@given(DAYS)
def test_excel_serials_are_read(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    if serial >= 367 and serial not in range(1900, 2101):
        assert PartialDate.parse(serial) == PartialDate.from_date(day)


@given(PARTIAL, PARTIAL)
def test_order_follows_the_range(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) == ((one.lower, one.upper) < (other.lower, other.upper))
    assert (one == other) == ((one.lower, one.upper) == (other.lower, other.upper))


def test_a_range_that_is_no_unit_has_no_partial_date() -> None:
    with pytest.raises(ValueError, match="neither"):
        PartialDate.from_range(date(2018, 1, 1), date(2018, 1, 3))


@pytest.mark.parametrize("parts", [(2018, 13), (2018, None, 3), (2018, 2, 30), (0,), (9999,), (2018, 0)])
def test_what_no_calendar_holds_is_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2011.02-2016.02", "2011-02/2016-02"),
        ("2011.02—2016.02", "2011-02/2016-02"),
        ("2011.02 - 2016.02", "2011-02/2016-02"),
        ("2011.02--2016.02", "2011-02/2016-02"),
        ("2011年2月至2016年2月", "2011-02/2016-02"),
        ("自2011年2月起至2016年2月止", "2011-02/2016-02"),
        ("2011-02-2016-02", "2011-02/2016-02"),
        ("2011-02-01-2016-02-03", "2011-02-01/2016-02-03"),
        ("2011/2/1~2016/2/3", "2011-02-01/2016-02-03"),
        ("2018-2019", "2018/2019"),
        ("2017年8月21日至9月21日", "2017-08-21/2017-09-21"),
        ("2017年8月21日至25日", "2017-08-21/2017-08-25"),
        ("2017.8.21-9.21", "2017-08-21/2017-09-21"),
        ("2011.02—", "2011-02/.."),
        ("2011.02——", "2011-02/.."),
        ("2011年2月起", "2011-02/.."),
        ("2015.03至今", "2015-03/.."),
        ("2015.03—至今", "2015-03/.."),
        ("至2016年2月", "../2016-02"),
        ("2018-05", "2018-05/2018-05"),
        (date(2018, 5, 3), "2018-05-03/2018-05-03"),
    ],
)
def test_it_reads_periods(written: object, iso: str) -> None:
    assert str(Period.parse(written)) == iso


@pytest.mark.parametrize("written", [None, "", "—", "至今"])
def test_an_empty_cell_has_no_period(written: object) -> None:
    assert Period.parse(written) is None


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(DateNotUnderstood) as caught:
        Period.parse("2016.02-2011.02")
    assert caught.value.code == "order"
    with pytest.raises(ValueError, match="before it starts"):
        Period(PartialDate(2016), PartialDate(2011))


def test_periods_have_half_open_bounds() -> None:
    period = Period(PartialDate(2011, 2), PartialDate(2016, 2))
    assert period.bounds == (date(2011, 2, 1), date(2016, 3, 1))
    assert period.zh == "2011年2月至2016年2月"
    assert Period(PartialDate(2011, 2)).zh == "2011年2月至今"
    assert period.contains(date(2016, 2, 29))
    assert not period.contains(date(2016, 3, 1))


PERIODS = st.builds(lambda one, other: Period(*sorted([one, other])), PARTIAL, PARTIAL) | st.builds(
    Period, st.none() | PARTIAL, st.none()
)


@given(PERIODS, PERIODS)
def test_overlap_is_mutual_and_counted_in_days(one: Period, other: Period) -> None:
    today = date(2100, 1, 1)
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlap_days(other, today) == other.overlap_days(one, today)
    assert one.overlaps(other) == (one.overlap_days(other, today) > 0)


def test_overlap_days_of_an_open_period_end_today() -> None:
    one = Period(PartialDate(2018, 5, 1))
    assert one.overlap_days(Period(PartialDate(2018)), date(2018, 5, 3)) == 3
    assert one.overlap_days(Period(PartialDate(2017), PartialDate(2017)), date(2018, 5, 3)) == 0


@given(PERIODS)
def test_it_reads_its_own_words(period: Period) -> None:
    if period.start:
        assert Period.parse(period.zh) == period
