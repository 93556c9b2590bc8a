"""Invented names of people: from tables of surnames and given names, with the statistics of real registers.

About 16 in 100 names have two characters; about 3 in 100 people share a name with somebody born in another month.
"""

from random import Random

from mingjian.demo.tables import table
from mingjian.lib.dates import PartialDate

_TABLE = table("names")
# Surnames are drawn in proportion to 1 / (rank + 6).
SURNAMES: list[str] = _TABLE["surnames"].split()
GIVEN: dict[str, list[str]] = {sex: _TABLE[sex].split() for sex in ("male", "female")}
ETHNICITIES = (
    ("汉族", 66),
    ("彝族", 11),
    ("哈尼族", 4),
    ("白族", 4),
    ("傣族", 3),
    ("壮族", 3),
    ("苗族", 3),
    ("回族", 2),
    ("傈僳族", 2),
    ("纳西族", 1),
    ("瑶族", 1),
)
TWO_CHARACTERS = 0.16
# Of all people drawn, this share takes a name already given; both then share it.
NAMESAKES = 0.016


class Names:
    """Draws names without repeating one, except for the share of namesakes, who are born in another month."""

    def __init__(self, random: Random, taken: frozenset[str] = frozenset()) -> None:
        self.random = random
        self.born: dict[str, set[tuple[int, int | None]]] = {name: set() for name in taken}
        self._given: list[str] = []
        self._sexes: dict[str, str] = {}
        self._weights = [1 / (rank + 6) for rank in range(len(SURNAMES))]

    def draw(self, born: PartialDate) -> tuple[str, str]:
        """A name and a sex for somebody born then."""
        month = (born.year, born.month)
        if self._given and self.random.random() < NAMESAKES:
            name = self.random.choice(self._given)
            if month not in self.born[name]:
                self.born[name].add(month)
                return name, self._sexes[name]
        while True:
            sex = "male" if self.random.random() < 0.72 else "female"
            name = self._fresh(sex)
            if name not in self.born:
                self.born[name] = {month}
                self._given.append(name)
                self._sexes[name] = sex
                return name, sex

    def _fresh(self, sex: str) -> str:
        surname = self.random.choices(SURNAMES, self._weights)[0]
        given = self.random.choices(GIVEN[sex], k=1 if self.random.random() < self._short else 2)
        return surname + "".join(given)

    @property
    def _short(self) -> float:
        """Above the share wanted, because a name of two characters is more often given already and drawn again."""
        return TWO_CHARACTERS * 1.18

    def ethnicity(self) -> str:
        names, weights = zip(*ETHNICITIES, strict=True)
        return str(self.random.choices(names, weights)[0])
