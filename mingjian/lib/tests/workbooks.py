"""Small workbooks and broken files for the tests of reading."""

import io
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet


def workbook(
    fill: Callable[[xlsxwriter.Workbook, Worksheet], object], options: Mapping[str, object] | None = None
) -> bytes:
    """A workbook of one sheet 台账 that ``fill`` writes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, dict(options or {}))
    fill(book, book.add_worksheet("台账"))
    book.close()
    return stream.getvalue()


def simple_workbook() -> bytes:
    return workbook(lambda _, page: [page.write_row(0, 0, ["单位", "问题"]), page.write_row(1, 0, ["银行", "违规"])])


def repacked(
    contents: bytes, change: Callable[[str, bytes], bytes | None], added: Mapping[str, bytes] | None = None
) -> bytes:
    """The same package with each part passed through ``change`` (None drops it) and parts ``added``."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contents)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            changed = change(name, source.read(name))
            if changed is not None:
                target.writestr(name, changed)
        for name, body in (added or {}).items():
            target.writestr(name, body)
    return stream.getvalue()


def with_sheet_xml(sheet_data: str, root: str = "worksheet", namespace: str = "xmlns") -> bytes:
    """A workbook whose only sheet is written by hand."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} '
        f'{namespace}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet_data}</{root}>'
    ).encode()
    return repacked(simple_workbook(), lambda name, body: xml if "worksheets/" in name else body)
