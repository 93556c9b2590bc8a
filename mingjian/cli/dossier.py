"""`mingjian dossier`: what to read before entering an organisation, at the shell."""

import json
from datetime import datetime

import click

from mingjian.cli._django import with_django


@click.command(name="dossier", short_help="Print the dossier of an organisation.")
@click.argument("org")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day of entry; the round's own without it.")
@click.option("--lookback", type=click.IntRange(1, 50), default=10, show_default=True, help="Years to look back.")
@click.option("--as", "username", envvar="MINGJIAN_AS", help="Whose scope reads it; the demo has a default reader.")
@click.option("--json", "as_json", is_flag=True, help="Print data instead of a reading list.")
def command(org: str, on: datetime | None, lookback: int, username: str | None, as_json: bool) -> None:
    """Print the dossier of ORG (number, code or name) as one user may read it. The opening is recorded."""
    with with_django():
        from mingjian.cli._reader import reader
        from mingjian.dossiers.at_shell import as_text, whole

        dossier = whole(org, reader(username), on.date() if on else None, lookback)
        if dossier is None:
            raise click.ClickException("Not found, or not within this user's scope.")
        if as_json:
            from mingjian.dossiers.as_json import as_data

            click.echo(json.dumps(as_data(dossier), ensure_ascii=False, indent=1))
        else:
            click.echo(as_text(dossier))
