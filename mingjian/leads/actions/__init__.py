"""All writes of leads and outcomes."""

from mingjian.leads.actions.leads import (
    LeadChange,
    NewLead,
    record_leads,
    revise_leads,
    withdraw_leads,
)
from mingjian.leads.actions.moves import close_unfounded, conclude, dispose, hold
from mingjian.leads.actions.outcomes import NewOutcome, record_outcomes, withdraw_outcomes

__all__ = [
    "LeadChange",
    "NewLead",
    "NewOutcome",
    "close_unfounded",
    "conclude",
    "dispose",
    "hold",
    "record_leads",
    "record_outcomes",
    "revise_leads",
    "withdraw_leads",
    "withdraw_outcomes",
]
