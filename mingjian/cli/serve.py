"""`mingjian serve`: the desk and its worker, until Ctrl-C."""

import os
import sys

import click

from mingjian.runtime.server import open_server
from mingjian.runtime.supervisor import Child, Supervisor, listen


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free port.")
def command(host: str, port: int) -> None:
    """Serve the desk and work on its jobs, until Ctrl-C."""
    sys.exit(serve(host, port))


def serve(host: str, port: int) -> int:
    """Listen first, so that a busy port is told at once; then the database, the web process and the worker."""
    listener = listen(host, port)
    with listener:
        lease = open_server()
        environ = {"MINGJIAN_POOL": "20", **os.environ}
        web = Child("web process", ["web", "--fd", str(listener.fileno())], [listener.fileno()], environ)
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Mingjian 明鉴: http://{shown}:{listener.getsockname()[1]}/  (Ctrl-C stops it)")
        sys.stdout.flush()
        return Supervisor(lease, [web, Child("worker", ["worker"])]).run()
