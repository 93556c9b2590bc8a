"""Reading one column of a sheet. Each distinct cell is read once: ledgers repeat themselves."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.reading.persons import NotUnderstood, read_persons
from mingjian.lib import amounts, quantities
from mingjian.lib.dates import DateNotUnderstood, PartialDate, Period
from mingjian.lib.explained import Explained
from mingjian.lib.sheets.table import CellError
from mingjian.lib.text import normalise

Read = tuple[Any, str]
Reader = Callable[[Any], Any]

NOTHING: Read = (None, "")
LONGEST = {Type.TEXT: 500, Type.LONG_TEXT: 20_000, Type.LINES: 20_000}
_YES = frozenset(
    ["是", "有", "√", "✓", "✔", "对", "y", "yes", "true", "1", "已", "已移交", "已整改", "移交", "立行立改"]
)
_NO = frozenset(
    ["否", "无", "×", "✗", "✘", "x", "不", "n", "no", "false", "0", "未", "未移交", "未整改", "不是", "没有"]
)
_NONE = frozenset({"", "-", "--", "—", "——", "/", "无", "空", "不详"})
_ITEM = re.compile(
    r"(?:^|(?<=[\n；;。]))\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．](?!\d)|[·•▪■●-]\s)\s*"
    r"|[①-⑳]\s*"
)
_COMMAS = re.compile(r"[、,，;；/\n]+")


def read_column(column: Column, cells: Sequence[Any], unit: str | None, *, epoch_1904: bool = False) -> list[Read]:
    """For each cell the JSON value and the reason why it is none; `(None, "")` for an empty cell."""
    reader = _reader(column, unit, epoch_1904)
    known: dict[Any, Read] = {}
    results: list[Read] = []
    for cell in cells:
        if cell is None:
            results.append(NOTHING)
            continue
        key = cell if type(cell) is str else (type(cell), cell)
        read = known.get(key)
        if read is None:
            read = known[key] = _read(reader, cell)
        results.append(read)
    return results


def _read(reader: Reader, cell: Any) -> Read:
    if isinstance(cell, CellError):
        return None, _("The cell shows the error %(error)s.") % {"error": cell.text}
    try:
        return reader(cell), ""
    except Explained as error:
        return None, _(error.template) % error.params
    except NotUnderstood as error:
        return None, str(error)


def _reader(column: Column, unit: str | None, epoch_1904: bool) -> Reader:
    match column.type:
        case Type.CHOICE:
            return _choice_reader(column)
        case Type.DATE | Type.PARTIAL_DATE:
            return lambda cell: _date(cell, column, epoch_1904)
        case Type.PERIOD:
            return lambda cell: _period(cell, epoch_1904)
        case Type.AMOUNT:
            return lambda cell: _amount(cell, unit)
        case Type.NUMBER:
            return lambda cell: _number(cell, unit, column.unit)
        case Type.YES_NO:
            return _yes_no
        case Type.LIST:
            return lambda cell: _split(_COMMAS, _text(cell)) or None
        case Type.LINES:
            return lambda cell: _lines(_limited(_text(cell), Type.LINES)) or None
        case Type.PERSONS:
            return lambda cell: None if normalise(_text(cell)) in _NONE else read_persons(_text(cell))
        case Type.LONG_TEXT:
            return lambda cell: _limited(_text(cell), Type.LONG_TEXT) or None
        case _:
            return lambda cell: _limited(" ".join(_text(cell).split()), Type.TEXT) or None


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _limited(text: str, kind: Type) -> str:
    if len(text) > LONGEST[kind]:
        raise NotUnderstood(_("The text is longer than %(most)s characters.") % {"most": LONGEST[kind]})
    return text


def choice_key(text: str) -> str:
    """What two spellings of one choice have in common."""
    return re.sub(r"[\W_]+", "", normalise(text))


def _choice_reader(column: Column) -> Reader:
    spellings: dict[str, Any] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            spellings |= {choice_key(str(words)): value for value, words in column.choices.items()}
    spellings |= {choice_key(str(value)): value for value in column.choices}
    spellings |= {choice_key(written): value for written, value in column.also_written.items()}
    spellings.pop("", None)

    def read(cell: Any) -> Any:
        text = _text(cell)
        if not (key := choice_key(text)):
            return None
        if key in spellings:
            return spellings[key]
        allowed = "、".join(str(words) for words in column.choices.values())
        sentence = _("“%(text)s” is none of the choices: %(allowed)s.")
        raise NotUnderstood(sentence % {"text": text[:40], "allowed": allowed[:300]})

    return read


def _date(cell: Any, column: Column, epoch_1904: bool) -> Any:
    found = PartialDate.parse(cell, epoch_1904=epoch_1904)
    if found is None:
        return None
    if not 1900 <= found.year <= 2200:
        raise DateNotUnderstood(cell, "calendar")
    if column.type is Type.PARTIAL_DATE:
        return str(found)
    return (found.upper - timedelta(days=1) if column.last_day else found.lower).isoformat()


def _period(cell: Any, epoch_1904: bool) -> Any:
    found = Period.parse(cell, epoch_1904=epoch_1904)
    if found is None:
        return None
    return [bound.isoformat() if bound else None for bound in found.bounds]


def _amount(cell: Any, unit: str | None) -> str | None:
    found = amounts.parse(cell, unit)
    return None if found is None else str(found)


def _number(cell: Any, unit: str | None, kept: str) -> int | None:
    if isinstance(cell, int) and not isinstance(cell, bool) and not unit:
        return cell
    return quantities.whole(cell if isinstance(cell, int | float) else _text(cell), unit, kept)


def _yes_no(cell: Any) -> bool | None:
    if isinstance(cell, bool):
        return cell
    key = normalise(_text(cell)).strip("。.")
    if key in _YES:
        return True
    if key in _NO:
        return False
    if key in _NONE:
        return None
    raise NotUnderstood(_("“%(text)s” is neither yes (是) nor no (否).") % {"text": key[:40]})


def _split(between: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in between.split(text) if part.strip() and part.strip() != "无"))


def _lines(text: str) -> list[str]:
    """Numbered items, else the lines of the cell."""
    items = [part.strip().rstrip("；;") for part in _ITEM.split(text)] if _ITEM.search(text) else text.split("\n")
    return [item.strip() for item in items if item.strip()]
