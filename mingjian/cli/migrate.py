"""`mingjian migrate`: bring the database's tables to this version, as the owner role."""

import click

from mingjian.cli._django import with_django


@click.command("migrate")
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
def command(quiet: bool) -> None:
    """Bring the database's tables to this version."""
    with with_django():
        migrate(quiet=quiet)


def migrate(*, quiet: bool) -> None:
    """Run the migrations as the owner; Django must be set up."""
    from django.core.management import call_command  # after the settings

    call_command("migrate", database="owner", interactive=False, verbosity=0 if quiet else 1)
