"""Offices: list, ledger, page, changes. They stand here because a page needs the sign-in wall, above the offices."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.flow.deeds import deeds_html
from mingjian.ledgers.page import ledger_page
from mingjian.lib.errors import Invalid
from mingjian.offices.actions import NewOffice, found_offices, move_office, set_bodies, set_sight_depth
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth
from mingjian.orgs import office_page
from mingjian.orgs.actions.office_register import end_office, rename_office
from mingjian.orgs.form_pages import form_page, tell
from mingjian.orgs.labels import LABELS, show
from mingjian.orgs.office_forms import BodyForm, EndForm, FoundForm, MoveOfficeForm, RenameOfficeForm, SightForm
from mingjian.orgs.office_ledger import OFFICES
from mingjian.ui.components import Action, Empty, Filter, FilterBar
from mingjian.ui.tables import Column, Row, Table

MOST = 200


@signed_in
@require_GET
def office_list(request: ScopedRequest) -> HttpResponse:
    """The offices within reach, superiors first, by name or by division (`?q=530102`); at most 200."""
    wanted = request.GET.get("q", "").strip()[:60]
    rows = Office.objects.visible_to(request.scope).select_related("division", "parent").order_by("path")
    if wanted:
        named = Q(name__contains=wanted) | Q(division__name__contains=wanted) | Q(division_id=wanted)
        rows = rows.filter(named | Q(division__former_names__name=wanted)).distinct()
    found = list(rows[: MOST + 1])
    offered = [Action(_("Divisions"), reverse("division-list"), "map")]
    if request.scope.has(Right.READ_REGISTER):
        offered.append(Action(_("Ledger of offices"), reverse("office-ledger"), "table-2"))
    context = {
        "title": _("Offices"),
        "subtitle": _("Only the first %(most)d are shown.") % {"most": MOST} if len(found) > MOST else "",
        "actions": offered,
        "filter_bar": FilterBar(request.path, [Filter("text", "q", _("Office, division or its code"), wanted)]),
        "table": _table(found[:MOST]),
    }
    return render(request, "ui/shell_list.html", context)


def _table(offices: list[Office]) -> Table:
    columns = [
        Column("name", _("Office")),
        Column("number", _("Office number"), numeric=True),
        Column("line", _("Line of authority")),
        Column("level", _("Level")),
        Column("division", _("Division")),
        Column("parent", _("Superior office")),
        Column("sight", _("Shown through dossiers")),
    ]
    rows = [
        Row(
            str(office.pk),
            [
                office.name,
                str(office.pk),
                office.get_line_display(),
                office.get_level_display(),
                office.division.name if office.division else "",
                office.parent.name if office.parent else "",
                office.get_sight_depth_display(),
            ],
            url=reverse("office", args=[office.pk]),
        )
        for office in offices
    ]
    empty = Empty(_("No office within your reach matches"), _("Write part of a name, or the code of a division."))
    return Table(_("Offices"), columns, rows, empty=empty)


@needs(Right.READ_REGISTER)
@require_GET
def office_ledger(request: ScopedRequest) -> HttpResponse:
    """机构台账."""
    return ledger_page(request, OFFICES, [Action(_("Offices"), reverse("office-list"), "network")])


def _found(request: ScopedRequest, pk: int) -> Office:
    rows = Office.objects.visible_to(request.scope).select_related("division", "parent")
    found: Office = get_object_or_404(rows, pk=pk)
    return found


@signed_in
@require_GET
def office(request: ScopedRequest, pk: int) -> HttpResponse:
    """One office within reach: facts, what stands below it, its history."""
    found = _found(request, pk)
    context = {
        "title": found.name,
        "kicker": _("Offices"),
        "kicker_url": reverse("office-list"),
        "facts": office_page.office_facts(found, request.scope),
        "actions": office_page.office_actions(found, request.scope),
        "below": office_page.office_below(found, request.scope),
        "bodies": office_page.answerable(found, request.scope),
        "history": deeds_html("office", pk, LABELS, show),
    }
    return render(request, "orgs/office.html", context)


def _form(request: ScopedRequest, office: Office, verb: str) -> Any:
    data = request.POST or None
    match verb:
        case "found":
            return FoundForm(data, scope=request.scope, parent=office, initial={"since": request.scope.on})
        case "rename":
            return RenameOfficeForm(data, initial={"name": office.name})
        case "move":
            return MoveOfficeForm(data, scope=request.scope)
        case "sight":
            return SightForm(data, initial={"depth": office.sight_depth})
        case "body":
            return BodyForm(data)
        case "end":
            return EndForm(data, initial={"on": request.scope.on})
    raise Http404


def _do(verb: str) -> Callable[[ScopedRequest, Office, dict[str, Any]], int]:
    """Verb → what carries it out and gives the number of the office to show then."""
    return {
        "found": _found_below,
        "rename": lambda request, office, values: rename_office(office=office, scope=request.scope, **values).pk,
        "move": lambda request, office, values: (
            move_office(office=office, parent=values["parent"], scope=request.scope).pk
        ),
        "sight": lambda request, office, values: (
            set_sight_depth(office=office, depth=Depth(values["depth"]), scope=request.scope).pk
        ),
        "body": _set_body,
        "end": lambda request, office, values: end_office(office=office, scope=request.scope, **values).pk,
    }[verb]


def _found_below(request: ScopedRequest, office: Office, values: dict[str, Any]) -> int:
    row = NewOffice(
        "new",
        office.line,
        values["level"],
        values["division"].code,
        None,
        " ".join(values["name"].split()),
        since=values["since"],
        parent_id=office.pk,
    )
    return found_offices(rows=[row], scope=request.scope)["new"]


def _set_body(request: ScopedRequest, office: Office, values: dict[str, Any]) -> int:
    body_id = office_page.body_id_of(values["code"])
    if body_id is None:
        raise Invalid(_("There is no organisation with this code."), {"code": _("Not found.")})
    set_bodies(bodies={office.pk: body_id}, scope=request.scope)
    return office.pk


@needs(Right.MANAGE_OFFICES)
@require_http_methods(["GET", "POST"])
def office_change(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """Found an office below, rename, move, end this one; its depth of sight; its own body."""
    found = _found(request, pk)
    request.scope.require(Right.MANAGE_OFFICES, str(found.path))
    form = _form(request, found, verb)
    if request.method == "POST" and form.is_valid():
        try:
            shown = _do(verb)(request, found, form.cleaned_data)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("office", shown)
    titles = {
        "found": _("Found an office below %(name)s"),
        "rename": _("Rename %(name)s"),
        "move": _("Move %(name)s under another office"),
        "sight": _("What others see of %(name)s"),
        "body": _("The body whose staff sit in %(name)s"),
        "end": _("End %(name)s"),
    }
    back = reverse("office", args=[pk])
    title = titles[verb] % {"name": found.name}
    return form_page(request, form, title=title, kicker=_("Offices"), kicker_url=back, cancel_url=back)
