"""What of findings is set many at once. The state of rectification moves by its own steps, never so."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingjian.findings.actions import revise_many
from mingjian.findings.models import Finding
from mingjian.findings.revisions import Revision
from mingjian.findings.sheets import typed
from mingjian.ledgers.editing.rule import Bulk, Now
from mingjian.ledgers.intake import Change
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

COLUMNS = (
    "finding_class",
    "subclass",
    "severity",
    "discipline",
    "responsible",
    "handlers",
    "due_on",
    "feedback_on",
    "immediate_fix",
    "referred",
    "basis",
    "suggestion",
)
EMPTIED = frozenset(
    {"subclass", "discipline", "responsible", "handlers", "due_on", "feedback_on", "basis", "suggestion"}
)
# What a superior or the body itself could ask about later.
WITH_REASON = frozenset({"finding_class", "subclass", "severity", "due_on"})


def now(ids: Sequence[int], key: str) -> Mapping[int, Now]:
    """Version and value of rows; an empty text is no value. One query."""
    rows = Finding.objects.filter(pk__in=ids).values_list("pk", "version", key)
    return {pk: Now(version, _as_draft(value)) for pk, version, value in rows}


def _as_draft(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def refused(ids: Sequence[int], key: str, value: Any) -> Mapping[int, str]:
    """A sub-class belongs to its class: neither is set so that they fall apart. One query."""
    if key not in ("finding_class", "subclass"):
        return {}
    wrong = {}
    for pk, finding_class, subclass in Finding.objects.filter(pk__in=ids).values_list(
        "pk", "finding_class", "subclass"
    ):
        after_class, after_subclass = (value, subclass) if key == "finding_class" else (finding_class, value)
        if after_subclass and not str(after_subclass).startswith(f"{after_class}."):
            wrong[pk] = _("Its class and its sub-class would not belong together.")
    return wrong


def write(changes: Sequence[Change], scope: Scope, _reason: str) -> Sequence[int]:
    """Through the action that also takes revisions from sheets."""
    rows = [Revision(change.id, change.version, typed(change.values)) for change in changes]
    return revise_many(rows=rows, scope=scope)


BULK = Bulk(
    right=Right.EDIT_FINDINGS,
    columns=COLUMNS,
    now=now,
    refused=refused,
    write=write,
    with_reason=WITH_REASON,
    emptied=EMPTIED,
)
