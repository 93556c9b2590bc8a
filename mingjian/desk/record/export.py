"""Entries as a numbered file: those that the page shows under the same filters, in the same order."""

import tempfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.audit.models import Entry
from mingjian.audit.queries import Asked, Readers, entries
from mingjian.audit.record import record
from mingjian.desk.record.asked import kind_words
from mingjian.desk.record.page import columns, names, values
from mingjian.lib.sheets.write import Column, csv_lines, safe_csv_text, write_xlsx
from mingjian.offices.scope import Scope

MOST = 100_000
AT_ONCE = 2_000
EXPORT = "audit.export"
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_NUMBER = "SELECT count(*) FROM audit_entry WHERE verb = %s AND at >= %s"


def export(asked: Asked, readers: Readers, words: str, form: str, user: User, scope: Scope) -> FileResponse:
    """The file, at most 100,000 entries. Its number, and what was looked for, stand in the record."""
    ids = list(entries(asked, readers).values_list("at", "pk")[:MOST])
    with transaction.atomic():
        sign = _next_sign()
        record(
            EXPORT, actor=scope.actor, kind="audit", detail={"form": form, "sign": sign, "rows": len(ids)}, words=words
        )
    lines = _marks(sign, len(ids), user)
    name = f"{_('Record')}-{timezone.localtime():%Y%m%d-%H%M}.{form}"
    shape = [Column(str(column.label), 22) for column in columns()[:-1]]
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it once it is sent
    if form == "xlsx":
        write_xlsx(file, f"{_('Record')} {sign}", shape, _rows(ids), lines, sheet=str(_("Record")))
    else:
        for line in csv_lines(shape, _rows(ids)):
            file.write(line.encode())
        file.writelines(f"{safe_csv_text(text)}\r\n".encode() for text in lines)
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[form])
    answer["Cache-Control"] = "no-store"
    return answer


def _next_sign() -> str:
    """审〔2026〕3号: the next number of this year. One export of the record takes its number at a time."""
    now = timezone.localtime()
    begin = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7302)")
        cursor.execute(_NUMBER, [EXPORT, begin])
        [taken] = cursor.fetchone() or [0]
    return f"审〔{now.year}〕{taken + 1}号"


def _marks(sign: str, count: int, user: User) -> list[str]:
    taken = _("%(sign)s: %(count)d entries, exported by %(name)s (%(user)s) at %(time)s.") % {
        "sign": sign,
        "count": count,
        "name": user.display_name,
        "user": user.username,
        "time": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }
    return ["虚构演示数据", taken] if settings.DEMO else [taken]


def _rows(ids: list[tuple[Any, int]]) -> Iterator[list[Any]]:
    kinds = kind_words()
    for start in range(0, len(ids), AT_ONCE):
        piece = ids[start : start + AT_ONCE]
        # The times let the planner look into the years concerned alone.
        asked = Entry.objects.filter(pk__in=[pk for _at, pk in piece], at__lte=piece[0][0], at__gte=piece[-1][0])
        found = list(asked.order_by("-at", "-id"))
        known = names(found)
        for row in found:
            cells = values(row, known, kinds)
            yield [str(cell) if index != 6 else cell for index, cell in enumerate(cells)]
