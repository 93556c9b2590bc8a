"""The workbench and the page of the record."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
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
from mingjian.desk.workbench import recent_table, workbench
from mingjian.offices.rights import Right
from mingjian.ui.components import Filter, FilterBar, Option, Pager
from mingjian.ui.tables import Column, Row, Table

AUDIT_READ = verbs.register("audit.read", gettext_lazy("Record searched"), reads=True)
PAGE = 100


@signed_in
def home(request: ScopedRequest) -> HttpResponse:
    """工作台: my tasks and my scope, each figure a link to its rows. The findings on it are recorded as read."""
    shown = workbench(request.scope)
    if recent := shown["recent"]:
        record("finding.list", actor=request.scope.actor, kind="finding", ids=[row.pk for row in recent])
    context = {**shown, "title": _("Workbench"), "recent": recent_table(recent) if recent else None}
    return render(request, "desk/home.html", context)


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
    context = {
        "title": _("Record"),
        "subtitle": _("Who did and who saw what. Terms and reasons stay encrypted; looking here is recorded too."),
        "filter_bar": _filter_bar(request, typed),
        "table": _table(found[:PAGE], names),
        "pager": _pager(request, found),
    }
    return render(request, "ui/shell_list.html", context)


def _filter_bar(request: ScopedRequest, typed: dict[str, str]) -> FilterBar:
    every = sorted(VERBS.values(), key=lambda verb: str(verb.words))
    verbs_offered = [Option(verb.code, verb.words, verb.code == typed["verb"]) for verb in every]
    kinds = sorted(_kinds().items(), key=lambda pair: str(pair[1]))
    filters = [
        Filter("text", "user", _("Sign-in name"), typed["user"]),
        Filter("select", "verb", _("What"), typed["verb"], options=verbs_offered),
        Filter("select", "kind", _("Kind"), typed["kind"], options=[Option(*k, k[0] == typed["kind"]) for k in kinds]),
        Filter("number", "row", _("Row number"), typed["row"]),
        Filter("date", "day", _("Day"), typed["day"]),
    ]
    shown = any(typed[name] for name in ("user", "verb", "kind", "row", "day"))
    return FilterBar(request.path, filters, clear_url=request.path if shown else "")


def _kinds() -> dict[str, Any]:
    """The words of every kind of row, by the name that the record keeps."""
    models = [model for model in apps.get_models() if model.__module__.startswith("mingjian.")]
    return {"audit": _("Record"), **{str(model._meta.model_name): model._meta.verbose_name for model in models}}


def _pager(request: ScopedRequest, found: list[Entry]) -> Pager:
    """Latest first; each page begins where the one before it ended."""

    def address(before: int | None) -> str:
        query = request.GET.copy()
        query.pop("before", None)
        if before is not None:
            query["before"] = str(before)
        return f"{reverse('audit-list')}?{query.urlencode()}"

    return Pager(
        first_url=address(None) if request.GET.get("before") else "",
        next_url=address(found[PAGE - 1].pk) if len(found) > PAGE else "",
    )


def _table(rows: list[Entry], names: dict[int, str]) -> Table:
    columns = [
        Column("at", _("When")),
        Column("who", _("Who")),
        Column("verb", _("What")),
        Column("kind", _("Kind")),
        Column("ids", _("Rows")),
        Column("count", _("How many"), numeric=True),
    ]
    kinds = _kinds()
    shown = [
        Row(
            str(row.pk),
            [
                timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S"),
                names.get(row.actor_id or 0, row.system),
                VERBS[row.verb].words if row.verb in VERBS else row.verb,
                kinds.get(row.kind, row.kind),
                ", ".join(str(one) for one in row.ids[:12]) + (" …" if len(row.ids) > 12 else ""),
                row.count,
            ],
        )
        for row in rows
    ]
    return Table(_("Record"), columns, shown)
