"""The history of a row in the words of its ledger's columns."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mingjian.flow.deeds import Deed, deeds_of, plain_words
from mingjian.ledgers.columns import Column, Type


def history_of(kind: str, row_id: int, columns: Sequence[Column]) -> list[Deed]:
    """The moves and changes of a row that the caller found through the gate, the latest first. Three queries."""
    by_key = {column.key: column for column in columns}
    labels = {column.key: column.words for column in columns}
    return deeds_of(kind, row_id, labels, lambda key, value: _shown(by_key.get(key), value))


def _shown(column: Column | None, value: Any) -> str:
    """A JSON value in words."""
    if column is not None and value not in (None, "", []):
        if column.type is Type.CHOICE:
            return str(column.choices.get(value, value))
        if column.type is Type.PERSONS:
            return "、".join(each[1] if isinstance(each, list) else str(each) for each in value)
        if column.type is Type.PERIOD:
            return " – ".join(_day(each) for each in value)
    return plain_words("", value)


def _day(text: str | None) -> str:
    return date.fromisoformat(text).isoformat() if text else ""
