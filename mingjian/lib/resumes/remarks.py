"""What stands in brackets: a part of a name, a rank, 兼, an end, or a life beside the line (其间)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from mingjian.lib.dates import PartialDate
from mingjian.lib.resumes.pieces import MARK
from mingjian.lib.resumes.tidy import closing
from mingjian.lib.resumes.when import first_when, whens

_BESIDE = re.compile(r"^[ ，；：、]*(?:其间|期间|其中|同时|此间|在此期间|任职期间)?[ ，；：、]*")
_NAMED_BESIDE = re.compile(r"^ *(?:其间|期间|其中|此间|在此期间|任职期间)")
RANK = re.compile(
    r"(?P<side>正|副)?(?P<level>省部|省|部|地厅|厅|司局|司|局|地|市|县处|县团|县|处|乡科|镇|乡|科|股)(?:长|级市)?级|(?P<sub>副)省长级|(?P<half>副)部长级"
)
_ENDS = re.compile(r"^(?:任职)?至(?!今)")
_BEGINS = re.compile(r"^ *[，]?(?:起|任|当选|任命|兼任|被任命|始任|当选|就任|开始|免|免职|止|卸任|离任)?$")
_LEVELS = {"省": 3, "部": 3, "厅": 5, "司": 5, "局": 5, "地": 5, "市": 5, "县": 7, "处": 7, "乡": 9, "镇": 9, "科": 9}


class What(StrEnum):
    """What a remark says of the post before it."""

    RANK = "rank"
    CONCURRENT = "concurrent"
    START = "start"
    END = "end"
    BESIDE = "beside"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """The text in one pair of brackets, with what is read in it."""

    what: What
    text: str
    rank: int | None = None
    day: PartialDate | None = None


def rank_of(text: str) -> int | None:
    """副厅级 is 6, 正处级 and 处级 are 7; None for 股级 and where no rank is named."""
    found = RANK.search(text)
    if found is None:
        return None
    if found["sub"] or found["half"]:
        return 4
    level = _LEVELS.get(found["level"][-1] if found["level"] != "省部" else "省")
    return None if level is None else level + (found["side"] == "副")


def without_remarks(text: str) -> tuple[str, list[Remark]]:
    """The text with a mark in the place of each remark; brackets within a name stay."""
    kept: list[str] = []
    remarks: list[Remark] = []
    at = 0
    while (opening := text.find("（", at)) >= 0:
        end = closing(text, opening)
        inside = text[opening + 1 : end]
        kept.append(text[at:opening])
        if _in_name(inside, text[:opening], text[end + 1 :]):
            kept.append(text[opening : end + 1])
        else:
            kept.append(chr(ord(MARK) + len(remarks)))
            remarks.append(_read(inside))
        at = end + 1
    kept.append(text[at:])
    return "".join(kept), remarks


def _in_name(inside: str, before: str, after: str) -> bool:
    """(集团) in 煤业(集团)有限公司 goes on with the name behind it, as does (院) in 校(院)长."""
    if len(inside) == 1 and after.startswith("长"):
        return True
    if (
        not inside
        or len(inside) > 14
        or re.search(r"\d{4}|其间|期间|兼|主持|挂职|女", inside)
        or RANK.fullmatch(inside)
    ):
        return False
    return bool(re.match("[一-龥]", after)) and bool(re.search("[一-龥]$", before)) and not re.match("兼|和", after)


def _read(inside: str) -> Remark:
    text = inside.strip()
    found = first_when(_BESIDE.sub("", text))
    if end := _ENDS.match(text):
        day = next(whens(text[end.end() :]), None)
        if day is not None and day.at == 0:
            return Remark(What.END, text, day=day.start)
    if found is not None:
        rest = _BESIDE.sub("", text)[found.until :]
        if not found.ranged and _BEGINS.match(rest.strip(" ，")) and not _NAMED_BESIDE.match(text):
            what = What.END if re.search("免|止|卸|离", rest) else What.START
            return Remark(what, text, day=found.start)
        return Remark(What.BESIDE, _BESIDE.sub("", text))
    if _NAMED_BESIDE.match(text):
        return Remark(What.BESIDE, _BESIDE.sub("", text))
    if text in {"兼", "兼任", "兼职"}:
        return Remark(What.CONCURRENT, text)
    if "待遇" not in text and len(text) <= 10 and (rank := rank_of(text)):
        return Remark(What.RANK, text, rank)
    if re.match("(?:挂职|挂任|兼任?).{3,}", text):
        return Remark(What.BESIDE, text)
    return Remark(What.NOTE, text)
