"""One row of a table as the XML of a sheet: the fast part of writing a workbook."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from mingjian.lib.sheets.write import LONGEST_TEXT, Column, Kind, Value

# Positions of the formats in `printed_parts.STYLES`.
STYLES: dict[Kind, int] = {"text": 1, "integer": 2, "amount": 3, "date": 4, "month": 5, "datetime": 6}
HEADING, TITLE, LINE, WRAPPED = 7, 8, 9, 10
WIDE = 20
SHORT, MOST_KNOWN = 40, 5000

_EPOCH = date(1899, 12, 30).toordinal()
# Excel believes in a 29 February 1900; days before it are written as text.
_FIRST_SAFE = date(1900, 3, 1)
_LARGEST_EXACT = 10**15
# What XML gives a meaning, what it does not allow, and what Excel would read as an escaped character.
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_ABSENT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def rows_of(columns: Sequence[Column], rows: Iterable[Sequence[Value]], first: int) -> Iterator[str]:
    """Each row as XML, numbered from `first`. An empty cell is written too: it keeps its border."""
    heads = [f'<c r="{letters(at)}' for at in range(len(columns))]
    styles = [STYLES[column.kind] for column in columns]
    texts = [WRAPPED if column.width >= WIDE else STYLES["text"] for column in columns]
    plan = list(zip(heads, styles, texts, strict=True))
    known = _Known()
    for number, row in enumerate(rows, start=first):
        cells = [
            f'{head}{number}" s="{text}"/>'
            if value is None or value == ""
            else f'{head}{number}" s="{text}" t="inlineStr"><is><t xml:space="preserve">{known[value]}</t></is></c>'
            if type(value) is str
            else _cell(f'{head}{number}"', style, text, value)
            for (head, style, text), value in zip(plan, row, strict=True)
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


class _Known(dict[str, str]):
    """Texts made clean before: ledgers repeat their short ones."""

    def __missing__(self, text: str) -> str:
        made = clean(text)
        if len(text) <= SHORT and len(self) < MOST_KNOWN:
            self[text] = made
        return made


def text_cell(reference: str, style: int, text: str) -> str:
    """A cell of text at a reference such as `A1`."""
    return _words(f'<c r="{reference}"', style, text)


def clean(text: str) -> str:
    """Text as XML holds it and Excel shows it: no more than a cell takes, without what XML forbids."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ABSENT)
    return escape(_ESCAPE.sub("_x005F_", text))


def letters(index: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(head: str, style: int, text: int, value: Value) -> str:
    """A cell by the type of its value; what is neither number nor date is text."""
    if isinstance(value, bool):
        return f'{head} s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float | Decimal):
        if -_LARGEST_EXACT < value < _LARGEST_EXACT:
            return f'{head} s="{style}"><v>{value if isinstance(value, int) else format(value, "f")}</v></c>'
        return _words(head, text, str(value))
    if isinstance(value, datetime):
        return f'{head} s="{STYLES["datetime"]}"><v>{_moment(value)}</v></c>'
    if isinstance(value, date) and value >= _FIRST_SAFE:
        return f'{head} s="{style}"><v>{value.toordinal() - _EPOCH}</v></c>'
    return _words(head, text, str(value))


def _words(head: str, style: int, text: str) -> str:
    return f'{head} s="{style}" t="inlineStr"><is><t xml:space="preserve">{clean(text)}</t></is></c>'


def _moment(value: datetime) -> float:
    day = value.toordinal() - _EPOCH
    return day + (value.hour * 3600 + value.minute * 60 + value.second) / 86400
