"""All writes to users and what they hold."""

from mingjian.accounts.actions.conflicts import NewConflict, declare_conflict, withdraw_conflict
from mingjian.accounts.actions.grants import grant, grant_many, revoke
from mingjian.accounts.actions.leaving import deactivate, hand_over, reopen
from mingjian.accounts.actions.links import link_person, unlink_person
from mingjian.accounts.actions.substitutions import Leave, end_substitution, name_substitute
from mingjian.accounts.actions.tasks import end_task, give_sights, give_task
from mingjian.accounts.actions.users import NewUser, create_users, move_office, rename, set_password

__all__ = [
    "Leave",
    "NewConflict",
    "NewUser",
    "create_users",
    "deactivate",
    "declare_conflict",
    "end_substitution",
    "end_task",
    "give_sights",
    "give_task",
    "grant",
    "grant_many",
    "hand_over",
    "link_person",
    "move_office",
    "name_substitute",
    "rename",
    "reopen",
    "revoke",
    "set_password",
    "unlink_person",
    "withdraw_conflict",
]
