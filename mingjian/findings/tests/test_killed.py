"""A batch whose process or whose database connection is killed midway: nothing half-written, and it runs again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mingjian.accounts.actions import NewUser, create_users, grant_many
from mingjian.findings.actions import revise
from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import row, workbook
from mingjian.ledgers.models import Batch, Staged
from mingjian.ledgers.progress import look
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.lib.errors import Stale
from mingjian.offices.models import Office
from mingjian.people.models import Person
from mingjian.people.tests.ground import People, prepare
from mingjian.search.models import Document
from tests.harness.database import Database

ROWS = 300


@pytest.fixture
def prepared(fresh_database: Database) -> Iterator[tuple[Database, People]]:
    """A database of this test's own with the ground and a clerk."""
    with fresh_database.django():
        people = prepare()
        seat = Office.objects.get(pk=people.office("county"))
        user = create_users(rows=[NewUser("clerk", "某文员", seat.pk)], scope=people.scope)["clerk"]
        grant_many(rows=[(user, seat, "clerk")], since=date(2020, 1, 1), scope=people.scope)
        yield fresh_database, people


def start(database: Database, people: People, folder: Path) -> "subprocess.Popen[bytes]":
    path = folder / "台账.xlsx"
    path.write_bytes(workbook(*[row(问题编号=f"底稿{at}", 涉及人="张伟（局长）") for at in range(ROWS)]))
    return subprocess.Popen(
        [sys.executable, "-m", "mingjian", "import", "findings", str(path), "--office", str(people.office("county")),
         "--as", "clerk", "--commit", "good", "--json"],
        env=database.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_until_it_waits_for(database: Database, table: str) -> None:
    """Until a batch's transaction waits for a table that somebody holds."""
    waiting = "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE NOT granted AND relname = %s"
    with database.connect() as connection:
        for _attempt in range(600):
            if connection.execute(waiting, [table]).fetchone() == (1,):
                return
            time.sleep(0.1)
    pytest.fail(f"The work never came to {table}.")


@pytest.mark.parametrize("what", ["process", "connection"])
def test_killed_midway_nothing_is_half_written_and_it_runs_again(
    prepared: tuple[Database, People], tmp_path: Path, what: str
) -> None:
    database, people = prepared
    documents, persons = Document.objects.count(), Person.objects.count()
    with database.connect() as holder:
        holder.execute("LOCK TABLE findings_manifestation IN EXCLUSIVE MODE")
        process = start(database, people, tmp_path)
        # Documents and findings are copied by then, but not committed.
        wait_until_it_waits_for(database, "findings_manifestation")
        if what == "process":
            os.kill(process.pid, signal.SIGKILL)
        else:
            holder.execute(
                "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation "
                "WHERE NOT l.granted AND relname = 'findings_manifestation'"
            )
        process.communicate(timeout=60)
        holder.rollback()
    assert process.returncode != 0
    assert (Finding.objects.count(), Document.objects.count(), Person.objects.count()) == (0, documents, persons)
    batch = Batch.objects.get()
    assert batch.stage == "staged"
    progress, stopped = look(batch.pk)
    assert progress is not None
    assert stopped is (what == "process")
    assert bool(progress.problem) is (what == "connection")
    commit_batch(batch.pk, people.scope)
    assert Finding.objects.count() == ROWS
    assert look(batch.pk)[1] is False


def test_killed_while_reading_nothing_is_staged_and_it_is_read_again(
    prepared: tuple[Database, People], tmp_path: Path
) -> None:
    database, people = prepared
    with database.connect() as holder:
        holder.execute("LOCK TABLE ledgers_reading IN EXCLUSIVE MODE")
        process = start(database, people, tmp_path)
        wait_until_it_waits_for(database, "ledgers_reading")
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        holder.rollback()
    batch = Batch.objects.get()
    assert batch.stage == "uploaded"
    assert look(batch.pk)[1] is True
    assert not Staged.objects.exists()
    assert read_batch(batch.pk, people.scope).counts["new"] == ROWS
    assert look(batch.pk)[1] is False


def test_killed_while_undoing_everything_stays_and_it_is_undone_again(
    prepared: tuple[Database, People], tmp_path: Path
) -> None:
    database, people = prepared
    start(database, people, tmp_path).communicate(timeout=120)
    batch = Batch.objects.get()
    code = (
        "import sys, django; django.setup();"
        "from mingjian.ledgers.work import undo_batch; from mingjian.accounts.models import User;"
        "from mingjian.accounts.scopes import build;"
        "undo_batch(int(sys.argv[1]), build(User.objects.get(username='clerk')), reason='误报')"
    )
    environ = {**database.environ, "DJANGO_SETTINGS_MODULE": "mingjian.settings"}
    with database.connect() as holder:
        holder.execute("LOCK TABLE findings_finding IN EXCLUSIVE MODE")
        process = subprocess.Popen([sys.executable, "-c", code, str(batch.pk)], env=environ)
        wait_until_it_waits_for(database, "findings_finding")
        process.kill()
        process.wait(timeout=60)
        holder.rollback()
    batch.refresh_from_db()
    assert batch.stage == "committed"
    assert look(batch.pk)[1] is True
    assert Finding.objects.count() == ROWS
    assert undo_batch(batch.pk, people.scope, reason="误报").stage == "undone"
    assert not Finding.objects.exists()


def test_at_the_shell_a_sheet_is_read_and_committed(prepared: tuple[Database, People], tmp_path: Path) -> None:
    database, people = prepared
    output, errors = start(database, people, tmp_path).communicate(timeout=120)
    assert json.loads(output)["counts"] == {"new": ROWS, "changed": 0, "unchanged": 0, "rejected": 0}, errors
    assert Finding.objects.count() == ROWS


def test_a_save_that_is_killed_leaves_the_row_as_it_was(prepared: tuple[Database, People], tmp_path: Path) -> None:
    database, people = prepared
    start(database, people, tmp_path).communicate(timeout=120)
    finding = Finding.objects.order_by("pk").first()
    assert finding is not None
    code = (
        "import os, sys, django; django.setup();"
        "from mingjian.findings import revisions; from mingjian.findings.actions import revise;"
        "from mingjian.findings.models import Finding; from mingjian.accounts.models import User;"
        "from mingjian.accounts.scopes import build;"
        "revisions.index.replace = lambda documents: os.kill(os.getpid(), 9);"
        "revise(finding=Finding.objects.get(pk=int(sys.argv[1])), values={'basis': '半途'}, version=1,"
        " scope=build(User.objects.get(username='clerk')))"
    )
    environ = {**database.environ, "DJANGO_SETTINGS_MODULE": "mingjian.settings"}
    done = subprocess.run([sys.executable, "-c", code, str(finding.pk)], env=environ, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    finding.refresh_from_db()
    assert (finding.basis, finding.version) == ("", 1)
    revise(finding=finding, values={"basis": "完整"}, version=1, scope=people.scope)
    with pytest.raises(Stale):
        revise(finding=finding, values={"basis": "又一次"}, version=1, scope=people.scope)
