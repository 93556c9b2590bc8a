"""Invented findings for the benches: the words of such texts by rank, a few thousand rarer ones behind them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from mingjian.bench.corpus import GIVEN, SURNAMES, WORDS

RARER = 4000
CLASSES = (
    ("policy", "policy.duties", "落实党的路线方针政策和党中央重大决策部署", "履行职能责任"),
    ("governance", "governance.primary", "落实全面从严治党战略部署", "主体责任"),
    ("governance", "governance.eight_rules", "落实全面从严治党战略部署", "八项规定与四风"),
    ("organisation", "organisation.selection", "落实新时代党的组织路线", "选人用人"),
    ("organisation", "organisation.branches", "落实新时代党的组织路线", "基层党建"),
    ("rectification", "rectification.audit", "落实巡视、主题教育、审计整改", "审计整改"),
)
SEVERITIES = ((1, "一般"), (1, "一般"), (1, "一般"), (2, "较大"), (2, "较大"), (3, "重大"))
STATES = (
    ("recorded", "未整改"),
    ("rectifying", "整改中"),
    ("basically_done", "基本完成"),
    ("done", "已完成"),
    ("done", "已完成"),
    ("closed_out", "已销号"),
)
DISCIPLINES = ("", "political", "organisational", "integrity", "mass", "work", "life")
POSTS = ("办公室主任", "财务科科长", "副局长", "局长")


@dataclass(frozen=True, slots=True)
class Matter:
    """One invented finding; pairs are (stored value, as sheets write it)."""

    at: int
    found_on: date
    conduct: tuple[date, date]
    classes: tuple[str, str, str, str]
    severity: tuple[int, str]
    state: tuple[str, str]
    description: str
    lines: tuple[str, ...]
    person: tuple[str, str, int, int] | None
    amount: int | None
    body: int
    discipline: str


class Matters:
    """The same findings for the same seed."""

    def __init__(self, seed: int, bodies: int) -> None:
        self.random = Random(seed)  # noqa: S311  # invented data, no secret
        self.bodies = bodies
        common = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
        rarer = Random(7)  # noqa: S311  # the same vocabulary whatever the seed
        self.words = [*WORDS, *("".join(rarer.choices(common, k=2)) for _ in range(RARER))]
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def next(self, at: int) -> Matter:
        """The finding number `at`."""
        random = self.random
        found_on = date(2014, 1, 1) + timedelta(days=random.randrange(4000))
        begun = found_on - timedelta(days=random.randrange(200, 1500))
        classes = random.choice(CLASSES)
        born = begun.year - random.randrange(30, 55)
        return Matter(
            at=at,
            found_on=found_on,
            conduct=(begun, found_on),
            classes=classes,
            severity=random.choice(SEVERITIES),
            state=random.choice(STATES),
            description=f"{classes[3]}方面：{self.sentence(60)}（{at}）",
            lines=tuple(self.sentence(40) for _ in range(1 + at % 2)),
            person=(self.name(), random.choice(POSTS), born, at % 9 + 1) if at % 4 == 0 else None,
            amount=random.randrange(100, 5_000_000) if at % 3 == 0 else None,
            body=random.randrange(self.bodies),
            discipline=random.choice(DISCIPLINES),
        )

    def name(self) -> str:
        given = self.random.choices(GIVEN, k=1 if self.random.random() < 0.16 else 2)
        return self.random.choice(SURNAMES) + "".join(given)

    def sentence(self, length: int) -> str:
        """Words by rank, with a mark now and then."""
        words = self.random.choices(self.words, cum_weights=self.weights, k=length // 2)
        for at in range(7, len(words), 9):
            words[at] = self.random.choice(("，", "；", "2016年", "。"))
        return "".join(words)[:length]
