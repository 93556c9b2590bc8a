"""The command: a busy port, a dead parent, old tables, the doctor."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from mingjian.runtime.home import Home
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.supervisor import listen
from tests.harness.database import Database
from tests.harness.desk import Desk, answers, free_port, serve
from tests.runtime.conftest import lives, servers_of, wait_until


def read(url: str) -> bytes:
    """The body of our own loopback address."""
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - http on loopback
        return bytes(response.read())


def run(environ: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """One `mingjian` command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "mingjian", *words], env=environ, capture_output=True, text=True, check=False
    )


def children_of(process: int) -> list[int]:
    """Ids of its direct children."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in found.split()]


def test_a_busy_port_is_said_in_words(clean_environ: dict[str, str]) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        answer = run(clean_environ, "serve", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"mingjian: Port {port} on 127.0.0.1 is in use by another program.")
    assert f"--port {port + 1}" in answer.stderr


def test_a_foreign_address_is_said_in_words() -> None:
    with pytest.raises(RuntimeProblem, match="not an address of this machine"):
        listen("192.0.2.1", 0)


def test_serving_old_tables_is_refused_with_the_way_out(clean_environ: dict[str, str], own_home: Home) -> None:
    answer = run(clean_environ, "serve", "--port", str(free_port()))
    assert answer.returncode == 1
    assert "Run: mingjian migrate" in answer.stderr
    assert wait_until(lambda: not servers_of(own_home), 10)


def test_it_is_alive_and_ready_and_stops_on_ctrl_c(fresh_database: Database) -> None:
    with serve(fresh_database) as desk:
        children = children_of(desk.process)
        assert len(children) == 2
        for path, body in (("healthz", b"alive\n"), ("readyz", b"ready\n")):
            assert read(f"{desk.url}/{path}") == body
    assert not any(lives(child) for child in children)


def test_a_killed_child_is_started_again(fresh_database: Database) -> None:
    with serve(fresh_database) as desk:
        before = children_of(desk.process)
        for child in before:
            os.kill(child, signal.SIGKILL)
        assert wait_until(lambda: len(set(children_of(desk.process)) - set(before)) == 2)
        assert wait_until(lambda: ready(desk))


def ready(desk: Desk) -> bool:
    """Whether it answers at this moment."""
    try:
        return read(f"{desk.url}/readyz") == b"ready\n"
    except OSError:
        return False


def test_killing_the_command_leaves_no_server_no_web_process_and_no_worker(
    own_home: Home, clean_environ: dict[str, str]
) -> None:
    assert run(clean_environ, "migrate", "--quiet").returncode == 0
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "mingjian", "serve", "--port", str(port)],
        env=clean_environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/readyz", process)
        children = children_of(process.pid)
        assert len(children) == 2
    finally:
        process.kill()
        process.wait()
    assert wait_until(lambda: not servers_of(own_home), 15)
    assert wait_until(lambda: not any(lives(child) for child in children), 5)


def test_readyz_tells_that_migrations_are_missing(fresh_database: Database) -> None:
    with serve(fresh_database) as desk:
        with fresh_database.connect("owner") as owner:
            owner.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        with pytest.raises(urllib.error.HTTPError) as refusal:
            read(f"{desk.url}/readyz")
        with refusal.value as answer:
            assert (answer.code, answer.read()) == (503, b"migrations\n")


def test_the_doctor_finds_a_migrated_home_sound(own_home: Home, clean_environ: dict[str, str]) -> None:
    run(clean_environ, "migrate", "--quiet")
    answer = run(clean_environ, "doctor", "--json")
    report = json.loads(answer.stdout)
    states = {each["name"]: each["state"] for each in report["answers"]}
    assert list(states) == [
        *("python", "requirements", "home", "disk", "server", "roles", "extensions", "clock"),
        *("catalogues", "chromium", "settings", "migrations", "static"),
    ]
    # Whether catalogues are compiled and packages current is a matter of the checkout that runs the tests.
    assert {name for name, state in states.items() if state == "wrong"} <= {"catalogues", "requirements"}
    assert report["sound"] is (answer.returncode == 0)


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(own_home: Home, clean_environ: dict[str, str]) -> None:
    own_home.prepare()
    own_home.keys.chmod(0o755)
    answer = run(clean_environ, "doctor")
    assert answer.returncode == 1
    assert f"Run: chmod -R go-rwx {own_home.keys}" in answer.stdout
    assert "Run: mingjian migrate" in answer.stdout
    assert answer.stdout.rstrip().endswith("see the lines marked WRONG.")


def test_the_doctor_says_that_an_outside_server_does_not_answer(clean_environ: dict[str, str]) -> None:
    port = free_port()
    outside = {
        f"MINGJIAN_{role.upper()}_URL": f"postgresql://{role}:secret@127.0.0.1:{port}/mingjian"
        for role in ("owner", "desk", "portal")
    }
    answer = run({**clean_environ, **outside}, "doctor")
    assert answer.returncode == 1
    assert "The database does not answer" in answer.stdout
    assert "mingjian database roles" in answer.stdout
    assert "secret" not in answer.stdout


def test_the_sql_for_an_administrator_names_roles_and_extensions(clean_environ: dict[str, str]) -> None:
    answer = run(clean_environ, "database", "roles")
    assert answer.returncode == 0
    for word in ("mingjian_owner", "mingjian_desk", "mingjian_portal", "ltree", "pg_trgm", "btree_gist", "btree_gin"):
        assert word in answer.stdout


def test_the_embedded_server_is_left_alone_when_urls_are_set(clean_environ: dict[str, str]) -> None:
    outside = {
        f"MINGJIAN_{role.upper()}_URL": f"postgresql://{role}:x@127.0.0.1/m" for role in ("owner", "desk", "portal")
    }
    answer = run({**clean_environ, **outside}, "database", "start")
    assert answer.returncode == 1
    assert "name your own server" in answer.stderr
