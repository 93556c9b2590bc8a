"""Money as people write it, in yuan as exact decimals, and written again for people."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from mingjian.lib.explained import Explained, gettext_noop
from mingjian.lib.text import normalise

UNITS = {
    "元": Decimal(1), "圆": Decimal(1), "千元": Decimal(1000), "万": Decimal(10_000), "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000), "千万元": Decimal(10_000_000), "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000), "万亿元": Decimal(1_000_000_000_000), "角": Decimal("0.1"), "分": Decimal("0.01"),
}  # fmt: skip
LARGEST = Decimal(10) ** 16
_CENT = Decimal("0.01")
_NOTHING = frozenset({"", "-", "--", "/", "\\", "无", "不详", "空"})
_ABOUT = re.compile(r"^(?:人民币|rmb|cny|¥|金额|约|共计|合计|共)+ ?")
_PART = re.compile(r"(\d+(?:,\d{3})*(?:\.\d*)?|\.\d+) ?([^\d.,\s]*) ?")

_REASONS = {
    "form": gettext_noop("“%(text)s” is not an amount of money. Write it like 3,200元, 12.5万元 or 1.2亿元."),
    "unit": gettext_noop("“%(text)s” has a unit that is not known. Use 元, 万元 or 亿元."),
    "negative": gettext_noop("“%(text)s” is less than nothing. Write the amount without a sign."),
    "large": gettext_noop("“%(text)s” is larger than any amount kept here. Check the unit."),
}


class AmountNotUnderstood(Explained):
    """A cell that holds something, but no amount; ``code`` is form, unit, negative or large."""

    def __init__(self, value: object, code: str) -> None:
        super().__init__(code, _REASONS[code], {"text": str(value).strip()[:40]})


def parse(value: object, unit: str | None = None) -> Decimal | None:
    """Yuan, exact to the fen, from a number or a text; None for an empty cell or a dash.

    ``unit`` is the header's (金额（万元） gives 万元) and counts only where the cell names none. A text may
    chain units (3万2千元, 1亿2000万). Raises :class:`AmountNotUnderstood`.
    """
    if value is None or (isinstance(value, str) and _tidy(value) in _NOTHING):
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        amount = _from_number(value, unit)
    elif isinstance(value, str):
        amount = _from_text(value, unit)
    else:
        raise AmountNotUnderstood(value, "form")
    if amount < 0:
        raise AmountNotUnderstood(value, "negative")
    if amount >= LARGEST:
        raise AmountNotUnderstood(value, "large")
    return amount.quantize(_CENT, ROUND_HALF_UP)


def format_yuan(amount: Decimal, language: str = "zh") -> str:
    """``12.5万元``, ``1.2亿元``, ``3,200元``; in English ``¥125,000``. No digit is rounded away."""
    if language != "zh":
        return f"¥{_plain(amount, grouped=True)}"
    for unit in ("亿元", "万元"):
        scaled = amount / UNITS[unit]
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.0001")):
            return f"{_plain(scaled, grouped=True)}{unit}"
    return f"{_plain(amount, grouped=True)}元"


def _plain(amount: Decimal, *, grouped: bool) -> str:
    text = f"{amount:,f}" if grouped else f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tidy(text: str) -> str:
    return normalise(text).replace("—", "-").strip()


def _factor(unit: str | None, value: object) -> Decimal:
    if unit is None or not (name := _tidy(unit).replace("余", "").removesuffix("整").removesuffix("人民币")):
        return UNITS["元"]
    if name not in UNITS:
        raise AmountNotUnderstood(value, "unit")
    return UNITS[name]


def _from_number(value: float | Decimal, unit: str | None) -> Decimal:
    if not math.isfinite(value):
        raise AmountNotUnderstood(value, "form")
    return Decimal(str(value)) * _factor(unit, value)


def _from_text(value: str, unit: str | None) -> Decimal:
    text = _tidy(value)
    sign = -1 if text.startswith("-") else 1
    text = _ABOUT.sub("", text.removeprefix("-").strip()).strip()
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        raise AmountNotUnderstood(value, "form")
    if len(parts) == 1:
        return sign * _number(parts[0]) * _factor(parts[0][2] or unit, value)
    return sign * sum((_number(part) * _chained(part[2], value) for part in parts), Decimal(0))


def _number(part: re.Match[str]) -> Decimal:
    return Decimal(part[1].replace(",", ""))


def _chained(unit: str, value: object) -> Decimal:
    """A unit inside 3万2千元, where 千 and 百 stand alone; a bare number after another has no meaning."""
    if not unit:
        raise AmountNotUnderstood(value, "form")
    plain = unit.removesuffix("元")
    return {"千": Decimal(1000), "百": Decimal(100), "千万": Decimal(10_000_000)}.get(plain) or _factor(unit, value)
