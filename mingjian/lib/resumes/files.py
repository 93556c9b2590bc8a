"""Résumés in a file: the plain text of one, or a table in text with a column of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.lib.explained import Explained, gettext_noop
from mingjian.lib.sheets.delimited import decode, records, sniff_delimiter
from mingjian.lib.sheets.refusals import DEFAULT_LIMITS

HEADINGS = {
    "resume": frozenset({"resume", "résumé", "简历", "履历", "个人简历", "工作简历", "个人履历", "cv"}),
    "id": frozenset({"id", "编号", "序号", "人员编号"}),
    "name": frozenset({"name", "姓名"}),
}
_TABLES = (".csv", ".tsv")
_SENTENCES = {
    "missing": gettext_noop(
        "There is no file “%(name)s”. Give the path of a text or CSV file, or - for the standard input."
    ),
    "empty": gettext_noop(
        "“%(name)s” holds no text. Give the text of a résumé, or a table with a column “resume” or “简历”."
    ),
    "not_text": gettext_noop(
        "“%(name)s” is not a text. Save the table as CSV, or the document as plain text, and try again."
    ),
    "no_column": gettext_noop(
        "The table “%(name)s” has no column “resume” or “简历”; its columns are %(columns)s. "
        "Name the column of the résumés so."
    ),
}


class Unreadable(Explained):
    """A file in which no résumé is found; ``code`` is a key of the sentences above."""

    def __init__(self, code: str, name: str, columns: str = "") -> None:
        super().__init__(code, _SENTENCES[code], {"name": name[-80:], "columns": columns})


@dataclass(frozen=True, slots=True)
class Written:
    """One résumé as it stands in a file; `id` is its number in the table, or the name of a plain file."""

    id: str
    name: str
    text: str


def resumes_in(contents: bytes, name: str) -> list[Written]:
    """The résumés of a file in UTF-8 (with or without its mark) or GB18030.

    It is a table where its name says so or its first row has a heading for résumés. Raises :class:`Unreadable`, and
    ``Refused`` for an encoding that is neither and for a table that breaks off.
    """
    if contents[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"} or contents.count(0) > len(contents) // 3:
        raise Unreadable("not_text", name)
    text = decode(contents, name)
    if not text.strip():
        raise Unreadable("empty", name)
    delimiter = sniff_delimiter(text)
    first = (
        next((row for row in records(text, delimiter, name, DEFAULT_LIMITS) if any(row)), [])
        if _may_be(text, name)
        else []
    )
    columns = _columns(first)
    if "resume" in columns:
        return list(_rows(text, delimiter, name, columns))
    if name.lower().endswith(_TABLES):
        raise Unreadable("no_column", name, ", ".join(first))
    return [Written(name, "", text)]


def _may_be(text: str, name: str) -> bool:
    """Whether a table is to be expected: by the name, or because the first line has a heading for résumés."""
    line = text.lstrip("\ufeff").partition("\n")[0]
    words = {word.strip(' "\r').lower() for word in line.replace("\t", ",").replace(";", ",").split(",")}
    return name.lower().endswith(_TABLES) or bool(words & HEADINGS["resume"])


def _columns(row: list[str]) -> dict[str, int]:
    """Where each heading stands; the first of several that mean the same."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        for key, words in HEADINGS.items():
            if cell.strip().lower() in words:
                found.setdefault(key, at)
    return found


def _rows(text: str, delimiter: str, name: str, columns: dict[str, int]) -> Iterator[Written]:
    rows = (row for row in records(text, delimiter, name, DEFAULT_LIMITS) if any(row))
    next(rows)
    for number, row in enumerate(rows, start=1):
        cells = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        if cells["resume"]:
            yield Written(cells.get("id") or str(number), cells.get("name", ""), cells["resume"])
