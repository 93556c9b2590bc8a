"""Whose scope a sub-command reads with. Nothing defaults to "all": without a name there is only the demo's reader."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mingjian.accounts.models import User


def reader(username: str | None) -> "User":
    """The user named with --as or MINGJIAN_AS; in the demo its default reader. Raises a sentence otherwise."""
    from django.conf import settings

    from mingjian.accounts.models import User

    if username is None and settings.DEMO:
        from mingjian.demo.load import DEFAULT_READER

        username = DEFAULT_READER
    if username is None:
        raise click.ClickException("Say whose scope to read with: --as NAME, or MINGJIAN_AS in the environment.")
    user = User.objects.select_related("office").filter(username=username, is_active=True).first()
    if user is None:
        raise click.ClickException(f"There is no active user named {username}.")
    return user
