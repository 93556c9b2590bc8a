"""Reading the record: by user, by record, by verb, by time, the latest first; and who read very much at once.

Every page is one walk along an index of `0002_reading`, so its cost does not grow with the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from mingjian.audit.models import Entry
from mingjian.audit.verbs import VERBS

# The same moment, but of no index: a row's few entries are found by its number and then sorted. Left to itself the
# planner walks the whole time index for them (1.4 s at a million entries).
MOMENT = ExpressionWrapper(F("at") + timedelta(0), output_field=DateTimeField())
FOR = Cast(KeyTextTransform("for", "detail"), BigIntegerField())


@dataclass(frozen=True, slots=True)
class Readers:
    """Whose entries may be read: everybody's (None) or those of some users, and with them the system's or not."""

    user_ids: Sequence[int] | None = None
    system: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the moment and the number of its last entry."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for. None means whatever; an empty list means that nothing can answer."""

    user_ids: Sequence[int] | None = None
    for_ids: Sequence[int] | None = None
    verbs: Sequence[str] | None = None
    kind: str = ""
    rows: Sequence[int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: Place | None = None


def entries(asked: Asked, readers: Readers) -> QuerySet[Entry]:
    """The entries that answer, the latest first."""
    rows = Entry.objects.filter(_may_read(readers))
    if asked.user_ids is not None:
        rows = rows.filter(actor_id__in=asked.user_ids)
    if asked.for_ids is not None:
        rows = rows.filter(detail__has_key="for").annotate(acted_for=FOR).filter(acted_for__in=asked.for_ids)
    if asked.verbs is not None:
        rows = rows.filter(verb__in=asked.verbs)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.rows is not None:
        rows = rows.filter(ids__overlap=list(asked.rows)) if asked.rows else rows.none()
    if asked.since is not None:
        rows = rows.filter(at__gte=asked.since)
    if asked.until is not None:
        rows = rows.filter(at__lt=asked.until)
    if asked.before is not None:
        # The first condition walks the index, the second tells equal moments apart.
        place = asked.before
        rows = rows.filter(at__lte=place.at).filter(Q(at__lt=place.at) | Q(id__lt=place.id))
    return rows.order_by("-at" if asked.rows is None else MOMENT.desc(), "-id")


def _may_read(readers: Readers) -> Q:
    if readers.user_ids is None:
        return Q()
    theirs = Q(actor_id__in=list(readers.user_ids))
    return theirs | Q(actor_id=None) if readers.system else theirs


@dataclass(frozen=True, slots=True)
class Rule:
    """When reading is called bulk reading: more protected reads in an hour or a day than these, or an export or a
    list of more rows at once."""

    per_hour: int
    per_day: int
    rows_at_once: int


@dataclass(frozen=True, slots=True)
class Bulk:
    """One finding of the rule. `span` is "hour", "day" or "once"; it began at `begin`; `count` went over `limit`."""

    span: str
    user_id: int
    begin: datetime
    reads: int
    rows: int
    limit: int
    verb: str = ""


# One pass along the time index; hours and days are those of the office's clock.
_BULK = """
WITH read AS MATERIALIZED (
    SELECT actor_id, at, verb, count FROM audit_entry
    WHERE at >= %(since)s AND at < %(until)s AND verb = ANY(%(verbs)s) AND actor_id IS NOT NULL
      AND (%(users)s::bigint[] IS NULL OR actor_id = ANY(%(users)s))
)
SELECT 'hour', actor_id, date_trunc('hour', at, %(zone)s) AS began, count(*), sum(count), %(hour)s, ''
FROM read GROUP BY actor_id, began HAVING count(*) > %(hour)s
UNION ALL
SELECT 'day', actor_id, date_trunc('day', at, %(zone)s) AS began, count(*), sum(count), %(day)s, ''
FROM read GROUP BY actor_id, began HAVING count(*) > %(day)s
UNION ALL
SELECT 'once', actor_id, at, 1, count, %(once)s, verb FROM read WHERE count > %(once)s
ORDER BY 3 DESC LIMIT %(most)s
"""


def bulk_reads(
    rule: Rule, since: datetime, until: datetime, zone: str, user_ids: Sequence[int] | None = None, most: int = 500
) -> list[Bulk]:
    """Who went over the rule in that time, the latest first; `zone` is the office's."""
    with connection.cursor() as cursor:
        cursor.execute(
            _BULK,
            {
                "since": since,
                "until": until,
                "verbs": read_verbs(),
                "users": None if user_ids is None else list(user_ids),
                "zone": zone,
                "hour": rule.per_hour,
                "day": rule.per_day,
                "once": rule.rows_at_once,
                "most": most,
            },
        )
        return [Bulk(*row) for row in cursor.fetchall()]


def read_verbs() -> list[str]:
    """Verbs that are reads of protected things."""
    return sorted(code for code, verb in VERBS.items() if verb.reads)
