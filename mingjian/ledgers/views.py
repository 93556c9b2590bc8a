"""Pages of the engine: sending a file, a batch on its way, its rejected rows, a ledger as a file."""

import io

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.ledgers import batch_page
from mingjian.ledgers.actions import discard, receive
from mingjian.ledgers.exports.taking import TYPES
from mingjian.ledgers.exports.taking import export as export_ledger
from mingjian.ledgers.forms import ImportForm
from mingjian.ledgers.jobs import put_in_line
from mingjian.ledgers.models import Batch
from mingjian.ledgers.querysets import readable, recent
from mingjian.ledgers.reading.sheets import answers_from
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.ledgers.rejected import write_file
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.rights import Right

STEPS = ("read", "commit", "undo")


@needs(Right.IMPORT)
@require_http_methods(["GET", "POST"])
def import_file(request: ScopedRequest, code: str) -> HttpResponse:
    """The form for a file, and the latest imports."""
    ledger = _ledger(code)
    if ledger.intake is None:
        raise Http404
    form = ImportForm(
        request.POST or None, request.FILES or None, scope=request.scope, own_office=user_of(request).office_id
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with transaction.atomic():
            batch = receive(
                ledger=ledger,
                office_id=form.cleaned_data["office"],
                file_name=file.name,
                content=file.read(),
                scope=request.scope,
            )
            put_in_line("read", batch.pk, user_of(request).pk)
        return redirect("batch", batch.pk)
    context = {
        "title": _("Import into: %(ledger)s") % {"ledger": ledger.words},
        "kicker": ledger.words,
        "kicker_url": reverse(ledger.list_url),
        "form": form,
        "submit_label": _("Read the file"),
        "cancel_url": reverse(ledger.list_url),
        "batches": recent(request.scope, ledger.code),
    }
    return render(request, "ledgers/import.html", context, status=422 if form.errors else 200)


@needs(Right.IMPORT)
@require_GET
def batch(request: ScopedRequest, pk: int) -> HttpResponse:
    """A batch: what was found in the file, and what can be decided."""
    found = get_object_or_404(readable(request.scope).select_related("office"), pk=pk)
    template = "ledgers/parts/progress.html" if request.GET.get("part") == "progress" else "ledgers/batch.html"
    context = batch_page.context(found)
    response = render(request, template, context)
    if template != "ledgers/batch.html" and not context["busy"]:
        # The work has ended: htmx loads the page anew.
        response["HX-Refresh"] = "true"
    return response


@needs(Right.IMPORT)
@require_POST
def batch_step(request: ScopedRequest, pk: int, step: str) -> HttpResponse:
    """Read again with answers, commit, undo (in the worker's process), or discard (at once)."""
    found = get_object_or_404(readable(request.scope), pk=pk)
    if step == "discard":
        discard(batch_id=found.pk, scope=request.scope)
        messages.success(request, _("The import was discarded; nothing was written."))
        return redirect("batch", found.pk)
    if step not in STEPS:
        raise Http404
    request.scope.require(Right.IMPORT, str(found.office_path))
    with transaction.atomic():
        put_in_line(step, found.pk, user_of(request).pk, **_given(request, found, step))
    return redirect("batch", found.pk)


def _given(request: ScopedRequest, found: Batch, step: str) -> dict[str, object]:
    if step == "read":
        answers = answers_from(LEDGERS[found.ledger], request.POST.dict())
        return {"sheet": request.POST.get("sheet", "")[:100], "answers": answers}
    if step == "undo":
        reason = request.POST.get("reason", "").strip()
        if not reason:
            raise Invalid(_("Say why the import is undone."), {"reason": _("A reason is needed.")})
        return {"reason": reason[:2000]}
    return {}


@needs(Right.IMPORT)
@require_GET
def batch_rejected(request: ScopedRequest, pk: int) -> HttpResponse:
    """The rejected rows as the original sheet, with reasons and marked cells."""
    found = get_object_or_404(readable(request.scope).exclude(upload=None), pk=pk)
    target = io.BytesIO()
    write_file(found, target)
    name = f"{found.file_name.rpartition('.')[0] or found.file_name}-{_('rejected')}.xlsx"
    response = HttpResponse(target.getvalue(), content_type=TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


@needs(Right.EXPORT)
@require_GET
def export(request: ScopedRequest, code: str, form: str) -> StreamingHttpResponse:
    """A ledger as a file, with the page's filters and order."""
    ledger = _ledger(code)
    if form not in TYPES:
        raise Http404
    if not request.scope.has(ledger.right):
        raise NotAllowed(_("Your account does not hold the right to read this ledger."))
    return export_ledger(request, ledger, form)


def _ledger(code: str) -> Ledger:
    if code not in LEDGERS:
        raise Http404
    return LEDGERS[code]
