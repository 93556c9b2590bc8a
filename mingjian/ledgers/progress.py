"""How far work on a batch has come, seen by others while the work's own transaction is still open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import psycopg
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.ledgers.models import Progress
from mingjian.lib.errors import Refusal, WrongState

# Tells the stage's word, how much is done, and of how much.
Reporter = Callable[[str, int, int], None]

# The first half of the advisory lock's key; the second is the batch's id.
LOCKS = 7_301
PAUSE_SECONDS = 0.3

UPSERT = """
INSERT INTO ledgers_progress (batch_id, phase, done, total, problem, at) VALUES (%s, %s, %s, %s, %s, clock_timestamp())
ON CONFLICT (batch_id) DO UPDATE
SET phase = excluded.phase, done = excluded.done, total = excluded.total, problem = excluded.problem, at = excluded.at
"""
HELD = (
    "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)

WAITING = "waiting"
BROKEN = gettext_lazy("Something went wrong on our side; nothing was written. Try again, or tell your administrator.")


def silent(_phase: str, _done: int, _total: int) -> None:
    """A reporter that tells nobody."""


@contextmanager
def working(batch_id: int, phase: str) -> Iterator[Reporter]:
    """Hold the batch for one worker and report on a connection of its own, outside the work's transaction.

    The lock belongs to that connection: when the process dies the server lets it go, and the phase without a lock
    shows that the work was interrupted. Raises WrongState when another worker holds the batch.
    """
    with _own_connection() as own:
        held = own.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, batch_id]).fetchone()
        if not held or not held[0]:
            raise WrongState(_("This file is being worked on already."))
        told = 0.0

        def report(word: str, done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told >= PAUSE_SECONDS or done == 0:
                own.execute(UPSERT, [batch_id, word, done, total, ""])
                told = monotonic()

        report(phase, 0, 0)
        try:
            yield report
        except Exception as error:
            problem = error.message if isinstance(error, Refusal) else str(BROKEN)
            own.execute(UPSERT, [batch_id, "", 0, 0, problem])
            raise
        own.execute(UPSERT, [batch_id, "", 0, 0, ""])


def wait_in_line(batch_id: int) -> None:
    """The batch's job has been put in line."""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [batch_id, WAITING, 0, 0, ""])


def look(batch_id: int) -> tuple[Progress | None, bool]:
    """The progress of a batch, and whether its work was interrupted. Two queries."""
    progress = Progress.objects.filter(pk=batch_id).first()
    with connection.cursor() as cursor:
        cursor.execute(HELD, [LOCKS, batch_id])
        held = bool(cursor.fetchone()[0])
    stopped = progress is not None and progress.phase not in ("", WAITING) and not held
    return progress, stopped


@contextmanager
def _own_connection() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    settings = connection.settings_dict
    options = {key: value for key, value in settings.get("OPTIONS", {}).items() if key != "pool"}
    with psycopg.connect(
        dbname=settings["NAME"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        host=settings["HOST"],
        port=settings["PORT"],
        autocommit=True,
        **options,
    ) as own:
        yield own
