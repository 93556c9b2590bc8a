"""Keyset pages of gated rows, in one order: a signed cursor names the last row shown, so no page is counted through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.lib.errors import Invalid
from mingjian.ui.components import Pager

SIZE = 50
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows and the way to its neighbours."""

    rows: list[Any]
    pager: Pager


def page_of(rows: QuerySet[Any], request: HttpRequest, field: str, *, descending: bool = False) -> Page:
    """The page that `?after=`, `?before=` or `?last=1` asks for, ordered by `field` and id. Two queries.

    Raises Invalid for a cursor that was not made here.
    """
    total = rows.values("pk")[: MOST + 1].count()
    before, after, last = (request.GET.get(name, "") for name in ("before", "after", "last"))
    backwards = bool(before or last) and not after
    cursor = _read(after or before)
    if cursor:
        rows = rows.filter(_beyond(field, cursor, greater=descending == backwards))
    sign = "-" if descending != backwards else ""
    found = list(rows.order_by(f"{sign}{field}", f"{sign}id")[: SIZE + 1])
    more = len(found) > SIZE
    found = found[:SIZE]
    if backwards:
        found.reverse()
    has_next, has_previous = (bool(before), more) if backwards else (more, bool(after))
    return Page(found, _pager(request, found, field, total, has_next=has_next, has_previous=has_previous))


def _beyond(field: str, cursor: Sequence[Any], *, greater: bool) -> Q:
    way = "gt" if greater else "lt"
    value, row_id = cursor
    return Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"id__{way}": row_id})


def _read(text: str) -> Sequence[Any]:
    if not text:
        return ()
    try:
        return decode(text, settings.CURSOR_KEY)
    except BadCursor as error:
        raise Invalid(_("This page address was not made here. Open the list anew.")) from error


def _pager(
    request: HttpRequest, rows: list[Any], field: str, total: int, *, has_next: bool, has_previous: bool
) -> Pager:
    def address(**more: str) -> str:
        query = request.GET.copy()
        for name in ("before", "after", "last"):
            query.pop(name, None)
        query.update(more)
        return f"{request.path}?{query.urlencode()}" if query else request.path

    def cursor(row: Any) -> str:
        return encode([getattr(row, field), row.pk], settings.CURSOR_KEY)

    return Pager(
        first_url=address() if has_previous else "",
        previous_url=address(before=cursor(rows[0])) if has_previous and rows else "",
        next_url=address(after=cursor(rows[-1])) if has_next and rows else "",
        last_url=address(last="1") if has_next else "",
        count_text=f"{MOST:,}+" if total > MOST else f"{total:,}",
    )
