"""Tables in text: CSV and TSV in the encodings, line ends and delimiters that people's programs write."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from mingjian.lib.sheets.refusals import Limits, Refused

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_RECORDS = 20
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(contents: bytes, name: str) -> str:
    """Text by its byte order mark, else strict UTF-8, else GB18030 (which holds GBK). Raises ``Refused``."""
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if contents.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            return contents.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Refused("encoding", name)


def sniff_delimiter(text: str) -> str:
    """The delimiter that cuts the first records into the most cells of the most even number."""
    if text[:5].lower().startswith("sep=") and len(text) > 4:
        return text[4]
    sample = text[:_SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 0.0, 0
    (width, times), *_ = Counter(widths).most_common(1)
    return (times / len(widths) if width > 1 else 0.0), width


def records(text: str, delimiter: str, name: str, limits: Limits) -> Iterator[list[str]]:
    """Every record, empty ones too. Raises ``Refused`` for an open quotation mark or beyond the limits."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            if number > limits.rows:
                raise Refused("too_many_rows", name, {"limit": limits.rows})
            if len(record) > limits.columns:
                raise Refused("too_many_columns", name, {"limit": limits.columns})
            yield [] if number == 1 and text[:4].lower() == "sep=" else record
    except csv.Error as error:
        raise Refused("quotes", name, {"line": number + 1}) from error
