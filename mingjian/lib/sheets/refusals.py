"""Why a file is not read: every refusal with its sentence, and the limits behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.lib.explained import Explained, gettext_noop


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold; bytes, and cells counted over the rectangle that holds the contents."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 800_000_000
    unpacked_ratio: int = 250
    ratio_counts_from_bytes: int = 10_000_000
    entries: int = 2_000
    rows: int = 300_000
    columns: int = 500
    cells: int = 5_000_000


DEFAULT_LIMITS = Limits()

_SENTENCES = {
    "empty": gettext_noop("The file “%(name)s” is empty. Choose the file again."),
    "file_too_large": gettext_noop(
        "The file “%(name)s” is larger than %(limit)s MB. Divide the table into several files."
    ),
    "zip_bomb": gettext_noop(
        "The file “%(name)s” unpacks to far more than a table needs and was not opened. "
        "Copy the table into a new workbook and send that."
    ),
    "macros": gettext_noop("The file “%(name)s” contains macros. Save it as an Excel workbook without macros (.xlsx)."),
    "encrypted": gettext_noop("The file “%(name)s” is protected by a password. Remove the password and save it again."),
    "web_page": gettext_noop(
        "The file “%(name)s” is a web page under the name of a table. Open it in Excel and save it as .xlsx."
    ),
    "program": gettext_noop("The file “%(name)s” is a program, not a table. It was not opened."),
    "archive": gettext_noop("The file “%(name)s” is an archive. Unpack it and send the table inside."),
    "other_office": gettext_noop(
        "The file “%(name)s” is an office document of another kind. Save the table as an Excel workbook (.xlsx)."
    ),
    "not_a_table": gettext_noop(
        "The file “%(name)s” is neither a workbook (.xlsx, .xls) nor a table in text (.csv, .tsv)."
    ),
    "damaged": gettext_noop(
        "The file “%(name)s” is damaged or not a proper workbook. Open it in Excel and save it again."
    ),
    "too_many_rows": gettext_noop(
        "A sheet in “%(name)s” reaches beyond row %(limit)s. Delete the empty rows below the table or divide it."
    ),
    "too_many_columns": gettext_noop(
        "A sheet in “%(name)s” has more than %(limit)s columns. Delete the columns that are not needed."
    ),
    "too_many_cells": gettext_noop(
        "A sheet in “%(name)s” spans more than %(limit)s cells. Divide the table into several files."
    ),
    "encoding": gettext_noop("The text in “%(name)s” is neither UTF-8 nor GB18030. Save it as CSV UTF-8."),
    "quotes": gettext_noop(
        "A quotation mark in “%(name)s” near line %(line)s is never closed. Correct it and try again."
    ),
    "no_table": gettext_noop("There is no table in “%(name)s”: no row with column headings was found."),
}


class Refused(Explained):
    """A file that is not read; ``code`` is a key of the sentences above."""

    def __init__(self, code: str, name: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code, _SENTENCES[code], {"name": name[-80:], **(params or {})})
