"""The embedded server: one owner, several users, no orphan, and it comes back after every kind of death."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from mingjian.runtime.home import Home
from mingjian.runtime.keys import load_keys
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.server import attach_lease, open_embedded
from tests.runtime.conftest import lives, servers_of, state_of, wait_until

HOLD = """
import sys
from pathlib import Path
from mingjian.runtime.home import Home
from mingjian.runtime.server import open_embedded
with open_embedded(Home(Path(sys.argv[1])), durable=False):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def holder(home: Home) -> Iterator["subprocess.Popen[str]"]:
    """Another process with a lease, until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        if process.stdin is not None and not process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()


def test_it_starts_stops_and_leaves_nothing_running(own_home: Home) -> None:
    with open_embedded(own_home, durable=False) as lease:
        keeper = state_of(own_home).keeper
        with psycopg.connect(lease.addresses.desk.url) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("mingjian_desk",)
    assert not servers_of(own_home)
    assert wait_until(lambda: not lives(keeper), 5)


def test_it_keeps_its_data_and_its_port_for_the_second_start(own_home: Home) -> None:
    with open_embedded(own_home, durable=False) as lease:
        port = state_of(own_home).port
        with psycopg.connect(lease.addresses.owner.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with open_embedded(own_home, durable=False) as lease:
        assert state_of(own_home).port == port
        with psycopg.connect(lease.addresses.desk.url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_second_process_attaches_and_outlives_the_first(own_home: Home) -> None:
    first = open_embedded(own_home, durable=False)
    server = state_of(own_home).server
    with holder(own_home) as other:
        assert state_of(own_home).server == server
        first.close()
        with attach_lease(own_home) or contextlib.nullcontext():
            assert state_of(own_home).server == server
            assert lives(server)
        assert other.poll() is None
    assert wait_until(lambda: not servers_of(own_home), 10)


def test_two_processes_that_start_at_once_share_one_server(own_home: Home) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", HOLD, str(own_home.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
    assert len([each for each in servers_of(own_home) if _parent(each) == state_of(own_home).keeper]) == 1
    for process in both:
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_ends_with_its_last_user_however_that_dies(own_home: Home, number: signal.Signals) -> None:
    with holder(own_home) as process:
        process.send_signal(number)
        process.wait()
        assert wait_until(lambda: not servers_of(own_home), 15)


def test_killing_the_keeper_leaves_no_orphan_and_the_next_start_recovers(own_home: Home) -> None:
    lease = open_embedded(own_home, durable=True)
    with psycopg.connect(lease.addresses.owner.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    os.kill(state_of(own_home).keeper, signal.SIGKILL)
    assert wait_until(lambda: not servers_of(own_home), 15)
    lease.close()
    with open_embedded(own_home) as again, psycopg.connect(again.addresses.desk.url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_killed_server_is_started_again_by_its_keeper(own_home: Home) -> None:
    with open_embedded(own_home) as lease:
        with psycopg.connect(lease.addresses.owner.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        killed = state_of(own_home).server
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda: state_of(own_home).server != killed)
        with psycopg.connect(lease.addresses.desk.url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_start_survives_the_death_of_server_and_keeper_together(own_home: Home) -> None:
    lease = open_embedded(own_home)
    state = state_of(own_home)
    os.kill(state.keeper, signal.SIGSTOP)
    os.kill(state.server, signal.SIGKILL)
    os.kill(state.keeper, signal.SIGKILL)
    lease.close()
    with open_embedded(own_home) as again, psycopg.connect(again.addresses.desk.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_reused_process_id_is_not_taken_for_the_server(own_home: Home) -> None:
    lease = open_embedded(own_home)
    pid_file = own_home.folder / "data" / "postmaster.pid"
    os.kill(state_of(own_home).keeper, signal.SIGKILL)
    assert wait_until(lambda: not servers_of(own_home), 15)
    lease.close()
    # Whether PostgreSQL removed the file in its immediate shutdown or not: now it names a process that lives.
    lines = pid_file.read_text(encoding="ascii").splitlines() if pid_file.exists() else ["", str(pid_file.parent)]
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", encoding="ascii")
    with open_embedded(own_home) as again, psycopg.connect(again.addresses.desk.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_stay_command_outlives_its_process_until_stopped(own_home: Home, clean_environ: dict[str, str]) -> None:
    def database(word: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "mingjian", "database", word],
            env=clean_environ,
            capture_output=True,
            text=True,
            check=False,
        )

    assert database("status").returncode == 1
    assert "runs" in database("start").stdout
    assert database("status").returncode == 0
    assert servers_of(own_home)
    assert "has stopped" in database("stop").stdout
    assert not servers_of(own_home)


def test_no_role_is_a_superuser_and_the_portal_may_do_nothing(own_home: Home) -> None:
    with open_embedded(own_home, durable=False) as lease:
        with psycopg.connect(lease.addresses.owner.url, autocommit=True) as owner:
            owner.execute("CREATE TABLE secret (id bigserial PRIMARY KEY, word text)")
            owner.execute("CREATE FUNCTION reveal() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM secret'")
            supers = owner.execute("SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin").fetchall()
            assert supers == [("mingjian_bootstrap",)]
        with psycopg.connect(lease.addresses.desk.url, autocommit=True) as desk:
            desk.execute("INSERT INTO secret (word) VALUES ('x')")
            assert desk.execute("SELECT reveal()").fetchone() == (1,)
            for forbidden in ("CREATE TABLE mine (id int)", "TRUNCATE secret", "DROP TABLE secret"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    desk.execute(forbidden)
        with psycopg.connect(lease.addresses.portal.url, autocommit=True) as portal:
            for forbidden in ("SELECT * FROM public.secret", "SELECT public.reveal()"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    portal.execute(forbidden)


def test_the_desk_works_on_sets_in_temporary_tables_and_the_portal_does_not(own_home: Home) -> None:
    with open_embedded(own_home, durable=False) as lease:
        with psycopg.connect(lease.addresses.desk.url, autocommit=True) as desk:
            desk.execute("CREATE TEMPORARY TABLE staged (id bigint)")
        with (
            psycopg.connect(lease.addresses.portal.url, autocommit=True) as portal,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            portal.execute("CREATE TEMPORARY TABLE staged (id bigint)")


def test_nobody_comes_in_without_the_right_password(own_home: Home) -> None:
    with open_embedded(own_home, durable=False) as lease:
        state = state_of(own_home)
        keys = load_keys(own_home.keys)
        attempts = [
            f"postgresql://mingjian_desk:wrong@127.0.0.1:{state.port}/mingjian",
            f"postgresql://mingjian_desk@/mingjian?host={state.sockets}&port={state.port}",
            # The superuser comes through the socket only.
            f"postgresql://mingjian_bootstrap:{keys.bootstrap_password}@127.0.0.1:{state.port}/mingjian",
        ]
        for url in attempts:
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(url)
        loopback = f"postgresql://mingjian_desk:{keys.desk_password}@127.0.0.1:{state.port}/mingjian"
        with psycopg.connect(loopback) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert lease.embedded


def test_the_keys_are_readable_by_their_owner_only_and_stay_the_same(own_home: Home) -> None:
    own_home.prepare()
    first = load_keys(own_home.keys)
    assert {stat.S_IMODE(path.stat().st_mode) for path in own_home.keys.iterdir()} == {0o600}
    assert load_keys(own_home.keys) == first


def test_a_lost_half_of_a_key_pair_is_said_and_not_made_anew(own_home: Home) -> None:
    own_home.prepare()
    load_keys(own_home.keys)
    (own_home.keys / "audit_private_key").unlink()
    with pytest.raises(RuntimeProblem, match="audit_private_key"):
        load_keys(own_home.keys)


def test_keys_of_another_home_are_said_in_words(own_home: Home) -> None:
    with open_embedded(own_home, durable=False):
        pass
    (own_home.keys / "bootstrap_password").write_text("not-the-password\n", encoding="ascii")
    with pytest.raises(RuntimeProblem, match="do not belong together"):
        open_embedded(own_home, durable=False)


def test_the_log_holds_no_statement_and_no_value(own_home: Home) -> None:
    with (
        open_embedded(own_home, durable=False) as lease,
        psycopg.connect(lease.addresses.owner.url, autocommit=True) as owner,
    ):
        owner.execute("CREATE TABLE person (name text UNIQUE)")
        for _ in range(2):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                owner.execute("INSERT INTO person VALUES ('张三丰')")
    log = (own_home.log / "server.log").read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "张三丰" not in log


def _parent(process: int) -> int:
    with open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123 - a line, not a file
        return int(file.read().rpartition(")")[2].split()[1])
