"""Pages of an import: sending a file, the batch on its way, what is taken back from it as files."""

import tempfile

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.ledgers import batch_page
from mingjian.ledgers.actions import discard, receive
from mingjian.ledgers.exports.taking import TYPES
from mingjian.ledgers.forms import ImportForm
from mingjian.ledgers.imports.answers import names_from
from mingjian.ledgers.imports.keeping import kept
from mingjian.ledgers.imports.template import write_template
from mingjian.ledgers.jobs import put_in_line
from mingjian.ledgers.models import Batch
from mingjian.ledgers.querysets import may_take_file, readable, reading_of, recent
from mingjian.ledgers.reading.sheets import answers_from
from mingjian.ledgers.registry import LEDGERS, known
from mingjian.ledgers.rejected import write_file
from mingjian.ledgers.streaming import PIECE, Pieces, Reader, stream
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right

STEPS = ("read", "commit", "undo")
DOWNLOADED = verbs.register("batch.download", gettext_lazy("Took a file that was imported"), reads=True)
RETURNED = verbs.register("batch.rejected", gettext_lazy("Took the rejected rows of an import"), reads=True)
LONGEST_REASON = 2000


@needs(Right.IMPORT)
@require_http_methods(["GET", "POST"])
def import_file(request: ScopedRequest, code: str) -> HttpResponse:
    """The form for a file, and the latest imports."""
    ledger = known(code)
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
            put_in_line("read", batch.pk, user_of(request).pk, for_id=request.scope.actor.for_id)
        return redirect("batch", batch.pk)
    context = {
        "title": _("Import into: %(ledger)s") % {"ledger": ledger.words},
        "kicker": ledger.words,
        "kicker_url": reverse(ledger.list_url),
        "form": form,
        "submit_label": _("Read the file"),
        "cancel_url": reverse(ledger.list_url),
        "template_url": reverse("ledger-template", args=[ledger.code]),
        "batches": recent(request.scope, ledger.code),
    }
    return render(request, "ledgers/import.html", context, status=422 if form.errors else 200)


@needs(Right.IMPORT)
@require_GET
def template(request: ScopedRequest, code: str) -> HttpResponse:
    """An empty sheet with the ledger's own columns, its choices as lists, and an example that is not read."""
    ledger = known(code)
    if ledger.intake is None:
        raise Http404
    response = HttpResponse(write_template(ledger), content_type=TYPES["xlsx"])
    name = _("%(ledger)s, template.xlsx") % {"ledger": ledger.words}
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@needs(Right.IMPORT)
@require_GET
def batch(request: ScopedRequest, pk: int) -> HttpResponse:
    """A batch: what was found in the file, and what can be decided."""
    found = get_object_or_404(readable(request.scope).select_related("office"), pk=pk)
    page = "ledgers/parts/progress.html" if request.GET.get("part") == "progress" else "ledgers/batch.html"
    context = batch_page.context(found, request.GET, request.scope)
    response = render(request, page, context)
    if page != "ledgers/batch.html" and not context["busy"]:
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
        more = {**_given(request, found, step), "for_id": request.scope.actor.for_id}
        put_in_line(step, found.pk, user_of(request).pk, **more)
    return redirect("batch", found.pk)


def _given(request: ScopedRequest, found: Batch, step: str) -> dict[str, object]:
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    if step == "read":
        form = request.POST.dict()
        return {
            "sheet": request.POST.get("sheet", "")[:200],
            "answers": answers_from(LEDGERS[found.ledger], form),
            "names": names_from(form, reading_of(found).asked),
            "remember": request.POST.get("remember") == "1",
        }
    if step == "commit":
        return {"close_gone": request.POST.get("close_gone") == "1", "reason": reason}
    if not reason:
        raise Invalid(_("Say why the import is undone."), {"reason": _("A reason is needed.")})
    return {"reason": reason}


@needs(Right.IMPORT)
@require_GET
def batch_rejected(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The rejected rows as the original sheet, with reasons and marked cells. Recorded."""
    found = get_object_or_404(readable(request.scope).exclude(upload=None), pk=pk)
    record(RETURNED, actor=request.scope.actor, kind="batch", ids=[found.pk], office_path=str(found.office_path))
    name = f"{found.file_name.rpartition('.')[0] or found.file_name}-{_('rejected')}.xlsx"
    return stream(request, _rejected_pieces(found), Reader(), name, TYPES["xlsx"])


def _rejected_pieces(found: Batch) -> Pieces:
    with tempfile.TemporaryFile() as file:
        write_file(found, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


@needs(Right.IMPORT)
@require_GET
def batch_file(request: ScopedRequest, pk: int) -> HttpResponse:
    """The file as it came, for those who may read all that it holds. Recorded."""
    found = get_object_or_404(readable(request.scope).exclude(upload=None), pk=pk)
    if not may_take_file(found, request.scope):
        raise Http404
    record(DOWNLOADED, actor=request.scope.actor, kind="batch", ids=[found.pk], office_path=str(found.office_path))
    # Never a type that a browser opens by itself: it is somebody's file.
    response = HttpResponse(kept(found), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.file_name)
    response["Cache-Control"] = "no-store"
    return response
