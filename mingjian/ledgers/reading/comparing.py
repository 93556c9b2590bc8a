"""Rows of a sheet beside what is stored: new, kept, changed, reopened, and what the sheet no longer lists."""

from collections.abc import Sequence

from mingjian.ledgers.intake import CHANGED, NEW, REJECTED, REOPENED, UNCHANGED, Draft, Existing, Intake
from mingjian.offices.scope import Scope


def compare(drafts: Sequence[Draft], intake: Intake, office_id: int, scope: Scope) -> list[Existing]:
    """Give every good draft its verdict; returns the stored rows that the sheet should list and does not.

    A new draft with a `row_id` repeats that row of an earlier inspection.
    """
    good = [draft for draft in drafts if draft.verdict != REJECTED]
    found = intake.find(good, office_id, scope)
    # Before the drafts lose what they have in common with the stored rows: a round is told by it.
    expected = intake.listed(good, office_id, scope) if intake.listed is not None else ()
    for position, existing in found.items():
        _compare_one(good[position], existing, intake)
    if intake.earlier is not None:
        for position, row_id in intake.earlier(good, office_id, scope).items():
            if good[position].verdict == NEW:
                good[position].row_id = row_id
    named = {existing.id for existing in found.values()}
    return [each for each in expected if each.id not in named]


def _compare_one(draft: Draft, existing: Existing, intake: Intake) -> None:
    draft.row_id, draft.version = existing.id, existing.version
    draft.values = {key: value for key, value in draft.values.items() if existing.values.get(key) != value}
    draft.former = {key: existing.values.get(key) for key in draft.values}
    draft.verdict = CHANGED if draft.values else UNCHANGED
    if not draft.values:
        return
    if intake.reopens is not None and intake.reopens(draft, existing):
        draft.verdict = REOPENED
    else:
        intake.check(draft, existing)
