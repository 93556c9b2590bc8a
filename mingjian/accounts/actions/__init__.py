"""All writes to users and what they hold."""

from mingjian.accounts.actions.conflicts import NewConflict, declare_conflict, withdraw_conflict
from mingjian.accounts.actions.grants import grant, grant_many, revoke
from mingjian.accounts.actions.leaving import deactivate, hand_over, reopen
from mingjian.accounts.actions.links import link_person, unlink_person
from mingjian.accounts.actions.passwords import change_password, give_password, set_password
from mingjian.accounts.actions.second_factor import begin_factor, confirm_factor, renew_recovery_codes, reset_factor
from mingjian.accounts.actions.sessions import end_other_sessions, end_session, end_sessions, unlock
from mingjian.accounts.actions.substitutions import Leave, end_substitution, name_substitute
from mingjian.accounts.actions.tasks import end_task, give_sights, give_task
from mingjian.accounts.actions.users import NewUser, create_users, move_office, rename

__all__ = [
    "Leave",
    "NewConflict",
    "NewUser",
    "begin_factor",
    "change_password",
    "confirm_factor",
    "create_users",
    "deactivate",
    "declare_conflict",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "end_substitution",
    "end_task",
    "give_password",
    "give_sights",
    "give_task",
    "grant",
    "grant_many",
    "hand_over",
    "link_person",
    "move_office",
    "name_substitute",
    "rename",
    "renew_recovery_codes",
    "reopen",
    "reset_factor",
    "revoke",
    "set_password",
    "unlink_person",
    "unlock",
    "withdraw_conflict",
]
