"""Offices beside each other: how much of each register is without fault, for the superior to ask about.

No office is ranked: they stand in the order of the tree, and the figure is about rows, not about people.
"""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.quality.page import registers, share_text, tabs
from mingjian.quality.reading import by_office
from mingjian.quality.registry import rules_for
from mingjian.ui.components import Chip, Empty, FilterBar
from mingjian.ui.tables import Cell, Column, Row, Table

MOST = 300


def context(scope: Scope, under: str) -> dict[str, Any]:
    """The chosen office and those right below it; without a choice, those at the top of the reader's reach."""
    within = offices_within(scope)
    above = next((office for office in within if str(office.pk) == under), None)
    shown = _shown(within, above)
    below = _below(shown, within)
    groups = registers(rules_for(scope))
    counts = {kind: by_office(rules, scope, below) for kind, rules in groups.items()}
    columns = [Column("office", _("Office"))]
    columns += [Column(kind, rules[0].register_words, numeric=True) for kind, rules in groups.items()]
    columns.append(Column("all", _("Rows to mend"), numeric=True))
    base = reverse("quality-offices")
    chips = [Chip(_("Below: %(office)s") % {"office": above.name}, base)] if above else []
    rows = [_row(office, [found[office.pk] for found in counts.values()]) for office in shown]
    return {
        "title": _("Data quality by office"),
        "subtitle": _("The share of rows without any fault, of the office and those below it."),
        "tabs": tabs("offices"),
        "filter_bar": FilterBar(base, chips=chips) if chips else None,
        "table": Table(
            _("Data quality by office"), columns, rows, empty=Empty(_("No office lies below")), id="offices"
        ),
    }


def offices_within(scope: Scope) -> list[Office]:
    """The offices in reach, the highest first."""
    within = Q(pk__in=())
    for path in scope.paths(Right.READ_REGISTER):
        within |= Q(path__within=path)
    return list(Office.objects.filter(within, existed__contains=scope.on).order_by("level", "path"))


def _shown(within: list[Office], above: Office | None) -> list[Office]:
    """The chosen office and those right below it; at the top the highest in reach, each with those below it."""
    right_below: dict[int | None, list[Office]] = {}
    for office in within:
        right_below.setdefault(office.parent_id, []).append(office)
    if above is not None:
        return [above, *right_below.get(above.pk, ())][:MOST]
    ids = {office.pk for office in within}
    tops = [office for office in within if office.parent_id not in ids]
    return [office for top in tops for office in (top, *right_below.get(top.pk, ()))][:MOST]


def _below(shown: list[Office], within: list[Office]) -> dict[int, list[int]]:
    """Office → itself and all below it: a path names every office above its own."""
    found: dict[int, list[int]] = {office.pk: [] for office in shown}
    for office in within:
        for step in str(office.path).split("."):
            if int(step) in found:
                found[int(step)].append(office.pk)
    return found


def _row(office: Office, counts: list[tuple[int, int]]) -> Row:
    cells: list[object] = [Cell(office.name, url=f"{reverse('quality-offices')}?under={office.pk}")]
    cells += [share_text(1 - unclean / total if total else None) for unclean, total in counts]
    to_mend = sum(unclean for unclean, _total in counts)
    return Row(str(office.pk), [*cells, Cell(to_mend, url=f"{reverse('quality')}?office={office.pk}")])
