"""`mingjian web`: the web process alone, on a socket that `mingjian serve` opened."""

import socket
import sys

import click
import uvicorn
from django.db import DatabaseError

from mingjian.cli._django import with_django
from mingjian.cli._static import collect_static
from mingjian.runtime.supervisor import HOPELESS


@click.command("web", hidden=True)
@click.option("--fd", "descriptor", required=True, type=int, help="An inherited listening socket.")
def command(descriptor: int) -> None:
    """Answer requests on an inherited socket."""
    with socket.socket(fileno=descriptor) as listener, with_django():
        refuse_old_tables()
        collect_static()
        configuration = uvicorn.Config(
            "mingjian.asgi:application",
            lifespan="off",
            # Requests are not logged: their addresses hold what people look for.
            access_log=False,
            log_config=None,
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=4,
            h11_max_incomplete_event_size=64 << 10,
        )
        uvicorn.Server(configuration).run(sockets=[listener])


def refuse_old_tables() -> None:
    """End in words when the database was not brought to this version."""
    from mingjian.desk.health.migrations_missing import unapplied_migrations  # after the settings

    try:
        unapplied = unapplied_migrations()
    except DatabaseError:
        click.echo("mingjian: The database does not answer. See: mingjian doctor", err=True)
        sys.exit(HOPELESS)
    if unapplied:
        click.echo(
            f"mingjian: The database's tables are not of this version ({len(unapplied)} migrations are missing, "
            f"first {unapplied[0]}). Run: mingjian migrate",
            err=True,
        )
        sys.exit(HOPELESS)
