"""Dates as people know them, to the year, the month or the day, and periods between them.

A partial date is stored as the range of days it covers; ``lower`` belongs to it, ``upper`` does not.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal, Self

from mingjian.lib.dates_written import DateNotUnderstood, Written, read_written, split_period

Precision = Literal["year", "month", "day"]

__all__ = ["DateNotUnderstood", "PartialDate", "Period", "Precision"]

FIRST_YEAR, LAST_YEAR = 1, 9998


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, month or day; ordered by the days it covers, then the wider one last.

    Raises ``ValueError`` for what no calendar holds (month 13, 30 February, a day without its month).
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"The year {self.year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def lower(self) -> date:
        """The first day covered."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def upper(self) -> date:
        """The first day after those covered."""
        if self.day is not None:
            return self.lower + timedelta(days=1)
        if self.month is None or self.month == 12:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)

    @property
    def zh(self) -> str:
        """``2018年5月3日``, as far as it is known."""
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}" + (f"{self.day}日" if self.day else "")

    def __str__(self) -> str:
        """ISO 8601, as far as it is known: ``2018``, ``2018-05``, ``2018-05-03``."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if self.day else "")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.lower, self.upper) < (other.lower, other.upper)

    @classmethod
    def from_date(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_range(cls, lower: date, upper: date) -> Self:
        """The partial date that covers exactly ``[lower, upper)``; ``ValueError`` if none does."""
        for found in (
            cls(lower.year, lower.month, lower.day),
            cls(lower.year, lower.month),
            cls(lower.year),
        ):
            if (found.lower, found.upper) == (lower, upper):
                return found
        raise ValueError(f"From {lower} to {upper} is neither a day nor a month nor a year.")

    @classmethod
    def parse(cls, value: object, *, epoch_1904: bool = False) -> Self | None:
        """Read a date as written in a sheet or a form; None for an empty cell or a dash.

        Takes ``date`` and ``datetime``, texts such as 2019/2/28, 2017-06-08, 2017.6, 2018年5月3日,
        20180503, 二〇一八年五月, "2018-05-03 10:22:33", and numbers: years, 201805, 20180503, and
        Excel's day numbers (counted from 1904 when the workbook says so). Raises
        :class:`DateNotUnderstood`.
        """
        written = read_written(value, epoch_1904=epoch_1904)
        return None if written is None else cls.from_written(written, value)

    @classmethod
    def from_written(cls, written: Written, value: object) -> Self:
        try:
            return cls(*written)
        except ValueError as error:
            raise DateNotUnderstood(value, "calendar") from error


@dataclass(frozen=True, slots=True)
class Period:
    """From the start of one partial date to the end of another; either side may be open or unknown.

    Raises ``ValueError`` when it ends before it starts.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end.upper <= self.start.lower:
            raise ValueError(f"The period ends ({self.end}) before it starts ({self.start}).")

    @property
    def lower(self) -> date | None:
        """The first day that may belong to it."""
        return self.start.lower if self.start else None

    @property
    def upper(self) -> date | None:
        """The first day that can no longer belong to it; None while it lasts."""
        return self.end.upper if self.end else None

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """``(lower, upper)`` of a half-open ``daterange``."""
        return self.lower, self.upper

    @property
    def zh(self) -> str:
        """``2011年2月至2016年2月``, ``2015年3月至今``, ``至2016年2月``."""
        return f"{self.start.zh if self.start else ''}至{self.end.zh if self.end else '今'}"

    def __str__(self) -> str:
        """ISO 8601 interval: ``2011-02/2016-02``, open sides as ``..``."""
        return f"{self.start or '..'}/{self.end or '..'}"

    def contains(self, day: date) -> bool:
        return (self.lower or date.min) <= day and (self.upper is None or day < self.upper)

    def overlaps(self, other: "Period") -> bool:
        """True when the two may have a day in common."""
        return self._overlap(other, date.max) > 0

    def overlap_days(self, other: "Period", today: date) -> int:
        """How many days both cover, open ends counted up to and with ``today``."""
        return max(0, self._overlap(other, today + timedelta(days=1)))

    def _overlap(self, other: "Period", open_end: date) -> int:
        start = max(self.lower or date.min, other.lower or date.min)
        return (min(self.upper or open_end, other.upper or open_end) - start).days

    @classmethod
    def parse(cls, value: object, *, epoch_1904: bool = False) -> Self | None:
        """Read 2011.02-2016.02, 2011年2月至2016年2月, 2011.02—, 2015.03至今, or one date for its own span.

        None for an empty cell. Raises :class:`DateNotUnderstood`.
        """
        sides = split_period(value)
        start = PartialDate.parse(sides[0], epoch_1904=epoch_1904)
        if len(sides) == 1:
            return cls(start, start) if start else None
        end = PartialDate.parse(sides[1], epoch_1904=epoch_1904)
        if start is None and end is None:
            return None
        try:
            return cls(start, end)
        except ValueError as error:
            raise DateNotUnderstood(value, "order") from error
