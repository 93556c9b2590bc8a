"""States of a lead 问题线索. A lead is an allegation until an outcome concludes it; unfounded leaves every view."""

from django.utils.translation import gettext_lazy as _

from mingjian.flow.states import State, StateTable, Transition
from mingjian.offices.rights import Right

_EDIT = Right.EDIT_LEADS
_OPEN = frozenset({"received", "under_disposal", "held"})

LEAD = StateTable(
    "lead",
    [
        State("received", _("received"), "due"),
        State("under_disposal", _("under disposal"), "due"),
        State("held", _("held for later check")),
        State("concluded", _("concluded"), "done", closed=True),
        State("unfounded", _("closed as unfounded"), closed=True),
    ],
    [
        Transition("dispose", _("Take up"), frozenset({"received", "held"}), "under_disposal", _EDIT),
        Transition("hold", _("Hold for later check"), frozenset({"received", "under_disposal"}), "held", _EDIT, True),
        Transition("conclude", _("Conclude"), frozenset({"under_disposal"}), "concluded", _EDIT, True),
        Transition("close_unfounded", _("Close as unfounded"), _OPEN, "unfounded", _EDIT, True),
    ],
)
