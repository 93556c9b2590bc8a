"""The workbench and the page of the record."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.querysets import entries_within, ids_named, names_of
from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.audit import verbs
from mingjian.audit.models import Entry
from mingjian.audit.queries import latest
from mingjian.audit.record import record
from mingjian.audit.verbs import VERBS
from mingjian.desk.workbench import workbench
from mingjian.offices.rights import Right
from mingjian.ui.tables import Column, Row, Table

AUDIT_READ = verbs.register("audit.read", gettext_lazy("Record searched"), reads=True)
PAGE = 100


@signed_in
def home(request: ScopedRequest) -> HttpResponse:
    """工作台: my tasks and my scope, each figure a link to its rows. The findings on it are recorded as read."""
    shown = workbench(request.scope)
    if recent := shown["recent"]:
        record("finding.list", actor=request.scope.actor, kind="finding", ids=[row.pk for row in recent])
    return render(request, "desk/home.html", {"title": _("Workbench"), **shown})


def _chosen(request: ScopedRequest) -> tuple[dict[str, Any], dict[str, str]]:
    """Filters of the record from the address, and what was typed, for the form."""
    typed = {key: request.GET.get(key, "").strip() for key in ("user", "verb", "kind", "row", "day", "before")}
    chosen: dict[str, Any] = {}
    if typed["user"]:
        chosen["actor_id__in"] = ids_named(typed["user"])
    if typed["verb"] in VERBS:
        chosen["verb"] = typed["verb"]
    if typed["kind"]:
        chosen["kind"] = typed["kind"]
    if typed["row"].isdecimal():
        chosen["ids__contains"] = [int(typed["row"][:18])]
    if typed["before"].isdecimal():
        chosen["id__lt"] = int(typed["before"][:18])
    if day := _day(typed["day"]):
        begin = timezone.make_aware(datetime.combine(day, time.min))
        chosen["at__gte"], chosen["at__lt"] = begin, begin + timedelta(days=1)
    return chosen, typed


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@needs(Right.READ_AUDIT)
def audit_list(request: ScopedRequest) -> HttpResponse:
    """Who did and who saw what in my offices, latest first. Looking here is recorded too; words stay encrypted."""
    chosen, typed = _chosen(request)
    found = latest(PAGE + 1, entries_within(request.scope), **chosen)
    record(AUDIT_READ, actor=request.scope.actor, kind="audit", words=str(sorted(typed.items())))
    names = names_of(row.actor_id for row in found)
    next_url = ""
    if len(found) > PAGE:
        query = request.GET.copy()
        query["before"] = str(found[PAGE - 1].pk)
        next_url = f"{reverse('audit-list')}?{query.urlencode()}"
    context = {
        "title": _("Record"),
        "table": _table(found[:PAGE], names),
        "typed": typed,
        "verbs": sorted(VERBS.values(), key=lambda verb: verb.code),
        "next_url": next_url,
    }
    return render(request, "desk/audit.html", context)


def _table(rows: list[Entry], names: dict[int, str]) -> Table:
    columns = [
        Column("at", _("When")),
        Column("who", _("Who")),
        Column("verb", _("What")),
        Column("kind", _("Kind")),
        Column("ids", _("Rows")),
        Column("count", _("How many"), numeric=True),
    ]
    shown = [
        Row(
            str(row.pk),
            [
                timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S"),
                names.get(row.actor_id or 0, row.system),
                VERBS[row.verb].words if row.verb in VERBS else row.verb,
                row.kind,
                ", ".join(str(one) for one in row.ids[:12]) + (" …" if len(row.ids) > 12 else ""),
                row.count,
            ],
        )
        for row in rows
    ]
    return Table(_("Record"), columns, shown)
