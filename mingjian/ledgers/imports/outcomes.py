"""The rows of a batch by what becomes of them: one outcome at a time, page after page, each cell old and new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.ledgers.addresses import address
from mingjian.ledgers.columns import Type, Words
from mingjian.ledgers.intake import CHANGED, GONE, NEW, REJECTED, REOPENED, UNCHANGED
from mingjian.ledgers.models import Batch, Stage, Staged
from mingjian.ledgers.registry import Ledger
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.offices.scope import Scope
from mingjian.ui.components import Pager, Tab

STATUSES: dict[str, Words] = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changed"),
    UNCHANGED: gettext_lazy("Unchanged"),
    REOPENED: gettext_lazy("Taken up again"),
    GONE: gettext_lazy("No longer listed"),
    REJECTED: gettext_lazy("Rejected"),
}
# What is looked at first.
ORDER = (REJECTED, GONE, REOPENED, CHANGED, NEW)
SHOWN = 50
MOST_CELLS = 12
KEY = b"ledgers.batch"


@dataclass(frozen=True, slots=True)
class Line:
    """One staged row: its number in the sheet (0: it is not there), its address, cells of (heading, text, former)."""

    number: int
    name: str
    url: str
    cells: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows of one outcome on this page, and the ways to the others."""

    status: str
    words: Words
    count: int
    lines: Sequence[Line]
    tabs: Sequence[Tab]
    pager: Pager


def outcome_of(batch: Batch, ledger: Ledger, query: QueryDict, scope: Scope) -> Outcome | None:
    """The outcome that the address asks for, else the first there is; None when no row waits."""
    kept = [status for status in ORDER if batch.counts.get(status)]
    if batch.stage == Stage.COMMITTED:
        kept = [status for status in kept if status == REJECTED]
    if not kept:
        return None
    status = query.get("show", "")
    status = status if status in kept else kept[0]
    rows, pager = _page(batch, status, query)
    names = _names(ledger, [row.row_id for row in rows if row.row_id], scope)
    lines = [_line(row, ledger, names) for row in rows]
    tabs = [Tab(STATUSES[each], address(query, show=each), each == status, batch.counts[each]) for each in kept]
    return Outcome(status, STATUSES[status], batch.counts[status], lines, tabs, pager)


def _page(batch: Batch, status: str, query: QueryDict) -> tuple[list[Staged], Pager]:
    """One page in the sheet's order, by keyset: the row's number, then its id."""
    rows = Staged.objects.filter(batch=batch, status=status).order_by("row_number", "pk")
    place = _place(query.get("after", ""))
    if place is not None:
        rows = rows.extra(where=["(row_number, id) > (%s, %s)"], params=list(place))
    found = list(rows[: SHOWN + 1])
    shown = found[:SHOWN]
    more = len(found) > SHOWN
    after = encode((shown[-1].row_number, shown[-1].pk), _key()) if more else ""
    return shown, Pager(
        first_url=address(query) if place is not None else "",
        next_url=address(query, after=after) if more else "",
    )


def _key() -> bytes:
    return bytes(settings.CURSOR_KEY) + KEY


def _place(text: str) -> tuple[int, int] | None:
    try:
        number, row_id = decode(text, _key())
    except (BadCursor, ValueError):
        return None
    return (number, row_id) if isinstance(number, int) and isinstance(row_id, int) else None


def _names(ledger: Ledger, ids: Sequence[int], scope: Scope) -> Mapping[int, str]:
    """What the stored rows are called, of those that the reader may see."""
    if not ids:
        return {}
    model: Any = ledger.model
    return {row.pk: str(row) for row in model.objects.visible_to(scope).filter(pk__in=ids)}


def _line(row: Staged, ledger: Ledger, names: Mapping[int, str]) -> Line:
    stored = names.get(row.row_id or 0, "")
    # A row that is not stored yet is told by what stands in its first column.
    name = stored or ("" if row.status != REJECTED else str(row.values.get(ledger.columns[0].key, ""))[:60])
    return Line(row.row_number, name, ledger.url_of(row.row_id) if stored and row.row_id else "", _cells(row, ledger))


def _cells(row: Staged, ledger: Ledger) -> list[tuple[str, str, str]]:
    """Heading, text, and for a change the former text; for a rejection its reasons."""
    if row.status == REJECTED:
        labels = {column.key: str(column.words) for column in ledger.columns} | {"": str(_("Row"))}
        return [(labels.get(key, key), why, "") for key, why in row.reasons.items()]
    cells = []
    for column in ledger.read_columns:
        if column.key in row.values:
            new = text_of(column.type, column.choices, row.values[column.key])
            former = text_of(column.type, column.choices, row.former.get(column.key)) if row.former else ""
            cells.append((str(column.words), new, former))
    return cells[:MOST_CELLS]


def text_of(kind: Type, choices: Mapping[Any, Words], value: Any) -> str:
    """A staged value as people read it."""
    if value in (None, "", []):
        return "—"
    match kind:
        case Type.CHOICE:
            return str(choices.get(value, value))
        case Type.YES_NO:
            return _("yes") if value else _("no")
        case Type.PERSONS:
            named = ((person["name"], person.get("post")) for person in value)
            return "；".join(f"{name}（{post}）" if post else name for name, post in named)
        case Type.PERIOD:
            return " – ".join(bound or "…" for bound in value)
        case Type.LINES | Type.LIST:
            return "；".join(value)[:160]
        case _:
            return str(value)[:160]
