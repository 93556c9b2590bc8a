"""What the room tells the engines below it."""

from mingjian.accounts.scopes import register_staff_of
from mingjian.people.querysets import staff_of


def register() -> None:
    """Called once, from AppConfig.ready."""
    register_staff_of(staff_of)
