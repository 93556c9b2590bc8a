"""The words of fields, for the histories of persons and tenures."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mingjian.flow.deeds import plain_words
from mingjian.people.models import ManagedBy, Rank, Sex

LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "sex": _("Sex"),
    "born": _("Born"),
    "ethnicity": _("Ethnicity"),
    "native_place": _("Native place"),
    "managed_by": _("Managed by"),
    "id_number": _("Identity number"),
    "post": _("Post"),
    "rank": _("Rank"),
    "is_chief": _("Chief"),
    "during": _("Period"),
    "start_precision": _("Start known to"),
    "end_precision": _("End known to"),
    "source": _("Source"),
}


def show(field: str, value: Any) -> str:
    """A stored value in words; of an identity number only that one was recorded."""
    match field:
        case "sex" if value:
            return str(Sex(value).label)
        case "managed_by" if value:
            return str(ManagedBy(value).label)
        case "rank" if value:
            return str(Rank(value).label)
        case "born" | "during" if value:
            return f"{value[0] or ''} – {value[1] or ''}"
        case "id_number":
            return _t("recorded anew") if value else "—"
    return plain_words(field, value)
