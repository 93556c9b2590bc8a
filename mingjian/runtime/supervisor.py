"""One small process with one thread that keeps the web process and the worker alive, and ends them with itself."""

import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingjian.runtime.parent import dies_with_parent
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.server import Lease, open_server

# A child that ends with this code has said why, and starting it again would not help.
HOPELESS = 3
MOST_RESTARTS_A_MINUTE = 5
GRACE = 12.0


@dataclass
class Child:
    """A sub-command of `mingjian` run as a child; `descriptors` are inherited."""

    name: str
    arguments: Sequence[str]
    descriptors: Sequence[int] = ()
    environ: dict[str, str] | None = None
    process: "subprocess.Popen[bytes] | None" = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it. The kernel kills it when we die; a Ctrl-C at the terminal reaches only us."""
        self.starts = [moment for moment in self.starts if time.monotonic() - moment < 60] + [time.monotonic()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mingjian", *self.arguments],
            env=self.environ,
            pass_fds=tuple(self.descriptors),
            process_group=0,
            preexec_fn=dies_with_parent(signal.SIGKILL),  # noqa: PLW1509 - one thread
        )

    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll() if self.process is not None else None


class Supervisor:
    """Runs the children until a signal comes; starts again what ends on its own."""

    def __init__(self, lease: Lease, children: Sequence[Child]) -> None:
        self.lease = lease
        self.children = children
        self.stopping = False
        self.code = 0

    def run(self) -> int:
        """Start, watch, stop. Returns the exit code: 0 after a signal."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                self._watch_lease(0.2)
                for child in self.children:
                    self._revive(child)
        finally:
            self._end_children()
            self.lease.close()
        return self.code

    def _stop(self, _number: int, _frame: object) -> None:
        self.stopping = True

    def _watch_lease(self, seconds: float) -> None:
        """Wait; when the keeper of the embedded server is gone, start the server again."""
        connection = self.lease.connection
        if connection is None:
            time.sleep(seconds)
            return
        with selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            if selector.select(seconds) and _is_over(connection) and not self.stopping:
                self.lease.close()
                self.lease = open_server(self.lease.home)

    def _revive(self, child: Child) -> None:
        code = child.ended()
        if code is None or self.stopping:
            return
        if code == HOPELESS:
            self.stopping, self.code = True, 1
        elif len(child.starts) > MOST_RESTARTS_A_MINUTE:
            self.stopping, self.code = True, 1
            sys.stderr.write(f"mingjian: the {child.name} ended again and again; see the lines above.\n")
        else:
            child.start()

    def _end_children(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _is_over(connection: socket.socket) -> bool:
    try:
        return connection.recv(4096) == b""
    except OSError:
        return True


def listen(host: str, port: int) -> socket.socket:
    """The listening socket; a busy port or a foreign address is said in words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise RuntimeProblem(_why(host, port, error)) from None
    return listener


def _why(host: str, port: int, error: OSError) -> str:
    reasons = {
        98: f"Port {port} on {host} is in use by another program. Stop that program, or choose another port with "
        f"--port, for example --port {port + 1}.",
        13: f"Port {port} needs administrator rights. Choose a port above 1023 with --port.",
        99: f"{host} is not an address of this machine. Use --host 127.0.0.1, or an address that this machine has.",
    }
    return reasons.get(error.errno or 0, f"{host} port {port} cannot be opened: {error.strerror or error}.")
