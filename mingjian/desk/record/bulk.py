"""The page of bulk reads: who went over the rule, when, and the way to the entries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.querysets import names_of
from mingjian.audit.queries import Bulk, bulk_reads
from mingjian.audit.verbs import VERBS
from mingjian.desk.record.asked import moment
from mingjian.desk.record.page import rule, rule_words
from mingjian.ui.components import Empty, Filter, FilterBar
from mingjian.ui.tables import Cell, Column, Row, Table

DAYS = 7
LONGEST_DAYS = 93


def period(since: str, until: str) -> tuple[datetime, datetime]:
    """The time looked at: the last week unless told, at most a quarter."""
    end = moment(until, after=True) or timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    ) + timedelta(days=1)
    begin = moment(since) or end - timedelta(days=DAYS)
    return max(begin, end - timedelta(days=LONGEST_DAYS)), end


def filter_bar(path: str, begin: datetime, end: datetime) -> FilterBar:
    """From which day to which."""
    last = timezone.localtime(end) - timedelta(days=1)
    return FilterBar(
        path,
        [
            Filter("date", "since", _("From the day"), f"{timezone.localtime(begin):%Y-%m-%d}"),
            Filter("date", "until", _("Up to the day"), f"{last:%Y-%m-%d}"),
        ],
        submit_label=_("Show"),
    )


def found(begin: datetime, end: datetime, user_ids: Sequence[int] | None) -> list[Bulk]:
    """What the rule flags in that time."""
    return bulk_reads(rule(), begin, end, settings.TIME_ZONE, user_ids)


def table(rows: Sequence[Bulk]) -> Table:
    """Each flag with its figures; it leads to the user's entries of that day."""
    known = names_of(row.user_id for row in rows)
    spans = {"hour": _("in an hour"), "day": _("in a day"), "once": _("at once")}
    columns = [
        Column("who", _("Who")),
        Column("span", _("Over the rule")),
        Column("begin", _("Beginning")),
        Column("what", _("Deed")),
        Column("reads", _("Reads"), numeric=True),
        Column("rows", _("Rows shown"), numeric=True),
        Column("limit", _("Allowed"), numeric=True),
    ]
    shown = [Row(str(at), _cells(row, known, spans), tone="due") for at, row in enumerate(rows)]
    empty = Empty(_("Nobody went over the rule"), rule_words(rule()), icon="shield-check")
    return Table(_("Bulk reads"), columns, shown, footer_text=rule_words(rule()), empty=empty)


def _cells(row: Bulk, known: dict[int, str], spans: dict[str, str]) -> list[Any]:
    local = timezone.localtime(row.begin)
    name = known.get(row.user_id, str(row.user_id))
    day = f"{local:%Y-%m-%d}"
    return [
        Cell(name, url=f"{reverse('audit-list')}?user={name}&since={day}&until={day}&reads=1"),
        spans[row.span],
        f"{local:%Y-%m-%d}" if row.span == "day" else f"{local:%Y-%m-%d %H:%M}",
        VERBS[row.verb].words if row.verb in VERBS else row.verb,
        row.reads,
        row.rows,
        row.limit,
    ]
