"""The state machine of an inspected organisation, composite of published practice (domain notes, A)."""

from django.utils.translation import gettext_lazy as _

from mingjian.flow.states import State, StateTable, Transition
from mingjian.offices.rights import Right

_PLAN = Right.PLAN_ROUNDS


def _step(verb: str, words: object, source: str, target: str) -> Transition:
    return Transition(verb, words, frozenset({source}), target, _PLAN)  # type: ignore[arg-type]  # lazy words


TARGET = StateTable(
    "target",
    [
        State("planned", _("planned")),
        State("notified", _("notified")),
        State("onsite", _("on site"), "due"),
        State("reported", _("reported")),
        State("feedback_given", _("feedback given")),
        State("rectifying", _("rectifying"), "due"),
        State("assessed", _("assessed"), "done"),
        State("archived", _("archived"), "done", closed=True),
    ],
    [
        _step("announce", _("Announce"), "planned", "notified"),
        _step("enter", _("Enter"), "notified", "onsite"),
        _step("report", _("Report to the leading group"), "onsite", "reported"),
        _step("feed_back", _("Give feedback"), "reported", "feedback_given"),
        _step("begin_rectification", _("Begin rectification"), "feedback_given", "rectifying"),
        _step("assess", _("Assess rectification"), "rectifying", "assessed"),
        _step("archive", _("Archive"), "assessed", "archived"),
    ],
)
