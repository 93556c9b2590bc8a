"""A lease on the embedded server: start it if nobody has, attach if somebody has, give it back at the end."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from types import TracebackType

from mingjian.runtime.addresses import Addresses, from_environment
from mingjian.runtime.home import Home, find_home
from mingjian.runtime.keys import load_keys
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.state import embedded_addresses, read_state

PATIENCE = 660.0


class Lease:
    """While it is open (and its process lives) the server runs. `addresses` are the three roles' ways to it."""

    def __init__(self, home: Home, connection: socket.socket | None, addresses: Addresses) -> None:
        self.home = home
        self.addresses = addresses
        self._connection = connection

    @property
    def embedded(self) -> bool:
        """False when the addresses came from the environment: nothing was started then."""
        return self._connection is not None

    @property
    def connection(self) -> socket.socket | None:
        """To be watched by a supervisor: it ends when the keeper does."""
        return self._connection

    def stay(self) -> None:
        """Have the server outlive this lease, until it is stopped by name."""
        self._say(b"stay\n")

    def stop(self) -> None:
        """Stop the server for everybody, and wait until it has stopped."""
        self._say(b"stop\n")
        self._wait_for_end()

    def close(self) -> None:
        """Give the lease back. The last one waits until the server has stopped in order."""
        self._say(b"release\n")
        self._wait_for_end()

    def __enter__(self) -> "Lease":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _say(self, word: bytes) -> None:
        if self._connection is not None:
            try:
                self._connection.sendall(word)
            except OSError:
                return

    def _wait_for_end(self) -> None:
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        with connection:
            connection.settimeout(150)
            try:
                while connection.recv(4096):
                    pass
            except OSError:
                return


def open_server(home: Home | None = None, *, durable: bool = True) -> Lease:
    """A lease on the server that the environment names: an outside one by its URLs, else the embedded one."""
    home = home or find_home()
    outside = from_environment()
    if outside is not None:
        home.prepare()
        return Lease(home, None, outside)
    return open_embedded(home, durable=durable)


def open_embedded(home: Home, *, durable: bool = True) -> Lease:
    """Attach to the home's embedded server, starting it when nobody runs it."""
    if sys.platform != "linux":
        raise RuntimeProblem(
            "The embedded database server runs on Linux only. Elsewhere set MINGJIAN_OWNER_URL, MINGJIAN_DESK_URL "
            "and MINGJIAN_PORTAL_URL to use your own PostgreSQL server."
        )
    home.prepare()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lease = attach_lease(home)
        if lease is None and (connection := _start(home, durable=durable)) is not None:
            lease = _lease(home, connection)
        if lease is not None:
            return lease
        # Somebody holds the lock but does not answer: it is starting or stopping.
        time.sleep(0.1)
    raise RuntimeProblem(
        f"Another process holds {home.lock} but no database server answers. See {home.log / 'server.log'}."
    )


def attach_lease(home: Home) -> Lease | None:
    """A lease on the embedded server if it runs; it is not started."""
    connection = attach(home)
    return None if connection is None else _lease(home, connection)


def _lease(home: Home, connection: socket.socket) -> Lease | None:
    state = read_state(home.state)
    if state is None:
        connection.close()
        return None
    return Lease(home, connection, embedded_addresses(state, load_keys(home.keys)))


def attach(home: Home) -> socket.socket | None:
    """A lease's connection to the running keeper, or None when none answers."""
    state = read_state(home.state)
    if state is None:
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(state.door)
        _await_ready(connection)
    except (OSError, EOFError):
        connection.close()
        return None
    return connection


def _start(home: Home, *, durable: bool) -> socket.socket | None:
    """Become the one who starts the keeper. None when another process holds the lock."""
    lock = os.open(home.lock, os.O_CREAT | os.O_RDWR, 0o600)
    ours, theirs = socket.socketpair()
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            ours.close()
            return None
        # The lock belongs to the open file, which the keeper inherits: there is no moment without an owner.
        with (home.log / "keeper.log").open("ab") as log:
            subprocess.run(
                [sys.executable, "-m", "mingjian.runtime.keeper", str(home.folder), str(lock)]
                + [str(theirs.fileno()), "durable" if durable else "fast"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=(lock, theirs.fileno()),
                cwd="/",
                check=True,
            )
    finally:
        theirs.close()
        os.close(lock)
    try:
        _await_ready(ours)
    except EOFError:
        ours.close()
        raise RuntimeProblem(
            f"The keeper of the database server ended unexpectedly; see {home.log / 'keeper.log'}."
        ) from None
    return ours


def _await_ready(connection: socket.socket) -> None:
    """Read the keeper's one line. `RuntimeProblem` with its words when it could not start the server."""
    received = b""
    while not received.endswith(b"\n"):
        part = connection.recv(4096)
        if not part:
            raise EOFError
        received += part
    message = json.loads(received)
    if "problem" in message:
        connection.close()
        raise RuntimeProblem(str(message["problem"]))
