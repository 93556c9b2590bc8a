"""The owner of the embedded server: one small process with one thread, whose direct child is `postgres`.

It is started by the first process that needs the server (see `mingjian.runtime.server`) and inherits from it the
home's lock and one end of a socket. Each such socket is a lease. When the last lease is gone (given back, or its
process is dead) it stops the server in order and ends, unless it was told to stay. When it is killed itself, the
kernel ends the server; when the server is killed, it starts it again.
"""

import json
import os
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from mingjian.runtime.home import Home
from mingjian.runtime.postmaster import Postmaster
from mingjian.runtime.problems import RuntimeProblem

MOST_RESTARTS_A_MINUTE = 5


@dataclass
class Keeper:
    """Serves leases at the door until there is no more need of the server."""

    postmaster: Postmaster
    door: socket.socket
    leases: set[socket.socket] = field(default_factory=set)
    stay: bool = False
    stopping: bool = False
    restarts: list[float] = field(default_factory=list)

    def run(self, first: socket.socket) -> None:
        """Serve until stopped. The door listens and the server answers when this is called."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.door, selectors.EVENT_READ)
            self._admit(first, selector)
            while not self.stopping and (self.leases or self.stay):
                for key, _ in selector.select(timeout=0.5):
                    self._hear(key.fileobj, selector)
                self._watch_server()

    def _hear(self, source: object, selector: selectors.BaseSelector) -> None:
        if source is self.door:
            lease, _ = self.door.accept()
            self._admit(lease, selector)
        elif isinstance(source, socket.socket):
            self._read(source, selector)

    def _admit(self, lease: socket.socket, selector: selectors.BaseSelector) -> None:
        self.leases.add(lease)
        selector.register(lease, selectors.EVENT_READ)
        say(lease, {"ready": True})

    def _read(self, lease: socket.socket, selector: selectors.BaseSelector) -> None:
        try:
            words = lease.recv(64).split()
        except OSError:
            words = []
        if b"stay" in words:
            self.stay = True
        if b"stop" in words:
            self.stopping = True
        if not words or b"release" in words:
            selector.unregister(lease)
            self.leases.discard(lease)
            # The last to leave waits for the end of this connection, which comes when the server has stopped.
            if self.leases or self.stay:
                lease.close()

    def _watch_server(self) -> None:
        if self.postmaster.lives():
            return
        now = time.monotonic()
        self.restarts = [moment for moment in self.restarts if now - moment < 60] + [now]
        if len(self.restarts) > MOST_RESTARTS_A_MINUTE:
            raise RuntimeProblem("The database server ended again and again; see log/server.log.")
        self.postmaster.start()


def say(lease: socket.socket, message: dict[str, object]) -> None:
    """One JSON line; a lease whose process is gone is noticed when it is read."""
    try:
        lease.sendall(json.dumps(message).encode() + b"\n")
    except OSError:
        return


def open_door(path: Path) -> socket.socket:
    """The socket at which further processes ask for a lease; only our own user may."""
    path.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(str(path))
    path.chmod(0o600)
    door.listen(64)
    return door


def keep(home: Home, first: socket.socket, *, durable: bool) -> None:
    """Start the server, serve leases, stop the server. A failure to start is told to the first lease in words."""
    postmaster = Postmaster(home, durable=durable)
    try:
        try:
            postmaster.start()
            door = open_door(postmaster.places.door)
        except RuntimeProblem as problem:
            say(first, {"problem": str(problem)})
            return
        keeper = Keeper(postmaster, door)

        def stop(_number: int, _frame: object) -> None:
            keeper.stopping = True

        signal.signal(signal.SIGTERM, stop)
        keeper.run(first)
        postmaster.places.door.unlink(missing_ok=True)
    finally:
        postmaster.stop()


def main() -> None:
    """`python -m mingjian.runtime.keeper HOME LOCK LEASE durable|fast`, with two inherited descriptors."""
    # A Ctrl-C at the terminal is for the process that asked for the server; the keeper ends after it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    # It outlives the process that started it, so it becomes a child of init, which reaps it.
    if os.fork() != 0:
        os._exit(0)
    folder, lock, lease, durability = sys.argv[1:5]
    os.set_inheritable(int(lock), False)
    first = socket.socket(fileno=int(lease))
    first.set_inheritable(False)
    keep(Home(Path(folder)), first, durable=durability == "durable")


if __name__ == "__main__":
    main()
