"""`mingjian database …`: the embedded server by hand."""

import click

from mingjian.runtime.addresses import ROLES, from_environment
from mingjian.runtime.cluster import processes_in
from mingjian.runtime.home import find_home
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.roles import script_for_administrators
from mingjian.runtime.server import attach_lease, open_server
from mingjian.runtime.state import read_state


@click.group("database")
def command() -> None:
    """Start, stop and see the embedded database server; prepare an outside one."""


def refuse_outside() -> None:
    """The embedded server's commands make no sense when the URLs name another server."""
    if from_environment() is not None:
        raise RuntimeProblem(
            "MINGJIAN_OWNER_URL, MINGJIAN_DESK_URL and MINGJIAN_PORTAL_URL name your own server; "
            "the embedded one is not used."
        )


@command.command("start")
def start() -> None:
    """Start the embedded server and leave it running."""
    refuse_outside()
    lease = open_server()
    lease.stay()
    lease.close()
    state = read_state(find_home().state)
    click.echo(f"The database server runs (process {state.server if state else '?'}).")


@command.command("stop")
def stop() -> None:
    """Stop the embedded server, whoever uses it."""
    refuse_outside()
    lease = attach_lease(find_home())
    if lease is None:
        click.echo("The database server does not run.")
        return
    lease.stop()
    click.echo("The database server has stopped.")


@command.command("status")
@click.pass_context
def status(context: click.Context) -> None:
    """Say whether the embedded server runs (exit code 0) or not (1)."""
    refuse_outside()
    home = find_home()
    lease = attach_lease(home)
    state = read_state(home.state)
    if lease is None or state is None:
        left = processes_in(home.folder / "data")
        click.echo("The database server does not run." + (f" Left behind: {left}." if left else ""))
        context.exit(1)
    with lease:
        click.echo(
            f"The database server runs: PostgreSQL {state.version}, process {state.server}, kept by process "
            f"{state.keeper}, port {state.port} on 127.0.0.1, data in {state.data}."
        )


@command.command("url")
@click.argument("role", type=click.Choice(ROLES), default="desk")
def url(role: str) -> None:
    """Print a role's address with its password, for psql and the like."""
    with open_server() as lease:
        click.echo(getattr(lease.addresses, role).url)


@command.command("roles")
@click.option("--database", default="mingjian", show_default=True, help="Name of the database.")
def roles(database: str) -> None:
    """Print the SQL with which a DBA prepares an outside server."""
    if not database.isidentifier() or not database.islower():
        raise RuntimeProblem(f"{database!r} is not a plain name. Use small letters, digits and underscores.")
    click.echo(script_for_administrators(database))
