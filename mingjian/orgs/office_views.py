"""The list of offices. It stands here because a page needs the sign-in wall, which lies above the room of offices."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.offices.models import Office
from mingjian.ui.components import Empty, Filter, FilterBar
from mingjian.ui.tables import Column, Row, Table

MOST = 200


@signed_in
def office_list(request: ScopedRequest) -> HttpResponse:
    """The offices within reach, superiors first, by name or by division (`?q=530102`); at most 200."""
    wanted = request.GET.get("q", "").strip()[:60]
    rows = Office.objects.visible_to(request.scope).select_related("division", "parent").order_by("path")
    if wanted:
        named = Q(name__contains=wanted) | Q(division__name__contains=wanted) | Q(division_id=wanted)
        rows = rows.filter(named | Q(division__former_names__name=wanted)).distinct()
    found = list(rows[: MOST + 1])
    context = {
        "title": _("Offices"),
        "subtitle": _("Only the first %(most)d are shown.") % {"most": MOST} if len(found) > MOST else "",
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
                office.pk,
                office.get_line_display(),
                office.get_level_display(),
                office.division.name if office.division else "",
                office.parent.name if office.parent else "",
                office.get_sight_depth_display(),
            ],
        )
        for office in offices
    ]
    empty = Empty(_("No office within your reach matches"), _("Write part of a name, or the code of a division."))
    return Table(_("Offices"), columns, rows, empty=empty)
