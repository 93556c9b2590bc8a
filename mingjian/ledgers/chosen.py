"""Which columns a reader sees, and in which order: named in the address, else as last chosen, else as declared."""

from collections.abc import Sequence

from mingjian.accounts.wall import ScopedRequest
from mingjian.ledgers.addresses import COLUMNS
from mingjian.ledgers.columns import Column
from mingjian.ledgers.registry import Ledger


def chosen(request: ScopedRequest, ledger: Ledger) -> list[Column]:
    """The columns of the page and of its export. What the address names is kept with the session."""
    name = f"ledger.{ledger.code}.columns"
    wanted = known(ledger, request.GET.getlist(COLUMNS))
    if wanted and wanted != request.session.get(name):
        request.session[name] = wanted
    keys = wanted or known(ledger, request.session.get(name, ()))
    return [ledger.column(key) for key in keys] if keys else declared(ledger)


def known(ledger: Ledger, keys: Sequence[str]) -> list[str]:
    """Those of the keys that the ledger shows, each once. The row's own name always comes first."""
    offered = {column.key for column in ledger.shown_columns}
    first = ledger.shown_columns[0].key
    rest = [key for key in dict.fromkeys(keys) if key in offered and key != first]
    return [first, *rest] if rest or first in keys else []


def declared(ledger: Ledger) -> list[Column]:
    """The columns that show while nobody has chosen."""
    return [column for at, column in enumerate(ledger.shown_columns) if column.shown or at == 0]
