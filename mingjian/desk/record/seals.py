"""How the seals over the record stand, in facts."""

from typing import Any

from django.utils.translation import gettext as _

from mingjian.audit.sealing import Standing
from mingjian.ui.components import Fact


def context(stands: Standing) -> dict[str, Any]:
    """Facts and the sentence that sums them up."""
    verified, last = stands.verified, stands.last
    facts = [
        Fact(_("Last seal"), last.at if last is not None else "", tone="" if last is not None else "due"),
        Fact(_("Entries not sealed yet"), stands.waiting, note=_("sealed every ten minutes")),
        Fact(_("Last verification"), verified.at if verified is not None else ""),
        Fact(_("Seals that held"), verified.seals if verified is not None else ""),
        Fact(_("Entries under them"), verified.entries if verified is not None else ""),
    ]
    if verified is None:
        said = ("due", _("The record was not verified yet. Ask for a verification."))
    elif verified.broken:
        said = ("overdue", verified.broken)
    else:
        said = ("done", _("Every seal held: no sealed entry was changed, added or removed."))
    return {"facts": facts, "notices": [said]}
