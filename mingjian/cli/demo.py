"""`mingjian demo`: an invented province, loaded once, then served."""

import os
import subprocess
import sys
import time

import click
import psycopg
from psycopg import sql

from mingjian.cli._django import with_django
from mingjian.cli.migrate import migrate
from mingjian.cli.serve import serve_on
from mingjian.runtime.addresses import Addresses
from mingjian.runtime.home import Home, find_home
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.roles import INSIDE, prepare_extensions
from mingjian.runtime.server import open_server
from mingjian.runtime.supervisor import listen

LOADING, LOADED = "loading", "loaded"


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free port.")
@click.option("--only-load", is_flag=True, help="Load the invented province, but serve nothing.")
def command(host: str, port: int, only_load: bool) -> None:
    """Load an invented province (once) and serve it. Every page says that it is invented: 虚构演示数据."""
    os.environ["MINGJIAN_DEMO"] = "1"
    if only_load:
        load()
        return
    # The server is held here, so that it does not stop between loading and serving. Loading is a process of its own,
    # because the supervisor must stay small and with one thread.
    with listen(host, port) as listener, open_server():
        code = subprocess.run([sys.executable, "-m", "mingjian", "demo", "--only-load"], check=False).returncode
        code = code or serve_on(listener)
    sys.exit(code)


def load() -> None:
    """Load what is not loaded yet. A database that holds something else is never touched."""
    home = find_home()
    with with_django() as lease:
        if _mark(home) == LOADING and lease.embedded:
            click.echo("The last loading was interrupted; starting afresh.")
            start_afresh(lease.addresses)
        migrate(quiet=True)
        from mingjian.demo.load import load as load_province  # after the settings
        from mingjian.demo.load import sign_in_lines

        if _mark(home) != LOADED:
            refuse_real_data()
            home.demo.write_text(LOADING, encoding="ascii")
            started = time.monotonic()
            load_province(lambda words: click.echo(f"{time.monotonic() - started:6.1f} s  {words}"))
            home.demo.write_text(LOADED, encoding="ascii")
        for line in sign_in_lines():
            click.echo(line)


def refuse_real_data() -> None:
    """Invented rows must never stand beside real ones: they could not be told apart afterwards."""
    from mingjian.accounts.models import User  # after the settings

    if User.objects.exists():
        raise RuntimeProblem(
            "This database has users already, so the invented province is not loaded into it. "
            "Choose another data home with MINGJIAN_HOME, or an empty database."
        )


def start_afresh(addresses: Addresses) -> None:
    """Drop the half-loaded embedded database and make it anew, as its owner."""
    from django.db import connections  # after the settings

    connections.close_all()
    name = sql.Identifier(addresses.owner.database)
    with psycopg.connect(addresses.owner.at("postgres").url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO mingjian_desk, mingjian_portal").format(name))
    with psycopg.connect(addresses.owner.url, autocommit=True) as connection:
        prepare_extensions(connection)
        connection.execute(INSIDE)


def _mark(home: Home) -> str:
    try:
        return home.demo.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
