"""Reads every table of a workbook or text file, after the guard has let it pass."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
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
from mingjian.lib.sheets.refusals import DEFAULT_LIMITS, Limits, Refused
from mingjian.lib.sheets.segments import Known, placed
from mingjian.lib.sheets.sheet_xml import Extent
from mingjian.lib.sheets.table import Cell, CellError, Table, Visibility
from mingjian.lib.sheets.tables import NOTHING_KNOWN, Search, Sheet, tables_of

Raw = str | int | float | bool | date | time | timedelta
Errors = dict[tuple[int, int], str]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(
    source: Source, name: str, limits: Limits = DEFAULT_LIMITS, known: Known = NOTHING_KNOWN, begin: str = ""
) -> list[Table]:
    """All tables of a file, hidden sheets too: the caller chooses. Sheets without headings are left out.

    ``name`` is for the sentences; what the file is, is read from its contents. With ``known`` headings, tables that
    stand beside each other are told apart, and a table ends where the headings of another begin below it; that one is
    read when ``begin`` is its label (see ``Place``). Raises ``Refused``, also when no sheet holds a table.
    """
    inspection = inspect(source, name, limits)
    search = Search(known, *placed(begin))
    if inspection.kind == "text":
        tables = _read_text(source, name, limits, search)
    else:
        try:
            tables = _read_workbook(source, name, inspection, limits, search)
        except PasswordError as error:
            raise Refused("encrypted", name) from error
        except (CalamineError, zipfile.BadZipFile, ET.ParseError, KeyError) as error:
            raise Refused("damaged", name) from error
    if not tables:
        raise Refused("no_table", name)
    return tables


def _read_text(source: Source, name: str, limits: Limits, search: Search) -> list[Table]:
    with open_source(source) as stream:
        text = delimited.decode(stream.read(), name)
    delimiter = delimited.sniff_delimiter(text)

    def rows() -> Iterator[list[Cell]]:
        return ([_clean_text(cell) for cell in record] for record in delimited.records(text, delimiter, name, limits))

    height = sum(1 for _ in delimited.records(text, delimiter, name, limits))
    return tables_of(Sheet(PurePosixPath(name).stem, rows, height), search)


def _read_workbook(source: Source, name: str, inspection: Inspection, limits: Limits, search: Search) -> list[Table]:
    opened = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    workbook = CalamineWorkbook.from_object(opened)
    extents, epoch_1904 = _extents_by_sheet(source, inspection) if inspection.kind == "xlsx" else ({}, False)
    tables: list[Table] = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        refuse_extent(Extent(sheet.total_height, sheet.total_width), name, limits)
        visibility = _visibility(metadata.visible)
        found = _sheet_tables(sheet, extents.get(metadata.name, Extent()), search)
        external = "external_links" in inspection.flags
        tables += [replace(table, visibility=visibility, epoch_1904=epoch_1904, external=external) for table in found]
    return tables


def _visibility(visible: SheetVisibleEnum) -> Visibility:
    if visible == SheetVisibleEnum.Hidden:
        return "hidden"
    return "very_hidden" if visible == SheetVisibleEnum.VeryHidden else "visible"


def _sheet_tables(sheet: CalamineSheet, extent: Extent, search: Search) -> list[Table]:
    if sheet.start is None:
        return []
    offset = sheet.start[1]
    merges = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    erroneous = _by_row(extent.errors)

    def rows() -> Iterator[list[Cell]]:
        for number, raw in enumerate(sheet.iter_rows(), start=1):
            cells: list[Cell] = [None] * offset
            cells += [_clean(cell) for cell in raw]
            for column, text in erroneous.get(number, ()):
                cells += [None] * (column - len(cells))
                cells[column - 1] = CellError(text)
            yield cells

    return tables_of(Sheet(sheet.name, rows, sheet.total_height, merges, extent), search)


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


def _extents_by_sheet(source: Source, inspection: Inspection) -> tuple[dict[str, Extent], bool]:
    """What was measured by the name of the sheet, and whether days count from 1904. The parser drops both."""
    with open_source(source) as stream, zipfile.ZipFile(stream) as archive:
        workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - no DTD passed the guard
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - as above
    parts = {relation.get("Id"): relation.get("Target", "").removeprefix("/xl/") for relation in relations}
    extents = {
        sheet.get("name", ""): inspection.extents.get(f"xl/{parts.get(sheet.get(_RELATION))}", Extent())
        for sheet in workbook.iter(f"{_MAIN}sheet")
    }
    properties = workbook.find(f"{_MAIN}workbookPr")
    return extents, properties is not None and properties.get("date1904") in {"1", "true"}
