"""Taking a file from a ledger: numbered when it begins, sealed by its hash when it has been taken whole."""

from collections.abc import Sequence

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.columns import IdFilter
from mingjian.ledgers.filters import Asked
from mingjian.ledgers.models import Export
from mingjian.ledgers.registry import Ledger
from mingjian.offices.models import Office
from mingjian.offices.scope import Scope

NEXT = """
INSERT INTO ledgers_exportnumber (office_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (office_id, year) DO UPDATE SET last = ledgers_exportnumber.last + 1 RETURNING last
"""


@action("export.take", gettext_lazy("Took a file from a ledger"))
def take(
    *, ledger: Ledger, form: str, asked: Asked, sort: str, columns: Sequence[str], ids: Sequence[int], office: Office,
    scope: Scope,
) -> Export:  # fmt: skip
    """Give the file its number, the next of the office in this year, and record whose rows it holds.

    The number and the record stand before the first row leaves; a file that is broken off keeps its number.
    """
    now = timezone.now()
    year = timezone.localtime(now).year
    found = Export.objects.create(
        ledger=ledger.code,
        form=form,
        user_id=scope.actor.user_id,
        office=office,
        office_path=office.path,
        about_orgs=_bodies(ledger, asked),
        about_persons=[row_id for key, row_id in asked.picked.items() if _filter(ledger, key).of_person],
        year=year,
        number=_next(office.pk, year),
        filters=asked.open_words,
        columns=list(columns),
        sort=sort,
        count=len(ids),
        at=now,
    )
    path = str(office.path)
    record("export.take", actor=scope.actor, kind="export", ids=[found.pk], office_path=path)
    record(
        f"{ledger.kind}.export",
        actor=scope.actor,
        kind=ledger.kind,
        ids=ids,
        detail={"form": form, "filters": asked.keys, "export": found.pk},
        words="；".join(asked.sealed),
    )
    return found


@action("export.finish", gettext_lazy("Sent a ledger's file whole"))
def finish(*, export: Export, sha256: bytes, size: int, scope: Scope) -> Export:
    """The file has been taken whole: keep its size, and the hash by which a file found later is recognised."""
    export.sha256, export.size = sha256, size
    export.save(update_fields=["sha256", "size"])
    record("export.finish", actor=scope.actor, kind="export", ids=[export.pk], office_path=str(export.office_path))
    return export


def _next(office_id: int, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [office_id, year])
        return int(cursor.fetchone()[0])


def _filter(ledger: Ledger, key: str) -> IdFilter:
    return next(each for each in ledger.id_filters if each.key == key)


def _bodies(ledger: Ledger, asked: Asked) -> list[int]:
    """The bodies that the export is about: its line in the list is kept from their own people."""
    return [row_id for key, row_id in asked.picked.items() if _filter(ledger, key).of_body]
