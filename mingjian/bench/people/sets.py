"""The three sets of pairs by which the matching is judged. All invented, drawn the same at every run."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mingjian.bench.people.invent import Invented, Inventor, former_name, in_traditional
from mingjian.lib.dates import PartialDate
from mingjian.people.matching.comparable import Written

# Ways to write a person differently; each second mention has one or two of them.
WAYS = ("space", "traditional", "former_name", "no_day", "later_post")


@dataclass(slots=True)
class Set:
    """Mentions, and the pairs of them that are asked about, each with what sort of pair it is."""

    mentions: list[Written] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    sorts: list[str] = field(default_factory=list)

    def add(self, one: Written, other: Written, sort: str) -> None:
        """Two more mentions, as a pair."""
        at = len(self.mentions)
        self.mentions += [replace(one, id=at), replace(other, id=at + 1)]
        self.pairs.append((at, at + 1))
        self.sorts.append(sort)


def namesakes(count: int, seed: int = 11) -> Set:
    """Two different persons of one name and sex, with name, birth to the month, sex, ethnicity and native place.

    Births and native places are drawn for each alone in 60 of 100 pairs; in 20 the births are of one year, in 10 of one
    month, in 10 the native county is one. A pair that shares both the month and the county cannot be told apart.
    """
    inventor, found = Inventor(seed), Set()
    for _ in range(count):
        one = inventor.person()
        other = inventor.person(one.name, one.sex)
        chance = inventor.random.random()
        if chance < 0.2:
            other = replace(other, born=inventor.birth(one.born.year))
        elif chance < 0.3:
            other = replace(other, born=inventor.birth(one.born.year, one.born.month))
        elif chance < 0.4:
            other = replace(other, native=one.native)
        sort = "one_month" if _month(one) == _month(other) else "other_month"
        found.add(_bare(one), _bare(other), sort)
    return found


def names_alone(count: int, seed: int = 13) -> Set:
    """The same name twice, rare and common ones, and nothing else told."""
    inventor, found = Inventor(seed), Set()
    for person in inventor.persons(count):
        mention = Written(0, person.name)
        found.add(mention, mention, "name")
    return found


def variants(count: int, seed: int = 17) -> Set:
    """The same person written differently, everything told, among as many others of whom each is named once."""
    inventor, found = Inventor(seed), Set()
    draw = inventor.random
    for person in inventor.persons(count):
        step = draw.randrange(3)
        ways = draw.sample(WAYS, 1 if draw.random() < 0.5 else 2)
        found.add(person.mention(0, step), _varied(person, step, ways, inventor), "+".join(sorted(ways)))
    for person in inventor.persons(count):
        found.mentions.append(person.mention(len(found.mentions), draw.randrange(3)))
    return found


def _varied(person: Invented, step: int, ways: list[str], inventor: Inventor) -> Written:
    mention = person.mention(0, step + 1 if "later_post" in ways else step)
    name = mention.name
    if "space" in ways:
        name = inventor.random.choice((" ", "　")).join((name[:1], name[1:]))
    if "traditional" in ways:
        name = in_traditional(name)
    if "former_name" in ways:
        mention = replace(mention, organisation=former_name(mention.organisation, inventor.random))
    if "no_day" in ways:
        mention = replace(mention, born=PartialDate(person.born.year, person.born.month))
    return replace(mention, name=name)


def two_characters(which: Set) -> Iterator[tuple[int, int]]:
    """The pairs of a set in which both names have two characters."""
    for a, b in which.pairs:
        if all(len(which.mentions[at].name) == 2 for at in (a, b)):
            yield a, b


def _bare(person: Invented) -> Written:
    return Written(
        0, person.name, born=PartialDate(person.born.year, person.born.month), sex=person.sex,
        ethnicity=person.ethnicity, native_place=person.native,
    )  # fmt: skip


def _month(person: Invented) -> tuple[int, int | None]:
    return person.born.year, person.born.month
