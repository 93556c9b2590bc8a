"""Résumés 简历 read line by line: a line is a tenure when its time, a body on record and a post are in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.lib.dates import DateNotUnderstood, PartialDate, Period
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation, OrganisationName

_BETWEEN = re.compile(r"[\n\r；;]+")
_DAY = r"\d{4}\s*(?:[.\-/年]\s*\d{1,2})?\s*月?"
_LINE = re.compile(rf"^\s*({_DAY})\s*(?:[-–—~～至到]+\s*({_DAY}|今|现在)?)?\s*[，,：:、\s]*(.*)$")
# Whoever studied at a body held no post there.
_STUDY = re.compile(r"学生|学员|学习|读书|就读|本科|专科|大专|研究生|硕士|博士|进修|培训班|毕业|待业|知青")
SHORTEST, LONGEST = 4, 40
HELD = frozenset({"今", "现在"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `period` and `rest` are None where no time is read in it."""

    text: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    rest: str = ""

    @property
    def may_be_post(self) -> bool:
        return self.start is not None and len(self.rest) > SHORTEST and not _STUDY.search(self.rest)


@dataclass(frozen=True, slots=True)
class Read:
    """A line as a tenure: the body it names as of its time, and the post that is left of it."""

    org_id: int
    post: str


def lines_of(text: str) -> list[Line]:
    """The lines of a résumé, each with the time read in it."""
    return [_line(part.strip()) for part in _BETWEEN.split(text) if part.strip()]


def _line(text: str) -> Line:
    found = _LINE.match(text)
    if found is None:
        return Line(text)
    try:
        start = PartialDate.parse(found[1])
        end = None if not found[2] or found[2] in HELD else PartialDate.parse(found[2])
        Period(start, end)
    except (DateNotUnderstood, ValueError):
        return Line(text)
    return Line(text, start, end, found[3].strip())


def read_posts(lines: Sequence[Line], scope: Scope) -> dict[int, Read]:
    """Position → body and post, for the lines that begin with a name which one visible body bore then. One query.

    The longest beginning that is a name is taken; what two bodies bore at the time is nobody's.
    """
    beginnings = {at: _beginnings(line.rest) for at, line in enumerate(lines) if line.may_be_post}
    borne = _borne({name for names in beginnings.values() for name in names}, scope)
    found: dict[int, Read] = {}
    for at, names in beginnings.items():
        start = lines[at].start
        for name in names:
            bearers = {org for org, time in borne.get(name, ()) if start is not None and _then(time, start)}
            post = lines[at].rest[len(name) :].strip(" ，,、：:")
            if len(bearers) == 1 and post:
                found[at] = Read(bearers.pop(), post)
                break
    return found


def _beginnings(rest: str) -> list[str]:
    """The beginnings of a text that may be a name, the longest first."""
    return [rest[:length].strip() for length in range(min(len(rest) - 1, LONGEST), SHORTEST - 1, -1)]


def _borne(names: Iterable[str], scope: Scope) -> Mapping[str, list[tuple[int, tuple[date | None, date | None]]]]:
    visible = Organisation.objects.visible_to(scope)
    rows = OrganisationName.objects.filter(name__in=list(names), organisation__in=visible)
    found: dict[str, list[tuple[int, tuple[date | None, date | None]]]] = {}
    for name, org_id, during in rows.values_list("name", "organisation_id", "during"):
        found.setdefault(name, []).append((org_id, (during.lower, during.upper)))
    return found


def _then(time: tuple[date | None, date | None], start: PartialDate) -> bool:
    """Whether the name was borne on some day that `start` may mean."""
    lower, upper = time
    return (lower is None or lower < start.upper) and (upper is None or start.lower < upper)


def same_text(one: str, other: str) -> bool:
    """Whether two lines say the same."""
    return normalise(one) == normalise(other)
