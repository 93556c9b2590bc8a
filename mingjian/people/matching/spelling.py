"""A name as it was written, made comparable: its key, its readings, its mask.

One name has one key, however it is spaced, in traditional or simplified characters, in a variant of a character, with
or without the dot of an ethnic name. A name in Latin letters has readings only; a masked one (张某某, 李*明) only a
pattern.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mingjian.lib.characters import HAN_RANGES, MIDDLE_DOT
from mingjian.lib.names import COMPOUND_SURNAMES, name_key, person_readings, surname_of
from mingjian.lib.text import normalise
from mingjian.people.matching.frequency import frequency_of
from mingjian.people.matching.tables import pairs

_HAN = re.compile(f"[{HAN_RANGES}]")
_BRACKETED = re.compile(r"[(\[【〔](.*?)[)\]】〕]?$|[(\[【〔](.*?)[)\]】〕]")
# What stands for a character that is not told: each of these for one, 某 for one or more.
_ONE = "*×○□●■◯△▲?_#"
_MASK = re.compile(f"[某{re.escape(_ONE)}]")
_CROSSES = re.compile(f"(?<=[{HAN_RANGES}])x+(?=[{HAN_RANGES}]|$)")
_LETTERS = re.compile("[a-z]+")
_MOST_BLANKED = 6


@dataclass(frozen=True, slots=True)
class Spelling:
    """`key` of a whole Han name, else empty. `readings` in toneless pinyin. `pattern` for LIKE, of a masked name.

    `blanked` is the key with each of its characters left out in turn; `frequency` the share of people so called, by
    the shipped tables. `aside` is what stood in brackets behind the name.
    """

    key: str = ""
    readings: tuple[str, ...] = ()
    surname: str = ""
    pattern: str = ""
    latin: bool = False
    blanked: tuple[str, ...] = ()
    frequency: float = 0.0
    aside: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.key or self.readings or self.pattern)


@lru_cache(maxsize=200_000)
def read_spelling(written: str) -> Spelling:
    """The name as it can be compared; one that says nothing for an empty cell."""
    text = normalise(written)
    aside = "".join(part for found in _BRACKETED.findall(text) for part in found)
    key = _united(_BRACKETED.sub("", text))
    if not _HAN.search(key):
        return _latin(text, aside)
    key = _CROSSES.sub(lambda found: "×" * len(found[0]), key)
    if _MASK.search(key):
        return _masked(key, aside)
    key = "".join(character for character in key if character.isalnum())
    surname = "" if MIDDLE_DOT in text else surname_of(key)
    return Spelling(
        key,
        person_readings(key),
        surname,
        blanked=_blanked(key),
        frequency=frequency_of(key, surname),
        aside=aside,
    )


def _united(text: str) -> str:
    """One form for all that differs in writing alone: spaces, dots, variants of a character."""
    return name_key(text).replace(MIDDLE_DOT, "").translate(_variants())


@cache
def _variants() -> dict[int, str]:
    return {ord(written): key for written, key in pairs("variants.csv")}


def _blanked(key: str) -> tuple[str, ...]:
    if not 2 <= len(key) <= _MOST_BLANKED:
        return ()
    return tuple(f"{key[:at]}_{key[at + 1 :]}" for at in range(len(key)))


def _masked(key: str, aside: str) -> Spelling:
    """张某某 and 朱某 tell the surname, 李*明 a character more and the length."""
    told = _MASK.split(key, maxsplit=1)[0]
    surname = told[:2] if told[:2] in COMPOUND_SURNAMES else told[:1]
    known = [each for each in _MASK.sub("_", key) if each == "_" or _HAN.match(each)]
    pattern = "".join(known)
    if "某" in key:
        pattern = re.sub("_+", "_%", pattern)
    return Spelling(surname=surname, pattern=pattern if pattern.strip("_%") else "", aside=aside)


def _latin(text: str, aside: str) -> Spelling:
    """Zhang Wei, ZHANG Wěi, Wei Zhang: the words joined as they stand, and with the last one first."""
    plain = unicodedata.normalize("NFD", text.replace("ü", "v").replace("u:", "v"))
    words = _LETTERS.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    if not words:
        return Spelling(aside=aside)
    readings = dict.fromkeys(("".join(words), "".join([words[-1], *words[:-1]])))
    return Spelling(readings=tuple(readings), latin=True, aside=aside)
