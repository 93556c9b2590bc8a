"""Names of people and bodies: pinyin for search and order, a comparison key, a mask.

Readings come from pypinyin's character table, read directly because importing the package costs 0.2 s;
surnames, and characters that read differently in given names, are in ``name_readings.json``.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from mingjian.lib.characters import HAN_RANGES, MIDDLE_DOT
from mingjian.lib.text import normalise

_TABLES: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "name_readings.json").read_bytes())
COMPOUND_SURNAMES = frozenset(_TABLES["compound_surnames"])
_COMPOUND_READINGS = {name: tuple(read.split()) for name, read in _TABLES["compound_surnames"].items()}
_SURNAMES = {name: tuple(read.split()) for name, read in _TABLES["surnames"].items()}
_GIVEN_READINGS = {name: tuple(read.split()) for name, read in _TABLES["given"].items()}
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_MOST_VARIANTS = 4
_HAN = re.compile(f"[{HAN_RANGES}]")
_RUN = re.compile(f"[{HAN_RANGES}]+|[^{HAN_RANGES}]+")
_WORD = re.compile(f"[{HAN_RANGES}]|[a-z0-9]+")


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The key by which two written names are compared: normalised, without any white space."""
    return normalise(name).replace(" ", "")


@lru_cache(maxsize=200_000)
def surname_of(name: str) -> str:
    """The surname in the normal form of a Han name: two characters when compound, else the first one."""
    key = name_key(name)
    return key[:2] if len(key) > 2 and key[:2] in COMPOUND_SURNAMES else key[:1]


@lru_cache(maxsize=200_000)
def pinyin_keys(name: str, *, person: bool = True) -> str:
    """Toneless pinyin and initials of a name, space-separated: ``"ouyangxiu oyx"``.

    A person's surname takes its surname reading (单 shan); a character of several common readings gives
    each (``"renchangxia renzhangxia rcx rzx"``), at most four. ``person=False`` reads a body's name by
    phrases (银行 yinhang). Empty for a name without Han characters, letters or digits.
    """
    readings = _person_readings(name_key(name)) if person else _phrase_readings(normalise(name))
    ways = [way for way, _ in zip(product(*readings), range(_MOST_VARIANTS), strict=False)]
    keys = ["".join(way) for way in ways] + ["".join(part[0] for part in way) for way in ways if len(way) > 1]
    return " ".join(dict.fromkeys(filter(None, keys)))


@lru_cache(maxsize=200_000)
def person_readings(name: str) -> tuple[str, ...]:
    """The whole of a person's name in toneless pinyin, in each of at most four readings; empty for no name."""
    readings = _person_readings(name_key(name))
    ways = ("".join(way) for way, _ in zip(product(*readings), range(_MOST_VARIANTS), strict=False))
    return tuple(dict.fromkeys(filter(None, ways)))


@lru_cache(maxsize=200_000)
def pinyin_sort_key(name: str, *, person: bool = True) -> str:
    """A key that sorts, by code point, as a Chinese dictionary does: by reading, tone, then character."""
    key = name_key(name)
    if not person:
        return " ".join(map(str.__add__, _phrase_tones(key), key))
    surname = _surname_readings(key)
    parts = []
    for at, character in enumerate(key):
        reading = surname[at][0] if at < len(surname) else ""
        parts.append(_with_tone(character, reading) + character)
    return " ".join(parts)


def _with_tone(character: str, preferred: str) -> str:
    """``zhang1`` for a Han character, in the preferred reading where it has one; else nothing."""
    if not _HAN.match(character):
        return ""
    readings = _readings(character)
    return "".join(next((reading for reading in readings if reading[0] == preferred), readings[0]))


def mask(name: str) -> str:
    """The name as it may be shown: 张某某 for a full given name, 张某 for a short one, 欧阳某, 买某某."""
    key = name_key(name)
    if not key:
        return ""
    surname = surname_of(name)
    hidden = len(key) - len(surname)
    return surname.upper() + "某" * (2 if MIDDLE_DOT in key else min(max(hidden, 1), 2))


def _person_readings(key: str) -> list[tuple[str, ...]]:
    readings = _surname_readings(key)
    for word in _WORD.findall(key[len(readings) :]):
        readings.append(_given_readings(word) if _HAN.match(word) else (word,))
    return readings


def _surname_readings(key: str) -> list[tuple[str, ...]]:
    """The readings of each character of the surname that begins ``key``; empty when it is not Han."""
    if len(key) > 2 and key[:2] in COMPOUND_SURNAMES:
        return [(reading,) for reading in _COMPOUND_READINGS[key[:2]]]
    if key and _HAN.match(key):
        return [_SURNAMES.get(key[0]) or _spellings(_first_reading(key[0]))]
    return []


@cache
def _given_readings(character: str) -> tuple[str, ...]:
    found = _GIVEN_READINGS.get(character) or (_first_reading(character),)
    return tuple(spelling for reading in found for spelling in _spellings(reading))


def _spellings(reading: str) -> tuple[str, ...]:
    """``lv`` is typed ``lv`` and, after passports, ``lyu``."""
    return (reading, reading.replace("v", "yu")) if reading in {"lv", "nv"} else (reading,)


def _phrase_readings(normal: str) -> list[tuple[str, ...]]:
    """Readings in the context of the phrase, for the names of bodies and places."""
    from pypinyin import (
        lazy_pinyin,
    )  # not at the top: loads for 0.2 s, and only the names of bodies ask for it

    return [(word,) for part in lazy_pinyin(normal) for word in re.findall("[a-z0-9]+", part)]


def _phrase_tones(key: str) -> list[str]:
    """For each character its reading in the phrase with the tone as a digit; empty for other characters."""
    from pypinyin import Style, lazy_pinyin  # as above

    tones: list[str] = []
    for run in _RUN.findall(key):
        read = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True)
        tones += read if _HAN.match(run) and len(read) == len(run) else [_with_tone(each, "") for each in run]
    return tones


def _first_reading(character: str) -> str:
    return _readings(character)[0][0]


@cache
def _readings(character: str) -> list[tuple[str, str]]:
    """Readings of one character as (toneless, tone 1-5), commonest first; the character itself if unknown."""
    marked = _character_table().get(str(ord(character)), character)
    return [_toneless(reading) for reading in marked.split(",")]


def _toneless(marked: str) -> tuple[str, str]:
    tone = "5"
    letters: list[str] = []
    for letter in unicodedata.normalize("NFD", marked.replace("ü", "v")):
        if letter == "\u0308":
            letters[-1] = "v"
        elif letter in _TONES:
            tone = _TONES[letter]
        else:
            letters.append(letter)
    return "".join(letters), tone


@cache
def _character_table() -> dict[str, str]:
    """Code point in decimal -> readings with tone marks, comma-separated (41,923 characters)."""
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed; its character table is needed.")
    table: dict[str, str] = json.loads((Path(package.origin).parent / "pinyin_dict.json").read_bytes())
    return table
