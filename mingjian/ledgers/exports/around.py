"""What stands around the rows of a printed ledger: title, filters in words, who took it when, signatures, marks."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.ledgers.filters import Asked
from mingjian.ledgers.models import Export
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.windows import Order
from mingjian.lib.sheets.printed import Printed

DEMO = "虚构演示数据"
GAP = "　　"
RULE = "＿＿＿＿＿＿"


def printed(ledger: Ledger, export: Export, asked: Asked, order: Order, user: User) -> Printed:
    """The page as the office files it."""
    title = str(ledger.words)
    number = _("Export number: %(number)s") % {"number": f"{export.office.name} {export.sign}"}
    who = f"{user.display_name}（{user.username}）"
    taken_by = _("Taken by: %(who)s") % {"who": who}
    mark = f"{number}{GAP}{taken_by}"
    return Printed(
        title=title,
        lines=[_filters(asked), _order(ledger, order), _taken(export, who, number)],
        after=[_signatures(), *([DEMO] if settings.DEMO else []), mark],
        identifier=f"{export.office.name} {export.sign}",
        creator=who,
        page_footer=f"{mark}{GAP}{DEMO}" if settings.DEMO else mark,
        sheet=title,
        created=export.at,
    )


def file_name(ledger: Ledger, export: Export, form: str) -> str:
    """The ledger's name with the number: a CSV file has no other place for it."""
    parts = [str(ledger.words), export.sign, f"{timezone.localtime(export.at):%Y%m%d-%H%M}"]
    return f"{'-'.join([DEMO, *parts] if settings.DEMO else parts)}.{form}"


def _filters(asked: Asked) -> str:
    words = "；".join(words for words, _names in asked.chips) or _("all rows within the scope")
    return _("Filters: %(filters)s") % {"filters": words}


def _order(ledger: Ledger, order: Order) -> str:
    names = {column.key: str(column.words) for column in ledger.columns}
    way = _("descending") if order.descending else _("ascending")
    return _("Ordered by: %(column)s (%(way)s)") % {"column": names.get(order.key, order.key), "way": way}


def _taken(export: Export, who: str, number: str) -> str:
    at: datetime = timezone.localtime(export.at)
    parts = [
        _("Office: %(office)s") % {"office": export.office.name},
        _("Taken by: %(who)s") % {"who": who},
        _("At: %(time)s") % {"time": f"{at:%Y-%m-%d %H:%M}"},
        _("Rows: %(count)s") % {"count": f"{export.count:,}"},
        number,
    ]
    return GAP.join(parts)


def _signatures() -> str:
    """填表人、审核人、日期."""
    return GAP.join(f"{words}：{RULE}" for words in (_("Filled in by"), _("Checked by"), _("Date")))
