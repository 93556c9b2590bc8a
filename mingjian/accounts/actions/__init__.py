"""All writes to users and what they hold."""

from mingjian.accounts.actions.grants import grant, grant_many, revoke
from mingjian.accounts.actions.tasks import end_task, give_sights, give_task
from mingjian.accounts.actions.users import NewUser, create_users, deactivate, declare_exclusion, set_password

__all__ = [
    "NewUser",
    "create_users",
    "deactivate",
    "declare_exclusion",
    "end_task",
    "give_sights",
    "give_task",
    "grant",
    "grant_many",
    "revoke",
    "set_password",
]
