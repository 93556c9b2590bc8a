"""Answers as pages show them: rows in words, lanes of the time axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from mingjian.people.questions.colleagues import Colleague, Colleagues, Meeting
from mingjian.people.questions.holders import Gap, Post
from mingjian.people.questions.paths import Path
from mingjian.people.questions.served import Served, lasting
from mingjian.ui.timeaxis import Lane, Span


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of a body, with its page."""

    title: str
    url: str
    is_chief: bool
    count: int


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One holder, or with `served` None a vacancy. `together` are sentences, `notable` says that a chief post
    should not have been so."""

    served: Served | None
    words: str
    together: list[str]
    notable: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """Where two people met, in words."""

    meeting: Meeting
    lasted: str
    standing: str


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A colleague with the meetings."""

    colleague: Colleague
    lasted: str
    meetings: list[MeetingRow]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a path in words."""

    before: Served
    after: Served
    lasted: str


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path as the page shows it."""

    length: int
    steps: list[StepRow]
    there: Served


def posts(organisation: Organisation, found: Sequence[tuple[str, str, bool, int]]) -> list[PostRow]:
    """The posts of a body as links."""
    return [
        PostRow(title, reverse("post", args=[organisation.pk, key]), is_chief, count)
        for key, title, is_chief, count in found
    ]


def holders(found: Post) -> list[HolderRow]:
    """The holders in order, with a row for each vacancy between them and for one that lasts."""
    rows: list[HolderRow] = []
    for holder in found.holders:
        if holder.vacant is not None:
            rows.append(HolderRow(None, _vacancy(holder.vacant), [], found.is_chief))
        together = [
            _("together with %(name)s for %(time)s") % {"name": other.person, "time": lasting(days)}
            for other, days in holder.together
        ]
        rows.append(HolderRow(holder.served, "", together, found.is_chief and bool(together)))
    if found.vacant is not None:
        rows.append(HolderRow(None, _vacancy(found.vacant), [], found.is_chief))
    return rows


def _vacancy(gap: Gap) -> str:
    if gap.until is None:
        words = _("Nobody on record since %(since)s (%(time)s)")
    else:
        words = _("Nobody on record from %(since)s until %(until)s (%(time)s)")
    until = (gap.until - timedelta(days=1)).isoformat() if gap.until else ""
    return words % {"since": gap.since.isoformat(), "until": until, "time": lasting(gap.days)}


def holder_lane(found: Post, today: date) -> Lane:
    """The holders on the time axis; one without a known start begins with its last known day."""
    spans = [
        Span(
            each.since or last,
            last if each.until else None,
            each.person,
            reverse("person", args=[each.person_id]),
            kind="tenure",
            note=each.post,
        )
        for each in (holder.served for holder in found.holders)
        for last in [(each.until or today) - timedelta(days=1)]
    ]
    return Lane(found.titles[0], spans)


def bodies_of(person: Person, scope: Scope) -> list[tuple[int, str]]:
    """The bodies in scope where the person served, by name. One query."""
    bodies = Organisation.objects.visible_to(scope)
    rows = Tenure.objects.visible_to(scope).filter(person=person, org__in=bodies)
    return sorted(set(rows.values_list("org_id", "org__name")), key=lambda each: (each[1], each[0]))


def colleagues(found: Colleagues) -> list[ColleagueRow]:
    """Colleagues in words."""
    return [
        ColleagueRow(
            each,
            lasting(each.days) if each.days else "",
            [MeetingRow(meeting, lasting(meeting.days), _standing(meeting)) for meeting in each.meetings],
        )
        for each in found.rows
    ]


def _standing(meeting: Meeting) -> str:
    if meeting.how == "superior":
        return _("led the superior body")
    if meeting.how == "subordinate":
        return _("led a subordinate body")
    return str(meeting.standing.label)


def paths(found: Sequence[Path]) -> list[PathRow]:
    """Paths in words."""
    return [
        PathRow(each.length, [StepRow(step.before, step.after, lasting(step.days)) for step in each.steps], each.there)
        for each in found
    ]
