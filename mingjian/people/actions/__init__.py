"""All writes of the register of persons."""

from mingjian.people.actions.persons import record_persons, release_persons, revise_person, withdraw_persons
from mingjian.people.actions.tenures import NewTenure, record_tenures, revise_tenure, withdraw_tenures
from mingjian.people.rows import NewPerson

__all__ = [
    "NewPerson",
    "NewTenure",
    "record_persons",
    "record_tenures",
    "release_persons",
    "revise_person",
    "revise_tenure",
    "withdraw_persons",
    "withdraw_tenures",
]
