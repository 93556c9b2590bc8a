"""Writing the record. The only function that adds an entry."""

import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any

from django.db import connection

from mingjian.audit.actor import Actor
from mingjian.audit.keys import seal_text
from mingjian.audit.verbs import VERBS

# Verbs recorded since an action began; the action frame of `flow` reads it to prove that a record was written.
recorded: ContextVar[list[str] | None] = ContextVar("recorded", default=None)

INSERT = """
INSERT INTO audit_entry (at, xact, actor_id, system, verb, kind, ids, count, office_path, detail, sealed_text)
VALUES (clock_timestamp(), pg_current_xact_id()::text::bigint, %s, %s, %s, %s, %s::bigint[], %s, %s, %s::jsonb, %s)
"""

MOST_IDS = 2000


def record(
    verb: str,
    *,
    actor: Actor,
    kind: str = "",
    ids: Iterable[int] = (),
    office_path: str = "",
    detail: Mapping[str, Any] | None = None,
    words: str = "",
) -> None:
    """Add one entry in the caller's transaction.

    `ids` are the rows shown or written: one entry per list view or batch. Past 2,000 ids only the first are kept
    beside the whole count; the batch's own rows then name the rest. `words` (a reason, a search term) is encrypted
    to the audit key. `detail` carries codes and numbers only, never a name or a text; a substitute's entry says there
    for whom it was done (`for`).
    """
    if verb not in VERBS:
        raise ValueError(f"The verb {verb} is not registered.")
    shown = list(ids)
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            [
                actor.user_id,
                actor.system,
                verb,
                kind,
                shown[:MOST_IDS],
                len(shown),
                office_path,
                json.dumps({**(detail or {}), **({} if actor.for_id is None else {"for": actor.for_id})}),
                seal_text(words) if words else None,
            ],
        )
    seen = recorded.get()
    if seen is not None:
        seen.append(verb)
