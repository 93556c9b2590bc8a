"""The overview: rules by register, with their counts, their trend, and the share of rows without fault."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingjian.offices.models import Office
from mingjian.offices.scope import Scope
from mingjian.quality.reading import Counts, counts_of, looked_at, trend_of
from mingjian.quality.registry import Rule, rules_for
from mingjian.ui.charts import draw_points
from mingjian.ui.components import Action, Chip, Empty, Fact, FilterBar, Point, Tab
from mingjian.ui.tables import Cell, Column, Row, Table

DAYS = 14
GRAVITY = {3: "overdue", 2: "due", 1: "neutral"}


def gravity_words(rule: Rule) -> str:
    """How much the fault matters."""
    return {3: _("makes figures wrong"), 2: _("misleads"), 1: _("a gap")}[rule.gravity]


def registers(rules: list[Rule]) -> dict[str, list[Rule]]:
    """Rules by the kind of their register, in the order declared."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.gate.kind, []).append(rule)
    return found


def tabs(current: str) -> list[Tab]:
    """The rules, and the offices beside each other."""
    return [
        Tab(_("By rule"), reverse("quality"), current == "rules"),
        Tab(_("By office"), reverse("quality-offices"), current == "offices"),
    ]


def context(scope: Scope, office: Office | None) -> dict[str, Any]:
    """What the overview shows: all within reach, or an office and those below it."""
    groups = registers(rules_for(scope))
    under = str(office.path) if office else ""
    counts = {kind: counts_of(rules, scope, under) for kind, rules in groups.items()}
    base = reverse("quality")
    chips = [Chip(_("Office and below: %(office)s") % {"office": office.name}, base)] if office else []
    groups = {kind: rules for kind, rules in groups.items() if counts[kind].total}
    looks = looked_at(rule for rules in groups.values() for rule in rules)
    return {
        "title": _("Data quality"),
        "subtitle": _last(looks),
        "actions": [Action(_("Count again"), reverse("quality-count"), "refresh-cw", post=True)],
        "tabs": tabs("rules"),
        "facts": [_fact(rules[0], counts[kind]) for kind, rules in groups.items()],
        "filter_bar": FilterBar(base, chips=chips) if chips else None,
        "groups": [
            (rules[0].register_words, _table(rules, counts[kind], scope, office)) for kind, rules in groups.items()
        ],
        "empty": Empty(_("There is no register within your reach")) if not groups else None,
    }


def _last(looks: Any) -> str:
    if not looks:
        return _("The registers have not been looked through yet.")
    at = localtime(max(look.at for look in looks.values()))
    return _("Looked through at %(at)s. What is mended since is counted no more.") % {"at": f"{at:%Y-%m-%d %H:%M}"}


def share_text(share: float | None) -> str:
    """A share in per cent, never rounded up to all."""
    if share is None:
        return "—"
    return "100%" if share == 1 else f"{min(99.9, int(share * 1000) / 10):.1f}%"


def _fact(rule: Rule, counts: Counts) -> Fact:
    """How much of a register is without fault."""
    clean = f"{counts.total - counts.unclean:,}"
    note = _("%(clean)s of %(total)s rows without fault") % {"clean": clean, "total": f"{counts.total:,}"}
    return Fact(rule.register_words, share_text(counts.clean_share), note=note)


def _table(rules: list[Rule], counts: Counts, scope: Scope, office: Office | None) -> Table:
    columns = [
        Column("rule", _("Rule")),
        Column("count", _("Rows to mend"), numeric=True),
        Column("gravity", _("Gravity")),
        *([] if office else [Column("trend", _("Last %(days)d days") % {"days": DAYS})]),
        Column("why", _("Why it matters"), wide=True),
    ]
    rows = []
    for rule in rules:
        count = counts.faults.get(rule.code, 0)
        url = reverse("quality-rule", args=[rule.code]) + (f"?office={office.pk}" if office else "")
        cells: list[object] = [
            Cell(rule.words, url=url),
            Cell(count, url=url),
            Cell(gravity_words(rule), state=GRAVITY[rule.gravity]),
        ]
        cells += [] if office else [sparkline(rule, count, scope, DAYS)]
        rows.append(Row(rule.code, [*cells, rule.why]))
    return Table(rules[0].register_words, columns, rows, id=f"quality-{rules[0].gate.kind}")


def sparkline(rule: Rule, now: int, scope: Scope, days: int) -> SafeString:
    """The trend up to today's count."""
    points = [Point(day.isoformat(), value) for day, value in [*trend_of(rule, scope, days), (scope.on, now)]]
    label = _("%(rule)s: the last %(days)d days") % {"rule": rule.words, "days": days}
    drawn = {"points": draw_points(points), "label": label, "width": len(points) * 10}
    return render_to_string("ui/parts/sparkline.html", drawn)
