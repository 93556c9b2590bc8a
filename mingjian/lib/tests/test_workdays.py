"""The working-day clock."""

from datetime import date

import pytest

from mingjian.lib.workdays import after, after_months, after_workdays, is_workday


def test_a_holiday_is_no_workday_and_a_worked_saturday_is_one() -> None:
    assert not is_workday(date(2018, 5, 1))
    assert is_workday(date(2018, 4, 28))


def test_the_day_of_the_start_is_not_counted() -> None:
    assert after_workdays(date(2018, 4, 27), 1) == date(2018, 4, 28)
    assert after_workdays(date(2018, 4, 28), 1) == date(2018, 5, 2)


def test_years_without_announced_holidays_have_their_weekends_off() -> None:
    assert after_workdays(date(2099, 6, 5), 1) == date(2099, 6, 8)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2018, 11, 30), 3, date(2019, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2018, 4, 3), 18, date(2019, 10, 3)),
    ],
)
def test_a_month_ends_on_its_last_day_at_most(start: date, count: int, end: date) -> None:
    assert after_months(start, count) == end


def test_each_unit_counts_its_own() -> None:
    start = date(2018, 4, 27)
    assert after(start, 15, "workdays") == date(2018, 5, 21)
    assert after(start, 15, "days") == date(2018, 5, 12)
    assert after(start, 2, "years") == date(2020, 4, 27)
    with pytest.raises(ValueError, match="fortnights"):
        after(start, 1, "fortnights")
