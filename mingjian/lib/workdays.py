"""The working-day clock: 工作日 with the State Council's holidays and 调休; days, months and years of the calendar."""

import calendar
from datetime import date, timedelta

import chinese_calendar

SATURDAY = 5


def is_workday(day: date) -> bool:
    """Whether offices work on that day. Years whose holidays are not announced yet have their weekends off."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def after_workdays(start: date, count: int) -> date:
    """The last day of `count` working days; the day of the start is not counted."""
    day = start
    for _number in range(count):
        day += timedelta(days=1)
        while not is_workday(day):
            day += timedelta(days=1)
    return day


def after_months(start: date, count: int) -> date:
    """The same day `count` months on; the month's last day where it has no such day."""
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def after(start: date, amount: int, unit: str) -> date:
    """The last day of a time that starts on `start`; `unit` is "workdays", "days", "months" or "years"."""
    match unit:
        case "workdays":
            return after_workdays(start, amount)
        case "days":
            return start + timedelta(days=amount)
        case "months":
            return after_months(start, amount)
        case "years":
            return after_months(start, 12 * amount)
    raise ValueError(f"The unit {unit} is not known.")
