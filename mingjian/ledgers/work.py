"""The long steps of a batch as whoever runs them calls them: held for one worker, with progress, refusals kept."""

from collections.abc import Mapping

from mingjian.ledgers import actions
from mingjian.ledgers.models import Batch
from mingjian.ledgers.progress import Reporter, working
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope


def read_batch(
    batch_id: int,
    scope: Scope,
    *,
    sheet: str = "",
    answers: Mapping[str, int] | None = None,
    also: Reporter | None = None,
) -> Batch:
    """Read and judge; a file that cannot be read leaves the batch refused with its sentence. Raises Invalid then."""
    with working(batch_id, "opening") as report:
        try:
            return actions.stage(
                batch_id=batch_id, scope=scope, sheet=sheet, answers=answers, report=_both(report, also)
            )
        except Invalid as refusal:
            actions.refuse(batch_id=batch_id, why=refusal.message, scope=scope)
            raise


def commit_batch(batch_id: int, scope: Scope, *, also: Reporter | None = None) -> Batch:
    """Commit the good rows."""
    with working(batch_id, "writing") as report:
        return actions.commit(batch_id=batch_id, scope=scope, report=_both(report, also))


def undo_batch(batch_id: int, scope: Scope, *, reason: str = "", also: Reporter | None = None) -> Batch:
    """Undo a committed batch."""
    with working(batch_id, "undoing") as report:
        return actions.undo(batch_id=batch_id, scope=scope, reason=reason, report=_both(report, also))


def _both(first: Reporter, second: Reporter | None) -> Reporter:
    if second is None:
        return first

    def report(word: str, done: int, total: int) -> None:
        first(word, done, total)
        second(word, done, total)

    return report
