"""The history of a row: its moves and the changes of its values, by whom, the latest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.flow.history import changes_of
from mingjian.flow.models import Move
from mingjian.flow.states import TABLES
from mingjian.ledgers.columns import Column, Type


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a row's history. `lines` are the values that changed: words, before, after.

    `change_id` and `version` are those of a change of values; `undo_url` is set by who offers to put it back.
    """

    at: datetime
    who: str
    what: str
    reason: str
    lines: list[tuple[Any, str, str]] = field(default_factory=list)
    change_id: int = 0
    version: int = 0
    undo_url: str = ""


def history_of(kind: str, row_id: int, columns: Sequence[Column]) -> list[Entry]:
    """The history of a row that the caller found through the gate. Three queries."""
    moves = list(Move.objects.filter(kind=kind, row_id=row_id))
    changes = changes_of(kind, row_id)
    actors = [*(each.actor_id for each in moves), *(each.actor_id for each in changes)]
    names = dict(User.objects.filter(pk__in={actor for actor in actors if actor}).values_list("pk", "display_name"))
    by_key = {column.key: column for column in columns}
    table = TABLES[kind]
    found = [
        Entry(
            move.at,
            _who(move, names),
            f"{_verb(table.transitions, move.verb)} → {table.states[move.to_state].words}",
            move.reason,
        )
        for move in moves
    ]
    found += [
        Entry(
            change.at,
            _who(change, names),
            _("Values changed"),
            change.reason,
            [_line(by_key.get(key), key, change.before.get(key), value) for key, value in change.after.items()],
            change.pk,
            change.version,
        )
        for change in changes
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _verb(transitions: Mapping[str, Any], verb: str) -> str:
    return str(transitions[verb].words) if verb in transitions else _("Undone")


def _who(row: Any, names: Mapping[int, str]) -> str:
    return names.get(row.actor_id, "") if row.actor_id else row.system


def _line(column: Column | None, key: str, before: Any, after: Any) -> tuple[Any, str, str]:
    words = column.words if column else key
    return words, _shown(column, before), _shown(column, after)


def _shown(column: Column | None, value: Any) -> str:
    """A JSON value in words."""
    if value in (None, "", []):
        return "—"
    if column is not None and column.type is Type.CHOICE:
        return str(column.choices.get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column is not None and column.type is Type.PERSONS:
        return "、".join(each[1] if isinstance(each, list) else str(each) for each in value)
    if isinstance(value, list):
        if column is not None and column.type is Type.PERIOD:
            return " – ".join(_day(each) for each in value)
        return "、".join(str(each) for each in value)
    return str(value)


def _day(text: str | None) -> str:
    return date.fromisoformat(text).isoformat() if text else ""
