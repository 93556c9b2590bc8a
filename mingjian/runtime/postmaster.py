"""Starting and stopping `postgres` as a direct child of the keeper, and preparing roles and database in it."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import psycopg

from mingjian.runtime.account import choose_account
from mingjian.runtime.addresses import DATABASE
from mingjian.runtime.cluster import configure, make_cluster, settle
from mingjian.runtime.home import Home
from mingjian.runtime.keys import load_keys
from mingjian.runtime.parent import dies_with_parent
from mingjian.runtime.places import arrange
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.roles import INSIDE, database_grants, prepare_extensions, prepare_roles
from mingjian.runtime.state import State, bootstrap_address, read_state

LARGEST_LOG = 10 << 20
# Recovery after a crash replays at most max_wal_size; on a slow disk that takes minutes, and it is progress.
PATIENCE = 600.0


class Postmaster:
    """The server of one home. `durable=False` gives up safety against power cuts for speed: tests only."""

    def __init__(self, home: Home, *, durable: bool) -> None:
        home.prepare()
        self.home = home
        self.durable = durable
        self.keys = load_keys(home.keys)
        self.account = choose_account()
        self.places = arrange(home, self.account)
        self.process: subprocess.Popen[bytes] | None = None

    def lives(self) -> bool:
        """Whether the child still runs."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start, wait until it answers, prepare roles and database, write the state down."""
        settle(self.places)
        make_cluster(self.places, self.account, self.keys)
        port = self._port()
        configure(self.places, self.account, port, durable=self.durable)
        self.process = self._launch()
        state = State(
            keeper=os.getpid(),
            server=self.process.pid,
            port=port,
            sockets=str(self.places.sockets),
            door=str(self.places.door),
            data=str(self.places.data),
            version=(self.places.data / "PG_VERSION").read_text(encoding="ascii").strip(),
        )
        self._prepare(state)
        state.write(self.home.state)

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, everything is written, no recovery next time."""
        if self.process is None:
            return
        for number, seconds in ((signal.SIGINT, 120), (signal.SIGQUIT, 15), (signal.SIGKILL, 15)):
            if self.process.poll() is not None:
                break
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=seconds)

    def _port(self) -> int:
        """The port of the last start if it is still free, so that addresses stay the same; else any free one."""
        last = read_state(self.home.state)
        for port in ([last.port] if last else []) + [0]:
            with socket.socket() as probe, contextlib.suppress(OSError):
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
        raise RuntimeProblem("No free port was found on 127.0.0.1 for the database server.")

    def _launch(self) -> "subprocess.Popen[bytes]":
        path = self.home.log / "server.log"
        if path.is_file() and path.stat().st_size > LARGEST_LOG:
            path.rename(path.with_suffix(".log.1"))
        with path.open("ab", buffering=0) as log:
            return subprocess.Popen(
                [str(self.places.programs / "postgres"), "-D", str(self.places.data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                # SIGQUIT is PostgreSQL's immediate shutdown: it takes its children along and recovers next time.
                preexec_fn=dies_with_parent(signal.SIGQUIT),  # noqa: PLW1509 - the keeper has one thread
                **self.account.popen_arguments(),
            )

    def _prepare(self, state: State) -> None:
        with self._connect(state, "postgres") as connection:
            prepare_roles(connection, self.keys)
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER mingjian_owner")
            for statement in database_grants(DATABASE):
                connection.execute(statement)
        # In template1 too, so that databases which the owner makes for tests have the extensions.
        for database in ("template1", DATABASE):
            with self._connect(state, database) as connection:
                prepare_extensions(connection)
        with self._connect(state, DATABASE) as connection:
            connection.execute(INSIDE)

    def _connect(self, state: State, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        address = bootstrap_address(state, self.keys, database)
        started = time.monotonic()
        while True:
            try:
                return psycopg.connect(address.url, autocommit=True, connect_timeout=10)
            except psycopg.OperationalError as error:
                if not self.lives():
                    raise RuntimeProblem(
                        f"The database server did not start: {_last_line(self.home.log / 'server.log')}"
                    ) from None
                if "password authentication" in str(error):
                    raise RuntimeProblem(
                        f"The database does not know the passwords in {self.home.keys}: the keys folder and the "
                        "data folder do not belong together. Bring back the right copy of the keys folder."
                    ) from None
                if time.monotonic() - started > PATIENCE:
                    raise RuntimeProblem(f"The database server does not answer: {error}") from None
                time.sleep(0.05)


def _last_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
    telling = [line for line in lines if "FATAL" in line or "ERROR" in line or "HINT" in line]
    return (telling or lines or ["its log is empty"])[-1]
