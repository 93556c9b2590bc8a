"""Changing terms, rounds, teams and targets: who saves second is told, and everything keeps its history."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.rounds.counters import COUNTERS
from mingjian.rounds.entering import refuse_twice
from mingjian.rounds.models import Round, RoundKind, Target, Team, Term
from mingjian.rounds.saving import require_reason, save
from mingjian.rounds.search import round_documents, target_documents
from mingjian.rounds.tasking import end_tasks, follow_targets
from mingjian.search import index

TERM_FIELDS = frozenset({"number", "name", "start", "end"})
ROUND_FIELDS = frozenset({"term_id", "year", "number", "name", "kind", "start", "end"})
TARGET_FIELDS = frozenset(
    {"team_id", "on_site_start", "on_site_end", "inspected_start", "inspected_end", "feedback_on", "counts"}
)
PERIODS = {"during": ("start", "end")}
STAYS = {"on_site": ("on_site_start", "on_site_end"), "inspected": ("inspected_start", "inspected_end")}


@action("term.revise", gettext_lazy("Term revised"))
def revise_term(*, term: Term, values: Mapping[str, Any], version: int, scope: Scope) -> Term:
    """Change number, name, first or last day of a term 届次. Takes PLAN_ROUNDS over its office."""
    scope.require(Right.PLAN_ROUNDS, str(term.office.path))
    taken = Term.objects.filter(office=term.office_id, number=values.get("number", term.number)).exclude(pk=term.pk)
    if taken.exists():
        sentence = _("The office already has a term of this number.")
        raise Invalid(sentence, {"number": sentence})
    save(term, "term", _with_ranges(values, TERM_FIELDS, PERIODS, term), version, scope)
    index.replace(round_documents(list(Round.objects.filter(term=term).values_list("pk", flat=True))))
    record("term.revise", actor=scope.actor, kind="term", ids=[term.pk])
    return term


@action("round.revise", gettext_lazy("Round revised"))
def revise_round(*, round_: Round, values: Mapping[str, Any], version: int, scope: Scope) -> Round:
    """Change a round 轮次; when its days change, the tasks of its teams follow. Takes PLAN_ROUNDS over its office."""
    scope.require(Right.PLAN_ROUNDS, str(round_.office_path))
    if values.get("kind", round_.kind) not in RoundKind.values:
        raise Invalid(_("The kind of round is not known."))
    term = Term.objects.filter(pk=values.get("term_id", round_.term_id), office=round_.office_id)
    if not term.exists():
        raise Invalid(_("A round belongs to a term of its own office."))
    _refuse_taken_number(round_, values)
    before = save(round_, "round", _with_ranges(values, ROUND_FIELDS, PERIODS, round_), version, scope)
    targets = list(Target.objects.filter(team__round=round_).values_list("pk", flat=True))
    if "during" in before and before["during"] != round_.during:
        follow_targets(targets, scope)
    index.replace([*round_documents([round_.pk]), *target_documents(targets)])
    record("round.revise", actor=scope.actor, kind="round", ids=[round_.pk])
    publish("round", [round_.pk])
    return round_


def _refuse_taken_number(round_: Round, values: Mapping[str, Any]) -> None:
    wanted = {key: values.get(key, getattr(round_, key)) for key in ("term_id", "number", "kind")}
    if Round.objects.filter(**wanted).exclude(pk=round_.pk).exists():
        sentence = _("The term already has a round of this number and kind.")
        raise Invalid(sentence, {"number": sentence})


@action("team.revise", gettext_lazy("Team renamed"))
def revise_team(*, team: Team, name: str, version: int, scope: Scope) -> Team:
    """Give a team 组 another name. Takes PLAN_ROUNDS over its office."""
    scope.require(Right.PLAN_ROUNDS, str(team.office_path))
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("A team needs a name."), {"name": _("Fill this in.")})
    if Team.objects.filter(round=team.round_id, name=name).exclude(pk=team.pk).exists():
        sentence = _("This round already has a team named %(name)s.") % {"name": name}
        raise Invalid(sentence, {"name": sentence})
    save(team, "team", {"name": name}, version, scope)
    index.replace(target_documents(list(Target.objects.filter(team=team).values_list("pk", flat=True))))
    record("team.revise", actor=scope.actor, kind="team", ids=[team.pk])
    publish("team", [team.pk])
    return team


@action("target.revise", gettext_lazy("Inspected organisation revised"))
def revise_target(*, target: Target, values: Mapping[str, Any], version: int, scope: Scope, reason: str = "") -> Target:
    """Change a target's team within its round, its days or its figures. Takes PLAN_ROUNDS over its office.

    The figures (`counts`) by the codes of `rounds.counters`, none below nought. Once the team has entered, other
    days on site ask for a reason: they are what 公告 has announced. Raises Stale when somebody saved first.
    """
    scope.require(Right.PLAN_ROUNDS, str(target.office_path))
    _check_counts(values.get("counts", {}))
    wanted = _with_ranges(values, TARGET_FIELDS, STAYS, target)
    if target.state not in ("planned", "notified") and wanted.get("on_site", target.on_site) != target.on_site:
        require_reason(reason)
    feedback: date | None = wanted.get("feedback_on", target.feedback_on)
    lower: date | None = wanted.get("on_site", target.on_site).lower
    if feedback and lower and feedback < lower:
        raise Invalid(_("Feedback cannot be given before the team entered."), {"feedback_on": _("Choose a later day.")})
    moved = "team_id" in wanted and wanted["team_id"] != target.team_id
    if moved:
        _check_team(target, wanted["team_id"])
    save(target, "target", wanted, version, scope, reason)
    if moved:
        _move_tasks(target, scope)
    index.replace(target_documents([target.pk]))
    record("target.revise", actor=scope.actor, kind="target", ids=[target.pk], words=reason)
    publish("target", [target.pk])
    return target


def _check_counts(counts: Mapping[str, int]) -> None:
    if counts.keys() - COUNTERS.keys():
        raise ValueError(f"There are no figures {sorted(counts.keys() - COUNTERS.keys())} of a target.")
    wrong = {code: _("A count is nought or more.") for code, figure in counts.items() if figure < 0}
    if wrong:
        raise Invalid(_("Some figures do not hold."), wrong)


def _check_team(target: Target, team_id: int) -> None:
    if not Team.objects.filter(pk=team_id, round=target.team.round_id).exists():
        raise Invalid(_("A target stays within its round; choose one of the round's teams."), {"team": _("Not found.")})
    if wrong := refuse_twice([("", team_id, target.org_id)], without=[target.pk]):
        raise Invalid(wrong[""], {"team": wrong[""]})


def _move_tasks(target: Target, scope: Scope) -> None:
    end_tasks([target.pk], scope)
    follow_targets([target.pk], scope)


def _with_ranges(
    values: Mapping[str, Any], allowed: frozenset[str], ranges: Mapping[str, tuple[str, str]], row: Any
) -> dict[str, Any]:
    """Columns to write: first and last days become ranges, last days included."""
    if unknown := values.keys() - allowed:
        raise NotAllowed(_("These values cannot be changed here: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    bounds = {bound for pair in ranges.values() for bound in pair}
    columns = {name: value for name, value in values.items() if name not in bounds}
    for name, (first, last) in ranges.items():
        if first in values or last in values:
            stored = getattr(row, name)
            lower: date = values.get(first, stored.lower)
            open_ended = stored.upper is None and values.get(last) is None
            until: date | None = values.get(last) or (None if open_ended else stored.upper - timedelta(days=1))
            if until is not None and until < lower:
                raise Invalid(_("The period ends before it starts."), {last: _("Choose a later day.")})
            columns[name] = DateRange(lower, None if until is None else until + timedelta(days=1))
    return columns
