"""Which leaders of the bodies in a round served where findings of a class were made in their time.

That a finding was made where somebody served is not a finding against them; the answer says so with every line.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from mingjian.audit.record import record
from mingjian.findings.models import Finding
from mingjian.offices.scope import Depth, Scope
from mingjian.orgs.succession import successors
from mingjian.people.models import Tenure
from mingjian.people.questions.served import Served, served_of
from mingjian.rounds.models import Round, Target

MOST_LEADERS = 500


@dataclass(frozen=True, slots=True)
class Match:
    """A finding in the time of a post. `depth` says how far the reader may see it; less than whole hides the text."""

    finding: Finding
    post: Served
    depth: Depth
    months: int

    @property
    def title(self) -> str:
        """The finding's words where they may be read, else its class."""
        if self.depth == Depth.FULL:
            return self.finding.description
        return str(self.finding.get_subclass_display() or self.finding.get_finding_class_display())


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader of a body in the round, with the findings made where they served, in their time."""

    post: Served
    target_id: int
    matches: list[Match]


@dataclass(frozen=True, slots=True)
class Answer:
    """The leaders with findings, the most findings first; `asked` is how many leaders were looked at."""

    leaders: list[Leader]
    asked: int


def leaders_where(found: Round, finding_class: str, scope: Scope, *, everybody: bool = False) -> Answer:
    """Chiefs on the day of entry of the bodies in the round that the scope sees (with `everybody`, all in post).

    A finding counts where it is in scope or in sight at least in summary, so that its class may be known; its time
    is that of the conduct, else the inspected time of its round, else the day it was found. What was found at a body
    that followed one they served at, by merger or split, counts too. Nine queries and the record of them.
    """
    targets = list(Target.objects.visible_to(scope).filter(team__round=found))
    leaders = _leaders(targets, scope, everybody)
    careers = _careers({each.person_id for each, _target in leaders}, scope)
    at = _findings(careers, finding_class, scope)
    answered = [
        Leader(post, target_id, matches)
        for post, target_id in leaders
        if (matches := _matches(careers[post.person_id], at, scope))
    ]
    _recorded(answered, scope)
    return Answer(sorted(answered, key=lambda each: (-len(each.matches), each.post.id)), len(leaders))


def _leaders(targets: Sequence[Target], scope: Scope, everybody: bool) -> list[tuple[Served, int]]:
    """Who leads each body on the day of entry, once for each body."""
    if not targets:
        return []
    there = Q(pk__in=())
    for each in targets:
        there |= Q(org_id=each.org_id, during__contains=each.on_site.lower or scope.on)
    rows = Tenure.objects.visible_to(scope).filter(there)
    if not everybody:
        rows = rows.filter(is_chief=True)
    ordered = rows.select_related("person", "org").order_by("-is_chief", "rank", "pk")[:MOST_LEADERS]
    target_of = {each.org_id: each.pk for each in targets}
    found: dict[tuple[int, int], tuple[Served, int]] = {}
    for post in served_of(ordered, scope):
        found.setdefault((post.person_id, post.org_id), (post, target_of[post.org_id]))
    return list(found.values())


def _careers(person_ids: set[int], scope: Scope) -> Mapping[int, list[Served]]:
    rows = Tenure.objects.visible_to(scope).filter(person_id__among=list(person_ids)).select_related("person", "org")
    found: dict[int, list[Served]] = defaultdict(list)
    for post in served_of(rows.order_by("during", "pk"), scope):
        found[post.person_id].append(post)
    return found


def _findings(
    careers: Mapping[int, Sequence[Served]], finding_class: str, scope: Scope
) -> dict[int, list[tuple[Finding, Depth]]]:
    """Body where somebody served → findings of the class there, or at what followed it, with their depth."""
    followed = successors({post.org_id for posts in careers.values() for post in posts}, scope.on)
    bodies = {body for each in followed.values() for body in each}
    rows = Finding.objects.visible_to(scope, Depth.SUMMARY).filter(
        org_id__among=list(bodies), finding_class=finding_class
    )
    at: dict[int, list[tuple[Finding, Depth]]] = defaultdict(list)
    for row in rows.select_related("org", "target", "office").order_by("found_on", "pk"):
        depth = Finding.gate.depth_here(row, scope)
        for served_at, heirs in followed.items():
            if row.org_id in heirs:
                at[served_at].append((row, depth))
    return at


def _matches(career: Sequence[Served], at: Mapping[int, Sequence[tuple[Finding, Depth]]], scope: Scope) -> list[Match]:
    best: dict[int, Match] = {}
    for post in career:
        for row, depth in at.get(post.org_id, ()):
            days = _shared(row, post, scope.on)
            if days is None:
                continue
            match = Match(row, post, depth, round(days / 30.44))
            if row.pk not in best or best[row.pk].months < match.months:
                best[row.pk] = match
    return sorted(best.values(), key=lambda each: (-each.finding.severity, each.finding.found_on, each.finding.pk))


def _shared(row: Finding, post: Served, today: date) -> int | None:
    """Days of the finding's time within the post; None when they do not meet."""
    time: Any = row.conduct or (row.target.inspected if row.target else None)
    lower = (time.lower or date.min) if time else row.found_on
    upper = (time.upper or date.max) if time else date.fromordinal(row.found_on.toordinal() + 1)
    start, end = max(lower, post.since or date.min), min(upper, post.until or date.max)
    if start >= end:
        return None
    return max(0, (min(end, max(today, start)) - start).days)


def _recorded(answered: Sequence[Leader], scope: Scope) -> None:
    """One record of the persons and one of the findings shown."""
    if answered:
        persons = sorted({each.post.person_id for each in answered})
        findings = sorted({match.finding.pk for each in answered for match in each.matches})
        record("person.list", actor=scope.actor, kind="person", ids=persons)
        record("finding.list", actor=scope.actor, kind="finding", ids=findings)
