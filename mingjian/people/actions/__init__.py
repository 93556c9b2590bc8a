"""All writes of the register of persons."""

from mingjian.people.actions.judgements import judge, undo_judgement
from mingjian.people.actions.matching import match_register
from mingjian.people.actions.persons import record_persons, release_persons, revise_person, withdraw_persons
from mingjian.people.actions.resumes import NewResume, record_resumes, settle_line, withdraw_resumes
from mingjian.people.actions.tenures import (
    NewTenure,
    record_tenures,
    revise_tenure,
    withdraw_tenure,
    withdraw_tenures,
)
from mingjian.people.rows import NewPerson

__all__ = [
    "NewPerson",
    "NewResume",
    "NewTenure",
    "judge",
    "match_register",
    "record_persons",
    "record_resumes",
    "record_tenures",
    "release_persons",
    "revise_person",
    "revise_tenure",
    "settle_line",
    "undo_judgement",
    "withdraw_persons",
    "withdraw_resumes",
    "withdraw_tenure",
    "withdraw_tenures",
]
