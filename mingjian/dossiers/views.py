"""The dossier's page, its JSON, and the focus list made from it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.dossiers import actions, page
from mingjian.dossiers.as_json import as_data
from mingjian.dossiers.forms import AsOfForm, FocusForm
from mingjian.dossiers.models import Focus
from mingjian.dossiers.opening import Opened, find, open_dossier
from mingjian.lib.errors import Invalid
from mingjian.offices.clock import today
from mingjian.offices.gate import visible_ids
from mingjian.offices.rights import Right
from mingjian.rounds.models import Target


def _opened(request: ScopedRequest, org_id: int) -> Opened:
    org = find(org_id, request.scope)
    if org is None:
        raise Http404
    form = AsOfForm(request.GET)
    if not form.is_valid():
        raise Invalid(" ".join(str(sentence) for every in form.errors.values() for sentence in every))
    return open_dossier(
        org,
        request.scope,
        user=user_of(request),
        on=form.cleaned_data["on"],
        today=today(),
        lookback=form.cleaned_data["lookback"],
    )


@needs(Right.OPEN_DOSSIERS)
def dossier(request: ScopedRequest, pk: int) -> HttpResponse:
    """What to read before entering. Opening it is recorded."""
    opened = _opened(request, pk)
    return render(
        request, "dossiers/dossier.html", page.context(opened, request.path, everything=request.GET.get("all") == "1")
    )


@needs(Right.OPEN_DOSSIERS)
def dossier_json(request: ScopedRequest, pk: int) -> HttpResponse:
    """The same as data; `?on=` and `?lookback=` as on the page."""
    return JsonResponse(as_data(_opened(request, pk).dossier), json_dumps_params={"ensure_ascii": False})


def _target(request: ScopedRequest, pk: int) -> Target:
    found: Target = get_object_or_404(Target.objects.visible_to(request.scope), pk=pk)
    return found


def _address(target: Target) -> str:
    return f"{reverse('dossier', args=[target.org_id])}?on={target.on_site.lower:%Y-%m-%d}#focus"


def _back(target: Target) -> HttpResponse:
    return redirect(_address(target))


@needs(Right.OPEN_DOSSIERS)
@require_POST
def dossier_prepare(request: ScopedRequest, pk: int) -> HttpResponse:
    """Gather again: what was recorded since joins the team's sight."""
    target = _target(request, pk)
    count = actions.prepare(target=target, scope=request.scope)
    messages.success(request, _("Gathered again: the team now sees %(count)d rows.") % {"count": count})
    return _back(target)


@needs(Right.EDIT_FOCUS)
def focus_add(request: ScopedRequest, pk: int) -> HttpResponse:
    """Put a person or a matter on the list; asks why."""
    target = _target(request, pk)
    form = FocusForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        person_id, matter = form.cleaned_data["person"], form.cleaned_data["matter"]
        kind, _dash, row = matter.partition("-")
        if person_id is not None and not visible_ids("person", [person_id], request.scope):
            raise Http404
        if matter and not visible_ids(kind, [int(row)], request.scope):
            raise Http404
        try:
            actions.add_focus(
                target=target,
                why=form.cleaned_data["why"],
                person_id=person_id if not matter else None,
                matter=(kind, int(row)) if matter else None,
                looked_at_by=user_of(request),
                scope=request.scope,
            )
        except Invalid as refused:
            form.add_error(None, refused.message)
        else:
            return _back(target)
    context = {
        "title": _("Add to the focus list"),
        "kicker": target.org.name,
        "subtitle": page.subject(request.GET.get("person", ""), request.GET.get("matter", ""), request.scope),
        "form": form,
        "submit_label": _("Add"),
        "cancel_url": _address(target),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


@needs(Right.EDIT_FOCUS)
@require_POST
def focus_end(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """Write back what became of it, or drop it; both ask for words."""
    focus: Focus = get_object_or_404(Focus.objects.visible_to(request.scope).select_related("target"), pk=pk)
    words = request.POST.get("reason", "")
    if verb == "drop":
        actions.drop(focus=focus, reason=words, scope=request.scope)
    else:
        actions.write_back(focus=focus, became=words, scope=request.scope)
    return _back(focus.target)
