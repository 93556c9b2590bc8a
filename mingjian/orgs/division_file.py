"""The file by which divisions are loaded."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mingjian.lib.errors import Invalid
from mingjian.offices.actions import DivisionRow

COLUMNS = ("code", "name", "level", "parent_code")
LEVELS = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}
MOST_BYTES = 60_000_000


def read_divisions(content: bytes) -> Iterator[DivisionRow]:
    """The rows with their line numbers; level 0 stands for one that is not understood. Raises Invalid."""
    if len(content) > MOST_BYTES:
        raise Invalid(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(_("The file is not UTF-8.")) from error
    reader = csv.DictReader(io.StringIO(text))
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise Invalid(_("The first line lacks the columns %(columns)s.") % {"columns": "、".join(missing)})
    for number, row in enumerate(reader, start=2):
        level = (row["level"] or "").strip()
        known = LEVELS.get(level, int(level) if level.isdecimal() and len(level) < 3 else 0)
        yield DivisionRow(
            (row["code"] or "").strip(), row["name"] or "", known, (row["parent_code"] or "").strip(), number
        )
