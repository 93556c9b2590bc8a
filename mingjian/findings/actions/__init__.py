"""All writes of findings. One file for each deed; everything is taken from here."""

from mingjian.findings.actions.record import record_findings
from mingjian.findings.actions.rectify import advance, begin, close_out, finish, reopen
from mingjian.findings.actions.review import review
from mingjian.findings.actions.revise import decide_many, restore_states, revise, revise_many
from mingjian.findings.actions.undo import undo_change
from mingjian.findings.actions.withdraw import withdraw
from mingjian.findings.rows import NewFinding
from mingjian.people.joining import AsWritten

__all__ = [
    "AsWritten",
    "NewFinding",
    "advance",
    "begin",
    "close_out",
    "decide_many",
    "finish",
    "record_findings",
    "reopen",
    "restore_states",
    "review",
    "revise",
    "revise_many",
    "undo_change",
    "withdraw",
]
