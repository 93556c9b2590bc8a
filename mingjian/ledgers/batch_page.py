"""What the page of a batch shows at each stage of its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.ledgers.columns import Words
from mingjian.ledgers.exports.querysets import names_of
from mingjian.ledgers.imports.models import Reading
from mingjian.ledgers.imports.outcomes import STATUSES, outcome_of
from mingjian.ledgers.imports.remarks import sentences
from mingjian.ledgers.intake import CHANGED, GONE, NEW, REJECTED, REOPENED
from mingjian.ledgers.models import Batch, Stage
from mingjian.ledgers.progress import WAITING, look
from mingjian.ledgers.querysets import has_file, may_take_file, reading_of
from mingjian.ledgers.reading.sheets import IGNORED
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.offices.scope import Scope
from mingjian.ui.components import Fact, Option

PHASES: dict[str, Words] = {
    WAITING: gettext_lazy("Waiting for its turn"),
    "opening": gettext_lazy("Opening the file"),
    "gathering": gettext_lazy("Reading the rows"),
    "reading": gettext_lazy("Reading the columns"),
    "resolving": gettext_lazy("Looking up organisations"),
    "comparing": gettext_lazy("Comparing with what is stored"),
    "staging": gettext_lazy("Putting the rows down"),
    "writing": gettext_lazy("Writing the rows"),
    "undoing": gettext_lazy("Undoing the import"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Which heading of the sheet a column is; `options` are all of them, "leave out" among them."""

    name: str
    words: Words
    asked: bool
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """Which row a name of the file is; `options` are those it may mean."""

    name: str
    column: Words
    text: str
    options: Sequence[Option]


def context(batch: Batch, query: QueryDict, scope: Scope) -> dict[str, Any]:
    """Everything the page's template shows."""
    ledger = LEDGERS[batch.ledger]
    reading = reading_of(batch)
    outcome = outcome_of(batch, ledger, query, scope) if batch.stage in (Stage.STAGED, Stage.COMMITTED) else None
    file = has_file(batch)
    progress, stopped = look(batch.pk)
    busy = progress is not None and progress.phase != "" and not stopped
    return {
        "batch": batch,
        "title": batch.file_name,
        "kicker": ledger.words,
        "kicker_url": reverse("ledger-import", args=[ledger.code]),
        "facts": _facts(batch),
        "progress": progress,
        "phase": PHASES.get(progress.phase, "") if progress else "",
        "busy": busy,
        "stopped": stopped,
        "questions": _questions(batch, ledger) if batch.stage in (Stage.ASKING, Stage.STAGED) else [],
        "name_questions": _name_questions(reading, ledger) if batch.stage == Stage.STAGED else [],
        "remarks": sentences(reading.remarks, ledger),
        "outcome": outcome,
        "good": sum(batch.counts.get(status, 0) for status in (NEW, CHANGED, REOPENED)),
        "rejected": batch.counts.get(REJECTED, 0) if file else 0,
        "gone": batch.counts.get(GONE, 0),
        "asks_reason": bool(batch.counts.get(REOPENED)),
        "has_file": file and may_take_file(batch, scope),
        "list_url": reverse(ledger.list_url),
    }


def _facts(batch: Batch) -> list[Fact]:
    who = names_of([batch.user_id]).get(batch.user_id or 0, "")
    facts = [
        Fact(_("Stage"), batch.get_stage_display()),
        Fact(_("Office"), batch.office.name),
        Fact(_("Imported by"), who),
        Fact(_("Received at"), batch.created_at),
    ]
    for status, words in STATUSES.items():
        if status in batch.counts:
            count = batch.counts[status]
            facts.append(Fact(words, count, tone="overdue" if status == REJECTED and count else ""))
    return facts


def _questions(batch: Batch, ledger: Ledger) -> list[Question]:
    """Every column with the heading it is read from; the open ones first."""
    found = []
    chosen = _positions(batch)
    for column in ledger.read_columns:
        asked = column.key in batch.questions
        at = chosen.get(column.key)
        options = [Option("", _("as recognised") if not asked else _("choose …"), at is None)]
        options += [Option(index, text, str(at) == index) for index, text in batch.headings.items()]
        options.append(Option(str(IGNORED), _("leave out"), at == IGNORED))
        found.append(Question(f"column_{column.key}", column.words, asked, options))
    return sorted(found, key=lambda question: not question.asked)


def _name_questions(reading: Reading, ledger: Ledger) -> list[NameQuestion]:
    """The names that may mean several rows, each with its choices."""
    found = []
    for column, texts in reading.asked.items():
        for at, (text, choices) in enumerate(texts.items()):
            options = [Option("", _("choose …"))] + [Option(code, words) for code, words in choices]
            found.append(NameQuestion(f"name_{column}_{at}", ledger.column(column).words, text, options))
    return found


def _positions(batch: Batch) -> Mapping[str, int]:
    return {key: int(at) for key, at in batch.mapping.items()}
