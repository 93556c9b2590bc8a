"""Invented persons as several sources name them, with what sources leave out, shorten and mistake.

The weights are fitted on such mentions, and the thresholds measured on others of the kind.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from mingjian.bench.people.invent import Inventor, as_registers_are, city_of, counties, former_name, written_otherwise
from mingjian.lib.dates import PartialDate
from mingjian.people.matching.comparable import Written

# A character mistaken for another of the same sound, or for any other.
_SLIPS = (
    "伟玮炜维",
    "军君俊钧",
    "明铭鸣",
    "华桦骅",
    "英瑛莹",
    "国果",
    "文雯",
    "红宏洪",
    "建健剑",
    "志智致",
    "平萍",
    "林琳霖",
)


def mentions(persons: int, seed: int, bearers: int = 0) -> Iterator[tuple[int, Written]]:
    """The person's number, and the person as each of two to four sources names them at a post of theirs.

    With `bearers`, every name is borne by about so many of them.
    """
    inventor = Inventor(seed)
    names = [inventor.name() for _ in range(persons // bearers)] if bearers else []
    draw = inventor.random
    at = 0
    for _ in range(persons):
        person = inventor.person(inventor.random.choice(names) if names else "")
        steps = [draw.randrange(5)] * 2 if draw.random() < 0.35 else [draw.randrange(5) for _ in range(2)]
        for step in [*steps, *(draw.randrange(5) for _ in range(draw.choice((0, 0, 1, 2))))]:
            yield person.number, _source(person.mention(at, step), draw)
            at += 1


def _source(mention: Written, draw: Random) -> Written:
    """What a source makes of it.

    Of 1,000 births 20 are a month or a year off and 5 another day; 10 names have a wrong character; 20 native places
    are another county, the birthplace or the parents'; 5 ethnicities and 1 sex are wrong; 200 bodies are called as
    formerly or for short; 100 native places tell the province alone, 50 the city.
    """
    mention = as_registers_are(mention, draw)
    if mention.born and mention.born.day and draw.random() < 0.005:
        mention = replace(mention, born=PartialDate(mention.born.year, mention.born.month, draw.randint(1, 28)))
    elif mention.born and draw.random() < 0.02:
        mention = replace(mention, born=_mistaken(mention.born, draw))
    if draw.random() < 0.01:
        mention = replace(mention, name=_slipped(mention.name, draw))
    elif draw.random() < 0.03:
        mention = replace(mention, name=written_otherwise(mention.name, draw))
    if draw.random() < 0.2:
        mention = replace(mention, organisation=former_name(mention.organisation, draw))
    return replace(
        mention,
        native_place=_native(mention.native_place, draw),
        ethnicity="汉族" if mention.ethnicity and draw.random() < 0.005 else mention.ethnicity,
        sex="female" if mention.sex and draw.random() < 0.002 else mention.sex,
    )


def _native(place: str, draw: Random) -> str:
    chance = draw.random()
    if not place or chance > 0.17:
        return place
    if chance < 0.1:
        return draw.choice(("云南", "云南省"))
    return city_of(place) if chance < 0.15 else draw.choice(counties())[1]


def _mistaken(born: PartialDate, draw: Random) -> PartialDate:
    if born.month and draw.random() < 0.6:
        return PartialDate(born.year, draw.randint(1, 12), born.day and min(born.day, 28))
    return PartialDate(born.year + draw.choice((-1, 1)), born.month, born.day and min(born.day, 28))


def _slipped(name: str, draw: Random) -> str:
    for at, character in enumerate(name[1:], start=1):
        group = next((each for each in _SLIPS if character in each), "")
        if group:
            return name[:at] + draw.choice(group.replace(character, "")) + name[at + 1 :]
    return name[:-1] + draw.choice("伟军明华英国文红建志")
