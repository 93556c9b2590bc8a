"""What the page of a batch shows at each stage of its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.ledgers.columns import Type, Words
from mingjian.ledgers.intake import CHANGED, NEW, REJECTED, UNCHANGED
from mingjian.ledgers.models import Batch, Stage, Staged
from mingjian.ledgers.progress import WAITING, look
from mingjian.ledgers.querysets import first_staged, has_file
from mingjian.ledgers.reading.sheets import IGNORED
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.ui.components import Fact, Option

PHASES: dict[str, Words] = {
    WAITING: gettext_lazy("Waiting for its turn"),
    "opening": gettext_lazy("Opening the file"),
    "reading": gettext_lazy("Reading the columns"),
    "resolving": gettext_lazy("Looking up organisations"),
    "comparing": gettext_lazy("Comparing with what is stored"),
    "staging": gettext_lazy("Putting the rows down"),
    "writing": gettext_lazy("Writing the rows"),
    "undoing": gettext_lazy("Undoing the import"),
}
STATUSES: dict[str, Words] = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changed"),
    UNCHANGED: gettext_lazy("Unchanged"),
    REJECTED: gettext_lazy("Rejected"),
}
TONES = {NEW: "active", CHANGED: "due", REJECTED: "overdue"}


@dataclass(frozen=True, slots=True)
class Question:
    """Which heading of the sheet a column is; `options` are all of them, "leave out" among them."""

    name: str
    words: Words
    asked: bool
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Line:
    """One staged row in words."""

    number: int
    cells: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """The first rows of one status."""

    status: str
    words: Words
    count: int
    lines: Sequence[Line]


def context(batch: Batch) -> dict[str, Any]:
    """Everything the page's template shows."""
    ledger = LEDGERS[batch.ledger]
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
        "groups": _groups(batch, ledger) if batch.stage in (Stage.STAGED, Stage.COMMITTED) else [],
        "good": batch.counts.get(NEW, 0) + batch.counts.get(CHANGED, 0),
        "rejected": batch.counts.get(REJECTED, 0) if has_file(batch) else 0,
        "list_url": reverse(ledger.list_url),
    }


def _facts(batch: Batch) -> list[Fact]:
    facts = [Fact(_("Stage"), batch.get_stage_display()), Fact(_("Office"), batch.office.name)]
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


def _positions(batch: Batch) -> Mapping[str, int]:
    return {key: int(at) for key, at in batch.mapping.items()}


def _groups(batch: Batch, ledger: Ledger) -> list[Group]:
    """The first rows of each status that is kept, rejected ones first."""
    groups = []
    for status in (REJECTED, CHANGED, NEW):
        rows = first_staged(batch, status)
        if rows:
            names = _names(ledger, [row.row_id for row in rows if row.row_id])
            lines = [Line(row.row_number, _cells(row, ledger, names)) for row in rows]
            groups.append(Group(status, STATUSES[status], batch.counts.get(status, 0), lines))
    return groups


def _names(ledger: Ledger, ids: Sequence[int]) -> Mapping[int, str]:
    if not ids:
        return {}
    rows: QuerySet[Any] = ledger.model._default_manager.filter(pk__in=ids)
    return {row.pk: str(row) for row in rows}


def _cells(row: Staged, ledger: Ledger, names: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """Heading, text, and for a change the former text, for a rejection the reason."""
    name = names.get(row.row_id or 0)
    cells = [(str(_("Row")), name, "")] if name else []
    if row.status == REJECTED:
        labels = {column.key: str(column.words) for column in ledger.columns} | {"": str(_("Row"))}
        return cells + [(labels.get(key, key), why, "") for key, why in row.reasons.items()]
    for column in ledger.read_columns:
        if column.key in row.values:
            former = _text(column.type, column.choices, row.former.get(column.key)) if row.former else ""
            cells.append((str(column.words), _text(column.type, column.choices, row.values[column.key]), former))
    return cells[:8]


def _text(kind: Type, choices: Mapping[Any, Words], value: Any) -> str:
    if value in (None, "", []):
        return "—"
    match kind:
        case Type.CHOICE:
            return str(choices.get(value, value))
        case Type.YES_NO:
            return _("yes") if value else _("no")
        case Type.PERSONS:
            return "；".join(
                f"{person['name']}（{person['post']}）" if person.get("post") else person["name"] for person in value
            )
        case Type.PERIOD:
            return " – ".join(bound or "…" for bound in value)
        case Type.LINES | Type.LIST:
            return "；".join(value)[:160]
        case _:
            return str(value)[:160]
