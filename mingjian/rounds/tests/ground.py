"""A term with one round, one team and one body entered, for the tests of this room."""

from dataclasses import dataclass
from datetime import date

from mingjian.accounts.actions import NewUser, create_users
from mingjian.accounts.models import User
from mingjian.people.tests.ground import People
from mingjian.rounds.actions import (
    NewRound,
    NewTarget,
    NewTeam,
    NewTerm,
    record_rounds,
    record_targets,
    record_teams,
    record_terms,
)
from mingjian.rounds.models import Round, Target, Team, Term

STAY = (date(2026, 3, 1), date(2026, 4, 30))
SEEN = (date(2021, 1, 1), date(2026, 2, 28))


@dataclass
class Plan:
    """The county office's round: its first team enters the bureau."""

    people: People
    term: Term
    round: Round
    team: Team
    target: Target

    def user(self, name: str = "组员", body_id: int | None = None) -> User:
        row = NewUser(name, name, self.people.office("county"), body_id)
        return create_users(rows=[row], scope=self.people.scope)[name]

    def enter(self, org_id: int, team_id: int | None = None, key: str = "k") -> Target:
        row = NewTarget(key, team_id or self.team.pk, org_id, *STAY, *SEEN)
        found: Target = Target.objects.get(pk=record_targets(rows=[row], scope=self.people.scope)[key])
        return found

    def form(self, name: str) -> Team:
        ids = record_teams(rows=[NewTeam("t", self.round.pk, name)], scope=self.people.scope)
        found: Team = Team.objects.get(pk=ids["t"])
        return found


def plan(people: People) -> Plan:
    """One term, one round, one team, one target."""
    office, scope = people.office("county"), people.scope
    [term] = record_terms(rows=[NewTerm(office, 5, "五届", date(2025, 1, 1), date(2029, 12, 31))], scope=scope)
    days = (date(2026, 1, 1), date(2028, 1, 1))
    row = NewRound("r", office, term, 2026, 1, "五届第一轮巡察", "regular", *days)
    round_id = record_rounds(rows=[row], scope=scope)["r"]
    team_id = record_teams(rows=[NewTeam("t", round_id, "第一巡察组")], scope=scope)["t"]
    target_id = record_targets(rows=[NewTarget("x", team_id, people.bureau.pk, *STAY, *SEEN)], scope=scope)["x"]
    return Plan(
        people,
        Term.objects.get(pk=term),
        Round.objects.get(pk=round_id),
        Team.objects.get(pk=team_id),
        Target.objects.get(pk=target_id),
    )
