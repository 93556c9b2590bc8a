"""What is told in a line that states no post: memberships of congresses, and what befell somebody."""

import re

from mingjian.lib.resumes.patterns import pattern

_NARRATIVE = pattern("narrative")
_ACCUSES = re.compile(
    r"被告|利用.{0,14}职务|谋取|收受|违规|违纪|违法|多次|担任.{2,80}期间|[一-龥]某{1,2}(?=[在利多同因违受对以自作身从任])"
)
_SEAT = re.compile(
    r"(?:(?:第?[一二三四五六七八九十百\d、，]{1,30}[届次]|[一二三四五六七八九十]{1,4}届.{0,4}[一二三四五六七八九十]{1,4}次|[一二三四五六七八九十]{1,3}大).{0,36}|中央|全国人大|全国政协|党代会|人大|政协|中共.{2,6})"
    r"(?:代表|候补委员|(?<!主任)委员|常委|常务委员)(?:会委员)?(?:[（\ue000-\uf8ff].*)?$"
)
_FULL_TIME = re.compile(r"常务委员会委员|常委会委员|(?:省|市|县|区|州)委委员$")
_MEMBER = re.compile(r"(?:会员|代表|(?<!主任)委员|常委|候补委员)(?:[（\ue000-\uf8ff].*)?$")
_WORDS = re.compile(r"[，、；。 ]+")
_OPENS = re.compile(r"^(?:(?:现|曾|历|先后|先后担|曾担|时|兼|仍|并|还)任|任|担任|曾先后|现为|曾为|现兼|历任)")


def narrates(text: str) -> bool:
    """Whether a sentence tells what happened, rather than which post was held."""
    return _NARRATIVE.search(text) is not None


def accuses(text: str) -> bool:
    """Whether a text behind a range of time tells what somebody did, with the posts held meanwhile."""
    return _ACCUSES.search(text) is not None


def is_seat(text: str) -> bool:
    """Whether a piece names a seat in a congress or an elected committee of a numbered term."""
    return _SEAT.search(text) is not None


def is_full_time(text: str) -> bool:
    """Whether a seat is one that is served in, as of the standing committee of a people's congress."""
    return _FULL_TIME.search(text) is not None


def is_congress(text: str) -> bool:
    """Whether an undated line is a list of seats: one of them at least has its congress or term."""
    words = [word for word in _WORDS.split(text.strip("。；， ")) if word]
    if _OPENS.match(text) and "届" not in text:
        return False
    seats = [word for word in words if is_seat(word) or _MEMBER.search(word)]
    return bool(seats) and any(is_seat(word) for word in words) and len(seats) * 2 >= len(words)


def states_posts(text: str) -> bool:
    """Whether an undated line opens as one that states posts: 现任, 曾任, 历任."""
    return _OPENS.match(text) is not None
