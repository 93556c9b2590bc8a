"""Telling the readers' pages that rows changed. Only actions publish, in their transaction; a rollback unsays it."""

import json
from collections.abc import Iterable, Iterator

from django.db import connection

CHANNEL = "mingjian_live"
# PostgreSQL refuses a payload of 8,000 bytes; 350 ids of 20 digits stay below it.
MOST_IDS = 350
# Past this many payloads the rest is left out: who looks at a list asks it anew at the first.
MOST_PAYLOADS = 40


def publish(kind: str, ids: Iterable[int]) -> None:
    """Tell that these rows of one kind were made or changed. The payload holds ids and nothing else.

    Sent when the transaction commits. Past 14,000 rows only the first are named: a list asks
    itself anew at the first event anyhow.
    """
    with connection.cursor() as cursor:
        for block in _blocks(list(dict.fromkeys(ids))[: MOST_IDS * MOST_PAYLOADS]):
            payload = json.dumps({"kind": kind, "ids": block}, separators=(",", ":"))
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def _blocks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), MOST_IDS):
        yield ids[start : start + MOST_IDS]
