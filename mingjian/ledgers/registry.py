"""The ledgers that rooms have declared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.urls import reverse

from mingjian.audit import verbs
from mingjian.ledgers.cells import LaidOver
from mingjian.ledgers.columns import Column, IdFilter, Sort, Words
from mingjian.ledgers.editing.rule import Bulk
from mingjian.ledgers.intake import Intake
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

AsSeen = Callable[[Sequence[int], Scope], Mapping[int, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One ledger 台账: its columns, its orders, where a row leads, how it is read from sheets.

    `code` is its name at the shell and in addresses; `kind` the gate's and the audit's kind; `row_url` the URL name
    of a row (pk); `list_url` the URL name of its page. The first column is the row's own name. `searched` says that
    the kind has search documents: the page then offers a text filter over them. `as_seen` gives the values, by column,
    that a scope sees otherwise than they are stored.
    """

    code: str
    words: Words
    kind: str
    model: type[Model]
    columns: tuple[Column, ...]
    sorts: tuple[Sort, ...]
    default_sort: str
    row_url: str
    list_url: str
    right: Right
    id_filters: tuple[IdFilter, ...] = ()
    searched: bool = True
    intake: Intake | None = None
    bulk: Bulk | None = None
    as_seen: AsSeen | None = None
    read_words: Words = ""
    export_words: Words = ""
    defaults: dict[str, Any] = field(default_factory=dict)

    def sort(self, key: str) -> Sort | None:
        """The offered order of that key."""
        return next((sort for sort in self.sorts if sort.key == key), None)

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def read_columns(self) -> list[Column]:
        """The columns that a sheet may carry."""
        return [column for column in self.columns if column.is_read]

    @property
    def shown_columns(self) -> list[Column]:
        """The columns that the page may show."""
        return [column for column in self.columns if column.is_shown]

    def laid_over(self, scope: Scope) -> LaidOver:
        """What takes the place of stored values for this reader; None where all see the same."""
        as_seen = self.as_seen
        return None if as_seen is None else lambda ids: as_seen(ids, scope)

    def url_of(self, row_id: int) -> str:
        """The address of a row."""
        return reverse(self.row_url, args=[row_id])


LEDGERS: dict[str, Ledger] = {}


def register(ledger: Ledger) -> None:
    """Called from a room's AppConfig.ready. Makes the verbs of reading and exporting the list known."""
    LEDGERS[ledger.code] = ledger
    for deed, words in (("list", ledger.read_words), ("export", ledger.export_words)):
        code = f"{ledger.kind}.{deed}"
        if code not in verbs.VERBS:
            verbs.register(code, words or ledger.words, reads=True)


def known(code: str) -> Ledger:
    """The ledger of that code; 404 when there is none."""
    if code not in LEDGERS:
        raise Http404
    return LEDGERS[code]
