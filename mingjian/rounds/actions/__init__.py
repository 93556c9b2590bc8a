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

__all__ = [
    "NewRound",
    "NewTarget",
    "NewTeam",
    "NewTerm",
    "announce",
    "archive",
    "assess",
    "assign",
    "begin_rectification",
    "enter",
    "feed_back",
    "record_rounds",
    "record_targets",
    "record_teams",
    "record_terms",
    "report",
    "unassign",
    "withdraw_targets",
]
