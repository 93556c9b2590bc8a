"""States of a lead 问题线索 and of an outcome.

A lead is an allegation until an outcome concludes it; unfounded leaves every view. An outcome stands until it is
revoked, or corrected by another (检举控告工作规则, art. 51: wrong decisions are put right).
"""

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
        Transition("dispose", _("Take up"), frozenset({"received", "held", "under_disposal"}), "under_disposal", _EDIT),
        Transition("hold", _("Hold for later check"), frozenset({"received", "under_disposal"}), "held", _EDIT, True),
        Transition("conclude", _("Conclude"), frozenset({"under_disposal"}), "concluded", _EDIT, True),
        Transition("reopen", _("Take up again"), frozenset({"concluded"}), "under_disposal", _EDIT, True),
        Transition("close_unfounded", _("Close as unfounded"), _OPEN, "unfounded", _EDIT, True),
    ],
)

OUTCOME = StateTable(
    "outcome",
    [
        State("standing", _("in force"), "done"),
        State("revoked", _("revoked"), closed=True),
        State("corrected", _("corrected by a later decision"), closed=True),
    ],
    [
        Transition("revoke", _("Revoke"), frozenset({"standing"}), "revoked", _EDIT, True),
        Transition("correct", _("Correct"), frozenset({"standing"}), "corrected", _EDIT, True),
    ],
)
