"""The divisions of the country: reference data that everybody who signed in may read, and its loading."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.lib.errors import Invalid
from mingjian.lib.sheets.write import Column as SheetColumn
from mingjian.lib.sheets.write import csv_lines
from mingjian.offices.actions import load_divisions
from mingjian.offices.models import Division
from mingjian.offices.rights import Right
from mingjian.orgs import office_page
from mingjian.orgs.division_file import read_divisions
from mingjian.orgs.form_pages import form_page, tell
from mingjian.orgs.office_forms import DivisionsForm
from mingjian.ui.components import Action, Empty, Fact, Filter, FilterBar, Pager
from mingjian.ui.tables import Column, Row, Table


@signed_in
@require_GET
def division_list(request: ScopedRequest) -> HttpResponse:
    """行政区划: the provinces, or what answers a name, a retired name or the beginning of a code (`?q=`)."""
    name, under = request.GET.get("q", "").strip()[:60], request.GET.get("under", "").strip()[:12]
    rows, more = office_page.divisions(name, under, request.GET.get("after", "")[:12])
    offered = [Action(_("CSV"), reverse("division-export"), "download")]
    if request.scope.has(Right.MANAGE_OFFICES):
        offered.append(Action(_("Load divisions"), reverse("division-load"), "upload", "primary"))
    query = request.GET.copy()
    query["after"] = rows[-1].code if rows else ""
    context = {
        "title": _("Divisions"),
        "kicker": _("Offices"),
        "kicker_url": reverse("office-list"),
        "actions": offered,
        "filter_bar": FilterBar(
            request.path,
            [Filter("text", "q", _("Name, also a retired one, or code"), name)],
            hidden=[("under", under)] if under else [],
        ),
        "table": division_table(rows),
        "pager": Pager(
            first_url="?" if "after" in request.GET else "", next_url=f"?{query.urlencode()}" if more else ""
        ),
    }
    return render(request, "ui/shell_list.html", context)


def division_table(divisions: list[Division]) -> Table:
    """Divisions as a table; each leads to its page."""
    columns = [Column("name", _("Division")), Column("code", _("Code")), Column("level", _("Level"))]
    rows = [
        Row(row.code, [row.name, row.code, row.get_level_display()], url=reverse("division", args=[row.code]))
        for row in divisions
    ]
    empty = Empty(_("No division answers this"), _("Write part of a name or the beginning of a code."))
    return Table(_("Divisions"), columns, rows, empty=empty)


@signed_in
@require_GET
def division(request: ScopedRequest, code: str) -> HttpResponse:
    """One division: what is above and below it, its retired names, the offices on it within reach."""
    found = office_page.division(code)
    if found is None:
        raise Http404
    below, more = office_page.divisions("", code, "")
    facts = [
        Fact(_("Code"), found.code),
        Fact(_("Level"), found.get_level_display()),
        Fact(
            _("Part of"),
            found.parent.name if found.parent else "",
            reverse("division", args=[found.parent.code]) if found.parent else "",
        ),
        Fact(_("Organisations within your scope"), office_page.division_bodies(found, request.scope)),
    ]
    context = {
        "title": found.name,
        "kicker": _("Divisions"),
        "kicker_url": reverse("division-list"),
        "facts": facts,
        "former": list(found.former_names.order_by("-changed_in", "name")),
        "offices": office_page.division_offices(found, request.scope),
        "below": below,
        "more_url": f"{reverse('division-list')}?under={found.code}" if more else "",
    }
    return render(request, "orgs/division.html", context)


@signed_in
@require_GET
def division_export(_request: ScopedRequest) -> HttpResponse:
    """All divisions as the file that can be loaded again. Public reference data: nothing of it is protected."""
    columns = [SheetColumn(name, 14, "text") for name in ("code", "name", "level", "parent_code")]
    rows = ([str(cell) for cell in row] for row in office_page.every_division())
    answer = HttpResponse("".join(csv_lines(columns, rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="divisions.csv"'
    return answer


@needs(Right.MANAGE_OFFICES)
@require_http_methods(["GET", "POST"])
def division_load(request: ScopedRequest) -> HttpResponse:
    """Load divisions: new ones are added, changed names replace the old ones, which stay as retired names."""
    form = DivisionsForm(request.POST or None, request.FILES or None)
    back = reverse("division-list")
    if request.method == "POST" and form.is_valid():
        try:
            changed = load_divisions(rows=read_divisions(form.cleaned_data["file"].read()), scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("%(count)d divisions were added or renamed.") % {"count": changed})
            return redirect("division-list")
    return form_page(request, form, title=_("Load divisions"), kicker=_("Divisions"), kicker_url=back, cancel_url=back)
