"""How common a name is among people, by published figures and a law through them (`data/names.toml`)."""

from functools import cache
from typing import Any

from mingjian.lib.names import COMPOUND_SURNAMES
from mingjian.people.matching.tables import toml


def frequency_of(key: str, surname: str) -> float:
    """The share of people who are called so. Names without a Han surname pass for rare ones."""
    counted = toml("names.toml")["counted"]
    if key in counted:
        return float(counted[key]) / float(counted["population"])
    given = key[len(surname) :] if surname else key
    one = float(toml("names.toml")["given"]["one_character"])
    share = _of_surname(surname) * (one if len(given) == 1 else 1 - one)
    for character in given[:3]:
        share *= _of_given(character)
    return share


def _of_surname(surname: str) -> float:
    table = toml("names.toml")["surnames"]
    if surname in COMPOUND_SURNAMES:
        return float(table["compound"])
    return float(table["published"].get(surname) or _by_rank(table, _ranks("surnames"), surname))


def _of_given(character: str) -> float:
    return _by_rank(toml("names.toml")["given"], _ranks("given"), character)


def _by_rank(table: dict[str, Any], ranks: dict[str, int], word: str) -> float:
    if word not in ranks:
        return float(table["other"])
    return float(table["scale"]) / (ranks[word] + float(table["shift"]))


@cache
def _ranks(table: str) -> dict[str, int]:
    return {word: rank for rank, word in enumerate(toml("names.toml")[table]["ranked"].split(), start=1)}
