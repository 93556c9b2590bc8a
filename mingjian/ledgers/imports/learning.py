"""Answers that clerks gave once: used for the office and those below it, until somebody takes them back."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.imports.models import Learned
from mingjian.ledgers.models import Batch
from mingjian.lib.errors import Invalid
from mingjian.lib.sheets.match import header_key
from mingjian.lib.text import normalise
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

What = Learned.What

# Column → text (in normal form) → code.
Names = dict[str, dict[str, str]]


def headings_known(ledger: str, office_path: str) -> dict[str, str]:
    """Heading (its key) → column key, as learned at the office and above it; the nearest office's answer stands."""
    return {row.key: row.meaning for row in _above(ledger, office_path, What.HEADING)}


def names_known(ledger: str, office_path: str) -> Names:
    """Column → name → code, as learned at the office and above it; the nearest office's answer stands."""
    found: Names = {}
    for row in _above(ledger, office_path, What.NAME):
        found.setdefault(row.column, {})[row.key] = row.meaning
    return found


def _above(ledger: str, office_path: str, what: str) -> list[Learned]:
    """The rows of the office and those above it, the highest first: they apply whoever imports."""
    labels = office_path.split(".")
    paths = [".".join(labels[: depth + 1]) for depth in range(len(labels))]
    rows = Learned.objects.filter(ledger=ledger, what=what, office_path__in=paths)
    return sorted(rows, key=lambda row: str(row.office_path).count("."))


@action("ledger.learn", gettext_lazy("Taught a ledger to read headings or names"))
def learn(
    *,
    batch: Batch,
    headings: Mapping[str, str],
    names: Mapping[str, Mapping[str, tuple[str, str]]],
    scope: Scope,
) -> int:
    """Keep the answers given for a batch: heading → column key, column → name → (code, words). Returns how many."""
    scope.require(Right.IMPORT, str(batch.office_path))
    rows = [_row(batch, What.HEADING, "", header_key(text), text, (key, ""), scope) for text, key in headings.items()]
    rows += [
        _row(batch, What.NAME, column, normalise(text), text, meaning, scope)
        for column, texts in names.items()
        for text, meaning in texts.items()
    ]
    rows = [row for row in rows if row.key]
    Learned.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["office", "ledger", "what", "column", "key"],
        update_fields=["written", "meaning", "meaning_words", "user_id", "at"],
    )
    detail = {"ledger": batch.ledger, "rows": len(rows)}
    record("ledger.learn", actor=scope.actor, kind="batch", ids=[batch.pk], detail=detail)
    return len(rows)


def _row(batch: Batch, what: str, column: str, key: str, text: str, meaning: tuple[str, str], scope: Scope) -> Learned:
    return Learned(
        office_id=batch.office_id,
        office_path=batch.office_path,
        ledger=batch.ledger,
        what=what,
        column=column,
        key=key,
        written=text[:200],
        meaning=meaning[0],
        meaning_words=meaning[1][:200],
        user_id=scope.actor.user_id,
        at=timezone.now(),
    )


@action("ledger.forget", gettext_lazy("Took back what a ledger had learned"))
def forget(*, learned_id: int, scope: Scope) -> None:
    """From now on the heading or name is asked for again. Takes the right to import for the office that taught it."""
    row = Learned.objects.visible_to(scope).filter(pk=learned_id).first()
    if row is None:
        raise Invalid(_("This answer was not found, or is not within your scope."))
    scope.require(Right.IMPORT, str(row.office_path))
    record("ledger.forget", actor=scope.actor, kind="learned", ids=[row.pk], office_path=str(row.office_path))
    row.delete()
