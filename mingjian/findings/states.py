"""整改状态: how far a finding's rectification has come. 销号 needs review; a struck-off finding can be reopened."""

from django.utils.translation import gettext_lazy as _

from mingjian.flow.states import State, StateTable, Transition
from mingjian.offices.rights import Right

_EDIT = Right.EDIT_FINDINGS

FINDING = StateTable(
    "finding",
    [
        State("recorded", _("recorded")),
        State("rectifying", _("being rectified"), "due"),
        State("basically_done", _("basically rectified"), "due"),
        State("done", _("rectified"), "done"),
        State("closed_out", _("struck off"), "done", closed=True),
    ],
    [
        Transition("begin", _("Begin rectification"), frozenset({"recorded"}), "rectifying", _EDIT),
        Transition("advance", _("Basically rectified"), frozenset({"rectifying"}), "basically_done", _EDIT),
        Transition("finish", _("Rectified"), frozenset({"rectifying", "basically_done"}), "done", _EDIT),
        Transition("close_out", _("Strike off"), frozenset({"done"}), "closed_out", _EDIT, asks_reason=True),
        Transition(
            "reopen", _("Reopen"), frozenset({"done", "closed_out", "basically_done"}), "rectifying", _EDIT, True
        ),
    ],
)
