"""All writes of leads and outcomes."""

from mingjian.leads.actions.handling import assign, extend, record_reply
from mingjian.leads.actions.moves import close_unfounded, conclude, dispose, hold, reopen
from mingjian.leads.actions.outcomes import correct, record_outcomes, revise_outcomes, revoke, withdraw_outcomes
from mingjian.leads.actions.record import record_leads
from mingjian.leads.actions.revise import revise_lead, revise_leads
from mingjian.leads.actions.sealed import clarify, open_sealed
from mingjian.leads.actions.withdraw import withdraw_leads
from mingjian.leads.outcome_rows import NewOutcome, OutcomeChange
from mingjian.leads.rows import LeadChange, NewLead

__all__ = [
    "LeadChange",
    "NewLead",
    "NewOutcome",
    "OutcomeChange",
    "assign",
    "clarify",
    "close_unfounded",
    "conclude",
    "correct",
    "dispose",
    "extend",
    "hold",
    "open_sealed",
    "record_leads",
    "record_outcomes",
    "record_reply",
    "reopen",
    "revise_lead",
    "revise_leads",
    "revise_outcomes",
    "revoke",
    "withdraw_leads",
    "withdraw_outcomes",
]
