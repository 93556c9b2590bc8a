"""`mingjian audit`: seal the record now, and prove that nothing in it was altered."""

import sys

import click

from mingjian.cli._django import with_django


@click.group(name="audit", short_help="Seal and verify the record.")
def command() -> None:
    """The record of every write and every protected read."""


@command.command("seal")
def seal_now() -> None:
    """Seal what was written since the last seal."""
    with with_django():
        from mingjian.audit.sealing import seal

        made = seal()
        click.echo(f"Sealed {made.count} entries." if made is not None else "Nothing new to seal.")


@command.command("verify")
def verify_all() -> None:
    """Compute every seal again; ends with 1 when one does not hold."""
    with with_django():
        from mingjian.audit.sealing import verify_and_note

        verdict = verify_and_note()
        click.echo(f"{verdict.seals} seals over {verdict.entries} entries hold.")
        if verdict.broken:
            click.echo(verdict.broken, err=True)
            sys.exit(1)
