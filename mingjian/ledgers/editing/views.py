"""Changing many rows of a ledger: choose the column, give the value, see what would happen, do it, undo it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.audit.record import record
from mingjian.ledgers import filters
from mingjian.ledgers.cells import plain
from mingjian.ledgers.columns import Column
from mingjian.ledgers.editing.actions import edit_many, undo_edit
from mingjian.ledgers.editing.forms import ColumnForm, ValueForm
from mingjian.ledgers.editing.preview import Line, Preview, bulk_of, preview, value_of
from mingjian.ledgers.editing.querysets import own_edits
from mingjian.ledgers.editing.rule import MOST_ROWS
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.ledgers.windows import Order, placed
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.ui.components import Fact, ReasonDialog
from mingjian.ui.tables import Column as TableColumn
from mingjian.ui.tables import Row, Table

SHOWN = 200


@signed_in
@require_POST
def bulk(request: ScopedRequest, code: str) -> HttpResponse:
    """The steps, each a form that carries the rows on. Nothing is written before the last."""
    ledger = _ledger(request, code)
    rule = bulk_of(ledger)
    ids = _ids(request, ledger)
    context = _context(ledger, ids, request.POST.get("query", ""))
    key = request.POST.get("column", "")
    if key not in rule.columns:
        form: Any = ColumnForm(ledger=ledger, rule=rule)
        return render(request, "ledgers/bulk.html", context | {"form": form, "submit_label": _("Go on to the value")})
    column = ledger.column(key)
    given = "value" in request.POST
    form = ValueForm(request.POST if given else None, column=column, rule=rule)
    context |= {"form": form, "column": column, "submit_label": _("Show what would change")}
    if not given or not form.is_valid():
        return render(request, "ledgers/bulk.html", context, status=422 if given else 200)
    return _seen_or_done(request, ledger, ids, form, context)


def _seen_or_done(
    request: ScopedRequest, ledger: Ledger, ids: Sequence[int], form: ValueForm, context: dict[str, Any]
) -> HttpResponse:
    try:
        column, value = value_of(ledger, request.POST["column"], form.cleaned_data["value"])
    except Invalid as refusal:
        form.add_error("value", refusal.message)
        return render(request, "ledgers/bulk.html", context, status=422)
    reason = form.cleaned_data.get("reason", "")
    if request.POST.get("confirmed"):
        versions = _versions(request.POST.get("confirmed", ""))
        made = edit_many(
            ledger=ledger, versions=versions, column=column, value=value, reason=reason, scope=request.scope
        )
        text = ngettext("%(count)s row is changed.", "%(count)s rows are changed.", made.count)
        messages.success(request, text % {"count": made.count})
        return redirect("bulk-edit", made.pk)
    seen = preview(ledger, ids, column, value, request.scope)
    shown = [line.id for line in seen.lines]
    detail = {"bulk": column.key}
    record(f"{ledger.kind}.list", actor=request.scope.actor, kind=ledger.kind, ids=shown, detail=detail)
    given = {"value": request.POST["value"], "reason": reason}
    return render(request, "ledgers/bulk_preview.html", context | _preview(ledger, seen, given))


def _context(ledger: Ledger, ids: Sequence[int], query: str) -> dict[str, Any]:
    back = f"{reverse(ledger.list_url)}?{query}"
    title = ngettext("Change %(count)s row", "Change %(count)s rows", len(ids)) % {"count": len(ids)}
    rows = ",".join(map(str, ids))
    return {
        "title": title,
        "kicker": ledger.words,
        "kicker_url": back,
        "cancel_url": back,
        "rows": rows,
        "listed": query,
    }


def _preview(ledger: Ledger, seen: Preview, given: dict[str, str]) -> dict[str, Any]:
    changing = seen.changing
    text = ngettext("Change %(count)s row", "Change %(count)s rows", len(changing)) % {"count": len(changing)}
    return {
        "given": given,
        "confirmed": ",".join(f"{line.id}:{line.version}" for line in changing),
        "submit_label": text,
        "changing": len(changing),
        "refused": len(seen.refused),
        "changes": _changes(ledger, seen.column, seen.value, changing[:SHOWN]),
        "refusals": _refusals(ledger, seen.refused[:SHOWN]),
        "most_shown": SHOWN,
    }


def _changes(ledger: Ledger, column: Column, value: Any, lines: Sequence[Line]) -> Table:
    name = ledger.columns[0].words
    columns = [
        TableColumn("name", name),
        TableColumn("before", _("Value before")),
        TableColumn("after", _("Value after")),
    ]
    after = _words(column, value)
    rows = [
        Row(str(line.id), [line.name, _words(column, line.before), after], ledger.url_of(line.id)) for line in lines
    ]
    return Table(_("Rows that change"), columns, rows, id="changes")


def _refusals(ledger: Ledger, lines: Sequence[Line]) -> Table:
    columns = [TableColumn("name", ledger.columns[0].words), TableColumn("why", _("Why it stays as it is"), wide=True)]
    return Table(
        _("What stays as it is"),
        columns,
        [Row(str(line.id), [line.name, line.refusal], ledger.url_of(line.id)) for line in lines],
        id="refusals",
    )


def _words(column: Column, value: Any) -> Any:
    """A draft's value as the page shows it."""
    return value if isinstance(value, str) and not column.choices else plain(column, value)


@signed_in
@require_GET
def bulk_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    """What one bulk edit did, and its undo."""
    edit = get_object_or_404(own_edits(request.scope), pk=pk)
    ledger = LEDGERS[edit.ledger]
    column = ledger.column(edit.column)
    facts = [
        Fact(column.words, _words(column, edit.value)),
        Fact(_("Rows"), edit.count),
        Fact(_("At"), edit.at),
        Fact(_("Undone at"), edit.undone_at or _("no")),
    ]
    undo = ReasonDialog(
        "undo",
        _("Undo"),
        reverse("bulk-undo", args=[edit.pk]),
        _("Every row gets its former value back, unless somebody changed one of them since."),
    )
    context = {
        "title": _("Set “%(column)s” in %(count)s rows") % {"column": column.words, "count": edit.count},
        "kicker": ledger.words,
        "kicker_url": reverse(ledger.list_url),
        "facts": facts,
        "undo": None if edit.undone_at else undo,
    }
    return render(request, "ledgers/bulk_edit.html", context)


@signed_in
@require_POST
def bulk_undo(request: ScopedRequest, pk: int) -> HttpResponse:
    """Put the former values back."""
    edit = get_object_or_404(own_edits(request.scope), pk=pk)
    undo_edit(edit=edit, reason=request.POST.get("reason", "")[:2000], scope=request.scope)
    messages.success(request, _("The edit is undone."))
    return redirect("bulk-edit", pk)


def _ids(request: ScopedRequest, ledger: Ledger) -> list[int]:
    """The rows of the selection, or of the whole filter as long as they are not too many."""
    if request.POST.get("all"):
        query = QueryDict(request.POST.get("query", ""))
        asked = filters.read(ledger, query, request.scope)
        rows = ledger.model.objects.visible_to(request.scope)  # type: ignore[attr-defined]  # every ledger's is gated
        order = Order.read(ledger, query.get("sort", ""))
        way = "-" if order.descending else ""
        found = placed(ledger, rows.filter(asked.condition), order).order_by(f"{way}place", f"{way}pk")
        ids = list(found.values_list("pk", flat=True)[: MOST_ROWS + 1])
    else:
        written = request.POST.getlist("selected") or request.POST.get("rows", "").split(",")
        ids = list(dict.fromkeys(int(each) for each in written[: MOST_ROWS + 1] if each.isdecimal() and len(each) < 18))
    if not ids:
        raise Invalid(_("Select rows first."))
    if len(ids) > MOST_ROWS:
        raise Invalid(_("At most %(most)s rows are changed at once.") % {"most": MOST_ROWS})
    return ids


def _versions(text: str) -> dict[int, int]:
    """Id → version of the rows as they were previewed."""
    pairs = [each.partition(":") for each in text.split(",")[: MOST_ROWS + 1]]
    return {int(row): int(version) for row, _colon, version in pairs if row.isdecimal() and version.isdecimal()}


def _ledger(request: ScopedRequest, code: str) -> Ledger:
    if code not in LEDGERS or LEDGERS[code].bulk is None:
        raise Http404
    ledger = LEDGERS[code]
    if not request.scope.has(ledger.right) or not request.scope.has(bulk_of(ledger).right):
        raise NotAllowed(_("Your account does not hold the right to change rows of this ledger."))
    return ledger
