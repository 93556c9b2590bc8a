"""`mingjian user`: the first accounts of an installation, and help when nobody can sign in."""

from datetime import date

import click

from mingjian.cli._django import with_django


@click.group(name="user", short_help="Create users, set passwords, grant and revoke.")
def command() -> None:
    """Accounts at the shell, as the installation itself; every deed is in the record."""


@command.command("add")
@click.argument("username")
@click.option("--name", "display_name", required=True, help="The name shown.")
@click.option("--office", required=True, type=int, help="The number of the user's office.")
@click.password_option(help="Asked for when it is not given.")
def add(username: str, display_name: str, office: int, password: str) -> None:
    """Create USERNAME with a password."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.add(username, display_name, office, password)
    click.echo(f"{username} can sign in; grant a role next: mingjian user grant {username} ROLE --office {office}")


@command.command("password")
@click.argument("username")
@click.password_option(help="Asked for when it is not given.")
def set_password(username: str, password: str) -> None:
    """Set another password for USERNAME; sessions under the old one end."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.set_password(username, password)


@command.command("grant")
@click.argument("username")
@click.argument("role")
@click.option("--office", required=True, type=int, help="The number of the office over which the role holds.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day; today without it.")
def grant(username: str, role: str, office: int, since: date | None) -> None:
    """Grant ROLE over an office and everything below it."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.grant(username, role, office, since)


@command.command("list")
def show() -> None:
    """List users with their offices and roles."""
    with with_django():
        from mingjian.accounts import at_shell

        for line in at_shell.lines():
            click.echo(line)
