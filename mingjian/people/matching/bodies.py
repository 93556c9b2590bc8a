"""Bodies as they are written, made comparable: 云南省昆明市五华区水利局 and 五华区水务局 are one.

The place is read off the front (only the lowest counts, under its name of now), then the rest is put under the name of
now by `data/bodies.toml`. A body on record brings its number and all the names it bore besides: `keys_of`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from mingjian.lib.text import normalise
from mingjian.people.matching.places import place_names, short_name
from mingjian.people.matching.tables import toml

_BEFORE = re.compile(r"^(?:中国共产党|中共)")
_ROUND = re.compile(r"[\s()（）\[\]【】、,，。.·“”\"'‘’]+")
# A place that is in no table: the shortest beginning that ends like one.
_LIKE_A_PLACE = re.compile(
    "^(.{2,8}?(?:自治州|自治县|省|市(?!场)|州|县|区(?!域|块)|旗|盟))(?=.)|^(.{2,6}?(?:乡|镇|街道))(?=.)"
)
# 住房和城乡建设局 is at no township.
_NO_PLACE = re.compile(
    "^(?:住房|城乡|城镇|.{1,6}和城乡|小区|社区|灌区|林区|矿区|校区|院区|景区|园区|开发区|高新区|经开区|示范区|保护区|工业园区)"
)
# 县水务局 and 水务局 are at some place that is not told: no body in particular.
_SOME_PLACE_S = re.compile("[本全我]?[省市州县区旗镇乡]")
_LONGEST = 20
# 云岭农商银行: of a body whose function is known, so many characters before it pass for its place.
_SHORT_PLACE = 4


@dataclass(frozen=True, slots=True)
class Body:
    """`key` under which it is compared; `place` where it is, as far as the name says."""

    key: str = ""
    place: str = ""


@lru_cache(maxsize=200_000)
def read_body(written: str) -> Body:
    """The body that a name means."""
    text = _BEFORE.sub("", _ROUND.sub("", normalise(written)))
    place, rest = _placed(text)
    before, function = _parted(rest)
    if not place and 2 <= len(before) <= _SHORT_PLACE:
        place, before = before, ""
    if not place and (_SOME_PLACE_S.match(rest) or (not before and function in _functions()[0])):
        return Body()
    return Body(f"{place}|{before}{function}", place) if text else Body()


def keys_of(written: str, org_id: int | None = None, names: Iterable[str] = ()) -> list[str]:
    """Every key of a body: its number on record, and each name it bears or bore. Two bodies that share one are one."""
    keys = [f"#{org_id}"] if org_id is not None else []
    return sorted({*keys, *(read_body(name).key for name in (written, *names))} - {""})


def _placed(text: str) -> tuple[str, str]:
    """The lowest place at the front, by its name of now without its ending, and what is left."""
    table = place_names()
    place = ""
    while True:
        end = next((end for end in range(min(len(text) - 1, _LONGEST), 1, -1) if text[:end] in table), 0)
        if end:
            place, text = table[text[:end]], text[end:]
        elif (found := _LIKE_A_PLACE.match(text)) and not _NO_PLACE.match(found[0]):
            place, text = short_name(found[0]), text[found.end() :]
        else:
            return place, text


def _parted(rest: str) -> tuple[str, str]:
    """What is left of the name: what stands before its function, and the function under the name of now."""
    key, words = _functions()
    found = words.search(rest)
    return (rest[: found.start()], key[found[0]]) if found else ("", rest)


@cache
def _functions() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every way to call a function with its name of now, and a pattern that finds the longest one at the end."""
    table = toml("bodies.toml")["bodies"]
    key = {also: now for now, others in table.items() for also in (now, *others.split())}
    words = "|".join(map(re.escape, sorted(key, key=len, reverse=True)))
    return key, re.compile(f"(?:{words})$")
