"""The text of a résumé made even, character for character, and cut into the lines that its writer meant."""

import re

from mingjian.lib.resumes.when import first_when, only_when

_GONE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]|\\[\\d+(?:-\\d+)?\\]|［\\d+(?:-\\d+)?］")
_EVEN: dict[int, str] = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **{ord("Ａ") + at: chr(ord("A") + at) for at in range(26)},
    **{ord("ａ") + at: chr(ord("a") + at) for at in range(26)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－─━~～〜→ー"), "-"),
    **dict.fromkeys(map(ord, "\t\u00a0\u3000\u2002\u2003\u2009"), " "),
    **dict.fromkeys(map(ord, "(〔【"), "（"),
    **dict.fromkeys(map(ord, ")〕】"), "）"),
    **dict(zip(map(ord, ",;:．､／＜＞"), "，；：.、/<>", strict=True)),
}
_BULLET = re.compile(
    r"^(?:[•●·◆■□★※▪►➢○◇*]+|[（]?[一二三四五六七八九十]{1,3}[）、]|[（(]?\d{1,2}[）)、](?!\d)"
    r"|[（(]?\d{1,2}[）)、.](?=(?:19|20)\d\d ?[-年./])|\d{1,2}\.(?![\d ]*\d))\s*"
)
_ENDED = re.compile(r"[；。，！？]\s*$")
_OPENS = re.compile(r"[，、（]\s*$")


def even(text: str) -> str:
    """Digits, letters, dashes, brackets and spaces in one form each; as long as the text."""
    return text.translate(_EVEN)


def physical_lines(text: str) -> list[str]:
    """The lines as meant: one broken in the middle, or parted from its dates, is joined again."""
    lines = [_BULLET.sub("", even_line.strip()) for even_line in _GONE.sub("", text).splitlines()]
    joined: list[str] = []
    ended = _mostly_ended(lines)
    for line in filter(None, lines):
        if joined and _goes_on(joined[-1], line, ended=ended):
            space = " " if only_when(even(joined[-1])) else ""
            joined[-1] += space + line
        else:
            joined.append(line)
    return joined


def _mostly_ended(lines: list[str]) -> bool:
    """Whether the writer closes entries with a sign, so that one without it goes on in the next line."""
    dated = [line for line in lines if first_when(even(line))]
    return len(dated) > 2 and sum(bool(_ENDED.search(line)) for line in dated) * 10 >= len(dated) * 8


def _goes_on(before: str, line: str, *, ended: bool) -> bool:
    before, line = even(before), even(line)
    dated = first_when(line) is not None
    if only_when(before):
        return not dated or (before.rstrip().endswith("-") and only_when(line))
    if depth(before) > 0:
        return not dated or line.count("）") > line.count("（")
    if dated and _changes(before, line):
        return True
    if dated or not first_when(before) or _CLOSED_PHRASE.match(line):
        return False
    return bool(_OPENS.search(before)) or (ended and not _ENDED.search(before) and len(before) > 20)


def _changes(before: str, line: str) -> bool:
    """Whether a line that begins with one day goes on with the range of an unended one before it."""
    around, day = first_when(before), first_when(line)
    unended = before.rstrip().endswith(("，", "、"))
    return bool(around and day and unended and not day.ranged and around.end and around.holds(day))


_CLOSED_PHRASE = re.compile(r"现任|曾任|历任|第?[一二三四五六七八九十\d、]+届|中共|（")


def depth(text: str) -> int:
    """How many brackets stay open."""
    return text.count("（") - text.count("）")


def closing(text: str, opening: int) -> int:
    """The position of the bracket that closes the one at `opening`; the length where none does."""
    level = 0
    for at in range(opening, len(text)):
        level += {"（": 1, "）": -1}.get(text[at], 0)
        if level == 0:
            return at
    return len(text)
