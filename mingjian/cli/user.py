"""`mingjian user`: the first accounts of an installation, and help when nobody can sign in."""

from datetime import date

import click

from mingjian.cli._django import with_django


@click.group(name="user", short_help="Create users, set passwords, reset, unlock, grant.")
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
    """Set another password for USERNAME, to choose their own with; sessions under the old one end."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.set_password(username, password)


REASON = click.option("--reason", required=True, help="Why; it is kept in the record, encrypted.")


@command.command("one-time-password")
@click.argument("username")
@REASON
def give_password(username: str, reason: str) -> None:
    """Make a password for USERNAME and print it: it lets in once, to choose their own. Sessions end."""
    with with_django():
        from mingjian.accounts import at_shell

        click.echo(at_shell.give_password(username, reason))


@command.command("reset-factor")
@click.argument("username")
@REASON
def reset_factor(username: str, reason: str) -> None:
    """Take the second factor of USERNAME away, because phone and recovery codes are lost. Sessions end."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.reset_factor(username, reason)
    click.echo(f"{username} sets up a new second factor at the next sign-in.")


@command.command("unlock")
@click.argument("username")
@REASON
def unlock(username: str, reason: str) -> None:
    """End the wait of USERNAME after wrong passwords or codes."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.unlock(username, reason)


@command.command("end-sessions")
@click.argument("username")
@REASON
def end_sessions(username: str, reason: str) -> None:
    """End everything that is signed in with USERNAME at its next request."""
    with with_django():
        from mingjian.accounts import at_shell

        at_shell.end_sessions(username, reason)


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
