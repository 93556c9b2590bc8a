"""Reads every table of a workbook or text file, after the guard has let it pass."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import islice
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mingjian.lib.sheets import delimited
from mingjian.lib.sheets.guard import Inspection, Source, inspect, open_source, refuse_extent
from mingjian.lib.sheets.headings import LOOKED_AT, Merge, find_headings
from mingjian.lib.sheets.refusals import DEFAULT_LIMITS, Limits, Refused
from mingjian.lib.sheets.sheet_xml import Extent
from mingjian.lib.sheets.table import Cell, CellError, Row, Table, Visibility

Raw = str | int | float | bool | date | time | timedelta
Errors = dict[tuple[int, int], str]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(source: Source, name: str, limits: Limits = DEFAULT_LIMITS) -> list[Table]:
    """All tables of a file, hidden sheets too: the caller chooses. Sheets without headings are left out.

    ``name`` is for the sentences; what the file is, is read from its contents. Raises ``Refused``,
    also when no sheet holds a table.
    """
    inspection = inspect(source, name, limits)
    if inspection.kind == "text":
        tables = _read_text(source, name, limits)
    else:
        try:
            tables = _read_workbook(source, name, inspection, limits)
        except PasswordError as error:
            raise Refused("encrypted", name) from error
        except (CalamineError, zipfile.BadZipFile, ET.ParseError, KeyError) as error:
            raise Refused("damaged", name) from error
    if not tables:
        raise Refused("no_table", name)
    return tables


def _read_text(source: Source, name: str, limits: Limits) -> list[Table]:
    with open_source(source) as stream:
        text = delimited.decode(stream.read(), name)
    delimiter = delimited.sniff_delimiter(text)

    def rows() -> Iterator[list[Cell]]:
        return ([_clean_text(cell) for cell in record] for record in delimited.records(text, delimiter, name, limits))

    height = sum(1 for _ in delimited.records(text, delimiter, name, limits))
    table = _table(PurePosixPath(name).stem, rows, height)
    return [table] if table else []


def _read_workbook(source: Source, name: str, inspection: Inspection, limits: Limits) -> list[Table]:
    opened = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    workbook = CalamineWorkbook.from_object(opened)
    errors, epoch_1904 = _errors_by_sheet(source, inspection) if inspection.kind == "xlsx" else ({}, False)
    tables = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        refuse_extent(Extent(sheet.total_height, sheet.total_width), name, limits)
        if table := _sheet_table(sheet, errors.get(metadata.name, {})):
            tables.append(replace(table, visibility=_visibility(metadata.visible), epoch_1904=epoch_1904))
    return tables


def _visibility(visible: SheetVisibleEnum) -> Visibility:
    if visible == SheetVisibleEnum.Hidden:
        return "hidden"
    return "very_hidden" if visible == SheetVisibleEnum.VeryHidden else "visible"


def _sheet_table(sheet: CalamineSheet, errors: Errors) -> Table | None:
    if sheet.start is None:
        return None
    offset = sheet.start[1]
    merges = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    erroneous = _by_row(errors)

    def rows() -> Iterator[list[Cell]]:
        for number, raw in enumerate(sheet.iter_rows(), start=1):
            cells: list[Cell] = [None] * offset
            cells += [_clean(cell) for cell in raw]
            for column, text in erroneous.get(number, ()):
                cells += [None] * (column - len(cells))
                cells[column - 1] = CellError(text)
            yield cells

    return _table(sheet.name, rows, sheet.total_height, merges)


def _table(
    sheet: str, open_all: Callable[[], Iterator[list[Cell]]], height: int, merges: Sequence[Merge] = ()
) -> Table | None:
    beginning = list(islice(open_all(), LOOKED_AT))
    headings = find_headings(beginning, merges)
    if headings is None:
        return None
    width = headings.columns[-1].index + 1

    def open_rows() -> Iterator[Row]:
        for number, cells in enumerate(islice(open_all(), headings.last + 1, None), start=headings.last + 2):
            if cells.count(None) < len(cells):
                yield number, cells if len(cells) >= width else cells + [None] * (width - len(cells))

    return Table(
        sheet=sheet,
        header_row=headings.last + 1,
        columns=headings.columns,
        above=beginning[: headings.last + 1],
        header_lines=headings.last - headings.first + 1,
        merges=[merge for merge in merges if merge[2] <= headings.last],
        height=height,
        open_rows=open_rows,
    )


def _clean(raw: Raw) -> Cell:
    if isinstance(raw, str):
        return _clean_text(raw)
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else raw
    return raw


def _clean_text(raw: str) -> str | None:
    """Tabs, line breaks and spaces around a text are an accident of copying."""
    return raw.strip(" \t\r\n\v\f\u3000\u00a0\ufeff") or None


def _by_row(errors: Errors) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        found.setdefault(row, []).append((column, text))
    return found


def _errors_by_sheet(source: Source, inspection: Inspection) -> tuple[dict[str, Errors], bool]:
    """Error cells by the name of their sheet, and whether days count from 1904. The parser drops both."""
    with open_source(source) as stream, zipfile.ZipFile(stream) as archive:
        workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - no DTD passed the guard
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - as above
    parts = {relation.get("Id"): relation.get("Target", "").removeprefix("/xl/") for relation in relations}
    errors = {}
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        extent = inspection.extents.get(f"xl/{parts.get(sheet.get(_RELATION))}")
        errors[sheet.get("name", "")] = extent.errors if extent else {}
    properties = workbook.find(f"{_MAIN}workbookPr")
    return errors, properties is not None and properties.get("date1904") in {"1", "true"}
