"""Names of bodies compared: shorter beginnings, what 省, 委 and 政府 stand for, and abbreviations."""

import re
from collections.abc import Iterator

from mingjian.lib.resumes.bodies import ends_of_bodies
from mingjian.lib.resumes.places import Level, chain
from mingjian.lib.text import normalise

_LONG = (
    ("中国共产党", ""),
    ("中共", ""),
    ("人民代表大会常务委员会", "人大常委会"),
    ("中国人民政治协商会议", "政协"),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("人民政府", "政府"),
    ("工作委员会", "工委"),
    ("监督管理委员会", "监督管理委"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("有限责任公司", "公司"),
    ("股份有限公司", "公司"),
    ("有限公司", "公司"),
)
_MASTER = re.compile("^政府(?=.)")
_SIGNS = re.compile(r"[省市县区州盟旗镇乡]$")
SHORTEST, LEAST = 4, 3


def short_form(name: str) -> str:
    """The name with its usual parts in their short forms: 中共…委员会 is …委, 人民政府 政府, 有限责任公司 公司."""
    short = normalise(name)
    for long, word in _LONG:
        short = short.replace(long, word)
    return short


def beginnings(body: str, post: str) -> Iterator[tuple[str, str]]:
    """The names that may be on record for a body, the longest first, each with the post as it reads behind that name.

    云岭县水务局办公室, 科员 gives also 云岭县水务局, 办公室科员. The places before the last one may be left out:
    云岭省青山市水务局 is 青山市水务局.
    """
    whole = body + post
    for end in sorted({len(body), *ends_of_bodies(body)}, reverse=True):
        if end < SHORTEST:
            continue
        name, rest = body[:end], whole[end:]
        places = chain(name)
        if end < len(body) and places and places[-1].name == name:
            return
        yield name, rest
        for place in places[:-1]:
            if len(shorter := name.removeprefix(place.name)) >= SHORTEST and shorter != name:
                yield shorter, rest


def apart(name: str) -> tuple[str, str]:
    """The narrowest place in a short form, without its sign, and what follows: 青山 and 水务局; 省 and 农信联社."""
    found = chain(name)
    if found and name.startswith(found[-1].name) and found[-1].name != name:
        place = found[-1]
        return _SIGNS.sub("", place.own or place.name), _MASTER.sub("", name[len(place.name) :])
    return ("省", name[1:]) if name.startswith("省") else ("", name)


def abbreviates(short: str, name: str) -> bool:
    """Whether a short form is an abbreviation of another: 省农信联社 or 云南省农信联社 of 云南省农村信用社联合社.

    The place is one; 省 alone stands for any province, because a register is of one, but 市 and 县 alone for none. What
    follows has the same first and last character, three at the least, and its characters stand in the same order in
    the longer one.
    """
    place, rest = apart(short_form(short))
    other_place, other = apart(short_form(name))
    if place == "省":
        found = chain(short_form(name))
        if not found or found[-1].level is not Level.PROVINCE:
            return False
    elif place != other_place:
        return False
    if rest == other:
        return True
    if len(rest) < LEAST or len(rest) >= len(other) or rest[0] != other[0] or rest[-1] != other[-1]:
        return False
    characters = iter(other)
    return all(character in characters for character in rest)
