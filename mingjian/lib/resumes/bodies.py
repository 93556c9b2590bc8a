"""Where the name of a body ends, what kind of body it is, and how a name that leans on another is spelled out."""

import re

from mingjian.lib.resumes.patterns import pattern, words
from mingjian.lib.resumes.places import Places, begins_with_place, chain, is_relative

# The words with which the name of a body ends; what is excluded behind each begins another word.
_ENDS = pattern("body_ends")
# Departments and organs that stand under a party committee, a government or a school, and need its name before theirs.
_PARTY_ORGANS = words("party_organs")
_UNDER = re.compile(f"{_PARTY_ORGANS}|{words('departments')}")
_OF_PLACE = re.compile(r"[^省市县区州]{1,12}(?:局|厅|办|委|委员会|中心|公司|厂|银行|行|联合会|协会|社|站|所)")
_COMMITTEE = re.compile(r"(?:省|市|县|区|州|地|盟|旗|镇|乡|工)委(?:员会)?$|党委$|委员会$")
_KINDS = {
    "校": "大学|学院|学校|中学|小学|一中|师专|党校|技校|中专|校",
    "院": "院",
    "系": "系",
    "局": "局",
    "厅": "厅",
    "部": "部",
    "厂": "厂",
    "矿": "矿",
    "行": "行",
    "社": "社",
    "所": "所",
    "会": "会",
    "集团": "集团|公司",
    "公司": "公司",
    "总公司": "总公司|公司",
    "本公司": "公司",
    "中心": "中心",
    "站": "站",
    "团": "团",
}
_OF_KIND = pattern("of_kind")


def end_of_body(text: str) -> int:
    """Where the name of the body ends that a text begins with; 0 where no word for a body is in it."""
    found = [each.end() for each in _ENDS.finditer(text)]
    return found[-1] if found else 0


def ends_of_bodies(text: str) -> list[int]:
    """All places where the name of a body may end, from left to right."""
    return [each.end() for each in _ENDS.finditer(text)]


def up_to(body: str, sign: str) -> str:
    """The body up to its last part of a kind: 局 of 县公安局办公室 is 县公安局; 校 of 云岭大学团委 is 云岭大学."""
    if sign == "校":
        return _of_kind(body, sign)
    ends = [
        each.end()
        for each in _ENDS.finditer(body)
        if each[0][-1:] == sign and body[each.end() - 2 : each.end()] not in {"干部", "集团"}
    ]
    return body[: ends[-1]] if ends else ""


def names_body(text: str) -> bool:
    """Whether a text ends with a word for a body."""
    return end_of_body(text) == len(text) > 0


def parent(body: str) -> str:
    """The body without its last part: 云岭大学管理学院 without 管理学院."""
    ends = [each.end() for each in _ENDS.finditer(body)]
    return body[: ends[-2]] if len(ends) > 1 and ends[-1] == len(body) else ""


def leans(text: str) -> bool:
    """Whether the name needs another before it: 宣传部, 省林业厅, 校团委."""
    return is_relative(text) or _OF_KIND.match(text) is not None or (not begins_with_place(text) and _is_under(text))


def _is_under(text: str) -> bool:
    return _UNDER.fullmatch(text) is not None or _OF_PLACE.fullmatch(text) is not None


def expand(body: str, base: str, places: Places) -> str:
    """The name spelled out, given the body named before it in the line (empty for none) and the places so far."""
    if kind := _OF_KIND.match(body):
        if whole := _of_kind(base, kind[0]):
            return whole + body[kind.end() :]
        if is_relative(body):
            return places.expand(body)
        return body
    if is_relative(body):
        return places.expand(body)
    if not base or begins_with_place(body) or body[:2] == base[:2]:
        return body
    if re.search(r"人大常委会$|政协$", base) and re.fullmatch(r"[^省市县区]{2,14}(?:委员会|委)", body):
        return base + body
    if _UNDER.fullmatch(body):
        return _under(body, base)
    if _OF_PLACE.fullmatch(body) and (found := chain(base)):
        return found[-1].name + body
    return body


def _of_kind(base: str, kind: str) -> str:
    """The part of a body up to a word of a kind: 校 of 云岭大学团委 is 云岭大学."""
    found = [each.end() for each in re.finditer(_KINDS[kind], base)]
    return base[: found[0] if kind == "校" else found[-1]] if found else ""


def _under(body: str, base: str) -> str:
    """A department under a body: beside its sister, or below it."""
    if re.fullmatch(_PARTY_ORGANS, body):
        committee = _committee_of(base)
        return (committee or base) + body
    if re.fullmatch(
        r"(?:人民)?政府|革委会|革命委员会|行政公署|行署|人大.*|政协|纪委|监委|人武部|人民武装部|武装部|妇联", body
    ) and (found := chain(base)):
        return found[-1].with_body(body)
    if re.fullmatch(r"管(?:理)?委(?:员)?会|党工委|工委", body):
        return re.sub(r"(?:党工委|工委|管(?:理)?委(?:员)?会)$", "", base) + body
    base = re.sub(r"(?:团委|工会)$", "", base)
    above = parent(base)
    if above and _ENDS.findall(base)[-1][-1:] == body[-1:] and not re.search("委|政府|大学|公司|局|厅$", base[-2:]):
        return above + body
    return base + body


def _committee_of(base: str) -> str:
    """The party committee of the place in the name of a body."""
    if _COMMITTEE.search(base):
        return base
    found = [each.end() for each in re.finditer("[省市县区州地盟旗]委(?![员])", base)]
    if found:
        return base[: found[-1]]
    places = chain(base)
    return f"{places[-1].name}委" if places and base == places[-1].name else ""


def government_of(place: str) -> str:
    """The government of a place, for the post of its head."""
    return place if place.endswith("政府") else f"{place}人民政府"
