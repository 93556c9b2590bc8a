"""The long steps of a batch as whoever runs them calls them: held for one worker, with progress, refusals kept."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mingjian.ledgers import actions
from mingjian.ledgers.intake import NO_ANSWERS, Answers
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
    names: Answers = NO_ANSWERS,
    remember: bool = False,
    also: Reporter | None = None,
) -> Batch:
    """Read and judge; a file that cannot be read leaves the batch refused with its sentence. Raises Invalid then."""
    with working(batch_id, "opening") as report, _uncollected():
        try:
            return actions.stage(
                batch_id=batch_id,
                scope=scope,
                sheet=sheet,
                answers=answers,
                names=names,
                remember=remember,
                report=_both(report, also),
            )
        except Invalid as refusal:
            actions.refuse(batch_id=batch_id, why=refusal.message, scope=scope)
            raise


def commit_batch(
    batch_id: int, scope: Scope, *, close_gone: bool = False, reason: str = "", also: Reporter | None = None
) -> Batch:
    """Commit the good rows; with `close_gone` those that the sheet no longer lists are closed for the reason."""
    with working(batch_id, "writing") as report, _uncollected():
        return actions.commit(
            batch_id=batch_id, scope=scope, close_gone=close_gone, reason=reason, report=_both(report, also)
        )


def undo_batch(batch_id: int, scope: Scope, *, reason: str = "", also: Reporter | None = None) -> Batch:
    """Undo a committed batch."""
    with working(batch_id, "undoing") as report, _uncollected():
        return actions.undo(batch_id=batch_id, scope=scope, reason=reason, report=_both(report, also))


@contextmanager
def _uncollected() -> Iterator[None]:
    """A batch holds many thousand rows and makes no cycles: looking for some costs a tenth of its time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _both(first: Reporter, second: Reporter | None) -> Reporter:
    if second is None:
        return first

    def report(word: str, done: int, total: int) -> None:
        first(word, done, total)
        second(word, done, total)

    return report
