"""The parts of a printed workbook that do not grow with its rows: properties, styles, page set-up, head and foot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from mingjian.lib.sheets.printed_cells import HEADING, LINE, TITLE, clean, letters, text_cell
from mingjian.lib.sheets.write import Column

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
BOOK_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_FONTS = (
    '<fonts count="3"><font><sz val="10.5"/><name val="宋体"/><family val="1"/></font>'
    '<font><b/><sz val="10.5"/><name val="宋体"/><family val="1"/></font>'
    '<font><b/><sz val="18"/><name val="宋体"/><family val="1"/></font></fonts>'
)
_FILLS = (
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF0"/><bgColor indexed="64"/></patternFill></fill>'
    "</fills>"
)
_SIDES = "".join(
    f'<{side} style="thin"><color rgb="FF8A8A8A"/></{side}>' for side in ("left", "right", "top", "bottom")
)
_BORDERS = (
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{_SIDES}<diagonal/></border></borders>"
)
_NUMBERS = (
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
)
_CELL = 'borderId="1" xfId="0" applyBorder="1" applyAlignment="1" applyNumberFormat="1"'
_TOP, _WRAP = '<alignment vertical="top"/>', '<alignment vertical="top" wrapText="1"/>'
# By position: plain, text, integer, amount, date, month, moment, heading, title, line, wrapped text.
STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">{_NUMBERS}{_FONTS}{_FILLS}{_BORDERS}'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="11">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    f'<xf numFmtId="49" fontId="0" fillId="0" {_CELL}>{_TOP}</xf>'
    f'<xf numFmtId="3" fontId="0" fillId="0" {_CELL}>{_TOP}</xf>'
    f'<xf numFmtId="4" fontId="0" fillId="0" {_CELL}>{_TOP}</xf>'
    f'<xf numFmtId="164" fontId="0" fillId="0" {_CELL}>{_TOP}</xf>'
    f'<xf numFmtId="165" fontId="0" fillId="0" {_CELL}>{_TOP}</xf>'
    f'<xf numFmtId="166" fontId="0" fillId="0" {_CELL}>{_TOP}</xf>'
    f'<xf numFmtId="49" fontId="1" fillId="2" {_CELL} applyFont="1" applyFill="1">'
    '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment horizontal="center" vertical="center"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="center" wrapText="1"/></xf>'
    f'<xf numFmtId="49" fontId="0" fillId="0" {_CELL}>{_WRAP}</xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What stands around the table: a title and lines above, lines after the rows, the file's own properties.

    `identifier` and `creator` go into the properties, `page_footer` to the foot of each printed page.
    """

    title: str
    lines: Sequence[str] = ()
    after: Sequence[str] = ()
    identifier: str = ""
    creator: str = ""
    page_footer: str = ""
    sheet: str = "Sheet1"
    created: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def top(self) -> int:
        """The row of the headings, the title's being 1."""
        return len(self.lines) + 2


def of_book(page: Printed, name: str) -> dict[str, str]:
    """Path → content of every part but the sheet."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/styles.xml": STYLES,
        "xl/workbook.xml": _book(page, name),
        "docProps/core.xml": _properties(page),
    }


def _book(page: Printed, name: str) -> str:
    """The headings are repeated on every printed page."""
    quoted = escape("'{}'".format(name.replace("'", "''")))
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{clean(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{quoted}!${page.top}:${page.top}</definedName>'
        "</definedNames></workbook>"
    )


def _properties(page: Printed) -> str:
    stamp = page.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{clean(page.title)}</dc:title><dc:creator>{clean(page.creator)}</dc:creator>"
        f"<cp:keywords>{clean(page.identifier)}</cp:keywords>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f"<dc:identifier>{clean(page.identifier)}</dc:identifier></cp:coreProperties>"
    )


def sheet_head(page: Printed, columns: Sequence[Column]) -> str:
    """Everything before the first row of data: set-up, frozen panes, widths, title, lines, headings."""
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{column.width}" customWidth="1"/>'
        for at, column in enumerate(columns, start=1)
    )
    pane = (
        f'<pane xSplit="1" ySplit="{page.top}" topLeftCell="B{page.top + 1}" activePane="bottomRight" state="frozen"/>'
    )
    rows = [f'<row r="1" ht="32" customHeight="1">{text_cell("A1", TITLE, page.title)}</row>']
    rows += [
        f'<row r="{at}" ht="18" customHeight="1">{text_cell(f"A{at}", LINE, text)}</row>'
        for at, text in enumerate(page.lines, start=2)
    ]
    headings = "".join(text_cell(f"{letters(at)}{page.top}", HEADING, column.text) for at, column in enumerate(columns))
    rows.append(f'<row r="{page.top}" ht="30" customHeight="1">{headings}</row>')
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0" showGridLines="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{"".join(rows)}'
    )


def sheet_tail(page: Printed, width: int, last_row: int) -> str:
    """Everything after the last row of data: the lines below, the filter, the merged lines, the page set-up."""
    last = letters(max(width - 1, 0))
    below = last_row + 2
    # A row without a cell is skipped by some readers and falls over in others.
    rows = f'<row r="{below - 1}"><c r="A{below - 1}"/></row>' + "".join(
        f'<row r="{at}">{text_cell(f"A{at}", LINE, text)}</row>' for at, text in enumerate(page.after, start=below)
    )
    lines = [*range(1, page.top), *range(below, below + len(page.after))] if width > 1 else []
    merged = "".join(f'<mergeCell ref="A{at}:{last}{at}"/>' for at in lines)
    merges = f'<mergeCells count="{len(lines)}">{merged}</mergeCells>' if lines else ""
    footer = clean(page.page_footer.replace("&", "&&"))
    return (
        f'{rows}</sheetData><autoFilter ref="A{page.top}:{last}{last_row}"/>{merges}'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;L{footer}&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )
