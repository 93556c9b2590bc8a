"""Merging what waits for the index beside a large batch, on a connection of its own, while the batch still writes.

What waits belongs to the index and not to a transaction, so another connection may merge it before the batch commits.
The batch's own work and the merge then share the machine's cores instead of following each other.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.db import connection, transaction

MERGE = "SELECT search_merge_pending()"

log = logging.getLogger("mingjian.search")


@dataclass(slots=True)
class Merger:
    """One thread that merges when it is told to; being told again while it works changes nothing."""

    pool: ThreadPoolExecutor
    address: dict[str, object]
    last: "Future[None] | None" = None

    def merge(self) -> None:
        """Merge what waits now."""
        if self.last is None or self.last.done():
            self.last = self.pool.submit(_merge, self.address)

    def finish(self) -> None:
        """Merge what still waits, and do not wait for it before the end of the caller's transaction.

        When the transaction is rolled back nobody waits: the merge ends by itself.
        """
        last = self.pool.submit(_merge, self.address)
        transaction.on_commit(last.result)


@contextmanager
def merging_beside() -> Iterator[Merger]:
    """A merger for one batch."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="merging")
    try:
        yield Merger(pool, _address())
    finally:
        pool.shutdown(wait=False)


def _address() -> dict[str, object]:
    """Where Django's connection leads, as arguments of psycopg's `connect`."""
    settings = connection.settings_dict
    options = {key: value for key, value in settings.get("OPTIONS", {}).items() if key != "pool"}
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {name: settings[key] for name, key in names.items()} | options


def _merge(address: dict[str, object]) -> None:
    try:
        with psycopg.connect(autocommit=True, **address) as own:  # type: ignore[arg-type]  # names are psycopg's own
            own.execute(MERGE)
    except psycopg.Error as error:
        # Nothing is lost: searches read what waits as well, and vacuum merges it.
        log.warning("what waits for the index was not merged: %s", type(error).__name__)
