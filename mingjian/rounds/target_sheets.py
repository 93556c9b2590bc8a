"""轮次成果统计 in: one row per inspected organisation (F5); what the engine of ledgers calls to resolve and write."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.orgs.naming import Bodies
from mingjian.rounds.actions import NewTarget, NewTeam, record_targets, record_teams, revise_target, withdraw_targets
from mingjian.rounds.counters import COUNTERS
from mingjian.rounds.models import Round, Target, Team

DAY = timedelta(days=1)
# 第三轮, 三轮, 3: the number of a round as sheets write it instead of its name.
_NUMBER = re.compile(r"^第?([一二三四五六七八九十]{1,3}|\d{1,2})[轮批]?$")
_DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")}


def number_of(text: str) -> int | None:
    """The number in 第十二轮, 三, 3; None for a name."""
    found = _NUMBER.match(normalise(text).replace(" ", ""))
    if found is None:
        return None
    if found[1].isdecimal():
        return int(found[1])
    tens, ten, ones = found[1].rpartition("十")
    return (_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0)


def resolve(drafts: Sequence[Draft], office_id: int, scope: Scope) -> None:
    """Bodies by any name they bore, rounds by name or by year and number, teams by name (a new one is formed)."""
    rounds = list(Round.objects.visible_to(scope).filter(office=office_id))
    teams = {(row.round_id, normalise(row.name)): row.pk for row in Team.objects.filter(round__in=rounds)}
    bodies = Bodies([draft.values["org"] for draft in drafts if "org" in draft.values], scope)
    for draft in drafts:
        _settle_round(draft, rounds, teams)
        if "org" in draft.values:
            on = date.fromisoformat(draft.values["on_site"][0]) if draft.values.get("on_site") else scope.on
            org_id, reason = bodies.of(draft.values.pop("org"), on)
            if org_id is None:
                draft.reject("org", reason)
            else:
                draft.values["org_id"] = org_id


def _settle_round(draft: Draft, rounds: Sequence[Round], teams: Mapping[tuple[int, str], int]) -> None:
    values = draft.values
    written, team = str(values.pop("round", "")), str(values.pop("team", ""))
    year = re.search(r"\d{4}", str(values.pop("year", "")))
    values.pop("kind", None)
    if not written or not team:
        return
    number = number_of(written)
    fitting = [
        each
        for each in rounds
        if (each.number == number if number is not None else normalise(each.name) == normalise(written))
        and (year is None or each.year == int(year[0]))
    ]
    if len(fitting) != 1:
        sentence = _("The office has no round “%(round)s”, or several; give the year and its whole name.")
        draft.reject("round", sentence % {"round": written[:60]})
        return
    values["round_id"] = fitting[0].pk
    values["team"] = team
    known = teams.get((fitting[0].pk, normalise(team)))
    if known is not None:
        values["team_id"] = known
    if not values.get("on_site"):
        during = fitting[0].during
        values["on_site"] = [during.lower.isoformat(), during.upper.isoformat()]
    if None in values["on_site"] or None in (values.get("inspected") or ()):
        draft.reject("on_site", _("Give the first and the last day."))


def same_row(values: Values) -> Any:
    """A round enters a body once."""
    return values["round_id"], values["org_id"]


def find(drafts: Sequence[Draft], office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """The stored target of each body in its round. One query."""
    wanted = {same_row(draft.values): position for position, draft in enumerate(drafts)}
    rows = Target.objects.visible_to(scope).filter(
        office=office_id, team__round__in={pair[0] for pair in wanted}, org__in={pair[1] for pair in wanted}
    )
    found: dict[int, Existing] = {}
    for row in rows.select_related("team"):
        position = wanted.get((row.team.round_id, row.org_id))
        if position is not None:
            found[position] = Existing(row.pk, row.version, _stored(row, drafts[position].values))
    return found


def _stored(row: Target, written: Values) -> Values:
    values: Values = {
        "org_id": row.org_id,
        "round_id": row.team.round_id,
        "team_id": row.team_id,
        "team": written.get("team") if written.get("team_id") == row.team_id else row.team.name,
        "on_site": [row.on_site.lower.isoformat(), row.on_site.upper.isoformat()],
        "inspected": [row.inspected.lower.isoformat(), row.inspected.upper.isoformat()],
        "feedback_on": row.feedback_on.isoformat() if row.feedback_on else None,
    }
    return values | {code: row.counts.get(code) for code in COUNTERS} | {"state": row.state}


def check(draft: Draft, existing: Existing) -> None:
    """A sheet forms no new team for a body that is on the list already, and moves no days once the team has entered."""
    if "team" in draft.values:
        if "team_id" not in draft.values:
            draft.reject("team", _("The round has no such team; form it first, then move the organisation."))
        draft.values.pop("team", None)
        draft.former.pop("team", None)
    if "on_site" in draft.values and existing.values["state"] not in ("planned", "notified"):
        sentence = _("The team has entered; other days on site ask for a reason: change them on the page.")
        draft.reject("on_site", sentence)


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Form the teams that are missing, record the new targets, revise the others; in the caller's transaction."""
    teams = _teams(new, scope)
    rows = [_new(at, values, teams) for at, values in enumerate(new)]
    ids = record_targets(rows=rows, scope=scope, batch_id=batch_id) if rows else {}
    versions = _revise(changed, scope)
    return Taken([ids[row.key] for row in rows], versions)


def _teams(new: Sequence[Values], scope: Scope) -> dict[tuple[int, str], int]:
    wanted = {(values["round_id"], values["team"]) for values in new if "team_id" not in values}
    known = {
        (round_id, name): pk
        for pk, round_id, name in Team.objects.filter(round__in={pair[0] for pair in wanted}).values_list(
            "pk", "round_id", "name"
        )
    }
    missing = sorted(wanted - known.keys())
    if missing:
        rows = [NewTeam(f"{at}", round_id, name) for at, (round_id, name) in enumerate(missing)]
        ids = record_teams(rows=rows, scope=scope)
        known |= {pair: ids[f"{at}"] for at, pair in enumerate(missing)}
    return known


def _new(at: int, values: Values, teams: Mapping[tuple[int, str], int]) -> NewTarget:
    team_id = values.get("team_id") or teams[values["round_id"], values["team"]]
    first, last = _days(values["on_site"])
    # Where nothing is said, the five years before the entry are looked at: the length of a term.
    seen = _days(values["inspected"]) if values.get("inspected") else (date(first.year - 5, 1, 1), first - DAY)
    counts = {code: values[code] for code in COUNTERS if values.get(code) is not None}
    feedback = date.fromisoformat(values["feedback_on"]) if values.get("feedback_on") else None
    return NewTarget(f"{at}", team_id, values["org_id"], first, last, *seen, feedback_on=feedback, counts=counts)


def _days(bounds: Sequence[str]) -> tuple[date, date]:
    """The first and the last day of a half-open pair."""
    return date.fromisoformat(bounds[0]), date.fromisoformat(bounds[1]) - DAY


def _revise(changed: Sequence[Change], scope: Scope) -> list[int]:
    stored = {
        row.pk: row
        for row in Target.objects.visible_to(scope)
        .filter(pk__in=[change.id for change in changed])
        .select_related("team__round", "org")
    }
    for change in changed:
        target = stored[change.id]
        revise_target(
            target=target,
            values=_typed(change.values, target),
            version=change.version,
            scope=scope,
            reason=_("Import of a sheet."),
        )
    return [change.version + 1 for change in changed]


def _typed(values: Values, target: Target) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("on_site", "inspected"):
        if values.get(name):
            found[f"{name}_start"], found[f"{name}_end"] = _days(values[name])
    if "team_id" in values:
        found["team_id"] = values["team_id"]
    if "feedback_on" in values:
        found["feedback_on"] = date.fromisoformat(values["feedback_on"]) if values["feedback_on"] else None
    if figures := {code: values[code] for code in COUNTERS if code in values}:
        counts = {**target.counts, **figures}
        found["counts"] = {code: figure for code, figure in counts.items() if figure is not None}
    return found


def take_back(_ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows; teams that the import formed stay, for others may have joined them."""
    withdraw_targets(batch_id=batch_id, scope=scope)


def restore(changed: Sequence[Change], scope: Scope, _batch_id: int) -> None:
    """The undo of changes."""
    _revise(changed, scope)


INTAKE = Intake(
    resolve=resolve,
    find=find,
    check=check,
    take=take,
    withdraw=take_back,
    restore=restore,
    same_row=same_row,
)
