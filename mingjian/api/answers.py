"""The shapes of what the API gives."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ninja import Schema

from mingjian.findings.leaders_where import Answer, Match
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.people.questions.colleagues import Colleagues, How, Meeting
from mingjian.people.questions.holders import Gap, Holder, Post
from mingjian.people.questions.leaders_on import Leadership
from mingjian.people.questions.paths import Path
from mingjian.people.questions.served import Served, Standing


class Named(Schema):
    """A row by number and name."""

    id: int
    name: str


class Tenure(Schema):
    """A post that a person held at a body. `rank` is 3 (highest) to 12, null where none is on record."""

    id: int
    person: Named
    organisation: Named
    post: str
    chief: bool
    rank: int | None
    since: date | None
    until: date | None
    source: str


class Leaders(Schema):
    """Who held a post at a body on a day: those at its head, then the others. `more`: others left out."""

    organisation: Named
    date: date
    name_then: str
    existed: bool
    chiefs: list[Tenure]
    others: list[Tenure]
    more: int


class Career(Schema):
    """Where a person served, the first post first."""

    person: Named
    tenures: list[Tenure]


class Met(Schema):
    """Two posts that met. `how`: in one body, or theirs in the superior or in a subordinate one."""

    how: How
    standing: Standing
    since: date | None
    until: date | None
    days: int
    tenure: Tenure
    theirs: Tenure


class ServedWith(Schema):
    """Somebody who served with the person; `days` in one body."""

    person: Named
    days: int
    meetings: list[Met]


class ServedWithList(Schema):
    """Fifty of them from `start` on; `total` in all."""

    person: Named
    start: int
    total: int
    colleagues: list[ServedWith]


class Step(Schema):
    """Two posts at one body that overlap by so many days."""

    before: Tenure
    after: Tenure
    days: int


class Connection(Schema):
    """A path over posts, and the post at the body to which it leads."""

    length: int
    steps: list[Step]
    there: Tenure


class Connections(Schema):
    """The paths from a person to a body, the shortest first."""

    person: Named
    organisation: Named
    paths: list[Connection]


class Vacancy(Schema):
    """Nobody on record for so many days; `until` null where it lasts."""

    since: date
    until: date | None
    days: int


class Overlap(Schema):
    """Somebody who held the same post at the same time."""

    tenure: Tenure
    days: int


class HolderOfPost(Schema):
    """One who held the post, the vacancy before, and who held it at the same time."""

    tenure: Tenure
    vacant_before: Vacancy | None
    together: list[Overlap]


class PostOfBody(Schema):
    """A post, who held it in order, and whether it is vacant since."""

    organisation: Named
    key: str
    titles: list[str]
    chief: bool
    holders: list[HolderOfPost]
    vacant_since: Vacancy | None


class PostListed(Schema):
    """A post of a body and how many tenures it has on record."""

    key: str
    title: str
    chief: bool
    tenures: int


class PostsOfBody(Schema):
    """The posts of a body, those at its head first."""

    organisation: Named
    posts: list[PostListed]


class Found(Schema):
    """A finding made in the time of a post. `says` is what it says of the person."""

    id: int
    title: str
    finding_class: str
    organisation: Named
    found_on: date
    tenure: Tenure
    months: int
    says: Literal["served there at the time; not a finding against the person"]


class LeaderWhere(Schema):
    """A leader of a body in the round, with the findings where they served."""

    tenure: Tenure
    target: int
    findings: list[Found]


class LeadersWhere(Schema):
    """The leaders with such findings, and how many leaders were asked about."""

    round: Named
    finding_class: str
    asked: int
    leaders: list[LeaderWhere]


SAYS: Literal["served there at the time; not a finding against the person"] = (
    "served there at the time; not a finding against the person"
)


def named(row: Person | Organisation) -> Named:
    return Named(id=row.pk, name=row.name)


def tenure(each: Served) -> Tenure:
    return Tenure(
        id=each.id,
        person=Named(id=each.person_id, name=each.person),
        organisation=Named(id=each.org_id, name=each.org),
        post=each.post,
        chief=each.is_chief,
        rank=each.rank,
        since=each.since,
        until=each.until,
        source=each.source,
    )


def leaders(organisation: Organisation, found: Leadership) -> Leaders:
    return Leaders(
        organisation=named(organisation),
        date=found.on,
        name_then=found.name,
        existed=found.existed,
        chiefs=[tenure(each) for each in found.chiefs],
        others=[tenure(each) for each in found.others],
        more=found.more,
    )


def colleagues(person: Person, found: Colleagues) -> ServedWithList:
    rows = [
        ServedWith(
            person=Named(id=each.person_id, name=each.name),
            days=each.days,
            meetings=[_met(meeting) for meeting in each.meetings],
        )
        for each in found.rows
    ]
    return ServedWithList(person=named(person), start=found.start, total=found.total, colleagues=rows)


def _met(meeting: Meeting) -> Met:
    return Met(
        how=meeting.how,
        standing=meeting.standing,
        since=meeting.since,
        until=meeting.until,
        days=meeting.days,
        tenure=tenure(meeting.mine),
        theirs=tenure(meeting.theirs),
    )


def connections(person: Person, goal: Organisation, found: Sequence[Path]) -> Connections:
    return Connections(person=named(person), organisation=named(goal), paths=[_connection(path) for path in found])


def _connection(path: Path) -> Connection:
    steps = [Step(before=tenure(step.before), after=tenure(step.after), days=step.days) for step in path.steps]
    return Connection(length=path.length, steps=steps, there=tenure(path.there))


def post(organisation: Organisation, found: Post) -> PostOfBody:
    return PostOfBody(
        organisation=named(organisation),
        key=found.key,
        titles=list(found.titles),
        chief=found.is_chief,
        holders=[_holder(each) for each in found.holders],
        vacant_since=_vacancy(found.vacant),
    )


def _holder(each: Holder) -> HolderOfPost:
    together = [Overlap(tenure=tenure(other), days=days) for other, days in each.together]
    return HolderOfPost(tenure=tenure(each.served), vacant_before=_vacancy(each.vacant), together=together)


def _vacancy(gap: Gap | None) -> Vacancy | None:
    return Vacancy(since=gap.since, until=gap.until, days=gap.days) if gap else None


def leaders_where(round_: Named, finding_class: str, found: Answer) -> LeadersWhere:
    rows = [
        LeaderWhere(tenure=tenure(each.post), target=each.target_id, findings=[_found(match) for match in each.matches])
        for each in found.leaders
    ]
    return LeadersWhere(round=round_, finding_class=finding_class, asked=found.asked, leaders=rows)


def _found(match: Match) -> Found:
    row = match.finding
    return Found(
        id=row.pk,
        title=match.title,
        finding_class=row.finding_class,
        organisation=Named(id=row.org_id, name=row.org.name),
        found_on=row.found_on,
        tenure=tenure(match.post),
        months=match.months,
        says=SAYS,
    )
