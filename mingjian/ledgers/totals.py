"""What the number columns of a whole filter add up to: on every page while its rows are few, on request beyond that."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import Aggregate, Count, QuerySet, Sum
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column
from mingjian.ledgers.windows import CAP, Window
from mingjian.ledgers.windows import Sum as Added

MOST_MILLISECONDS = 3000


def of_filter(
    rows: QuerySet[Any], window: Window, columns: Sequence[Column], wanted: bool
) -> Mapping[str, Added] | None:
    """Field → sum over the whole filter; empty where it was not asked for, None where it would take too long."""
    if window.count <= CAP:
        return window.sums
    return whole(rows, [column.value for column in columns]) if wanted else {}


def whole(rows: QuerySet[Any], fields: Sequence[str]) -> dict[str, Added] | None:
    """Sums over a filter of any size. None when the database has not added it up within three seconds."""
    parts: dict[str, Aggregate] = {f"sum_{at}": Sum(name) for at, name in enumerate(fields)}
    parts |= {f"count_{at}": Count(name) for at, name in enumerate(fields)}
    try:
        with transaction.atomic():
            before = _limit(str(MOST_MILLISECONDS))
            found = rows.order_by().aggregate(**parts)
            _limit(before)
    except OperationalError:
        return None
    return {name: (found[f"sum_{at}"] or Decimal(0), found[f"count_{at}"]) for at, name in enumerate(fields)}


def _limit(milliseconds: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [milliseconds])
    return before


def words(column: Column, added: Added) -> str:
    """“Amount: 1,234.50, on average 12.34” in words of the footer."""
    total, count = added
    mean = total / count if count else Decimal(0)
    given = {"column": column.words, "sum": _figure(total, 2), "mean": _figure(mean, 2), "count": _figure(count, 0)}
    return _("%(column)s: sum %(sum)s, average %(mean)s (%(count)s with a figure)") % given


def _figure(value: Decimal | int, places: int) -> str:
    return f"{value:,.{0 if value == value // 1 else places}f}"
