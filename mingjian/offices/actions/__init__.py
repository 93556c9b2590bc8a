"""All writes to divisions and offices."""

from mingjian.offices.actions.divisions import DivisionRow, FormerNameRow, add_former_names, load_divisions
from mingjian.offices.actions.offices import NewOffice, found_offices, move_office, set_bodies, set_sight_depth

__all__ = [
    "DivisionRow",
    "FormerNameRow",
    "NewOffice",
    "add_former_names",
    "found_offices",
    "load_divisions",
    "move_office",
    "set_bodies",
    "set_sight_depth",
]
