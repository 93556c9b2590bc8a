"""A line of text cut into entries: each begins with its time, and holds what happened within it."""

import re
from collections.abc import Iterator

from mingjian.lib.resumes.kinds import accuses, narrates, states_posts
from mingjian.lib.resumes.tidy import closing
from mingjian.lib.resumes.when import When, whens

_BEFORE_ENTRY = "，；。：、 ）"
_BESIDE = re.compile(r"(?:其间|期间|此间|其中)[，：、 ]*$")
_LIFE = re.compile(r"^ ?[，]?(?:出?生(?!产|物|活)|参加工作|加入|入党|入团|参加革命|毕业于)")
_BIRTH = re.compile(r"^ ?(?:出?生)(?!产|物|活)")
MANY = 3


def top_whens(text: str) -> list[When]:
    """The times outside brackets that can begin an entry."""
    spans = list(_brackets(text))
    found = []
    for when in whens(text):
        if any(begin <= when.at < end for begin, end in spans):
            continue
        if when.at == 0 or text[when.at - 1] in _BEFORE_ENTRY:
            found.append(when)
    return found


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (opening := text.find("（", at)) >= 0:
        at = closing(text, opening) + 1
        yield opening, at


def cuts(text: str) -> list[int]:
    """The positions at which entries begin in an even line; the first is always 0."""
    found = [0]
    current: When | None = None
    for begin, end in _sentences(text):
        inside = [when for when in top_whens(text) if begin <= when.at < end and not of_life(text[when.until :])]
        if not inside or (narrates(text[begin:end]) and not inside[0].ranged and not _many(text)):
            if begin and (current is not None or states_posts(text[begin:end])):
                found.append(begin)
            current = None
            continue
        for when in inside:
            beside = bool(_BESIDE.search(text[max(0, when.at - 12) : when.at]))
            if current is None or not (current.holds(when) or beside):
                if when.at > begin or begin:
                    found.append(begin if not text[begin : when.at].strip() else when.at)
                current = when
    return sorted(set(found))


def _many(text: str) -> bool:
    """Whether a paragraph is a whole résumé."""
    found = top_whens(text)
    posts = sum(when.ranged or text[when.until :].lstrip(" ，起").startswith(("任", "担任")) for when in found)
    return posts >= MANY


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each sentence goes; a sign inside brackets ends none."""
    begin, level = 0, 0
    for at, sign in enumerate(text):
        level += {"（": 1, "）": -1}.get(sign, 0)
        if sign == "。" and level <= 0:
            yield begin, at + 1
            begin = at + 1
    if begin < len(text):
        yield begin, len(text)


def told(text: str) -> bool:
    """Whether an entry is a tale: it narrates, and no range of time opens it."""
    first = next(iter(top_whens(text)), None)
    opened = first is not None and first.at == 0 and first.ranged
    outside = re.sub("（[^）]*(?:）|$)", "", text)
    return accuses(outside) if opened else narrates(outside)


def of_birth(text: str) -> bool:
    """Whether what follows a time is a birth."""
    return _BIRTH.match(text) is not None


def of_life(text: str) -> bool:
    """Whether what follows a time is a birth, a first job or the entry into a party."""
    return _LIFE.match(text) is not None
