"""Waits that grow with failures: for an account name, for a user's codes, for an address on one day.

Names and addresses are kept as keyed hashes only. A name that does not exist counts like one that does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from mingjian.accounts.models import Attempt
from mingjian.lib.hashing import keyed_hash


@dataclass(frozen=True, slots=True)
class Patience:
    """How many failures are free, how long the first wait is, and the longest; each further failure doubles it."""

    free: int
    first: timedelta
    longest: timedelta


OF_A_NAME = Patience(5, timedelta(seconds=15), timedelta(minutes=15))
# A whole office may come from one address: one trainee who mistypes must not lock out the class.
OF_AN_ADDRESS = Patience(60, timedelta(seconds=15), timedelta(minutes=5))
FORGOTTEN_AFTER = timedelta(hours=12)

# One statement, because a success may remove the row at any moment between two.
COUNT = """
INSERT INTO accounts_attempt (name_hash, failures, last_at) VALUES (%(row)s, 1, %(now)s)
ON CONFLICT (name_hash) DO UPDATE SET last_at = excluded.last_at,
  failures = CASE WHEN accounts_attempt.last_at < %(forgotten)s THEN 1 ELSE accounts_attempt.failures + 1 END
RETURNING failures
"""


def key(*parts: str) -> bytes:
    """The row under which failures are counted."""
    return keyed_hash(settings.CURSOR_KEY, ":".join(parts))


def left(*keys: bytes) -> timedelta | None:
    """How long the longest wait among these still lasts; None when none is running."""
    now = timezone.now()
    running = Attempt.objects.filter(name_hash__in=keys, blocked_until__gt=now)
    until = running.aggregate(until=Max("blocked_until"))["until"]
    return None if until is None else until - now


def failures(row: bytes) -> int:
    """How many failures in a row are remembered."""
    remembered = Attempt.objects.filter(name_hash=row, last_at__gte=timezone.now() - FORGOTTEN_AFTER)
    return next(iter(remembered.values_list("failures", flat=True)), 0)


@transaction.atomic
def failed(row: bytes, patience: Patience = OF_A_NAME) -> None:
    """Count one more failure and, past the free ones, set the wait."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"row": row, "now": now, "forgotten": now - FORGOTTEN_AFTER})
        [count] = cursor.fetchone()
    if count >= patience.free:
        wait = min(patience.longest, patience.first * 2 ** min(count - patience.free, 10))
        Attempt.objects.filter(name_hash=row).update(blocked_until=now + wait)


def forget(keys: Collection[bytes]) -> int:
    """Forget failures: after success, or when an administrator ends the wait. Returns how many rows went."""
    gone, _by_model = Attempt.objects.filter(name_hash__in=keys).delete()
    return gone


def tidy() -> int:
    """Remove what no longer counts, so that no hash of an address is kept longer than it is of use."""
    gone, _by_model = Attempt.objects.filter(last_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    return gone
