"""`mingjian manage …`: Django's own commands, with the database running."""

import click

from mingjian.cli._django import with_django


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's commands (try: mingjian manage help)."""
    with with_django():
        from django.core.management import execute_from_command_line  # after the settings

        execute_from_command_line(["mingjian manage", *arguments])
