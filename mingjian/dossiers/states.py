"""States of a focus entry: watched until the round is over, then written back; or dropped with a reason."""

from django.utils.translation import gettext_lazy as _

from mingjian.flow.states import State, StateTable, Transition
from mingjian.offices.rights import Right

_FOCUS = Right.EDIT_FOCUS

FOCUS = StateTable(
    "focus",
    [
        State("watched", _("being looked at"), "due"),
        State("written_back", _("written back"), "done", closed=True),
        State("dropped", _("dropped"), closed=True),
    ],
    [
        Transition("write_back", _("Write back"), frozenset({"watched"}), "written_back", _FOCUS, asks_reason=True),
        Transition("drop", _("Drop"), frozenset({"watched"}), "dropped", _FOCUS, asks_reason=True),
    ],
)
