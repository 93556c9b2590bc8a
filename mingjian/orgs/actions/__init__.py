"""All writes to organisations."""

from mingjian.orgs.actions.merging import Merging, merge, merge_many, split
from mingjian.orgs.actions.moving import move
from mingjian.orgs.actions.office_register import end_office, rename_office
from mingjian.orgs.actions.offices import hand_over
from mingjian.orgs.actions.recording import record_organisations, revise, withdraw
from mingjian.orgs.actions.renaming import Renaming, rename, rename_many
from mingjian.orgs.actions.undoing import undo
from mingjian.orgs.recording import NewOrganisation

__all__ = [
    "Merging",
    "NewOrganisation",
    "Renaming",
    "end_office",
    "hand_over",
    "merge",
    "merge_many",
    "move",
    "record_organisations",
    "rename",
    "rename_many",
    "rename_office",
    "revise",
    "split",
    "undo",
    "withdraw",
]
