"""The table of entries, with what the rule of bulk reading says of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingjian.accounts.querysets import names_of
from mingjian.audit.models import Entry
from mingjian.audit.queries import Place, Rule, bulk_reads
from mingjian.audit.verbs import VERBS
from mingjian.desk.record.asked import kind_words, placed
from mingjian.ui.components import Empty, Pager
from mingjian.ui.tables import Cell, Column, Row, Table

SHOWN_IDS = 12


def rule() -> Rule:
    """The rule of this installation (MINGJIAN_AUDIT_…)."""
    return Rule(settings.AUDIT_READS_PER_HOUR, settings.AUDIT_READS_PER_DAY, settings.AUDIT_ROWS_AT_ONCE)


def rule_words(limits: Rule) -> str:
    """The rule as it is shown beside what it flags."""
    return _(
        "Flagged as bulk reading: more than %(hour)d reads of protected things in an hour, more than %(day)d in a day,"
        " or more than %(once)d rows shown or exported at once."
    ) % {"hour": limits.per_hour, "day": limits.per_day, "once": limits.rows_at_once}


def flags(rows: Sequence[Entry]) -> dict[int, str]:
    """Entry number → why it is part of bulk reading. One query over the days of each reader on the page."""
    limits, words = rule(), {}
    for row in rows:
        if row.count > limits.rows_at_once and _reads(row):
            words[row.pk] = ngettext("%(count)d row at once", "%(count)d rows at once", row.count) % {
                "count": row.count
            }
    over = _over(rows, limits)
    for row in rows:
        if row.pk in words or row.actor_id is None or not _reads(row):
            continue
        local = timezone.localtime(row.at)
        for span, begin in (("hour", local.replace(minute=0, second=0, microsecond=0)), ("day", _midnight(row.at))):
            if count := over.get((span, row.actor_id, begin)):
                words[row.pk] = (
                    _("%(count)d reads in that hour") if span == "hour" else _("%(count)d reads on that day")
                ) % {"count": count}
                break
    return words


def _over(rows: Sequence[Entry], limits: Rule) -> dict[tuple[str, int, datetime], int]:
    """Hours and days over the rule among those of the rows, by reader. Neighbouring days are asked together."""
    days: dict[datetime, set[int]] = {}
    for row in rows:
        if row.actor_id is not None and _reads(row):
            days.setdefault(_midnight(row.at), set()).add(row.actor_id)
    over: dict[tuple[str, int, datetime], int] = {}
    for day, readers in days.items():
        for found in bulk_reads(limits, day, day + timedelta(days=1), settings.TIME_ZONE, sorted(readers)):
            if found.span != "once":
                over[found.span, found.user_id, found.begin] = found.reads
    return over


def _reads(row: Entry) -> bool:
    return row.verb in VERBS and VERBS[row.verb].reads


def _midnight(at: datetime) -> datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def columns() -> list[Column]:
    """The columns of the record, on the page and in its files."""
    return [
        Column("at", _("When")),
        Column("who", _("Who")),
        Column("for", _("For whom")),
        Column("verb", _("Deed")),
        Column("kind", _("Kind")),
        Column("ids", _("Rows")),
        Column("count", _("How many"), numeric=True),
        Column("flag", _("Flag")),
    ]


def names(rows: Iterable[Entry]) -> dict[int, str]:
    """Sign-in names of those who did something and of those for whom it was done."""
    ids = {row.actor_id for row in rows} | {row.detail.get("for") for row in rows}
    return names_of(each for each in ids if each is not None)


def values(row: Entry, known: dict[int, str], kinds: dict[str, Any]) -> list[Any]:
    """The plain values of one entry, without its flag."""
    return [
        timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S"),
        known.get(row.actor_id or 0, row.system or str(row.actor_id or "")),
        known.get(row.detail.get("for") or 0, ""),
        VERBS[row.verb].words if row.verb in VERBS else row.verb,
        kinds.get(row.kind, row.kind),
        ", ".join(str(one) for one in row.ids[:SHOWN_IDS]) + (" …" if len(row.ids) > SHOWN_IDS else ""),
        row.count,
    ]


def table(rows: Sequence[Entry]) -> Table:
    """Entries, each with its flag; the rows of an entry about one row lead to who else touched it."""
    known, kinds, flagged = names(rows), kind_words(), flags(rows)
    shown = []
    for row in rows:
        cells = values(row, known, kinds)
        if len(row.ids) == 1 and row.kind:
            cells[5] = Cell(cells[5], url=f"{reverse('audit-list')}?kind={row.kind}&row={row.ids[0]}")
        flag = flagged.get(row.pk)
        shown.append(Row(str(row.pk), [*cells, Cell(flag, state="due") if flag else ""]))
    empty = Empty(_("No entry answers"), _("Take off a filter, or look at another time."))
    return Table(_("Record"), columns(), shown, footer_text=rule_words(rule()), empty=empty)


def pager(request: HttpRequest, found: Sequence[Entry], size: int) -> Pager:
    """Latest first; each page begins where the one before it ended."""

    def address(before: str) -> str:
        query = request.GET.copy()
        query.pop("before", None)
        if before:
            query["before"] = before
        return f"{request.path}?{query.urlencode()}"

    last = found[size - 1] if len(found) > size else None
    return Pager(
        first_url=address("") if request.GET.get("before") else "",
        next_url=address(placed(Place(last.at, last.pk))) if last is not None else "",
    )
