"""Sealing the record in batches and proving that nothing in it was changed, added or removed afterwards."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from nacl.exceptions import BadSignatureError

from mingjian.audit.keys import sign, verify_key
from mingjian.audit.models import Entry, Seal, Verification

ROWS = """
SELECT xact, id, extract(epoch FROM at)::text, actor_id, system, verb, kind, ids::text, count, office_path,
       detail::text, encode(sealed_text, 'hex')
FROM audit_entry WHERE xact >= %s AND xact < %s ORDER BY xact, id
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: how many seals held, and a sentence for the first that did not."""

    seals: int
    entries: int
    broken: str = ""


def _rows(from_xact: int, to_xact: int) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [from_xact, to_xact])
        while block := cursor.fetchmany(5000):
            yield from block


def _digest(previous: bytes, from_xact: int, to_xact: int) -> tuple[bytes, int]:
    digest = hashlib.sha256(previous)
    count = 0
    for row in _rows(from_xact, to_xact):
        digest.update(repr(row).encode() + b"\n")
        count += 1
    return digest.digest(), count


def _bytes(value: Any) -> bytes:
    return bytes(value)


@transaction.atomic
def seal() -> Seal | None:
    """Seal everything written by transactions that are certainly finished; None when there is nothing new.

    A transaction below the snapshot's xmin has ended, so no entry of it can still appear. A lock lets one sealer
    work at a time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7301)")
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        to_xact: int = cursor.fetchone()[0]
    last = Seal.objects.order_by("-to_xact").first()
    from_xact = last.to_xact if last else 0
    previous = _bytes(last.digest) if last else b""
    if to_xact <= from_xact:
        return None
    digest, count = _digest(previous, from_xact, to_xact)
    if not count:
        return None
    return Seal.objects.create(
        from_xact=from_xact,
        to_xact=to_xact,
        count=count,
        previous=previous,
        digest=digest,
        signature=sign(digest),
        at=timezone.now(),
    )


def verify() -> Verdict:
    """Compute every seal again from the entries, oldest first, and stop at the first that does not hold."""
    previous, to_xact, entries, held = b"", 0, 0, 0
    for one in Seal.objects.order_by("from_xact").iterator():
        digest, count = _digest(previous, one.from_xact, one.to_xact)
        if one.from_xact != to_xact or _bytes(one.previous) != previous:
            return Verdict(held, entries, f"Seal {one.pk} does not follow the seal before it.")
        if digest != _bytes(one.digest) or count != one.count:
            return Verdict(held, entries, f"Entries under seal {one.pk} ({one.at:%Y-%m-%d %H:%M}) were altered.")
        try:
            verify_key().verify(digest, _bytes(one.signature))
        except BadSignatureError:
            return Verdict(held, entries, f"Seal {one.pk} was not signed by this installation.")
        previous, to_xact, entries, held = digest, one.to_xact, entries + count, held + 1
    return Verdict(held, entries)


def verify_and_note() -> Verdict:
    """Verify, and keep what was found for the page of the record."""
    verdict = verify()
    Verification.objects.create(at=timezone.now(), seals=verdict.seals, entries=verdict.entries, broken=verdict.broken)
    return verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How the seals stand: the last one, how many entries wait for the next, and the last verification."""

    last: Seal | None
    waiting: int
    verified: Verification | None


def standing() -> Standing:
    """How the seals stand now. Three queries; entries that wait are counted along their index."""
    last = Seal.objects.order_by("-to_xact").first()
    waiting = Entry.objects.filter(xact__gte=last.to_xact if last is not None else 0).count()
    return Standing(last, waiting, Verification.objects.order_by("-pk").first())
