"""The record as the audit administrator reads it. Looking here is recorded too; words stay encrypted."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.querysets import readers_within
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.queries import entries
from mingjian.audit.record import record
from mingjian.audit.sealing import standing
from mingjian.desk.jobs import verify_record
from mingjian.desk.record import bulk, page
from mingjian.desk.record.asked import Typed, filter_bar
from mingjian.desk.record.export import EXPORT, TYPES, export
from mingjian.desk.record.seals import context as seals_context
from mingjian.offices.rights import Right
from mingjian.ui.components import Action, Tab

READ = verbs.register("audit.read", gettext_lazy("Record searched"), reads=True)
BULK = verbs.register("audit.bulk", gettext_lazy("Bulk reads looked at"), reads=True)
VERIFY = verbs.register("audit.verify", gettext_lazy("Verification of the record asked for"))
verbs.register(EXPORT, gettext_lazy("Record exported"), reads=True)
PAGE = 100


def _tabs(current: str) -> list[Tab]:
    named = (("audit-list", _("Entries")), ("audit-bulk", _("Bulk reads")), ("audit-seals", _("Seals")))
    return [Tab(label, reverse(name), name == current) for name, label in named]


@needs(Right.READ_AUDIT)
@require_GET
def audit_list(request: ScopedRequest) -> HttpResponse:
    """Who did and who saw what in my offices, latest first, a hundred at a time."""
    typed = Typed.read(request.GET)
    found = list(entries(typed.asked, readers_within(request.scope))[: PAGE + 1])
    record(READ, actor=request.scope.actor, kind="audit", words=_words(typed))
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "title": _("Record"),
        "subtitle": _("Who did and who saw what. Terms and reasons stay encrypted; looking here is recorded too."),
        "actions": [
            Action(_("Excel"), f"{reverse('audit-export', args=['xlsx'])}?{query.urlencode()}", "file-spreadsheet"),
            Action(_("CSV"), f"{reverse('audit-export', args=['csv'])}?{query.urlencode()}", "file-text"),
        ],
        "tabs": _tabs("audit-list"),
        "filter_bar": filter_bar(request.path, typed),
        "table": page.table(found[:PAGE]),
        "pager": page.pager(request, found, PAGE),
    }
    return render(request, "ui/shell_list.html", context)


@needs(Right.READ_AUDIT)
@require_GET
def audit_export(request: ScopedRequest, form: str) -> HttpResponseBase:
    """The entries that the filters show as a numbered file."""
    if form not in TYPES:
        raise Http404
    typed = Typed.read(request.GET)
    readers = readers_within(request.scope)
    return export(typed.asked, readers, _words(typed), form, user_of(request), request.scope)


@needs(Right.READ_AUDIT)
@require_GET
def audit_bulk(request: ScopedRequest) -> HttpResponse:
    """Who read more than the rule allows without a flag."""
    begin, end = bulk.period(request.GET.get("since", ""), request.GET.get("until", ""))
    found = bulk.found(begin, end, readers_within(request.scope).user_ids)
    record(BULK, actor=request.scope.actor, kind="audit", detail={"since": f"{begin:%Y-%m-%d}", "flags": len(found)})
    context = {
        "title": _("Record"),
        "subtitle": page.rule_words(page.rule()),
        "tabs": _tabs("audit-bulk"),
        "filter_bar": bulk.filter_bar(request.path, begin, end),
        "table": bulk.table(found),
    }
    return render(request, "ui/shell_list.html", context)


@needs(Right.READ_AUDIT)
@require_GET
def audit_seals(request: ScopedRequest) -> HttpResponse:
    """Whether the record is whole: the last seal, what waits for the next, the last verification."""
    context = {
        "title": _("Record"),
        "subtitle": _("Entries are sealed in a signed chain; a change to any sealed entry breaks it."),
        "tabs": _tabs("audit-seals"),
        "actions": [Action(_("Verify now"), reverse("audit-verify"), "shield-check", "primary", post=True)],
        **seals_context(standing()),
    }
    return render(request, "accounts/tables.html", context)


@needs(Right.READ_AUDIT)
@require_POST
def audit_verify(request: ScopedRequest) -> HttpResponse:
    """Have the worker compute every seal again."""
    record(VERIFY, actor=request.scope.actor, kind="audit")
    verify_record.defer()
    messages.success(request, _("The verification is under way; what it finds will stand here."))
    return redirect("audit-seals")


def _words(typed: Typed) -> str:
    return str(sorted((name, value) for name, value in typed.words.items() if value))
