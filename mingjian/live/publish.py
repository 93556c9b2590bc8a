"""Telling whoever listens that rows changed: kind and ids only, sent when the transaction commits."""

import json
from collections.abc import Iterable

from django.db import connection

CHANNEL = "mingjian_live"

# A payload must stay under 8,000 bytes; an id takes at most 20.
IDS_AT_ONCE = 350


def publish(kind: str, ids: Iterable[int]) -> None:
    """Notify of changed rows. Inside a transaction nothing is sent before it commits, and nothing when it does not."""
    rows = list(ids)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), IDS_AT_ONCE):
            payload = json.dumps({"kind": kind, "ids": rows[start : start + IDS_AT_ONCE]})
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
