"""What of leads is set many at once. Disposals, deadlines and states move by their own steps, never so."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingjian.leads.actions.revise import revise_leads
from mingjian.leads.models import Lead
from mingjian.leads.rows import LeadChange
from mingjian.leads.sheets import typed
from mingjian.ledgers.editing.rule import Bulk, Now
from mingjian.ledgers.intake import Change
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

COLUMNS = ("source", "grade", "problem_type", "department", "proposal", "instruction")
EMPTIED = frozenset(COLUMNS) - {"source"}
# What a superior could ask about later.
WITH_REASON = frozenset({"source", "grade", "problem_type", "instruction"})


def now(ids: Sequence[int], key: str) -> Mapping[int, Now]:
    """Version and value of rows; an empty text is no value. One query."""
    rows = Lead.objects.filter(pk__in=ids).values_list("pk", "version", key)
    return {pk: Now(version, value or None) for pk, version, value in rows}


def write(changes: Sequence[Change], scope: Scope, reason: str) -> Sequence[int]:
    """Through the action that also takes changes from sheets; new versions in the order given."""
    rows = [LeadChange(each.id, each.version, _typed(each.values)) for each in changes]
    revise_leads(changes=rows, scope=scope, reason=reason)
    return [each.version + 1 for each in changes]


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return typed(dict(values))


BULK = Bulk(
    right=Right.EDIT_LEADS,
    columns=COLUMNS,
    now=now,
    write=write,
    with_reason=WITH_REASON,
    emptied=EMPTIED,
)
