"""A sheet of findings lists everything of its targets: what it no longer lists, and what it takes up again."""

from collections.abc import Sequence

from mingjian.findings.models import Finding
from mingjian.findings.states import FINDING
from mingjian.flow.batches import way
from mingjian.ledgers.intake import Draft, Existing
from mingjian.offices.scope import Scope

CLOSED = [state.code for state in FINDING.states.values() if state.closed]


def listed(drafts: Sequence[Draft], office_id: int, scope: Scope) -> list[Existing]:
    """The office's findings at the sheet's targets that are not struck off yet. One query."""
    targets = {draft.values.get("target_id") for draft in drafts} - {None}
    if not targets:
        return []
    rows = Finding.objects.visible_to(scope).filter(office_id=office_id, target_id__in=targets)
    open_rows = rows.exclude(state__in=CLOSED).order_by("found_on", "pk")
    return [
        Existing(pk, version, {"state": state})
        for pk, version, state in open_rows.values_list("pk", "version", "state")
    ]


def reopens(draft: Draft, existing: Existing) -> bool:
    """The sheet has it being rectified though it was rectified, basically or wholly, or struck off."""
    state = draft.values.get("state")
    return state == "rectifying" and not way(FINDING, str(existing.values["state"]), state)
