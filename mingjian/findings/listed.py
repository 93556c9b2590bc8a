"""A sheet of findings lists everything of its targets: what it no longer lists, and what it takes up again."""

from collections.abc import Sequence

from mingjian.findings.models import Finding
from mingjian.findings.states import FINDING
from mingjian.flow.batches import way
from mingjian.ledgers.intake import Draft, Existing
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.rounds.models import RoundKind, Target

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


def earlier(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> dict[int, int]:
    """回头看: for the rows of a re-inspection, the latest finding of another entry to the body in the same words.

    Two queries, one where the sheet is of no re-inspection.
    """
    targets = {draft.values["target_id"] for draft in drafts if "target_id" in draft.values}
    looks = Target.objects.visible_to(scope).filter(pk__in=targets, team__round__kind=RoundKind.LOOK_BACK)
    entries = dict(looks.values_list("pk", "org_id"))
    if not entries:
        return {}
    rows = Finding.objects.visible_to(scope).filter(org_id__in=set(entries.values())).exclude(target_id__in=entries)
    known: dict[tuple[int, str], int] = {}
    for pk, org_id, description in rows.order_by("found_on", "pk").values_list("pk", "org_id", "description"):
        known[org_id, normalise(description)] = pk
    found: dict[int, int] = {}
    for position, draft in enumerate(drafts):
        if draft.values.get("target_id") in entries and "description" in draft.values:
            key = (draft.values["org_id"], normalise(draft.values["description"]))
            if key in known:
                found[position] = known[key]
    return found


def reopens(draft: Draft, existing: Existing) -> bool:
    """The sheet has it being rectified though it was rectified, basically or wholly, or struck off."""
    state = draft.values.get("state")
    return state == "rectifying" and not way(FINDING, str(existing.values["state"]), state)
