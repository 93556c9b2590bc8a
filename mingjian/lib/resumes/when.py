"""The times in a line of a résumé: where they stand, and what they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.lib.dates import PartialDate

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_HAN = "〇○零ＯO一二三四五六七八九"
_HAN_MONTH = r"(?:十[一二]?|[元正一二三四五六七八九])"
_PART = r"(?: ?(?:年?[初底末春夏秋冬]|[上下]半年|[上中下]旬|左右)季?(?![一-龥]级))?"
_ONE = (
    rf"(?<!\d)(?:{_YEAR} ?年 ?{_MONTH} ?月(?: ?份)?(?: ?{_DAY} ?[日号])?"
    rf"|{_YEAR} ?[./] ?{_MONTH}(?:(?: ?[./] ?){_DAY})?(?!\d) ?月?(?:\.(?= ?[-至]))?"
    rf"|{_YEAR}-{_MONTH}(?:-{_DAY})?(?!\d)"
    rf"|{_YEAR} ?年 ?{_MONTH}(?= ?[-至到])"
    rf"|{_YEAR} ?年(?![级度代]|中央|后出生)"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"
    rf"|{_YEAR}(?![\d级届号年人名万亿元余%])"
    rf"|民国 ?\d{{1,2}} ?年(?:（\d{{4}}年?）)?(?: ?{_MONTH} ?月(?: ?{_DAY} ?日)?)?"
    rf"|[{_HAN}]{{4}} ?年(?: ?{_HAN_MONTH} ?月)?"
    rf"|(?:同年|当年|次年|翌年) ?{_MONTH} ?月"
    rf"){_PART}"
)
_SHORT = rf"(?:[3-9]\d|[012]\d) ?[年.] ?{_MONTH}(?!\d) ?月?"
_LATER = rf"(?:{_ONE}|{_SHORT}|{_MONTH} ?月(?: ?{_DAY} ?日)?|{_MONTH}(?![\d.年]))"
_OPEN = r"(?:至今|迄今|今|现在|目前|现|present|now)"
_BETWEEN = r"(?:[- ]*-[- ]*|[- ]*[至到][- ]*|(?<=[\d月年])一(?=\d{4}))"
_WHEN = re.compile(
    rf"(?:自|从|于)?(?P<start>{_ONE})(?: ?(?P<since>起(?!重)|以来|开始|始))?"
    rf"(?:(?P<between>{_BETWEEN}) ?(?:(?P<end>{_LATER})(?:止)?|(?P<open>{_OPEN}))"
    r"|(?P<dash> ?-[- ]*(?!\d))| ?(?P<now>至今|迄今))?",
    re.IGNORECASE,
)
_SHORT_AT_START = re.compile(rf"^(?P<start>{_SHORT})(?P<between>{_BETWEEN})(?:(?P<end>{_LATER})|(?P<open>{_OPEN}))")
_ALL_OF = re.compile(r"[ ，、：；]*")
_DIGITS = re.compile(r"\d+")
_HAN_DIGIT = {han: digit for digit, hans in enumerate(["〇○零ＯO", *"一二三四五六七八九"]) for han in hans}


@dataclass(frozen=True, slots=True)
class When:
    """A time in a text: from `at` up to `until`. `ranged` says that two sides are written, `open` that it lasts."""

    at: int
    until: int
    start: PartialDate
    end: PartialDate | None = None
    ranged: bool = False
    open: bool = False

    def holds(self, other: "When") -> bool:
        """Whether the other begins inside this one, not at its end."""
        if not self.ranged:
            return False
        after = self.start.lower <= other.start.lower
        return after and (self.end is None or other.start.lower < self.end.lower)


def whens(text: str) -> Iterator[When]:
    """The times of an even text, from left to right."""
    at = 0
    last: PartialDate | None = None
    while found := (_SHORT_AT_START.match(text) if at == 0 else None) or _WHEN.search(text, at):
        at = found.end()
        when = _read(found, last)
        if when is not None:
            last = when.start
            yield when


def first_when(text: str) -> When | None:
    """The time with which a text begins."""
    found = next(whens(text), None)
    return found if found is not None and not text[: found.at].strip(" （，、") else None


def only_when(text: str) -> bool:
    """Whether a text is a time and nothing else."""
    found = first_when(text)
    return found is not None and _ALL_OF.fullmatch(text[found.until :]) is not None and not text[: found.at].strip()


def _read(found: "re.Match[str]", last: PartialDate | None) -> When | None:
    start = _date(found["start"], last)
    if start is None:
        return None
    groups = found.groupdict()
    bare = found["start"].isdigit() and len(found["start"]) == 4
    if groups.get("end"):
        end = _date(groups["end"], start)
        if end is not None and end.upper > start.lower:
            return When(found.start(), found.end(), start, end, ranged=True)
        return When(found.start(), found.end("start"), start)
    if groups.get("open") or groups.get("now") or groups.get("dash"):
        return When(found.start(), found.end(), start, ranged=True, open=True)
    if bare and found.string[: found.start()].strip():
        return None
    return When(found.start(), found.end(), start)


def _date(written: str, near: PartialDate | None) -> PartialDate | None:
    """A date as written; what it leaves out is taken from the one near it."""
    written = written.strip()
    numbers = [int(number) for number in _DIGITS.findall(written)]
    try:
        if written.startswith("民国"):
            numbers = [1911 + numbers[0], *(number for number in numbers[1:] if number < 100)]
        elif written[0] in _HAN_DIGIT:
            return _han_date(written)
        elif written[0] in "同当次翌":
            return PartialDate(near.year + (written[0] in "次翌"), numbers[0]) if near else None
        elif numbers[0] > 99_999:
            solid = str(numbers[0])
            numbers = [int(part) for part in (solid[:4], solid[4:6], solid[6:]) if part]
        elif len(numbers) > 1 and numbers[0] < 100 and "月" not in written[:3]:
            numbers[0] += 1900 if numbers[0] > 30 else 2000
        elif numbers[0] < 100:
            return _in_year_of(near, numbers)
        return PartialDate(*numbers[:3])
    except ValueError:
        return None


def _in_year_of(near: PartialDate | None, numbers: list[int]) -> PartialDate | None:
    """`7月` after `2004年3月` is July 2004; a bare number only after a month, and only when it is later."""
    if near is None or near.month is None or numbers[0] < near.month:
        return None
    return PartialDate(near.year, *numbers[:2])


def _han_date(written: str) -> PartialDate:
    year, _, rest = written.partition("年")
    tens, ten, ones = rest.strip().rstrip("月份初底末").replace("元", "一").replace("正", "一").rpartition("十")
    month = (_HAN_DIGIT.get(tens, 1) * 10 if ten else 0) + _HAN_DIGIT.get(ones, 0)
    return PartialDate(int("".join(str(_HAN_DIGIT[han]) for han in year.strip())), month or None)
