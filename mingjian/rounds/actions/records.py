"""Recording 届次 → 年度 → 轮次 → 组 → 被巡单位, each as a set."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.may import require_some
from mingjian.people.reach import paths_of
from mingjian.rounds.entering import refuse_twice
from mingjian.rounds.models import Round, RoundKind, Target, Team, Term
from mingjian.rounds.removing import remove_targets
from mingjian.rounds.search import round_documents, target_documents
from mingjian.rounds.states import TARGET
from mingjian.rounds.tasking import follow_targets
from mingjian.search import index

TEAM_COLUMNS = ("id", "round_id", "name", "office_id", "office_path", "about_orgs", "about_persons", "version")
ROUND_COLUMNS = (
    "id",
    "office_id",
    "office_path",
    "about_orgs",
    "about_persons",
    "term_id",
    "year",
    "number",
    "name",
    "kind",
    "during",
    "version",
)
TARGET_COLUMNS = (
    "id",
    "office_id",
    "office_path",
    "about_orgs",
    "about_persons",
    "team_id",
    "org_id",
    "on_site",
    "inspected",
    "feedback_on",
    "state",
    "counts",
    "version",
    "batch_id",
)


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A committee's term 届次 of one office; `end` is its last day."""

    office_id: int
    number: int
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round 轮次; `end` is its last day, `kind` one of RoundKind."""

    key: str
    office_id: int
    term_id: int
    year: int
    number: int
    name: str
    kind: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team 组 of a round."""

    key: str
    round_id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewTarget:
    """An organisation to be entered: the stay and the time its conduct is looked at, last days included.

    `counts` are figures by the codes of `rounds.counters`, such as talks or files read.
    """

    key: str
    team_id: int
    org_id: int
    on_site_start: date
    on_site_end: date
    inspected_start: date
    inspected_end: date
    feedback_on: date | None = None
    state: str = TARGET.initial
    counts: Mapping[str, int] = field(default_factory=dict)


@action("term.record", gettext_lazy("Terms recorded"))
def record_terms(*, rows: Sequence[NewTerm], scope: Scope) -> list[int]:
    """Record terms; ids in the order given. Takes PLAN_ROUNDS over each office."""
    _plannable((row.office_id for row in rows), scope)
    wanted = Counter((row.office_id, row.number) for row in rows)
    stored = Term.objects.filter(office__in={row.office_id for row in rows}).values_list("office_id", "number")
    wanted.update(pair for pair in stored if pair in wanted)
    if any(count > 1 for count in wanted.values()):
        sentence = _("The office already has a term of this number.")
        raise Invalid(sentence, {"number": sentence})
    ids = new_ids(Term, len(rows))
    copy_rows(
        Term,
        ("id", "office_id", "number", "name", "during", "version"),
        (
            (pk, row.office_id, row.number, row.name, _days(row.start, row.end), 1)
            for pk, row in zip(ids, rows, strict=True)
        ),
    )
    record("term.record", actor=scope.actor, kind="term", ids=ids)
    return ids


@action("round.record", gettext_lazy("Rounds recorded"))
def record_rounds(*, rows: Sequence[NewRound], scope: Scope) -> dict[str, int]:
    """Record rounds; key → id. Takes PLAN_ROUNDS over each office."""
    paths = _plannable((row.office_id for row in rows), scope)
    if any(row.kind not in RoundKind.values for row in rows):
        raise Invalid(_("The kind of round is not known."))
    terms = dict(Term.objects.filter(pk__in={row.term_id for row in rows}).values_list("pk", "office_id"))
    if any(terms.get(row.term_id) != row.office_id for row in rows):
        raise Invalid(_("A round belongs to a term of its own office."))
    _refuse_repeated_rounds(rows)
    ids = dict(zip((row.key for row in rows), new_ids(Round, len(rows)), strict=True))
    copy_rows(Round, ROUND_COLUMNS, (_round_values(ids[row.key], row, paths[row.office_id]) for row in rows))
    index.add(round_documents(list(ids.values())))
    record("round.record", actor=scope.actor, kind="round", ids=ids.values())
    publish("round", list(ids.values()))
    return ids


def _refuse_repeated_rounds(rows: Sequence[NewRound]) -> None:
    """A term has one round of a number and kind."""
    wanted = Counter((row.term_id, row.number, str(row.kind)) for row in rows)
    stored = Round.objects.filter(term__in={row.term_id for row in rows}).values_list("term_id", "number", "kind")
    wanted.update(each for each in stored if each in wanted)
    if any(count > 1 for count in wanted.values()):
        sentence = _("The term already has a round of this number and kind.")
        raise Invalid(sentence, {"number": sentence})


def _round_values(pk: int, row: NewRound, path: str) -> tuple[Any, ...]:
    return (
        pk,
        row.office_id,
        path,
        [],
        [],
        row.term_id,
        row.year,
        row.number,
        row.name,
        str(row.kind),
        _days(row.start, row.end),
        1,
    )


@action("team.record", gettext_lazy("Teams recorded"))
def record_teams(*, rows: Sequence[NewTeam], scope: Scope) -> dict[str, int]:
    """Record teams of rounds; key → id. Takes PLAN_ROUNDS over the rounds' offices."""
    wanted = {row.round_id for row in rows}
    rounds = Round.objects.visible_to(scope).filter(pk__in=wanted)
    held = {pk: (office, str(path)) for pk, office, path in rounds.values_list("pk", "office_id", "office_path")}
    if wanted - held.keys():
        raise Invalid(_("This round is not found in your scope."))
    _require_all((path for _office, path in held.values()), scope)
    _refuse_repeated_teams(rows)
    ids = dict(zip((row.key for row in rows), new_ids(Team, len(rows)), strict=True))
    copy_rows(
        Team, TEAM_COLUMNS, ((ids[row.key], row.round_id, row.name, *held[row.round_id], [], [], 1) for row in rows)
    )
    publish("team", list(ids.values()))
    record("team.record", actor=scope.actor, kind="team", ids=ids.values())
    return ids


def _refuse_repeated_teams(rows: Sequence[NewTeam]) -> None:
    """No round has two teams of one name, nor one without a name."""
    wanted = Counter((row.round_id, row.name) for row in rows)
    stored = Team.objects.filter(round__in={row.round_id for row in rows}).values_list("round_id", "name")
    wanted.update(pair for pair in stored if pair in wanted)
    if any(not name.strip() for _round, name in wanted):
        raise Invalid(_("A team needs a name."), {"name": _("Fill this in.")})
    if twice := [name for (_round, name), count in wanted.items() if count > 1]:
        sentence = _("This round already has a team named %(name)s.") % {"name": min(twice)}
        raise Invalid(sentence, {"name": sentence})


@action("target.record", gettext_lazy("Inspected organisations recorded"))
def record_targets(*, rows: Sequence[NewTarget], scope: Scope, batch_id: int | None = None) -> dict[str, int]:
    """Record the organisations that teams enter; key → id. Takes PLAN_ROUNDS over the rounds' offices.

    A target is kept from the staff of the body it is about, like a finding. No round enters a body twice. Where its
    team has members already, they get the task on it, unless one of them must stay out 回避: then nothing is written.
    """
    teams = _teams({row.team_id for row in rows}, scope)
    orgs = {row.org_id for row in rows}
    found = set(Organisation.objects.visible_to(scope).filter(pk__in=orgs).values_list("pk", flat=True))
    wrong = {row.key: sentence for row in rows if (sentence := _wrong_target(row, teams, found))}
    wrong = refuse_twice((row.key, row.team_id, row.org_id) for row in rows) | wrong
    if wrong:
        raise Invalid(_("Some inspected organisations cannot be recorded as written."), wrong)
    ids = dict(zip((row.key for row in rows), new_ids(Target, len(rows)), strict=True))
    copy_rows(
        Target, TARGET_COLUMNS, (_target_values(ids[row.key], row, *teams[row.team_id], batch_id) for row in rows)
    )
    index.add(target_documents(list(ids.values())))
    follow_targets(ids.values(), scope)
    record("target.record", actor=scope.actor, kind="target", ids=ids.values())
    publish("target", list(ids.values()))
    return ids


def _teams(team_ids: set[int], scope: Scope) -> dict[int, tuple[int, str]]:
    """Team → office and path of its round, for rounds in scope over which PLAN_ROUNDS is held."""
    rounds = Round.objects.visible_to(scope)
    rows = Team.objects.filter(pk__in=team_ids, round__in=rounds)
    found = {
        pk: (office, str(path)) for pk, office, path in rows.values_list("pk", "round__office_id", "round__office_path")
    }
    _require_all((path for _office, path in found.values()), scope)
    return found


def _wrong_target(row: NewTarget, teams: Mapping[int, object], orgs: set[int]) -> str:
    if row.team_id not in teams:
        return _("This team is not found in your scope.")
    if row.org_id not in orgs:
        return _("This organisation is not found in your scope.")
    if row.state not in TARGET.states:
        return _("The state is not known.")
    if row.on_site_end < row.on_site_start or row.inspected_end < row.inspected_start:
        return _("The period ends before it starts.")
    return ""


def _target_values(pk: int, row: NewTarget, office_id: int, path: str, batch_id: int | None) -> tuple[Any, ...]:
    return (
        pk,
        office_id,
        path,
        [row.org_id],
        [],
        row.team_id,
        row.org_id,
        _days(row.on_site_start, row.on_site_end),
        _days(row.inspected_start, row.inspected_end),
        row.feedback_on,
        row.state,
        json.dumps(dict(row.counts)),
        1,
        batch_id,
    )


@action("target.withdraw", gettext_lazy("Recorded inspected organisations withdrawn"))
def withdraw_targets(*, batch_id: int, scope: Scope) -> int:
    """Undo of a batch: delete the targets it recorded; how many. Findings at them are withdrawn first."""
    rows = Target.objects.filter(batch_id=batch_id)
    found = list(rows.values_list("pk", "office_path"))
    _require_all((str(path) for _pk, path in found), scope)
    ids = [pk for pk, _path in found]
    remove_targets(ids, scope)
    record("target.withdraw", actor=scope.actor, kind="target", ids=ids)
    publish("target", ids)
    return len(ids)


def _plannable(office_ids: Iterable[int], scope: Scope) -> dict[int, str]:
    """Paths of the offices, over each of which the scope holds PLAN_ROUNDS."""
    wanted = set(office_ids)
    paths = paths_of(sorted(wanted))
    if wanted - paths.keys():
        raise Invalid(_("An office named for a round does not exist."))
    _require_all(paths.values(), scope)
    return paths


def _require_all(paths: Iterable[str], scope: Scope) -> None:
    distinct = set(paths)
    for path in distinct:
        scope.require(Right.PLAN_ROUNDS, path)
    if not distinct:
        require_some(scope, Right.PLAN_ROUNDS)


def _days(first: date, last: date) -> DateRange:
    """The range of days from `first` to `last`, both included."""
    if last < first:
        raise Invalid(_("The period ends before it starts."))
    return DateRange(first, last + timedelta(days=1))
