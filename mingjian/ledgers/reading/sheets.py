"""Choosing the sheet of a file and the column for each key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column
from mingjian.ledgers.registry import Ledger
from mingjian.lib.errors import Invalid
from mingjian.lib.sheets.guard import Source
from mingjian.lib.sheets.match import HeaderMatch, match_headers
from mingjian.lib.sheets.read import read
from mingjian.lib.sheets.refusals import Refused
from mingjian.lib.sheets.table import HeaderCell, Table

IGNORED = -1


@dataclass(slots=True)
class Chosen:
    """The table to read; its column for each key; and what must be asked before it can be read."""

    table: Table
    tables: list[Table]
    columns: dict[str, HeaderCell] = field(default_factory=dict)
    doubtful: dict[str, list[HeaderCell]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unknown: list[HeaderCell] = field(default_factory=list)

    @property
    def questions(self) -> dict[str, list[int]]:
        """Key → positions that could be meant; none for a required key without any."""
        doubtful = {key: [cell.index for cell in cells] for key, cells in self.doubtful.items()}
        return doubtful | {key: [] for key in self.missing}


def choose(
    source: Source, name: str, ledger: Ledger, sheet: str = "", mapping: Mapping[str, int] | None = None
) -> Chosen:
    """Open a file and match its headings. `sheet` and `mapping` (key → position, -1 to leave out) are answers given
    before. Raises Invalid with the guard's sentence for a file that is not read."""
    try:
        tables = read(source, name)
    except Refused as refused:
        raise Invalid(_(refused.template) % refused.params) from refused
    synonyms = {column.key: _headings(column) for column in ledger.read_columns}
    matches = [match_headers(table.columns, synonyms) for table in tables]
    at = _sheet_at(tables, matches, sheet)
    return _with_answers(Chosen(tables[at], tables), matches[at], ledger, mapping or {})


def _headings(column: Column) -> list[str]:
    """What a sheet may call a column: the synonyms, and what our own export calls it in either language."""
    own = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            own.append(str(column.words))
    return [*own, *column.synonyms]


def _sheet_at(tables: Sequence[Table], matches: Sequence[HeaderMatch], sheet: str) -> int:
    """The sheet asked for, else the one with the most known headings; a hidden one only if it is the only one."""
    for at, table in enumerate(tables):
        if sheet and table.sheet == sheet:
            return at
    visible = [at for at, table in enumerate(tables) if table.visibility == "visible"] or list(range(len(tables)))
    return max(visible, key=lambda at: (len(matches[at].found) + len(matches[at].doubtful), -at))


def _with_answers(chosen: Chosen, match: HeaderMatch, ledger: Ledger, answers: Mapping[str, int]) -> Chosen:
    by_index = {cell.index: cell for cell in chosen.table.columns}
    taken = {index for index in answers.values() if index != IGNORED}
    chosen.columns = {
        key: cell for key, cell in match.found.items() if key not in answers and cell.index not in taken
    } | {key: by_index[index] for key, index in answers.items() if index in by_index}
    chosen.doubtful = {key: cells for key, cells in match.doubtful.items() if key not in answers}
    required = [column.key for column in ledger.read_columns if column.required]
    chosen.missing = [key for key in required if key not in chosen.columns and key not in chosen.doubtful]
    used = {cell.index for cell in chosen.columns.values()}
    chosen.unknown = [cell for cell in chosen.table.columns if cell.index not in used]
    return chosen


def answers_from(ledger: Ledger, form: Mapping[str, Any]) -> dict[str, int]:
    """The mapping that a form gives: `column_<key>` → position, nothing where it was left to the engine."""
    answers: dict[str, int] = {}
    for column in ledger.read_columns:
        given = str(form.get(f"column_{column.key}", "")).strip()
        if given.lstrip("-").isdigit():
            answers[column.key] = int(given)
    return answers
