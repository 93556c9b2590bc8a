"""`mingjian serve`: the desk and its worker, until Ctrl-C."""

import os
import socket
import sys

import click

from mingjian.runtime.server import open_server
from mingjian.runtime.supervisor import Child, Supervisor, listen


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free port.")
def command(host: str, port: int) -> None:
    """Serve the desk and work on its jobs, until Ctrl-C."""
    # Listening comes first, so that a busy port is told at once.
    with listen(host, port) as listener:
        sys.exit(serve_on(listener))


def serve_on(listener: socket.socket) -> int:
    """Run the web process and the worker on a listening socket until a signal comes; the exit code."""
    lease = open_server()
    environ = {"MINGJIAN_POOL": "20", **os.environ}
    web = Child("web process", ["web", "--fd", str(listener.fileno())], [listener.fileno()], environ)
    host, port = listener.getsockname()[:2]
    click.echo(f"Mingjian 明鉴: http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl-C stops it)")
    sys.stdout.flush()
    return Supervisor(lease, [web, Child("worker", ["worker"])]).run()
