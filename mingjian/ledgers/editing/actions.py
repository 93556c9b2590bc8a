"""Setting one value in many rows: one transaction through the room's own action, and its undo."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.columns import Column
from mingjian.ledgers.editing.preview import bulk_of, preview
from mingjian.ledgers.editing.rule import MOST_ROWS
from mingjian.ledgers.intake import Change
from mingjian.ledgers.models import BulkEdit, Edited
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.offices.scope import Scope


@action("bulk.edit", gettext_lazy("Set a value in many rows"))
def edit_many(
    *, ledger: Ledger, versions: Mapping[int, int], column: Column, value: Any, reason: str, scope: Scope
) -> BulkEdit:
    """Set the value in the rows of `versions` (id → version as previewed), all that can take it or none.

    Rows that the preview refuses are left out. Asks for a reason where the room says so. Raises Stale when somebody
    saved one of the rows since the preview.
    """
    rule = bulk_of(ledger)
    if column.key in rule.with_reason and not reason.strip():
        raise Invalid(_("Say why these rows are changed."), {"reason": _("A reason is needed.")})
    if len(versions) > MOST_ROWS:
        raise Invalid(_("At most %(most)s rows are changed at once.") % {"most": MOST_ROWS})
    if scope.actor.user_id is None:
        raise NotAllowed(_("Rows are changed many at once by people only."))
    lines = preview(ledger, list(versions), column, value, scope).changing
    if not lines:
        raise Invalid(_("None of these rows can take the value."))
    changes = [Change(line.id, versions[line.id], {column.key: value}) for line in lines]
    written = rule.write(changes, scope, reason)
    made = BulkEdit.objects.create(
        ledger=ledger.code,
        user_id=scope.actor.user_id,
        column=column.key,
        value=value,
        count=len(lines),
        at=timezone.now(),
    )
    Edited.objects.bulk_create(
        Edited(edit=made, row_id=line.id, version=version, former=line.before)
        for line, version in zip(lines, written, strict=True)
    )
    _record("bulk.edit", ledger, made, [line.id for line in lines], reason, scope)
    return made


@action("bulk.undo", gettext_lazy("Undid setting a value in many rows"))
def undo_edit(*, edit: BulkEdit, reason: str, scope: Scope) -> BulkEdit:
    """Give every row of a bulk edit its former value back. Only whoever made it; refused as a whole when somebody
    changed one of the rows since."""
    edit = BulkEdit.objects.select_for_update().get(pk=edit.pk)
    if edit.user_id != scope.actor.user_id:
        raise NotAllowed(_("Only who made a bulk edit undoes it."))
    if edit.undone_at is not None:
        raise WrongState(_("This edit has been undone already."))
    if not reason.strip():
        raise Invalid(_("Say why the edit is undone."), {"reason": _("A reason is needed.")})
    ledger = LEDGERS[edit.ledger]
    rows = list(edit.rows.order_by("row_id"))
    changes = [Change(row.row_id, row.version, {edit.column: row.former}) for row in rows]
    try:
        bulk_of(ledger).write(changes, scope, reason)
    except Stale as stale:
        message = _("Somebody changed one of these rows since. Nothing was undone.")
        raise Stale(message, stale.current) from stale
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    _record("bulk.undo", ledger, edit, [row.row_id for row in rows], reason, scope)
    return edit


def _record(verb: str, ledger: Ledger, edit: BulkEdit, ids: Sequence[int], reason: str, scope: Scope) -> None:
    detail = {"edit": edit.pk, "column": edit.column}
    record(verb, actor=scope.actor, kind=ledger.kind, ids=ids, detail=detail, words=reason)
