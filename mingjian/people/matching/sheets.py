"""Mentions from a sheet: the columns by their headings, in any order; what cannot be read is left out and counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from mingjian.lib.dates import DateNotUnderstood, PartialDate, Period
from mingjian.lib.errors import Invalid
from mingjian.lib.hashing import read_chinese_id
from mingjian.lib.sheets import Refused, Table, match_headers, read
from mingjian.lib.sheets.table import Cell
from mingjian.people.matching.comparable import Written
from mingjian.people.matching.spelling import read_spelling
from mingjian.people.matching.tables import toml


@dataclass(slots=True)
class Read:
    """`mentions` numbered from 0; `ids` are what the sheet calls them. `unread` counts by column what was left out."""

    mentions: list[Written] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


def read_mentions(path: Path) -> Read:
    """The mentions of a CSV or Excel file. Raises Invalid with a sentence."""
    try:
        tables = read(path, path.name)
    except Refused as refused:
        raise Invalid(_(refused.template) % refused.params) from None
    table = next((each for each in tables if each.visibility == "visible"), tables[0])
    found = match_headers(table.columns, {key: words.split() for key, words in toml("columns.toml").items()})
    if "name" in found.doubtful:
        several = "、".join(column.text for column in found.doubtful["name"])
        raise Invalid(_("Several columns could be the name: %(several)s. Leave one.") % {"several": several})
    if "name" not in found.found:
        headings = "、".join(column.text for column in table.columns[:20])
        raise Invalid(
            _("No column holds the name. Call one 姓名 or name. The headings are: %(headings)s.")
            % {"headings": headings}
        )
    return _read_rows(table, {key: column.index for key, column in found.found.items() if key != "left_out"}, {
        key: column.text for key, column in found.found.items() if key != "left_out"
    })  # fmt: skip


def _read_rows(table: Table, columns: Mapping[str, int], headings: dict[str, str]) -> Read:
    result = Read(columns=headings)
    rows: dict[str, int] = {}
    for number, cells in table.rows:
        values = {key: cells[at] for key, at in columns.items()}
        name = _text(values.get("name"))
        if not read_spelling(name).says_something:
            result.nameless.append(number)
            continue
        own = _text(values.get("id")) or str(number)
        if own in rows:
            words = {"id": own, "first": rows[own], "second": number}
            raise Invalid(
                _("The id %(id)s stands in rows %(first)d and %(second)d. Give each mention its own.") % words
            )
        rows[own] = number
        result.mentions.append(_mention(len(result.ids), name, values, result.unread, table.epoch_1904))
        result.ids.append(own)
    if not result.mentions:
        raise Invalid(_("No row holds a name."))
    return result


def _mention(at: int, name: str, values: Mapping[str, Cell], unread: dict[str, int], epoch_1904: bool) -> Written:
    id_number = _text(values.get("id_number"))
    if id_number and read_chinese_id(id_number) is None:
        unread["id_number"] = unread.get("id_number", 0) + 1
    since, until = _times(values, unread, epoch_1904)
    return Written(
        at,
        name,
        post=_text(values.get("post")),
        organisation=_text(values.get("organisation")),
        born=_date("born", values.get("born"), unread, epoch_1904),
        sex=_text(values.get("sex")),
        ethnicity=_text(values.get("ethnicity")),
        native_place=_text(values.get("native_place")),
        id_number=id_number,
        since=since,
        until=until,
    )


def _times(
    values: Mapping[str, Cell], unread: dict[str, int], epoch_1904: bool
) -> tuple[PartialDate | None, PartialDate | None]:
    """From two columns, or from one that holds both."""
    since = _date("since", values.get("since"), unread, epoch_1904)
    until = _date("until", values.get("until"), unread, epoch_1904)
    if since or until or not values.get("period"):
        return since, until
    try:
        period = Period.parse(_plain(values["period"]), epoch_1904=epoch_1904)
    except DateNotUnderstood:
        unread["period"] = unread.get("period", 0) + 1
        return None, None
    return (period.start, period.end) if period else (None, None)


_STILL = frozenset({"今", "至今", "现在", "目前", "present", "now", "迄今"})


def _date(key: str, cell: Cell, unread: dict[str, int], epoch_1904: bool) -> PartialDate | None:
    value = _plain(cell)
    if isinstance(value, str) and value.strip().lower() in _STILL:
        return None
    try:
        return PartialDate.parse(value, epoch_1904=epoch_1904)
    except DateNotUnderstood:
        unread[key] = unread.get(key, 0) + 1
        return None


def _plain(cell: Cell) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, str | int | float | date) else None


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
