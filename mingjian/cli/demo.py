"""`mingjian demo`: an invented province, loaded once, then served."""

import os
import subprocess
import sys
import time

import click

from mingjian.cli._django import with_django
from mingjian.cli.migrate import migrate
from mingjian.cli.serve import serve_on
from mingjian.lib.errors import WrongState
from mingjian.runtime.home import Home, find_home
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.server import open_server
from mingjian.runtime.supervisor import listen


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
    """Load the province if it is not there. Loading is one transaction: what was interrupted left nothing behind."""
    home = find_home()
    with with_django():
        migrate(quiet=True)
        from mingjian.demo.load import is_loaded, sign_in_lines  # after the settings

        if not is_loaded():
            refuse_real_data()
            load_marked(home)
        home.demo.touch()
        for line in sign_in_lines():
            click.echo(line)


def load_marked(home: Home) -> None:
    """The home is marked first, so that invented rows are never seen without the words that say so."""
    from mingjian.demo.load import load as load_province  # after the settings

    started = time.monotonic()
    home.demo.touch()
    try:
        load_province(lambda words: click.echo(f"{time.monotonic() - started:6.1f} s  {words}"))
    except WrongState as refusal:
        home.demo.unlink()
        raise RuntimeProblem(str(refusal)) from None


def refuse_real_data() -> None:
    """Invented rows must never stand beside real ones: they could not be told apart afterwards."""
    from mingjian.accounts.models import User  # after the settings

    if User.objects.exists():
        raise RuntimeProblem(
            "This database has users already, so the invented province is not loaded into it. "
            "Choose another data home with MINGJIAN_HOME, or an empty database."
        )
