"""Writes of concluded outcomes: recording, revising, revoking, correcting, and the undo of a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.flow.models import Change, Move
from mingjian.flow.move import move
from mingjian.leads.checks import editable
from mingjian.leads.models import Outcome
from mingjian.leads.outcome_rows import REVISED, NewOutcome, OutcomeChange
from mingjian.leads.outcome_writing import write
from mingjian.leads.search import outcome_documents
from mingjian.ledgers.bulk import update_rows
from mingjian.lib.errors import Invalid, Stale
from mingjian.line.edges import Step, join, part
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.grouping import regroup
from mingjian.people.mentioning import detach
from mingjian.search import index


@action("outcome.record", gettext_lazy("Outcomes recorded"))
def record_outcomes(*, rows: Sequence[NewOutcome], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Record concluded outcomes as a set; ids in the order given. Takes EDIT_LEADS over each office.

    Only these grade a person. A sanction is given the time of its influence by the rule of its measure. Raises Invalid
    with a sentence for each wrong row (by its position); then nothing is written.
    """
    paths = editable((row.office_id for row in rows), scope)
    ids = write(rows, paths, scope, batch_id)
    record("outcome.record", actor=scope.actor, kind="outcome", ids=ids)
    return ids


@action("outcome.revise", gettext_lazy("Outcomes revised"))
def revise_outcomes(*, changes: Sequence[OutcomeChange], scope: Scope, reason: str = "") -> list[int]:
    """Complete outcomes as a set: document, announcement, execution, amount, words; what was decided stays.

    Takes EDIT_LEADS over each; what they were is kept. Raises Stale when somebody else saved one of them since.
    """
    ids = [each.id for each in changes]
    rows = Outcome.objects.visible_to(scope).filter(pk__in=ids).order_by("pk").select_for_update()
    found = {row.pk: row for row in rows}
    if len(found) != len(set(ids)):
        raise Invalid(_("An outcome to revise is not found in your scope."))
    for each in changes:
        row = found[each.id]
        scope.require(Right.EDIT_LEADS, str(row.office_path))
        if unknown := each.values.keys() - REVISED.keys():
            raise ValueError(f"These fields of an outcome cannot be revised: {sorted(unknown)}")
        if row.version != each.version:
            raise Stale(_("Somebody else saved this outcome first; compare the two and save again."), row.version)
    records = [
        {
            "id": each.id,
            "version": each.version + 1,
            **{name: each.values.get(name, getattr(found[each.id], name)) for name in REVISED},
        }
        for each in changes
    ]
    update_rows(Outcome, {**REVISED, "version": "integer"}, records)
    keep("outcome", [_changed(found[each.id], each) for each in changes], actor=scope.actor, reason=reason)
    index.replace(outcome_documents(ids))
    record("outcome.revise", actor=scope.actor, kind="outcome", ids=ids, words=reason)
    publish("outcome", ids)
    return ids


def _changed(row: Outcome, change: OutcomeChange) -> Changed:
    before = {name: getattr(row, name) for name in change.values}
    return Changed(row.pk, change.version + 1, before, change.values)


@action("outcome.revoke", gettext_lazy("Outcome revoked"))
def revoke(*, outcome: Outcome, reason: str, scope: Scope) -> Outcome:
    """撤销: the decision no longer stands. Its row and history stay; it grades nobody, is in no search or dossier."""
    _leave(outcome, "revoke", reason, scope)
    return outcome


@action("outcome.correct", gettext_lazy("Outcome corrected by a later decision"))
def correct(*, outcome: Outcome, values: Mapping[str, Any], reason: str, scope: Scope) -> Outcome:
    """变更: a new decision takes the place of this one (检举控告工作规则, art. 51); returns the new outcome.

    `values` are fields of `NewOutcome` that differ. The former keeps its row and history, and its line leads on to the
    new one.
    """
    given = {field.name: getattr(outcome, field.name) for field in fields(NewOutcome)}
    span = outcome.conduct
    if span is not None:
        given["conduct"] = (span.lower, span.upper - timedelta(days=1) if span.upper else None)
    decided = {"kind", "measure", "decided_on"} & values.keys()
    given |= {"influence_until": None if decided else outcome.influence_until, **values}
    _leave(outcome, "correct", reason, scope)
    [pk] = record_outcomes(rows=[NewOutcome(**given)], scope=scope)
    join(Step("outcome", outcome.pk), "corrected_by", Step("outcome", pk), actor=scope.actor)
    record("outcome.correct", actor=scope.actor, kind="outcome", ids=[outcome.pk, pk], words=reason)
    found: Outcome = Outcome.objects.get(pk=pk)
    return found


def _leave(outcome: Outcome, verb: str, reason: str, scope: Scope) -> None:
    scope.require(Right.EDIT_LEADS, str(outcome.office_path))
    move(outcome, verb, actor=scope.actor, reason=reason)
    Outcome.objects.filter(pk=outcome.pk).update(version=F("version") + 1)
    outcome.refresh_from_db()
    index.remove("outcome", [outcome.pk])
    publish("outcome", [outcome.pk])


@action("outcome.withdraw", gettext_lazy("Recorded outcomes withdrawn"))
def withdraw_outcomes(*, batch_id: int, scope: Scope, ids: Sequence[int] | None = None) -> int:
    """Undo of a batch: delete the outcomes it recorded (only `ids` when told), with documents and edges; how many."""
    rows = Outcome.objects.filter(batch_id=batch_id)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    doomed = []
    for pk, path in rows.values_list("pk", "office_path"):
        scope.require(Right.EDIT_LEADS, str(path))
        doomed.append(pk)
    rows.delete()
    for history in (Move, Change):
        history.objects.filter(kind="outcome", row_id__in=doomed).delete()
    if parted := detach("outcome", doomed):
        regroup(parted)
    index.remove("outcome", doomed)
    part(steps=[Step("outcome", pk) for pk in doomed])
    record("outcome.withdraw", actor=scope.actor, kind="outcome", ids=doomed)
    publish("outcome", doomed)
    return len(doomed)
