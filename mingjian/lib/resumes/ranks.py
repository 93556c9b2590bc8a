"""The rank 领导职务层次 that a post has, where its body and its title make it plain."""

import re

from mingjian.lib.resumes.bodies import ends_of_bodies
from mingjian.lib.resumes.places import Level, chain
from mingjian.lib.resumes.words import GRADES, Title

_SEAT = re.compile(r"[市县区]?(?:委|党委|委员会|人民政府|政府|人大|人大常委会|人民代表大会常务委员会|政协|政协委员会)$")
_ORGANS = re.compile(r"(?:厅|局|办公[厅室]|办|委|委员会|研究室|部|公署)$")
_VILLAGE = re.compile(r"(?:村|社区|村委会|居委会|村民委员会|居民委员会)$")
_ZONES = ("开发区", "园区", "产业区", "保税区", "新区")
_HEADS = {"书记", "省长", "市长", "县长", "区长", "州长", "盟长", "旗长", "镇长", "乡长", "主席", "主任", "专员"}


def rank_of_post(body: str, title: Title) -> int | None:
    """3 to 12, or None where it is not plain.

    The heads of a place, its committee, congress and consultative conference have the rank of the place, their
    deputies and the committee's members one less; the head of an office of the place has one level less, and the head
    of a 处 or 科 within that again one less. Schools, companies and units of no plain level have none.
    """
    if title.post in GRADES:
        return GRADES[title.post]
    if _VILLAGE.search(body):
        return 12 if title.word in _HEADS | {"支书"} else None
    body = re.sub("^中共", "", body)
    found = chain(body)
    if not found or title.is_aide or not body.startswith(found[-1].name) or found[-1].name.endswith(_ZONES):
        return None
    place = found[-1]
    if (
        place.level is Level.COUNTY
        and place.own.endswith("市")
        and not any(above.level is Level.PREFECTURE for above in found)
    ):
        return None
    base = _base(place.level, body, great=place.great, province=place.province)
    rest = body[len(place.name) :]
    if base is None:
        return None
    return _of_seat(base, rest, title) if not rest or _SEAT.fullmatch(rest) else _of_organ(base, rest, title)


def _base(level: Level, body: str, *, great: bool, province: str) -> int | None:
    """The rank of the head of a place."""
    municipal = province in {"北京市", "天津市", "上海市", "重庆市"}
    if level is Level.COUNTY and municipal:
        return 5
    if level is Level.COUNTY and any(place.great for place in chain(body)[:-1]):
        return 6
    if level is Level.PREFECTURE and great:
        return 4
    return {Level.PROVINCE: 3, Level.PREFECTURE: 5, Level.COUNTY: 7, Level.TOWNSHIP: 9}.get(level)


def _of_seat(base: int, rest: str, title: Title) -> int | None:
    if title.word == "常委" and not rest.endswith("委"):
        return None
    if title.word in {"常委", "常务委员"} or (title.word in _HEADS and title.is_deputy and not title.is_aide):
        return base + 1
    return base if title.word in _HEADS else None


def _of_organ(base: int, rest: str, title: Title) -> int | None:
    """An office of the place; those whose heads often have a seat beside, as 组织部 and 政法委, are not plain."""
    if re.search(
        r"组织部|宣传部|统战部|政法委|纪委|监委|公安|法院|检察院|党校|园区|开发区|工委|管委会", rest
    ) or base in {4, 6}:
        return None
    rest = re.sub("^(?:[省市县区州]?委|(?:人民)?政府)", "", rest)
    if not _ORGANS.search(rest) or len(ends_of_bodies(rest)) > 1:
        return None
    chief = base + 2
    if title.word in {"厅长", "局长", "主任"} or (title.word == "书记" and re.search("党[组委]", title.before)):
        rank = chief + title.is_deputy
        return rank if rank <= 10 else None
    return None
