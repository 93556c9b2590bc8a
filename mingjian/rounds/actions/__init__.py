"""All writes of terms, rounds, teams and targets."""

from mingjian.rounds.actions.members import assign, unassign
from mingjian.rounds.actions.moves import (
    announce,
    archive,
    assess,
    begin_rectification,
    enter,
    feed_back,
    report,
)
from mingjian.rounds.actions.pool import (
    declare_recusal,
    lift_recusal,
    record_members,
    revise_members,
    withdraw_members,
)
from mingjian.rounds.actions.pool_moves import engage, leave, readmit, release, resume, suspend
from mingjian.rounds.actions.records import (
    NewRound,
    NewTarget,
    NewTeam,
    NewTerm,
    record_rounds,
    record_targets,
    record_teams,
    record_terms,
    withdraw_targets,
)
from mingjian.rounds.actions.revising import revise_round, revise_target, revise_team, revise_term
from mingjian.rounds.actions.withdrawing import withdraw_round, withdraw_target, withdraw_team
from mingjian.rounds.pool_rows import NewPoolMember

__all__ = [
    "NewPoolMember",
    "NewRound",
    "NewTarget",
    "NewTeam",
    "NewTerm",
    "announce",
    "archive",
    "assess",
    "assign",
    "begin_rectification",
    "declare_recusal",
    "engage",
    "enter",
    "feed_back",
    "leave",
    "lift_recusal",
    "readmit",
    "record_members",
    "record_rounds",
    "record_targets",
    "record_teams",
    "record_terms",
    "release",
    "report",
    "resume",
    "revise_members",
    "revise_round",
    "revise_target",
    "revise_team",
    "revise_term",
    "suspend",
    "unassign",
    "withdraw_members",
    "withdraw_round",
    "withdraw_target",
    "withdraw_targets",
    "withdraw_team",
]
