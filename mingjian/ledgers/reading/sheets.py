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
from mingjian.lib.sheets.match import HeaderMatch, header_key, match_headers
from mingjian.lib.sheets.read import read
from mingjian.lib.sheets.refusals import Refused
from mingjian.lib.sheets.segments import Known, Place
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

    @property
    def labels(self) -> list[str]:
        """The tables that can be chosen: those found, and the one whose headings ended this one."""
        further = [Place(row).label(self.table.sheet) for row in self.table.next_table]
        return list(dict.fromkeys([*map(label_of, self.tables), *further]))

    def remarks(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """What the sheet hides, and where it goes on, once its rows have been read."""
        hidden = [row for row in rows if row in self.table.hidden_rows]
        columns = [cell.text for cell in self.columns.values() if cell.index in self.table.hidden_columns]
        found: list[dict[str, Any]] = []
        if hidden:
            found.append({"code": "hidden_rows", "count": len(hidden), "rows": hidden[:10]})
        if columns:
            found.append({"code": "hidden_columns", "columns": columns})
        if self.table.external:
            found.append({"code": "external"})
        others = [label for label in self.labels if label != label_of(self.table)]
        if others:
            found.append({"code": "tables", "labels": others[:10]})
        return found


def choose(
    source: Source,
    name: str,
    ledger: Ledger,
    sheet: str = "",
    mapping: Mapping[str, int] | None = None,
    learned: Mapping[str, str] | None = None,
) -> Chosen:
    """Open a file and match its headings. `sheet` (the label of a table) and `mapping` (key → position, -1 to leave
    out) are answers given before; `learned` says which column a heading is at this office (heading's key → key).
    Raises Invalid with the guard's sentence for a file that is not read."""
    synonyms = {column.key: _headings(column) for column in ledger.read_columns}
    known = Known.of([heading for headings in synonyms.values() for heading in headings])
    try:
        tables = read(source, name, known=known, begin=sheet)
    except Refused as refused:
        raise Invalid(_(refused.template) % refused.params) from refused
    matches = [match_headers(table.columns, _taught(synonyms, learned or {})) for table in tables]
    at = _sheet_at(tables, matches, sheet)
    answers = {**_by_heading(tables[at], ledger, learned or {}), **(mapping or {})}
    return _with_answers(Chosen(tables[at], tables), matches[at], ledger, answers)


def _taught(synonyms: Mapping[str, Sequence[str]], learned: Mapping[str, str]) -> dict[str, list[str]]:
    """The synonyms, without those that the office has taught to mean another column."""
    return {
        key: [word for word in words if learned.get(header_key(word), key) == key] for key, words in synonyms.items()
    }


def _by_heading(table: Table, ledger: Ledger, learned: Mapping[str, str]) -> dict[str, int]:
    """The columns that the office has taught: key → position, where one column alone bears the heading."""
    readable = {column.key for column in ledger.read_columns}
    found: dict[str, list[int]] = {}
    for cell in table.columns:
        key = learned.get(header_key(cell.text))
        if key in readable:
            found.setdefault(key, []).append(cell.index)
    return {key: positions[0] for key, positions in found.items() if len(positions) == 1}


def label_of(table: Table) -> str:
    """What a table is chosen by: the name of its sheet, and its place there when it is a further one."""
    return table.label or table.sheet


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
        if sheet and label_of(table) == sheet:
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
