"""A batch's way: received, read, committed or discarded, undone. Each step is one transaction."""

import hashlib
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers import staging
from mingjian.ledgers.imports.answers import asked_of, decided_statuses, meanings_of, merged, normal
from mingjian.ledgers.imports.keeping import keep, kept
from mingjian.ledgers.imports.learning import headings_known, learn, names_known
from mingjian.ledgers.imports.models import Reading
from mingjian.ledgers.intake import NO_ANSWERS, REJECTED, Answers, Change, Intake
from mingjian.ledgers.models import Batch, Stage, Staged, Upload, Written
from mingjian.ledgers.progress import Reporter, silent
from mingjian.ledgers.reading.drafts import judge
from mingjian.ledgers.reading.sheets import IGNORED, choose, label_of
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.lib.errors import Invalid, Stale, WrongState
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

DECIDABLE = (Stage.STAGED,)
READABLE = (Stage.UPLOADED, Stage.ASKING, Stage.STAGED)


@action("batch.receive", gettext_lazy("Received a file to import"))
def receive(*, ledger: Ledger, office_id: int, file_name: str, content: bytes, scope: Scope) -> Batch:
    """Keep a file for an office. Takes the right to import there; the file is judged when it is read."""
    office = Office.objects.filter(pk=office_id).first()
    if office is None or not scope.may(Right.IMPORT, str(office.path)):
        raise Invalid(_("Choose one of the offices you may import for."), {"office": _("Not found.")})
    file_hash = hashlib.sha256(content).digest()
    if ledger.intake is not None and ledger.intake.cleaned is not None:
        content, file_name = ledger.intake.cleaned(content, file_name)
    batch = Batch.objects.create(
        ledger=ledger.code,
        office=office,
        office_path=office.path,
        user_id=scope.actor.user_id,
        file_name=file_name[-200:],
        file_hash=file_hash,
        created_at=timezone.now(),
    )
    keep(batch, content)
    record("batch.receive", actor=scope.actor, kind="batch", ids=[batch.pk], office_path=str(office.path))
    return batch


@action("batch.stage", gettext_lazy("Read a file to import"))
def stage(
    *,
    batch_id: int,
    scope: Scope,
    sheet: str = "",
    answers: Mapping[str, int] | None = None,
    names: Answers = NO_ANSWERS,
    remember: bool = False,
    report: Reporter = silent,
) -> Batch:
    """Read the batch's file and judge every row; nothing of the register changes.

    With questions left (several headings for one column, or a needed one missing) the batch waits for answers.
    `answers` say which position is which column, `names` which row a name with several meanings means; with
    `remember` both are kept for the office and those below it.
    """
    batch = _locked(batch_id, scope, *READABLE)
    ledger = LEDGERS[batch.ledger]
    office_path = str(batch.office_path)
    report("opening", 0, 0)
    same_sheet = not sheet or sheet == batch.sheet
    mapping = {**(batch.mapping if same_sheet else {}), **(answers or {})}
    learned = headings_known(batch.ledger, office_path)
    chosen = choose(kept(batch), batch.file_name, ledger, sheet or batch.sheet, mapping, learned)
    batch.sheet = label_of(chosen.table)
    batch.mapping = mapping
    batch.headings = {str(cell.index): cell.text for cell in chosen.table.columns}
    batch.questions = chosen.questions
    batch.counts = {}
    batch.stage = Stage.ASKING
    Staged.objects.filter(batch=batch).delete()
    reading, _made = Reading.objects.get_or_create(batch=batch)
    _take_answers(batch, reading, answers or {}, names, scope, remember=remember)
    if not chosen.questions:
        known = merged(names_known(batch.ledger, office_path), reading.answers)
        judged = judge(ledger, chosen, batch.office_id, scope, report, known)
        report("staging", 0, len(judged.drafts))
        closing = _intake_of(ledger).closing
        batch.counts = staging.put_down(batch, judged.drafts, judged.gone, closing)
        batch.stage = Stage.STAGED
        reading.remarks, reading.asked = judged.remarks, asked_of(judged.drafts)
    batch.sheets = chosen.labels
    batch.save()
    reading.save()
    record("batch.stage", actor=scope.actor, kind="batch", ids=[batch.pk], detail=batch.counts)
    return batch


def _take_answers(
    batch: Batch, reading: Reading, answers: Mapping[str, int], names: Answers, scope: Scope, *, remember: bool
) -> None:
    """Keep the names answered with the batch and, when the clerk wishes, both kinds of answers with the office."""
    reading.answers = merged(reading.answers, normal(names))
    if not remember:
        return
    headings = {
        batch.headings[str(at)]: key for key, at in answers.items() if at != IGNORED and str(at) in batch.headings
    }
    meanings = meanings_of(reading.asked, names)
    if headings or meanings:
        learn(batch=batch, headings=headings, names=meanings, scope=scope)


@action("batch.commit", gettext_lazy("Committed an import"))
def commit(
    *, batch_id: int, scope: Scope, close_gone: bool = False, reason: str = "", report: Reporter = silent
) -> Batch:
    """Write the good rows, new and changed, all of them or none, through the room's own actions.

    Rows that take up again what was closed ask for a reason; so does, with `close_gone`, closing those that the sheet
    no longer lists. Raises Stale when a row to change was saved by somebody since the file was read; reading it again
    shows both.
    """
    batch = _locked(batch_id, scope, *DECIDABLE)
    intake = _intake_of(LEDGERS[batch.ledger])
    new, changed = staging.new_rows(batch), staging.changes(batch)
    decided = staging.changes(batch, *decided_statuses(batch, reason, close_gone=close_gone))
    report("writing", 0, len(new) + len(changed) + len(decided))
    try:
        taken = intake.take(new, [change for change, _former in changed], batch.office_id, scope, batch.pk)
        versions = _decide(intake, [change for change, _former in decided], reason, scope, batch.pk)
    except Stale as stale:
        message = _("Somebody changed one of these rows since the file was read. Read the file again.")
        raise Stale(message, stale.current) from stale
    staging.note_written(batch, [(row_id, 1, None) for row_id in taken.new_ids])
    made = zip([*changed, *decided], [*taken.versions, *versions], strict=True)
    staging.note_written(batch, [(change.id, version, former) for (change, former), version in made])
    Staged.objects.filter(batch=batch).exclude(status=REJECTED).delete()
    _settle(batch, Stage.COMMITTED)
    ids = [*taken.new_ids, *(change.id for change, _former in (*changed, *decided))]
    detail = {"rows": len(ids), "closed": int(close_gone), **batch.counts}
    record("batch.commit", actor=scope.actor, kind="batch", ids=[batch.pk], detail=detail, words=reason)
    return batch


def _decide(intake: Intake, changes: list[Change], reason: str, scope: Scope, batch_id: int) -> list[int]:
    if not changes or intake.decide is None:
        return []
    return intake.decide(changes, reason, scope, batch_id)


@action("batch.discard", gettext_lazy("Discarded an import"))
def discard(*, batch_id: int, scope: Scope) -> Batch:
    """None of the rows: the file and what was staged of it are deleted."""
    batch = _locked(batch_id, scope, *READABLE, Stage.REFUSED)
    Staged.objects.filter(batch=batch).delete()
    Upload.objects.filter(batch=batch).delete()
    _settle(batch, Stage.DISCARDED)
    record("batch.discard", actor=scope.actor, kind="batch", ids=[batch.pk])
    return batch


@action("batch.refuse", gettext_lazy("Refused a file to import"))
def refuse(*, batch_id: int, why: str, scope: Scope) -> Batch:
    """The file cannot be read: keep the sentence, delete the file."""
    batch = _locked(batch_id, scope, *READABLE)
    batch.refusal = why
    Staged.objects.filter(batch=batch).delete()
    Upload.objects.filter(batch=batch).delete()
    _settle(batch, Stage.REFUSED)
    record("batch.refuse", actor=scope.actor, kind="batch", ids=[batch.pk])
    return batch


@action("batch.undo", gettext_lazy("Undid an import"))
def undo(*, batch_id: int, scope: Scope, reason: str = "", report: Reporter = silent) -> Batch:
    """Take the batch's new rows back and give its changed rows their former values; the record keeps the reason.

    Refused as a whole when somebody changed one of them since.
    """
    batch = _locked(batch_id, scope, Stage.COMMITTED)
    ledger = LEDGERS[batch.ledger]
    intake = _intake_of(ledger)
    written = list(Written.objects.filter(batch=batch).order_by("row_id").values_list("row_id", "version", "former"))
    report("undoing", 0, len(written))
    _require_untouched(ledger, {row_id: version for row_id, version, _former in written}, scope)
    changed = [Change(row_id, version, former) for row_id, version, former in written if former is not None]
    new = [row_id for row_id, _version, former in written if former is None]
    if changed:
        intake.restore(changed, scope, batch.pk)
    intake.withdraw(new, scope, batch.pk)
    batch.stage = Stage.UNDONE
    batch.undone_at = timezone.now()
    batch.save(update_fields=["stage", "undone_at"])
    detail = {"rows": len(written)}
    record("batch.undo", actor=scope.actor, kind="batch", ids=[batch.pk], detail=detail, words=reason)
    return batch


def _intake_of(ledger: Ledger) -> Intake:
    """The ledger's side of imports; Invalid when it has none."""
    if ledger.intake is None:
        raise Invalid(_("This ledger is not read from sheets."))
    return ledger.intake


def _locked(batch_id: int, scope: Scope, *stages: Stage) -> Batch:
    batch: Batch | None = Batch.objects.visible_to(scope).select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise Invalid(_("This import was not found, or is not within your scope."))
    scope.require(Right.IMPORT, str(batch.office_path))
    if batch.stage not in stages:
        raise WrongState(_("This import has gone on already; the page has been brought up to date."))
    return batch


def _settle(batch: Batch, to: Stage) -> None:
    batch.stage = to
    batch.decided_at = timezone.now()
    batch.save(update_fields=["stage", "decided_at", "refusal"])


def _require_untouched(ledger: Ledger, versions: Mapping[int, int], scope: Scope) -> None:
    """Raise Stale with the first few rows that are not as the batch left them."""
    rows = ledger.model.objects.visible_to(scope).filter(pk__in=list(versions))  # type: ignore[attr-defined]  # gated
    now = dict(rows.values_list("pk", "version"))
    touched = [row_id for row_id, version in versions.items() if now.get(row_id) != version]
    if touched:
        names = [str(row) for row in rows.filter(pk__in=touched[:5])]
        message = _("%(count)s rows of this import were changed or removed since: %(names)s. Nothing was undone.")
        raise Stale(message % {"count": len(touched), "names": "、".join(names) or "—"}, touched[0])
