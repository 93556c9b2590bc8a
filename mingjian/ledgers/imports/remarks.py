"""What was told of a file besides its rows, in sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingjian.ledgers.registry import Ledger

SEPARATOR = "、"


def sentences(remarks: list[Mapping[str, Any]], ledger: Ledger) -> list[tuple[str, str]]:
    """Each remark's sentence with its tone: "due" where something should be looked at, else ""."""
    return [_sentence(remark, ledger) for remark in remarks]


def _sentence(remark: Mapping[str, Any], ledger: Ledger) -> tuple[str, str]:
    match remark["code"]:
        case "total":
            words = _("The total in row %(row)s says %(says)s for “%(column)s”; the rows above it make %(rows)s.")
            return words % {**remark, "column": ledger.column(remark["column"]).words}, "due"
        case "totals_agree":
            words = ngettext(
                "%(count)s total agrees with its rows.", "%(count)s totals agree with their rows.", remark["count"]
            )
            return words % remark, ""
        case "notes":
            words = ngettext(
                "%(count)s line of notes or signatures was not read as a row.",
                "%(count)s lines of notes or signatures were not read as rows.",
                remark["count"],
            )
            return words % remark, ""
        case "again":
            words = ngettext(
                "%(count)s new row was found at the same body before; it is shown beside the earlier one.",
                "%(count)s new rows were found at the same bodies before; each is shown beside the earlier one.",
                remark["count"],
            )
            return words % remark, "due"
        case "hidden_rows":
            return _hidden_rows(remark), "due"
        case "hidden_columns":
            words = _("The sheet hides columns that were read all the same: %(columns)s.")
            return words % {"columns": SEPARATOR.join(remark["columns"])}, "due"
        case "external":
            return _("The workbook takes values from other files; what was last stored of them was read."), "due"
        case _:
            words = _("The file holds further tables: %(labels)s. Choose one below to read it instead.")
            return words % {"labels": SEPARATOR.join(remark["labels"])}, "due"


def _hidden_rows(remark: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(count)s row that the sheet hides was read all the same: %(rows)s.",
        "%(count)s rows that the sheet hides were read all the same: %(rows)s.",
        remark["count"],
    )
    more = " …" if remark["count"] > len(remark["rows"]) else ""
    return words % {"count": remark["count"], "rows": SEPARATOR.join(map(str, remark["rows"])) + more}
