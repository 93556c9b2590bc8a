"""The forms in which people write dates, read into year, month and day."""

import math
import re
from datetime import date, timedelta

from mingjian.lib.explained import Explained, gettext_noop
from mingjian.lib.text import normalise

Written = tuple[int, int | None, int | None]

_NOTHING = frozenset({"", "-", "--", "/", "\\", "无", "不详", "未知", "空", "n/a", "none", "null"})
_OPEN = frozenset({"", "今", "现在", "目前", "当前", "迄今", "至今", "now", "present"})

_TIME = r"(?:[ t](?:上午|下午)?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?(?:z|[+-]\d\d:?\d\d)?)?"
_PART = r"(?:份|初|底|末|上旬|中旬|下旬|上半月|下半月)?"
_SEPARATED = re.compile(rf"(\d{{4}}) ?[-/.年\\] ?(\d{{1,2}})(?: ?[-/.月\\] ?(\d{{1,2}}) ?[日号]?|月{_PART})?{_TIME}")
_YEAR = re.compile(r"(\d{4}) ?(?:年(?:度|初|底|末|上半年|下半年)?)?")
_SOLID = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})?{_TIME}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_DIGIT = "[一二三四五六七八九]"
_IN_HAN = re.compile(
    rf"([〇○零一二三四五六七八九]{{4}})年(?:([元正]|十[一二]?|{_DIGIT})月(?:([二三]?十{_DIGIT}?|廿{_DIGIT}?|{_DIGIT})[日号]?)?)?"
)
_END_IN_SAME_YEAR = re.compile(r"\d{1,2}(?:月(?:\d{1,2}[日号]?)?|\.\d{1,2})")
_ENDS_IN_SAME_YEAR = re.compile(rf"\d{{4}}[.年][^-]*-{_END_IN_SAME_YEAR.pattern}")
_END_IN_SAME_MONTH = re.compile(r"\d{1,2}[日号]")

_HAN_DIGITS = {han: digit for digit, hans in enumerate(["〇○零", *"一二三四五六七八九"]) for han in hans}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－─~～"), "-")
_FIRST_SERIAL, _LAST_SERIAL = 367, 109_574
_PLAIN_YEARS = range(1900, 2101)

_REASONS = {
    "form": gettext_noop(
        "“%(text)s” is not a date in a known form. "
        "Write it like 2018-05-03, 2018/5/3, 2018年5月3日, 2018年5月 or 2018年."
    ),
    "calendar": gettext_noop("“%(text)s” is not in the calendar. Check the year, month and day."),
    "october": gettext_noop(
        "“%(text)s” may be January or October, because the cell holds a number. Write it as text: 2017-01 or 2017-10."
    ),
    "order": gettext_noop("“%(text)s” ends before it starts. Check the two dates."),
}


class DateNotUnderstood(Explained):
    """A cell or field that holds something, but no date; ``code`` is form, calendar, october or order."""

    def __init__(self, value: object, code: str) -> None:
        super().__init__(code, _REASONS[code], {"text": str(value).strip()[:40]})


def read_written(value: object, *, epoch_1904: bool = False) -> Written | None:
    """Year, month and day as far as written; None for an empty cell. Raises :class:`DateNotUnderstood`."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.year, value.month, value.day
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value, epoch_1904)
    if isinstance(value, str):
        return _read_text(value, epoch_1904)
    raise DateNotUnderstood(value, "form")


def split_period(value: object) -> list[object]:
    """The one or two sides of a period as written; an open side is None.

    A dash alone parts two sides only where both can be dates: 2018-05 stays one date.
    """
    if not isinstance(value, str):
        return [value]
    text = _tidy(value)
    for pattern in (r" ?(?:至|到|迄) ?", r"-{2,}", r" - ?| ?- (?=\d)", r"-$|^-"):
        if len(sides := re.split(pattern, text, maxsplit=1)) == 2:
            return _sides(*sides)
    parts = text.split("-")
    half = len(parts) // 2
    starts = re.match(r"\d{4}", parts[0]) and re.match(r"\d{4}", parts[half])
    if len(parts) % 2 == 0 and (starts or _ENDS_IN_SAME_YEAR.fullmatch(text)):
        return _sides("-".join(parts[:half]), "-".join(parts[half:]))
    return _sides(text.removesuffix("起"), "") if text.endswith("起") else [text]


def _sides(start: str, end: str) -> list[object]:
    """Strip the words around both sides; an end without a year takes that of the start."""
    start = start.strip("- ").removeprefix("自").removeprefix("从").removesuffix("起").strip()
    end = end.strip("- ").removesuffix("止").strip()
    if (year := re.match(r"\d{4}", start)) and _END_IN_SAME_YEAR.fullmatch(end):
        end = f"{year[0]}{'年' if '月' in end else '.'}{end}"
    elif (month := re.match(r"\d{4}年\d{1,2}月", start)) and _END_IN_SAME_MONTH.fullmatch(end):
        end = month[0] + end
    return [None if side in _OPEN else side for side in (start, end)]


def _tidy(text: str) -> str:
    return normalise(text.translate(_DASHES)).strip("., ;。()[]")


def _read_text(value: str, epoch_1904: bool) -> Written | None:
    text = _tidy(value)
    if text in _NOTHING:
        return None
    if found := _SEPARATED.fullmatch(text) or _SOLID.fullmatch(text) or _YEAR.fullmatch(text):
        year, month, day = (int(part or 0) for part in (*found.groups(), None, None)[:3])
        return year, month or None, day or None
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), value, epoch_1904)
    if found := _IN_HAN.fullmatch(text):
        digits = "".join(str(_HAN_DIGITS[han]) for han in found[1])
        return int(digits), _han_number(found[2]), _han_number(found[3])
    raise DateNotUnderstood(value, "form")


def _read_number(value: float, epoch_1904: bool) -> Written | None:
    if not math.isfinite(value):
        raise DateNotUnderstood(value, "form")
    whole = int(value)
    if whole == value:
        text = str(whole)
        if whole in _PLAIN_YEARS or (len(text) in {6, 8} and int(text[:4]) in _PLAIN_YEARS):
            return _read_text(text, epoch_1904)
    elif whole in _PLAIN_YEARS:
        return _read_year_point_month(value)
    return _from_serial(value, value, epoch_1904)


def _read_year_point_month(value: float) -> Written:
    """2017.6 and 2017.06 are June, 2017.12 December; 2017.1 may have been typed 2017.10."""
    year, _, month = repr(value).partition(".")
    if month == "1":
        raise DateNotUnderstood(value, "october")
    if len(month) > 2:
        raise DateNotUnderstood(value, "form")
    return int(year), int(month), None


def _from_serial(serial: float, value: object, epoch_1904: bool) -> Written:
    """Excel's count of days; the 1900 system counts a 29 February 1900 that never was."""
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL:
        raise DateNotUnderstood(value, "form")
    day = (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=int(serial))
    return day.year, day.month, day.day


def _han_number(written: str | None) -> int | None:
    """元月 is January; 十二 is 12, 廿三 is 23."""
    if not written:
        return None
    tens, ten, ones = written.replace("元", "一").replace("正", "一").replace("廿", "二十").rpartition("十")
    return (_HAN_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_HAN_DIGITS[ones] if ones else 0)
