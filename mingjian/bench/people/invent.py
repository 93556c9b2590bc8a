"""Invented persons with careers, the same at every run.

Names are drawn by the published ranks of surnames and characters (`mingjian/people/matching/data/names.toml`), each on
its own: of 4,057 persons about 3 in 100 then share a name and 16 in 100 have a name of two characters, as among real
officials; of 200,000 far more share one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from random import Random

from mingjian.demo.names import ETHNICITIES
from mingjian.lib.dates import PartialDate
from mingjian.people.matching.comparable import Written
from mingjian.people.matching.tables import pairs, toml

TENURES = 5
_ONE_CHARACTER = 0.16
# Given names of one character keep to the commonest ones more than those of two.
_STEEPER = 1.25
_RARE_CHARACTERS = 700
_FIRST_YEAR, _LAST_YEAR = 1955, 1995
_FUNCTIONS = """
水务局 教育体育局 财政局 卫生健康委员会 自然资源局 住房和城乡建设局 农业农村局 林业和草原局 民政局 交通运输局 审计局
人力资源和社会保障局 市场监督管理局 应急管理局 文化和旅游局 发展和改革委员会 司法局 统计局 商务局 科学技术局 人民医院
农村商业银行 第一中学 供销合作社联合社 城市管理局 医疗保障局 退役军人事务局 融媒体中心 档案馆 公路局
"""
_LADDER = ("科员", "副科长", "科长", "党组成员、副局长", "党组书记、局长")
# The number of counties drawn from: one province, as a register has it.
_PROVINCE = "53"


@dataclass(frozen=True, slots=True)
class Post:
    """A tenure: where, as what, and from which month to which."""

    organisation: str
    post: str
    since: PartialDate
    until: PartialDate


@dataclass(frozen=True, slots=True)
class Invented:
    """A person: the day of birth, the native county's code and name, and the posts in their order."""

    number: int
    name: str
    sex: str
    born: PartialDate
    ethnicity: str
    native: str
    posts: tuple[Post, ...]

    def mention(self, at: int, post: int = 0) -> Written:
        """Everything told of the person at one post."""
        held = self.posts[post]
        return Written(
            at, self.name, post=held.post, organisation=held.organisation, born=self.born, sex=self.sex,
            ethnicity=self.ethnicity, native_place=self.native, since=held.since, until=held.until,
        )  # fmt: skip


class Inventor:
    """Draws persons one after another."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  # invented data, no secret
        self._drawn = 0

    def person(self, name: str = "", sex: str = "") -> Invented:
        """Another person, of a given name if one is given; all the rest is drawn anew."""
        self._drawn += 1
        born = self.birth()
        peoples, shares = zip(*ETHNICITIES, strict=True)
        return Invented(
            self._drawn,
            name or self.name(),
            sex or ("male" if self.random.random() < 0.72 else "female"),
            born,
            str(self.random.choices(peoples, shares)[0]),
            self.random.choice(counties())[1],
            tuple(self._career(born)),
        )

    def persons(self, count: int) -> Iterator[Invented]:
        """So many persons."""
        return (self.person() for _ in range(count))

    def name(self) -> str:
        """A name by the law of ranks."""
        surnames, weights = _surnames()
        if self.random.random() < _ONE_CHARACTER:
            characters, shares = _given(_STEEPER)
            given = self.random.choices(characters, cum_weights=shares)
        else:
            characters, shares = _given(1.0)
            given = self.random.choices(characters, cum_weights=shares, k=2)
        return self.random.choices(surnames, cum_weights=weights)[0] + "".join(given)

    def birth(self, year: int | None = None, month: int | None = None) -> PartialDate:
        """A day of birth, of a year or month if given."""
        draw = self.random
        return PartialDate(
            year or draw.randint(_FIRST_YEAR, _LAST_YEAR), month or draw.randint(1, 12), draw.randint(1, 28)
        )

    def _career(self, born: PartialDate) -> Iterator[Post]:
        """Five posts in turn, mostly in one county, nearly half of the times staying at the body."""
        draw = self.random
        county = draw.choice(counties())[1]
        organisation = county + draw.choice(_functions())
        month = (born.year + 22) * 12 + draw.randint(0, 24)
        for step in range(TENURES):
            if step and draw.random() > 0.45:
                county = county if draw.random() < 0.7 else draw.choice(counties())[1]
                organisation = county + draw.choice(_functions())
            lasts = draw.randint(18, 84)
            post = _LADDER[min(step, len(_LADDER) - 1 if draw.random() < 0.3 else 3)]
            yield Post(organisation, post, _month(month), _month(month + lasts))
            month += lasts


def register(count: int, seed: int = 7) -> Iterator[tuple[int, Written]]:
    """A register of so many persons, each named once for each of five tenures, as completely as registers are.

    Gives the person's number with each mention. Of the mentions a tenth tells no birth and a fifth the month alone or
    the year; a fifth tells no native place; three in 100 write the name with a space or in traditional characters.
    """
    inventor = Inventor(seed)
    at = 0
    for person in inventor.persons(count):
        for step in range(TENURES):
            yield person.number, as_registers_are(person.mention(at, step), inventor.random)
            at += 1


def as_registers_are(mention: Written, draw: Random) -> Written:
    """A mention with what is left out and written otherwise in practice."""
    chance = draw.random()
    born = mention.born
    if born is not None:
        less = PartialDate(born.year, born.month) if chance < 0.75 else PartialDate(born.year)
        born = None if chance < 0.1 else less if chance < 0.8 else born
    return replace(
        mention,
        name=written_otherwise(mention.name, draw) if draw.random() < 0.03 else mention.name,
        born=born,
        native_place="" if draw.random() < 0.2 else mention.native_place,
        sex="" if draw.random() < 0.1 else mention.sex,
        ethnicity="" if draw.random() < 0.15 else mention.ethnicity,
    )


def written_otherwise(name: str, draw: Random) -> str:
    """With a space inside, narrow or full-width, or in traditional characters."""
    way = draw.randrange(3)
    if way == 2:
        return in_traditional(name)
    return (" ", "　")[way].join((name[:1], name[1:]))


def in_traditional(name: str) -> str:
    """The name in traditional characters."""
    return "".join(_traditional().get(each, each) for each in name)


def former_name(organisation: str, draw: Random) -> str:
    """A former or short name of the body, where its function has one."""
    functions: dict[str, str] = toml("bodies.toml")["bodies"]
    function = next((each for each in functions if organisation.endswith(each)), "")
    if not function:
        return organisation
    return organisation.removesuffix(function) + draw.choice(functions[function].split())


def _month(count: int) -> PartialDate:
    return PartialDate(count // 12, count % 12 + 1)


@cache
def counties() -> Sequence[tuple[str, str]]:
    """Code and name of each county of the province that is drawn from."""
    return [(code, name) for code, name in pairs("places.csv") if code.startswith(_PROVINCE) and len(code) == 6]


def city_of(county: str) -> str:
    """The city above a county, with the province before it."""
    names = dict(pairs("places.csv"))
    code = next(code for code, name in counties() if name == county)
    return names[_PROVINCE] + names[code[:4]]


@cache
def _functions() -> Sequence[str]:
    return _FUNCTIONS.split()


@cache
def _surnames() -> tuple[list[str], list[float]]:
    table = toml("names.toml")["surnames"]
    ranked = table["ranked"].split()
    shares = [
        table["published"].get(name, table["scale"] / (rank + table["shift"])) for rank, name in enumerate(ranked, 1)
    ]
    return ranked, _summed(shares)


@cache
def _given(steepness: float) -> tuple[list[str], list[float]]:
    """The ranked characters, then rarer ones: the first level of GB 2312 in its own order, thinned out."""
    table = toml("names.toml")["given"]
    ranked = table["ranked"].split()
    level = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
    rare = [each for each in level if each not in set(ranked)][:: len(level) // _RARE_CHARACTERS]
    shares = [(table["scale"] / (rank + table["shift"])) ** steepness for rank in range(1, len(ranked) + 1)]
    return ranked + rare, _summed(shares + [table["other"] ** steepness] * len(rare))


def _summed(shares: Sequence[float]) -> list[float]:
    total = 0.0
    return [total := total + share for share in shares]


@cache
def _traditional() -> dict[str, str]:
    text = (files("opencc") / "dictionary" / "STCharacters.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {simple: written.split()[0] for simple, written in rows}
