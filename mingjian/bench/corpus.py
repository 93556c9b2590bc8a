"""Invented documents with the statistics that matter to a bigram index: a few words everywhere, most words rare."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from mingjian.search.documents import NewDocument

# The commonest words of such texts, commonest first; a word of rank r is drawn in proportion to 1 / r.
WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()
KINDS = (("finding", 62), ("lead", 20), ("outcome", 8), ("tenure", 6), ("organisation", 2), ("person", 2))
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英文华建国志玉兰红梅春生海燕云飞晓东永福忠义德才仁和光辉成林金凤兴旺宏达"
    "振宇思远博雅若涵子轩家豪俊熙雨桐梓萱浩然一鸣瑞泽嘉懿诗琪昊天宇航欣怡美玲秀珍淑贞慧敏庆元启明"
)
PLACES = "昆曲玉保昭丽普临楚红文西大德怒迪安宁江山川河源泉清平永和新富石龙凤云"
COUNTIES = 129
FIRST, DAYS = date(2013, 1, 1), 4700
LENGTH = 150
# Above the ids of rows that really are there.
FIRST_ROW = 10_000_001


class Corpus:
    """The same documents for the same seed. `names` fills with the persons' names that occur."""

    def __init__(self, seed: int = 20180427) -> None:
        self.random = Random(seed)  # noqa: S311  # invented data, no secret
        self.names: list[str] = []
        self.paths: list[str] = []
        self.weights = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
        self.rare = [chr(code) for code in range(0x4E00, 0x4E00 + 6000)]

    def documents(self, count: int, paths: Sequence[str] = ()) -> Iterator[NewDocument]:
        """`count` documents over six kinds, all counties and thirteen years; `paths`: of the counties' offices."""
        self.paths = list(paths) or [path_of(county) for county in range(COUNTIES)]
        kinds = self.random.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS], k=count)
        for row_id, kind in enumerate(kinds, FIRST_ROW):
            yield self._document(kind, row_id)

    def _document(self, kind: str, row_id: int) -> NewDocument:
        county = self.random.randrange(COUNTIES)
        person = self.name()
        name = {"person": person, "tenure": person, "organisation": self._body(county)}.get(kind, "")
        title = f"{name} {self._body(county)}" if kind == "tenure" else name or self._sentence(28)
        body = "" if name else f"{self._body(county)}{person}同志{self._sentence(LENGTH - 25)}"
        return NewDocument(
            kind=kind,
            row_id=row_id,
            title=title,
            body=body,
            name=name,
            on=FIRST + timedelta(days=self.random.randrange(DAYS)),
            state=("open", "done")[row_id % 2],
            division_path=f"d53.d53{county % 16 + 1:02}.d53{county:04}",
            org_id=row_id % 5447 + 1,
            office_paths=(self.paths[county],),
            org_ids=(row_id % 5447 + 1,),
            about_orgs=(row_id % 5447 + 1,),
        )

    def name(self) -> str:
        """A person's name: two characters in sixteen of a hundred, else three."""
        given = self.random.choices(GIVEN, k=1 if self.random.random() < 0.16 else 2)
        name = self.random.choice(SURNAMES) + "".join(given)
        if len(self.names) < 20_000:
            self.names.append(name)
        return name

    def _body(self, county: int) -> str:
        place = PLACES[county % len(PLACES)] + PLACES[(county * 7 + 3) % len(PLACES)]
        kind = self.random.choice(("财政局", "水务局", "人民医院", "教育局", "农商银行", "住建局"))
        return f"{place}县{kind}"

    def _sentence(self, length: int) -> str:
        """Words by rank, every fifth replaced by two characters at random, and now and then a mark."""
        words = self.random.choices(WORDS, cum_weights=self.weights, k=length // 2)
        for at in range(0, len(words), 5):
            words[at] = "".join(self.random.choices(self.rare, k=2))
        for at in range(7, len(words), 9):
            words[at] = self.random.choice(("，", "；", "2016年", "12.5万元", "。"))
        return "".join(words)[:length]


def path_of(county: int) -> str:
    """Where the county's office stands in the invented forest: 1, then one of 16 cities, then the county."""
    return f"1.{county % 16 + 2}.{county + 100}"
