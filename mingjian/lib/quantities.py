"""Counts, areas and shares as people write them, converted exactly: 1.2万人, 3 公顷, 85%."""

import math
import re
from decimal import Decimal
from fractions import Fraction

from mingjian.lib.explained import Explained, gettext_noop
from mingjian.lib.text import normalise

# One 亩 is 2000/3 square metres, so one 公顷 is 15 亩 exactly.
AREAS = {
    "平方米": Fraction(1), "m2": Fraction(1), "亩": Fraction(2000, 3), "公顷": Fraction(10_000),
    "平方公里": Fraction(1_000_000), "km2": Fraction(1_000_000),
}  # fmt: skip
SHARES = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
# Whatever is counted is counted one by one.
COUNTED = frozenset("人名个件次条份户家起宗项天日月年岁吨辆套笔册页") | {
    "人次",
    "件次",
    "件(次)",
    "人(次)",
    "周岁",
    "小时",
}
_TIMES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "亿": 100_000_000}
_WRITTEN = re.compile(r"^(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+) ?((?:十|百)?[千万亿]|十|百)? ?余?([^\d\s]*)$")
_UNIT = re.compile(r"^((?:十|百)?[千万亿]|十|百)?(.*)$")
_NOTHING = frozenset({"", "-", "--", "/", "无", "不详", "空"})

_REASONS = {
    "form": gettext_noop("“%(text)s” is not a number. Write it like 3200, 1.2万 or 85%%."),
    "unit": gettext_noop("“%(text)s” has a unit that does not fit here. Write the number in %(unit)s."),
    "whole": gettext_noop("“%(text)s” is not a whole number."),
}


class QuantityNotUnderstood(Explained):
    """A cell that holds something, but no such quantity; ``code`` is form, unit or whole."""

    def __init__(self, value: object, code: str, kept: str = "") -> None:
        super().__init__(code, _REASONS[code], {"text": str(value).strip()[:40], "unit": kept or "1"})


def parse(value: object, unit: str | None = None, kept: str = "") -> Fraction | None:
    """The exact quantity in the unit ``kept`` (a count without any); None for an empty cell or a dash.

    ``unit`` is the heading's (面积（公顷）, 人数（万人）) and counts only where the cell names none. Raises
    :class:`QuantityNotUnderstood`.
    """
    if value is None or (isinstance(value, str) and _tidy(value) in _NOTHING):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise QuantityNotUnderstood(value, "form")
    if not isinstance(value, str):
        if not math.isfinite(value):
            raise QuantityNotUnderstood(value, "form")
        return Fraction(str(value)) * _factor(unit or "", kept, value)
    found = _WRITTEN.match(_tidy(value))
    if found is None:
        raise QuantityNotUnderstood(value, "form")
    number = Fraction(found[1].replace(",", "").replace("-.", "-0.") if found[1][0] != "." else f"0{found[1]}")
    if found[2] or found[3]:
        return number * _factor(f"{found[2] or ''}{found[3] or _plain_unit(unit)}", kept, value)
    return number * _factor(unit or "", kept, value)


def whole(value: object, unit: str | None = None, kept: str = "") -> int | None:
    """The same where only whole numbers are kept."""
    found = parse(value, unit, kept)
    if found is None:
        return None
    if found.denominator != 1 or abs(found) >= 10**18:
        raise QuantityNotUnderstood(value, "whole")
    return found.numerator


def is_unit(text: str) -> bool:
    """Whether a heading's bracket holds a unit that is understood here: 亩, 万人, %."""
    times, plain = _parts(text)
    return plain in AREAS or plain in SHARES or (plain in COUNTED and bool(plain)) or (not plain and bool(times))


def _tidy(text: str) -> str:
    return normalise(text).replace("—", "-").replace("㎡", "m2").strip()


def _parts(unit: str) -> tuple[str, str]:
    found = _UNIT.match(_tidy(unit))
    return (found[1] or "", found[2].strip()) if found else ("", unit)


def _plain_unit(unit: str | None) -> str:
    """The heading's unit without its times: a cell that says 3万 under 人数（人） means 万人."""
    return _parts(unit or "")[1]


def _factor(unit: str, kept: str, value: object) -> Fraction:
    """From the unit written to the unit kept."""
    times, plain = _parts(unit)
    _kept_times, kept_plain = _parts(kept)
    for family in (AREAS, SHARES):
        if plain in family or kept_plain in family:
            if not plain:
                return Fraction(_TIMES[times])
            if plain not in family or kept_plain not in family:
                raise QuantityNotUnderstood(value, "unit", kept)
            return _TIMES[times] * family[plain] / family[kept_plain]
    if plain and plain not in COUNTED:
        raise QuantityNotUnderstood(value, "unit", kept)
    return Fraction(_TIMES[times])
