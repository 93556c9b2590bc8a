"""Ranges in words."""

from typing import Any

from mingjian.lib.dates import PartialDate, Period


def range_words(during: Any) -> str:
    """A stored range of days in words; empty for none."""
    if during is None:
        return ""
    lower = PartialDate.from_date(during.lower) if during.lower else None
    last = PartialDate.from_date(during.upper - during.upper.resolution) if during.upper else None
    return Period(lower, last).zh
