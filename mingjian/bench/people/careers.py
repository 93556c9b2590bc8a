"""Invented careers with known truth, to be written as people write résumés. No person or place is real."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from mingjian.bench.people.resume_scores import Held, digest_for, line_key
from mingjian.lib.dates import PartialDate

PROVINCE = "云岭省"
CITIES = ("青山市", "白水市", "临江市", "安平市", "永和市")
COUNTIES = ("红石县", "清溪县", "东湖区", "石桥县", "沙坪区", "柳河县")
TOWNS = ("龙门镇", "大营镇", "新桥乡", "三塘乡")
BUREAUS = ("财政局", "水务局", "农业农村局", "审计局", "教育局", "交通运输局", "发展和改革委员会", "市场监督管理局")
DEPARTMENTS = ("组织部", "宣传部", "统战部", "政法委")
OFFICES = ("办公室", "人事科", "综合科", "规划科", "秘书科")
SCHOOLS = ("云岭大学", "云岭师范学院", "青山工学院", "省委党校")
SUBJECTS = ("法学", "水利工程", "经济管理", "中文", "机械制造")


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the words of the line: its body as written and spelled out, and how it is joined to the one before."""

    written: str
    body: str
    full: str
    post: str
    joint: str = "、"
    tail: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(slots=True)
class Entry:
    """What a line says; `beside` are lives beside it, already written, with the posts among them."""

    start: PartialDate
    end: PartialDate | None
    posts: list[Post] = field(default_factory=list)
    study: str = ""
    beside: list[tuple[str, list[Post]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Truth:
    """A line as it was written, with its labelled tenures."""

    text: str
    key: str
    held: list[Held]


class Career:
    """One invented career: a school, a unit, and then posts in places of growing size."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.city, self.county = random.choice(CITIES), random.choice(COUNTIES)
        self.town, self.bureau = random.choice(TOWNS), random.choice(BUREAUS)
        self.at = PartialDate(random.randrange(1968, 1990), random.randrange(1, 13))

    def entries(self) -> Iterator[Entry]:
        """The lines in order, without gaps."""
        yield self._study()
        steps: list[Callable[[], list[Post]]] = [
            *(self._school, self._clerk, self._town, self._bureau, self._county, self._county_head),
            *(self._committee, self._zone, self._city, self._province, self._company),
        ]
        chosen = sorted(self.random.sample(range(len(steps)), 7))
        for number, step in enumerate(chosen):
            start, end = self._span()
            last = number == len(chosen) - 1 and self.random.random() < 0.5
            entry = Entry(start, None if last else end, steps[step]())
            if not last and self.random.random() < 0.35:
                entry.beside.append(self._beside(start, end))
            yield entry

    def _span(self) -> tuple[PartialDate, PartialDate]:
        start = self.at
        months = start.year * 12 + start.month - 1 + self.random.randrange(9, 60) if start.month else 0
        self.at = PartialDate(months // 12, months % 12 + 1)
        return start, self.at

    def _study(self) -> Entry:
        start, end = self._span()
        school, subject = self.random.choice(SCHOOLS[:3]), self.random.choice(SUBJECTS)
        ending = self.random.choice(("专业学习", "专业学生", "专业本科学习，获学士学位"))
        return Entry(start, end, study=f"{school}{subject}系{subject}{ending}")

    def _school(self) -> list[Post]:
        school = f"{self.county}第一中学"
        return [_plain(school, "教师"), Post("团委书记", "团委", f"{school}团委", "书记")][
            : self.random.randrange(1, 3)
        ]

    def _clerk(self) -> list[Post]:
        office = f"{self.city}{self.bureau}{self.random.choice(OFFICES)}"
        ranks = self.random.choice((["科员"], ["科员", "副主任科员"], ["干事", "副主任", "主任"]))
        return [_plain(office, ranks[0]), *(Post("", office, office, rank) for rank in ranks[1:])]

    def _town(self) -> list[Post]:
        town = f"{self.county}{self.town}"
        first = self.random.choice(("党委书记", "党委副书记"))
        head = Post("", town, f"{town}人民政府", f"{self.town[-1]}长")
        return [Post(town + first, f"{town}党委", f"{town}党委", first.removeprefix("党委")), head][
            : self.random.randrange(1, 3)
        ]

    def _bureau(self) -> list[Post]:
        body = f"{self.city}{self.bureau}"
        head = "主任" if body.endswith("会") else "局长"
        first = self.random.choice(("党组书记", "党组成员"))
        deputy = "" if first == "党组书记" else "副"
        tail = self.random.choice(("", "", "（正处级）", "（主持工作）"))
        return [_plain(body, first), Post("", body, body, deputy + head, tail=tail)]

    def _county(self) -> list[Post]:
        place = f"{self.city}{self.county}"
        department = self.random.choice(DEPARTMENTS)
        head = "书记" if department == "政法委" else "部长"
        contracted = head == "部长" and self.random.random() < 0.5
        written = f"{department[:-1]}部长" if contracted else f"{department}{head}"
        committee = f"{place}委"
        joint = self.random.choice(("、", "兼"))
        return [_plain(committee, "常委"), Post(written, department, committee + department, head, joint)]

    def _county_head(self) -> list[Post]:
        place = f"{self.city}{self.county}"
        sign = self.county[-1]
        acting = self.random.choice(("", "代", "副", "常务副"))
        return [_plain(f"{place}委", "副书记"), Post("", place, f"{place}人民政府", f"{acting}{sign}长")]

    def _committee(self) -> list[Post]:
        place = f"{self.city}{self.county}"
        sign = self.county[-1]
        school = Post(
            f"{sign}委党校校长", f"{sign}委党校", f"{place}委党校", "校长", "，", self.random.choice(("", "（兼）"))
        )
        congress = Post(f"{sign}人大常委会主任", f"{sign}人大常委会", f"{place}人大常委会", "主任")
        return [_plain(f"{place}委", "书记"), self.random.choice((school, congress))]

    def _zone(self) -> list[Post]:
        zone = f"{self.city[:-1]}经济开发区"
        return [_plain(f"{zone}党工委", "书记"), Post("管委会主任", "管委会", f"{zone}管委会", "主任")]

    def _city(self) -> list[Post]:
        group = Post("市政府党组书记", "市政府", f"{self.city}政府", "党组书记", "，")
        mayor = Post("", self.city, f"{self.city}人民政府", self.random.choice(("代市长", "市长", "副市长")))
        return [_plain(f"{PROVINCE}{self.city}委", "副书记"), group, _named(mayor, PROVINCE + self.city)]

    def _province(self) -> list[Post]:
        relative = Post("省财政厅党组书记", "省财政厅", f"{PROVINCE}财政厅", "党组书记", "，")
        again = Post("", "省财政厅", f"{PROVINCE}财政厅", "厅长")
        return [_plain(f"{PROVINCE}人民政府", "副秘书长"), relative, again]

    def _company(self) -> list[Post]:
        body = f"{PROVINCE[:-1]}水利投资（集团）有限公司"
        return [_plain(body, "党委书记"), Post("", body, body, "董事长"), Post("", body, body, "总经理", "兼")]

    def _beside(self, start: PartialDate, end: PartialDate) -> tuple[str, list[Post]]:
        """（其间：…）: study, or a post held elsewhere for a time, within the line's own."""
        first, last = _within(start, end)
        if self.random.random() < 0.5:
            return (
                f"{_dotted(first)}-{_dotted(last)}在{self.random.choice(SCHOOLS)}{self.random.choice(SUBJECTS)}进修班学习",
                [],
            )
        county = self.random.choice(COUNTIES)
        post = Post("", f"{county}委", f"{county}委", "副书记", start=first, end=last)
        return f"{_dotted(first)}-{_dotted(last)}挂职任{county}委副书记", [post]


def _plain(body: str, post: str) -> Post:
    return Post(body + post, body, body, post)


def _named(post: Post, body: str) -> Post:
    return Post(post.written, body, f"{body}人民政府", post.post, post.joint, post.tail)


def _within(start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    first = start.year * 12 + (start.month or 1) - 1 + 2
    last = min(first + 6, end.year * 12 + (end.month or 1) - 1)
    return PartialDate(first // 12, first % 12 + 1), PartialDate(last // 12, last % 12 + 1)


def _dotted(day: PartialDate) -> str:
    return f"{day.year}.{day.month:02}"


def held_in(entry: Entry, text: str) -> list[Held]:
    """The truth of a line, in digests of its text."""
    digest = digest_for(text)

    def label(post: Post, start: PartialDate, end: PartialDate | None) -> Held:
        names = frozenset({digest(post.body), digest(post.full)})
        return Held(str(start), str(end) if end else None, names, digest(post.post))

    own = [label(post, entry.start, entry.end) for post in entry.posts]
    beside = [label(post, post.start, post.end) for _text, posts in entry.beside for post in posts if post.start]
    return own + beside


def truth_of(entry: Entry, text: str) -> Truth:
    """A written line with what it says."""
    return Truth(text, line_key(text), held_in(entry, text))
