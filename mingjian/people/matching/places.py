"""Native places as people write them: 云南大理, 云南省大理市, 大理白族自治州宾川县 or 浙江杭州余杭.

A name that several counties bear is not guessed at: it stays text.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from mingjian.lib.text import normalise
from mingjian.people.matching.tables import pairs

_PEOPLES = """
蒙古族 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族
白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族
东乡族 纳西族 景颇族 柯尔克孜族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族
锡伯族 锡伯 阿昌族 普米族 塔吉克族 塔吉克 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族
京族 独龙族 鄂伦春族 门巴族 珞巴族 基诺族 各族
"""
_PEOPLE = f"(?:{'|'.join(sorted(_PEOPLES.split(), key=len, reverse=True))})"
_SELF_RULED = re.compile(f"{_PEOPLE}+(自治区|自治州|自治县|自治旗|[区县乡])$|自治[区州县旗]$")
_ENDING = re.compile("(特别行政区|自治区|林区|特区|地区|[省市州盟县区旗])$")


@dataclass(frozen=True, slots=True)
class Place:
    """The code of the lowest division that was recognised (empty for none), and what is left of the text."""

    code: str = ""
    rest: str = ""


@lru_cache(maxsize=50_000)
def read_place(written: str) -> Place:
    """The division a native place names, as far down as the county; the rest as it was written."""
    text = normalise(written).replace(" ", "")
    text = re.sub("^(?:中国|籍贯[::]?|祖籍)|(?:人|籍)$|[,,、·/\\-—]", "", text)
    code = ""
    while text:
        below = [(len(name), found) for name, found in _beginnings(text) if _is_below(found, code)]
        if not below:
            break
        longest = max(length for length, _found in below)
        # Of a city and a county of one short name (大理), the wider one is meant.
        called = sorted((found for length, found in below if length == longest), key=lambda each: (len(each), each))
        if len(called) > 1 and len(called[0]) == len(called[1]):
            break
        code, text = called[0], text[longest:]
    return Place(code, short_name(text) if len(code) < 6 else "")


def _beginnings(text: str) -> list[tuple[str, str]]:
    """Names of the table with which the text begins, with the codes of those so called."""
    table = _names()
    return [(text[:end], code) for end in range(2, min(len(text), 18) + 1) for code in table.get(text[:end], ())]


def _is_below(found: str, code: str) -> bool:
    """Whether a division lies below the one read so far."""
    return len(found) > len(code) and found.startswith(code)


def short_name(name: str) -> str:
    """A place's name without its ending and the peoples of a self-ruled one; the whole when too little is left."""
    bare = _SELF_RULED.sub("", name)
    if bare == name:
        bare = _ENDING.sub("", name)
    return bare if len(bare) >= 2 else name


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Full, short and former names with the codes of the divisions so called."""
    found: dict[str, list[str]] = {}
    for code, name in pairs("places.csv"):
        # 大理白族自治州 is also written 大理 and 大理州.
        for each in {name, short_name(name), short_name(name) + name[-1]}:
            found.setdefault(each, []).append(code)
    former = files("mingjian.offices") / "data" / "yunnan_former_names.csv"
    for line in former.read_text(encoding="utf-8").splitlines()[1:]:
        name, _current, code, *_rest = line.split(",")
        found.setdefault(name, []).append(code)
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}


@cache
def place_names() -> dict[str, str]:
    """Every full or former name of a division with the short name under which bodies there are compared."""
    table = {name: short_name(name) for _code, name in pairs("places.csv")}
    former = files("mingjian.offices") / "data" / "yunnan_former_names.csv"
    for line in former.read_text(encoding="utf-8").splitlines()[1:]:
        name, current, *_rest = line.split(",")
        table[name] = short_name(current)
    return table
