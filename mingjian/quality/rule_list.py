"""The rows that break one rule: page by page, each with its page and the place where it is mended."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.quality import page
from mingjian.quality.models import Fault, Muting
from mingjian.quality.reading import rows_of
from mingjian.quality.registry import Rule
from mingjian.ui.components import Chip, Empty, Fact, FilterBar, Pager, Tab
from mingjian.ui.tables import Cell, Column, Row, Table

SIZE = 50
TREND = 60


def context(rule: Rule, scope: Scope, query: QueryDict) -> dict[str, Any]:
    """What the page shows; `ids` are the rows on it."""
    muted = query.get("muted") == "1"
    office = office_asked(query.get("office", ""), rule.gate.right, scope)
    rows = rows_of(rule, scope, under=str(office.path) if office else "", muted=muted)
    count = rows.count()
    after = _number(query.get("after", ""))
    found = list(rows.filter(pk__gt=after).select_related(*rule.related).order_by("pk")[: SIZE + 1])
    shown = found[:SIZE]
    address = _Address(rule, office)
    return {
        "title": rule.words,
        "kicker": _("Data quality"),
        "kicker_url": reverse("quality"),
        "facts": [
            Fact(_("Register"), rule.register_words),
            Fact(_("Rows to mend") if not muted else _("Muted rows"), f"{count:,}"),
            Fact(_("Gravity"), page.gravity_words(rule), tone=_tone(rule)),
        ],
        "why": rule.why,
        "trend": "" if muted or office else page.sparkline(rule, count, scope, TREND),
        "tabs": [
            Tab(_("To mend"), address.of(muted=False), not muted),
            Tab(_("Muted"), address.of(muted=True), muted),
        ],
        "filter_bar": _chips(rule, office, muted),
        "table": _table(rule, shown, scope, muted, count),
        "pager": Pager(
            first_url=address.of(muted=muted) if after else "",
            next_url=address.of(muted=muted, after=shown[-1].pk) if len(found) > SIZE else "",
            count_text=f"{count:,}",
        ),
        "ids": [row.pk for row in shown],
    }


class _Address:
    """Addresses of this list."""

    def __init__(self, rule: Rule, office: Office | None) -> None:
        self.base = reverse("quality-rule", args=[rule.code])
        self.office = office

    def of(self, *, muted: bool, after: int = 0) -> str:
        query = QueryDict(mutable=True)
        if self.office is not None:
            query["office"] = str(self.office.pk)
        if muted:
            query["muted"] = "1"
        if after:
            query["after"] = str(after)
        return f"{self.base}?{query.urlencode()}" if query else self.base


def _tone(rule: Rule) -> str:
    tone = page.GRAVITY[rule.gravity]
    return "" if tone == "neutral" else tone


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def office_asked(text: str, right: Right, scope: Scope) -> Office | None:
    """The office asked for, where the scope holds the right there; None for any other."""
    found = Office.objects.filter(pk=_number(text)).first() if _number(text) else None
    return found if found is not None and scope.may(right, str(found.path)) else None


def _chips(rule: Rule, office: Office | None, muted: bool) -> FilterBar | None:
    if office is None:
        return None
    base = reverse("quality-rule", args=[rule.code])
    clear = f"{base}?muted=1" if muted else base
    return FilterBar(base, chips=[Chip(_("Office and below: %(office)s") % {"office": office.name}, clear)])


def _table(rule: Rule, rows: list[Any], scope: Scope, muted: bool, count: int) -> Table:
    columns = [Column("row", _("Row"), wide=True)]
    columns += [Column("standing", _("Standing"))] if rule.badge else []
    columns.append(Column("since", _("Found on")))
    columns += [Column("why", _("Reason")), Column("until", _("Last day"))] if muted else []
    columns += [Column("mend", _("Mend")), Column("mute", _("Mute"))]
    ids = [row.pk for row in rows]
    since = dict(Fault.objects.filter(rule=rule.code, gone_on=None, row_id__in=ids).values_list("row_id", "found_on"))
    silent = {each.row_id: each for each in Muting.objects.filter(rule=rule.code, lifted_at=None, row_id__in=ids)}
    table_rows = []
    for row in rows:
        cells: list[object] = [rule.title(row)]
        if rule.badge:
            badge = rule.badge(row)
            cells.append(Cell(badge.words, state=badge.tone, verified=badge.verified))
        cells.append(since.get(row.pk))
        if muted:
            cells += [silent[row.pk].reason, silent[row.pk].until]
        cells += _ways(rule, row, scope, muted)
        table_rows.append(Row(str(row.pk), cells, url=reverse(rule.row_url, args=[row.pk])))
    nothing = Empty(_("No row breaks this rule within your reach"), icon="circle-check")
    return Table(rule.words, columns, table_rows, footer_text=f"{count:,}", empty=nothing, id="faults")


def _ways(rule: Rule, row: Any, scope: Scope, muted: bool) -> list[object]:
    """Where the row is put right, and where it is muted: for who may."""
    gate = rule.gate
    paths = getattr(row, gate.reach) if gate.reach_many else [getattr(row, gate.reach)]
    if not any(scope.may(rule.mends, str(path)) for path in paths):
        return ["", ""]
    mute = reverse("quality-mute", args=[rule.code, row.pk])
    return [
        Cell(_("Mend"), url=reverse(rule.mend_url or rule.row_url, args=[row.pk])),
        Cell(_("Count again …") if muted else _("Mute …"), url=mute),
    ]
