"""`mingjian bench record`: how fast the record of a million deeds is read, however it is asked.

A year of entries by a thousand users, each a page opened, a list shown, a write. The pages are asked as the desk asks
them: for whoever reads everything, and for an office whose few users wrote little of it.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from django.conf import settings
from django.db import connections
from django.utils import timezone

from mingjian.audit.queries import Asked, Place, Readers, Rule, bulk_reads, entries
from mingjian.audit.verbs import VERBS, register
from mingjian.bench.ground import settle
from mingjian.bench.result import Figure, Result, milliseconds, percentile
from mingjian.bench.scratch import scratch

ENTRIES = 1_000_000
USERS, OF_OFFICE = 1_000, 5
ROWS = 200_000
TIMES = 40
PAGE = 101

# Every 400th deed is rare; one user in a thousand never does anything, so that their page is empty.
_LAY = """
INSERT INTO audit_entry (at, xact, actor_id, system, verb, kind, ids, count, office_path, detail)
SELECT now() - n * (interval '360 days' / %(count)s), n, nullif(n %% %(users)s, 0), '',
       CASE WHEN n %% 400 = 0 THEN 'bench.rare' WHEN n %% 3 = 0 THEN 'bench.list' ELSE 'bench.read' END, 'finding',
       CASE WHEN n %% 3 = 0 THEN (SELECT array_agg((n * 7 + m) %% %(rows)s) FROM generate_series(1, 50) m)
            ELSE ARRAY[(n * 7919::bigint) %% %(rows)s] END,
       CASE WHEN n %% 3 = 0 THEN 50 ELSE 1 END, '',
       CASE WHEN n %% 5000 = 0 THEN jsonb_build_object('for', n %% %(users)s) ELSE '{}' END
FROM generate_series(1, %(count)s) n
"""


def run(scale: float) -> Result:
    """Lay the entries (a million times `scale`) and measure every question of the page, and the bulk reads."""
    count = max(2_000, int(ENTRIES * scale))
    for code in ("bench.read", "bench.list", "bench.rare"):
        if code not in VERBS:
            register(code, code, reads=True)
    with scratch():
        with connections["owner"].cursor() as cursor:
            cursor.execute(_LAY, {"count": count, "users": USERS, "rows": ROWS})
        settle()
        figures = [*_figures("", Readers()), *_figures("county_", Readers(list(range(1, OF_OFFICE + 1)), False))]
        figures.append(_bulk())
    return Result("record", {"entries": count}, figures)


def _figures(prefix: str, readers: Readers) -> list[Figure]:
    """p95 over random questions of each sort: by user, by record, by verb, by day, all, and far down the pages."""
    random = Random(7)  # noqa: S311  # invented data, no secret
    questions: dict[str, Callable[[], Asked]] = {
        "latest": Asked,
        "user": lambda: Asked(user_ids=[random.randrange(1, USERS)]),
        "row": lambda: Asked(kind="finding", rows=[random.randrange(ROWS)]),
        "verb": lambda: Asked(verbs=["bench.rare"]),
        "day": lambda: _on_a_day(random),
        "user_day": lambda: _on_a_day(random, random.randrange(1, USERS)),
        "for": lambda: Asked(for_ids=[random.randrange(0, USERS, 1000)]),
        "deep": lambda: Asked(before=Place(timezone.now() - timedelta(days=random.randrange(300)), 0)),
    }
    return [Figure(f"{prefix}{name}_p95_ms", _p95(ask, readers), "ms") for name, ask in questions.items()]


def _on_a_day(random: Random, user: int | None = None) -> Asked:
    begin = timezone.now() - timedelta(days=random.randrange(1, 350))
    return Asked(user_ids=None if user is None else [user], since=begin, until=begin + timedelta(days=1))


def _p95(ask: Callable[[], Asked], readers: Readers) -> float:
    times = [milliseconds(lambda: list(entries(ask(), readers)[:PAGE])) for _ in range(TIMES)]
    return percentile(times, 0.95)


def _bulk() -> Figure:
    rule = Rule(settings.AUDIT_READS_PER_HOUR, settings.AUDIT_READS_PER_DAY, settings.AUDIT_ROWS_AT_ONCE)
    end = timezone.now()
    times = [
        milliseconds(lambda: bulk_reads(rule, end - timedelta(days=7), end, settings.TIME_ZONE)) for _ in range(10)
    ]
    return Figure("bulk_week_p95_ms", percentile(times, 0.95), "ms")
