"""Recording findings: one at a time or a whole ledger, always as a set."""

from collections.abc import Sequence

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.findings.models import Finding, Manifestation, Named
from mingjian.findings.rows import NewFinding
from mingjian.findings.search import document
from mingjian.findings.writing import FIELDS, Batch, prepare
from mingjian.ledgers.bulk import copy_rows
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, join_many
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.people.mentioning import attach
from mingjian.search import index


@action("finding.record", gettext_lazy("Recorded findings"))
def record_findings(*, rows: Sequence[NewFinding], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Record findings 问题 and their manifestation lines; returns their ids in the order given.

    Office, body and target of each row must lie in the actor's scope, with the right to edit findings there (by
    grant over the office, or by the task on the target). Named persons are joined to the register by evidence or
    recorded in it. Set-based: the count of queries does not depend on the count of rows. Raises Invalid with the
    first row that does not hold; nothing is written then.
    """
    batch = prepare(rows, scope, batch_id)
    # First, so that what waits for the search index is merged beside the writing of the rows themselves.
    index.add(document(row) for row in batch.searchable())
    _copy(batch)
    copy_rows(Manifestation, ("finding", "position", "text"), batch.manifestations())
    copy_rows(Named, ("finding", "person", "name_as_written", "post_as_written"), batch.named())
    attach("finding", batch.chosen, batch_id=batch_id)
    join_many(_found(batch), "found", actor=scope.actor)
    record("finding.record", actor=scope.actor, kind="finding", ids=batch.ids, office_path=batch.office_path)
    publish("finding", batch.ids)
    return batch.ids


def _copy(batch: Batch) -> None:
    try:
        copy_rows(Finding, FIELDS, batch.findings())
    except IntegrityError as error:
        if "findings_finding_number" not in str(error):
            raise
        message = _("A number among these belongs to another finding of the office.")
        raise Invalid(message, {"number": message}) from error


def _found(batch: Batch) -> list[tuple[Step, Step]]:
    return [
        (Step("target", row.target_id), Step("finding", row_id))
        for row_id, row in zip(batch.ids, batch.rows, strict=True)
        if row.target_id is not None
    ]
