"""Lists around imports: who imported what into which ledger, and what the ledgers have learned."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.ledgers.addresses import address
from mingjian.ledgers.exports.querysets import names_of
from mingjian.ledgers.imports.learning import forget
from mingjian.ledgers.imports.models import Learned
from mingjian.ledgers.imports.outcomes import STATUSES
from mingjian.ledgers.intake import CHANGED, NEW, REJECTED
from mingjian.ledgers.models import Batch, Stage
from mingjian.ledgers.querysets import readable
from mingjian.ledgers.registry import LEDGERS
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.offices.rights import Right
from mingjian.ui.components import Action, Empty, Filter, FilterBar, Option, Pager
from mingjian.ui.tables import Cell, Column, Row, Table

LISTED = verbs.register("batch.list", gettext_lazy("Read the list of imports"), reads=True)
SHOWN = 50
MOST_LEARNED = 500
KEY = b"ledgers.imports"
TONES = {Stage.COMMITTED: "done", Stage.ASKING: "due", Stage.STAGED: "due", Stage.REFUSED: "overdue"}


@needs(Right.IMPORT)
@require_safe
def import_list(request: ScopedRequest) -> HttpResponse:
    """Every file that was sent: into which ledger, by whom, when, how it ended; the latest first."""
    code, stage = request.GET.get("ledger", ""), request.GET.get("stage", "")
    own = request.GET.get("own") == "1"
    rows = readable(request.scope).select_related("office").order_by("-pk")
    if code in LEDGERS:
        rows = rows.filter(ledger=code)
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    if own:
        rows = rows.filter(user_id=request.scope.actor.user_id)
    after = _place(request.GET.get("after", ""))
    found = list(rows.filter(pk__lt=after)[: SHOWN + 1] if after else rows[: SHOWN + 1])
    shown, more = found[:SHOWN], len(found) > SHOWN
    record(LISTED, actor=request.scope.actor, kind="batch", ids=[each.pk for each in shown])
    context = {
        "title": _("Imports"),
        "subtitle": _("Every file that was sent to a ledger, and what became of it."),
        "actions": [Action(_("What the ledgers have learned"), reverse("learned-list"), "list-checks")],
        "filter_bar": _filter_bar(request.path, code, stage, own=own),
        "table": _table(shown),
        "pager": Pager(
            first_url=address(request.GET) if after else "",
            next_url=address(request.GET, after=encode((shown[-1].pk,), _key())) if more else "",
        ),
    }
    return render(request, "ui/shell_list.html", context)


def _key() -> bytes:
    return bytes(settings.CURSOR_KEY) + KEY


def _place(text: str) -> int | None:
    try:
        (row_id,) = decode(text, _key())
    except (BadCursor, ValueError):
        return None
    return row_id if isinstance(row_id, int) else None


def _filter_bar(path: str, code: str, stage: str, *, own: bool) -> FilterBar:
    ledgers = [Option(each.code, each.words, each.code == code) for each in LEDGERS.values() if each.intake]
    stages = [Option(value, words, value == stage) for value, words in Stage.choices]
    filters = [
        Filter("select", "ledger", _("Ledger"), code, options=ledgers),
        Filter("select", "stage", _("Stage"), stage, options=stages),
        Filter("check", "own", _("My own only"), "1" if own else ""),
    ]
    return FilterBar(path, filters, clear_url=path if code or stage or own else "")


def _table(rows: list[Batch]) -> Table:
    names = names_of(each.user_id for each in rows)
    columns = [
        Column("file", _("File"), wide=True),
        Column("ledger", _("Ledger")),
        Column("office", _("Office")),
        Column("who", _("Imported by")),
        Column("at", _("Received at")),
        Column("stage", _("Stage")),
        *[Column(status, STATUSES[status], numeric=True) for status in (NEW, CHANGED, REJECTED)],
        Column("hash", _("SHA-256 of the file")),
    ]
    empty = Empty(_("No file has been imported yet"), _("Open a ledger and choose “Import”."), icon="upload")
    body = [Row(str(each.pk), _cells(each, names), reverse("batch", args=[each.pk])) for each in rows]
    return Table(_("Imports"), columns, body, empty=empty)


def _cells(each: Batch, names: dict[int, str]) -> list[Any]:
    return [
        each.file_name,
        LEDGERS[each.ledger].words if each.ledger in LEDGERS else each.ledger,
        each.office.name,
        names.get(each.user_id or 0, ""),
        each.created_at,
        Cell(each.get_stage_display(), state=TONES.get(Stage(each.stage), "neutral")),
        *[each.counts.get(status) for status in (NEW, CHANGED, REJECTED)],
        f"{bytes(each.file_hash).hex()[:16]}…",
    ]


@needs(Right.IMPORT)
@require_safe
def learned_list(request: ScopedRequest) -> HttpResponse:
    """The headings and names that offices have explained once; each can be taken back."""
    rows = Learned.objects.visible_to(request.scope).select_related("office").order_by("ledger", "what", "pk")
    found = list(rows[:MOST_LEARNED])
    names = names_of(each.user_id for each in found)
    lines = [
        {
            "row": each,
            "ledger": LEDGERS[each.ledger].words if each.ledger in LEDGERS else each.ledger,
            "meaning": _meaning(each),
            "who": names.get(each.user_id or 0, ""),
        }
        for each in found
    ]
    context = {
        "title": _("What the ledgers have learned"),
        "subtitle": _("Each answer holds for its office and all below it, until it is taken back."),
        "kicker": _("Imports"),
        "kicker_url": reverse("import-list"),
        "lines": lines,
    }
    return render(request, "ledgers/learned.html", context)


def _meaning(each: Learned) -> str:
    if each.what == Learned.What.HEADING and each.ledger in LEDGERS:
        columns = {column.key: str(column.words) for column in LEDGERS[each.ledger].columns}
        return columns.get(each.meaning, each.meaning)
    return each.meaning_words or each.meaning


@needs(Right.IMPORT)
@require_POST
def learned_forget(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take one answer back."""
    found = get_object_or_404(Learned.objects.visible_to(request.scope), pk=pk)
    forget(learned_id=found.pk, scope=request.scope)
    messages.success(request, _("It will be asked again."))
    return redirect("learned-list")
