"""The table of a ledger: declared columns, typed cells, and fast HTML for its rows.

Rows are written in Python, not in nested template nodes: a full page has a thousand cells and more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeData, SafeString
from django.utils.timezone import is_aware, localtime

from mingjian.ui.badges import badge_html
from mingjian.ui.components import Empty, Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sort_url` makes its header a link; `sort` is "", "ascending" or "descending".

    `numeric` aligns to the right with tabular figures; `total` lets the footer add up selected rows;
    `wide` lets long text wrap over more width.
    """

    key: str
    label: Text
    sort_url: str = ""
    sort: str = ""
    numeric: bool = False
    total: bool = False
    wide: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with more than plain text. `state` draws a badge of that tone; `verified` gives its form."""

    value: object
    url: str = ""
    state: str = ""
    verified: bool | None = None
    tone: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `cells` follow the shown columns; the first cell leads to `url`, and the panel shows it."""

    key: str
    cells: Sequence[object]
    url: str = ""
    selected: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """The form that chooses columns: sends `columns` once per ticked column, by GET, to `action`."""

    action: str
    hidden: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table. `caption` names it for everybody; `footer` holds one value per shown column.

    `footer_lines` are sentences below it, each with an address or "". `select_form` is the id of the form that the
    ticks of a selectable table are sent with.
    """

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    footer: Sequence[object] = ()
    footer_text: Text = ""
    footer_lines: Sequence[tuple[Text, str]] = ()
    column_choice: ColumnChoice | None = None
    selectable: bool = False
    select_form: str = ""
    empty: Empty | None = None
    id: str = "table"

    @property
    def shown(self) -> list[Column]:
        """The columns on the page, in order."""
        return [column for column in self.columns if column.shown]

    @property
    def body(self) -> SafeString:
        """The rows as HTML."""
        shown = self.shown
        return SafeString("".join(_row_html(row, shown, self.selectable, self.select_form) for row in self.rows))

    @property
    def foot(self) -> SafeString:
        """The footer's cells as HTML, without the selection column."""
        return (
            SafeString(
                "".join(
                    f'<td class="{_cell_class(column)}">{"" if value == "" else value_html(value)}</td>'
                    for column, value in zip(self.shown[1:], self.footer[1:], strict=True)
                )
            )
            if self.footer
            else SafeString("")
        )

    @property
    def foot_head(self) -> SafeString:
        """The first cell of the footer."""
        return value_html(self.footer[0]) if self.footer else SafeString("")


def choose_columns(columns: Sequence[Column], wanted: Collection[str]) -> list[Column]:
    """Show the `wanted` keys and always the first column; without a wish, leave the columns as declared."""
    if not wanted:
        return list(columns)
    return [replace(column, shown=position == 0 or column.key in wanted) for position, column in enumerate(columns)]


def value_html(value: object) -> SafeString:
    """Write one plain value: figures with separators, dates as ISO, nothing as a dash; the rest escaped."""
    match value:
        case None | "":
            return SafeString('<span class="nothing">—</span>')
        case bool():
            return _escaped(value)
        case int() | Decimal() | float():
            return SafeString(_figure(value))
        case datetime():
            moment = localtime(value) if is_aware(value) else value
            return SafeString(f'<time datetime="{value.isoformat()}">{moment:%Y-%m-%d %H:%M}</time>')
        case date():
            return SafeString(f'<time datetime="{value.isoformat()}">{value.isoformat()}</time>')
        case _:
            return _escaped(value)


def _escaped(value: object) -> SafeString:
    return conditional_escape(value if isinstance(value, SafeData) else str(value))


def _figure(value: int | float | Decimal) -> str:
    # Django's zh-Hans format groups nothing; a ledger's long sums cannot be read so.
    return f"{value:,}"


def cell_html(cell: object) -> SafeString:
    """Write the inside of one cell."""
    if not isinstance(cell, Cell):
        return value_html(cell)
    inside = badge_html(cell.value, cell.state, verified=cell.verified) if cell.state else value_html(cell.value)
    if cell.tone:
        inside = format_html('<span class="tone-{}">{}</span>', cell.tone, inside)
    if cell.url:
        inside = format_html('<a href="{}">{}</a>', cell.url, inside)
    if cell.note:
        inside = format_html('{} <small class="note">{}</small>', inside, cell.note)
    return inside


def _row_html(row: Row, shown: Sequence[Column], selectable: bool, select_form: str) -> str:
    cells = [_head_cell(row, shown[0])]
    if selectable:
        cells.insert(
            0,
            format_html(
                '<td class="select"><label><span class="visually-hidden">{}</span>'
                '<input type="checkbox" name="selected" value="{}"{}></label></td>',
                _plain(row.cells[0]),
                row.key,
                format_html(' form="{}"', select_form) if select_form else "",
            ),
        )
    for column, cell in zip(shown[1:], row.cells[1:], strict=True):
        total = f' data-value="{_raw(cell)}"' if column.total else ""
        cells.append(SafeString(f'<td class="{_cell_class(column)}"{total}>{cell_html(cell)}</td>'))
    classes = " ".join([f"row-{row.tone}"] * bool(row.tone) + ["is-selected"] * row.selected)
    opening = format_html('<tr data-key="{}" class="{}">', row.key, classes)
    return opening + "".join(cells) + "</tr>"


def _head_cell(row: Row, column: Column) -> SafeString:
    inside = cell_html(row.cells[0])
    if row.url:
        current = SafeString(' aria-current="true"') if row.selected else ""
        inside = format_html('<a class="row-link" href="{}"{}>{}</a>', row.url, current, inside)
    return format_html('<th scope="row" class="{}">{}</th>', _cell_class(column), inside)


def _cell_class(column: Column) -> str:
    return " ".join(name for name, on in (("number", column.numeric), ("wide", column.wide)) if on)


def _plain(cell: object) -> object:
    return cell.value if isinstance(cell, Cell) else cell


def _raw(cell: object) -> str:
    value = _plain(cell)
    return str(value) if isinstance(value, int | float | Decimal) else ""
