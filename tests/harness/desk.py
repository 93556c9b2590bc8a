"""A desk served by the real command on a database of its own."""

import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.harness.database import Database

PATIENCE = 60.0


@dataclass(frozen=True)
class Desk:
    """Where it answers, and the database it works on (fill it with `with desk.database.django(): …`)."""

    url: str
    database: Database
    process: int


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(database: Database, **settings: str) -> Iterator[Desk]:
    """Run `mingjian serve` until the block ends; `settings` are further environment variables."""
    port = free_port()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mingjian", "serve", "--port", str(port)],
            env={**database.environ, **settings},
            stdout=output,
            stderr=output,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            if not answers(f"{url}/readyz", process):
                output.seek(0)
                raise AssertionError(f"The desk did not come up:\n{output.read().decode(errors='replace')}")
            yield Desk(url, database, process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def answers(url: str, process: "subprocess.Popen[bytes]", patience: float = PATIENCE) -> bool:
    """Wait until the address answers 200; False when the process ended or the time is over."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own loopback address
                return bool(response.status == 200)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 500:  # broken, not merely too early
                return False
        except OSError:
            pass
        time.sleep(0.1)
    return False
