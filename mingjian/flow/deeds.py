"""The history of a register's row for its page: who did what to it and when, with what was changed from what to what.

It gathers the changes and moves that `flow` keeps, and from the record the writes that left neither, such as the
recording itself or the import that brought the row. The caller has found the row through the gate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.audit.models import Entry
from mingjian.audit.verbs import VERBS
from mingjian.flow.history import changes_of
from mingjian.flow.models import Change, Move
from mingjian.flow.states import TABLES

Words = str | Promise
# What a value of a field reads as.
Show = Callable[[str, Any], str]
MOST = 60
# A deed's entry and the change it kept are written within one transaction.
TOGETHER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line: when, who, what in words, why, and the fields it changed as (words, before, after).

    `change_id` and `version` are those of a change of values; `undo_url` is set by who offers to put it back.
    """

    at: datetime
    who: str
    what: Words
    reason: str = ""
    fields: Sequence[tuple[Words, str, str]] = ()
    change_id: int = 0
    version: int = 0
    undo_url: str = ""


def plain_words(_field: str, value: Any) -> str:
    """A stored value for people who know the field."""
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    return str(value)


def deeds_of(
    kind: str, row_id: int, labels: Mapping[str, Words], show: Show = plain_words, *, recorded: bool = False
) -> list[Deed]:
    """The deeds of a row, the latest first; at most 60 of each source. Three queries, four with those of the record."""
    changes = changes_of(kind, row_id)[:MOST]
    moves = list(Move.objects.filter(kind=kind, row_id=row_id).order_by("-at", "-pk")[:MOST])
    entries = [each for each in _entries(kind, row_id) if not _told(each, changes, moves)] if recorded else []
    told: list[Change | Move | Entry] = [*changes, *moves, *entries]
    names = _names(each.actor_id for each in told)

    def who(each: Change | Move | Entry) -> str:
        return names.get(each.actor_id or 0, "") or _("the system")

    deeds = [
        Deed(each.at, who(each), _("Changed"), each.reason, _fields(each, labels, show), each.pk, each.version)
        for each in changes
    ]
    deeds += [Deed(each.at, who(each), _step(each), each.reason) for each in moves]
    deeds += [Deed(each.at, who(each), VERBS[each.verb].words) for each in entries]
    return sorted(deeds, key=lambda deed: deed.at, reverse=True)


def _entries(kind: str, row_id: int) -> list[Entry]:
    rows = Entry.objects.filter(kind=kind, ids__contains=[row_id]).order_by("-id")[: 4 * MOST]
    return [each for each in rows if each.verb in VERBS and not VERBS[each.verb].reads][:MOST]


def _told(entry: Entry, changes: Iterable[Change], moves: Iterable[Move]) -> bool:
    """Whether a change or a move says it better."""
    better: list[Change | Move] = [*changes, *moves]
    return any(each.actor_id == entry.actor_id and abs(each.at - entry.at) < TOGETHER for each in better)


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {each for each in ids if each is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "display_name")) if wanted else {}


def _fields(change: Change, labels: Mapping[str, Words], show: Show) -> list[tuple[Words, str, str]]:
    return [
        (labels.get(name, name), show(name, change.before.get(name)), show(name, value))
        for name, value in change.after.items()
    ]


def _step(move: Move) -> str:
    table = TABLES[move.kind]
    transition = table.transitions.get(move.verb)
    return f"{transition.words if transition else _('State put back')} → {table.states[move.to_state].words}"


def deeds_html(kind: str, row_id: int, labels: Mapping[str, Words], show: Show = plain_words) -> str:
    """The same, with what the record adds, as the section of a page; empty when nothing is known."""
    deeds = deeds_of(kind, row_id, labels, show, recorded=True)
    return render_to_string("flow/deeds.html", {"deeds": deeds}) if deeds else ""
