"""The round's target that a row of a sheet belongs to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Target

_CHINESE = {character: value for value, character in enumerate("〇一二三四五六七八九十")}
_ROUND = re.compile(r"第?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*轮")


@dataclass(frozen=True, slots=True)
class Entry:
    """A target with what rows name it by."""

    id: int
    year: int
    number: int
    round_name: str
    team: str
    lower: date
    upper: date


class Targets:
    """The targets of an office at some bodies. One query."""

    def __init__(self, org_ids: Iterable[int], office_id: int, scope: Scope) -> None:
        rows = Target.objects.visible_to(scope).filter(office_id=office_id, org_id__in=set(org_ids))
        self._of: dict[int, list[Entry]] = {}
        for org_id, pk, year, number, name, team, on_site in rows.values_list(
            "org_id", "pk", "team__round__year", "team__round__number", "team__round__name", "team__name", "on_site"
        ):
            entry = Entry(pk, year, number, name, team, on_site.lower or date.min, on_site.upper or date.max)
            self._of.setdefault(org_id, []).append(entry)

    def of(self, org_id: int, values: Mapping[str, Any]) -> Entry | None:
        """The one target that what is written (year, round, team), or else the day, points to; None when unclear."""
        entries: Sequence[Entry] = self._of.get(org_id, ())
        written = [key for key in ("year", "round", "team") if key in values]
        for key in written:
            entries = [entry for entry in entries if _fits(entry, key, str(values[key]))]
        if not written:
            day = str(values.get("found_on", ""))
            if len(day) != 10:
                return None
            on = date.fromisoformat(day)
            entries = [entry for entry in entries if entry.lower <= on < entry.upper]
        return entries[0] if len(entries) == 1 else None


def _fits(entry: Entry, key: str, text: str) -> bool:
    if key == "year":
        return str(entry.year) in text
    if key == "team":
        return normalise(text) in normalise(entry.team) or normalise(entry.team) in normalise(text)
    found = _ROUND.search(text)
    number = _number(found[1]) if found else _number(text.strip())
    return number == entry.number or normalise(text) == normalise(entry.round_name)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if not text or any(character not in _CHINESE for character in text):
        return None
    tens, _ten, ones = text.rpartition("十") if "十" in text else ("", "", text)
    if "十" in text:
        return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)
    return _CHINESE[ones] if len(ones) == 1 else None
