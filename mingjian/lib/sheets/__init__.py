"""Reading tables from people's files, and writing tables for them."""

from mingjian.lib.sheets.guard import Inspection, inspect
from mingjian.lib.sheets.match import HeaderMatch, match_headers
from mingjian.lib.sheets.read import read
from mingjian.lib.sheets.refusals import DEFAULT_LIMITS, Limits, Refused
from mingjian.lib.sheets.table import Cell, CellError, HeaderCell, Row, Table

__all__ = [
    "DEFAULT_LIMITS",
    "Cell",
    "CellError",
    "HeaderCell",
    "HeaderMatch",
    "Inspection",
    "Limits",
    "Refused",
    "Row",
    "Table",
    "inspect",
    "match_headers",
    "read",
]
