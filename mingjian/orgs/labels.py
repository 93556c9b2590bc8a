"""The words of fields, for the histories of organisations and offices."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.flow.deeds import plain_words
from mingjian.offices.models import Division, Level, Office
from mingjian.offices.scope import Depth
from mingjian.orgs.kinds import Kind

LABELS: dict[str, str | Promise] = {
    "code": _("Code"),
    "kind": _("Kind"),
    "level": _("Level"),
    "division_id": _("Division"),
    "seat": _("Seat"),
    "office_ids": _("Offices answerable"),
    "name": _("Office"),
    "sight_depth": _("Shown through dossiers"),
}


def show(field: str, value: Any) -> str:
    """A stored value in words."""
    match field:
        case "kind" if value:
            return str(Kind(value).label)
        case "level" if value:
            return str(Level(value).label)
        case "sight_depth" if value:
            return Depth(value).name.lower()
        case "division_id" if value:
            return Division.objects.filter(pk=value).values_list("name", flat=True).first() or str(value)
        case "office_ids" if value:
            names = dict(Office.objects.filter(pk__in=value).values_list("pk", "name"))
            return "、".join(names.get(each, str(each)) for each in value)
    return plain_words(field, value)
