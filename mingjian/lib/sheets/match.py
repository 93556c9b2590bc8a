"""Matching the headings of somebody's sheet to the columns that are wanted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mingjian.lib.sheets.headings import without_unit
from mingjian.lib.sheets.table import HeaderCell

_NOT_A_LETTER = re.compile(r"[\W_]+")
_SHORTEST_CONTAINED = 2


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Which column holds which key.

    ``found`` is certain; ``doubtful`` lists, for a key, the several columns that could be it (none is
    chosen); ``missing`` keys have no column; ``unknown`` columns belong to no key.
    """

    found: dict[str, HeaderCell] = field(default_factory=dict)
    doubtful: dict[str, list[HeaderCell]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unknown: list[HeaderCell] = field(default_factory=list)


def header_key(heading: str) -> str:
    """A heading stripped of unit, width, spaces, brackets and punctuation."""
    return _NOT_A_LETTER.sub("", without_unit(heading))


def match_headers(columns: Sequence[HeaderCell], synonyms: Mapping[str, Sequence[str]]) -> HeaderMatch:
    """Give each key of ``synonyms`` its column, in any order of columns.

    A heading equal to a synonym comes first; of several equal ones none is chosen. Then, among what is left, a
    heading that contains a synonym or is contained in one, if it is the only one for its key and no
    other key wants it as much (the longer common part wins).
    """
    result = HeaderMatch()
    keys = {key: {header_key(word) for word in words} - {""} for key, words in synonyms.items()}
    headings = {column.index: _keys_of(column) for column in columns}
    _settle(result, {key: _equal(columns, headings, words) for key, words in keys.items()})
    taken = _taken(result)
    left = [column for column in columns if column.index not in taken]
    open_keys = {key: words for key, words in keys.items() if key not in result.found and key not in result.doubtful}
    _settle(result, _containing(left, headings, open_keys))
    taken = _taken(result)
    result.missing.extend(key for key in keys if key not in result.found and key not in result.doubtful)
    result.unknown.extend(column for column in columns if column.index not in taken)
    return result


def _keys_of(column: HeaderCell) -> tuple[str, ...]:
    """The whole heading, and of a heading of two lines the lower one."""
    return tuple(dict.fromkeys((header_key(column.text), header_key(column.text.rpartition("/")[2]))))


def _equal(columns: Sequence[HeaderCell], headings: Mapping[int, tuple[str, ...]], words: set[str]) -> list[HeaderCell]:
    """Columns whose whole heading is one of the words; only without any, those whose lower line is."""
    whole = [column for column in columns if headings[column.index][0] in words]
    return whole or [column for column in columns if headings[column.index][-1] in words]


def _containing(
    columns: Sequence[HeaderCell], headings: Mapping[int, tuple[str, ...]], keys: Mapping[str, set[str]]
) -> dict[str, list[HeaderCell]]:
    wanted: dict[str, list[HeaderCell]] = {key: [] for key in keys}
    for column in columns:
        shares = {key: _common(headings[column.index][0], words) for key, words in keys.items()}
        best = max(shares.values(), default=0)
        if best >= _SHORTEST_CONTAINED:
            for key in (key for key, share in shares.items() if share == best):
                wanted[key].append(column)
    return wanted


def _common(heading: str, words: set[str]) -> int:
    """The length of the longest word that contains the heading or is contained in it."""
    return max((min(len(word), len(heading)) for word in words if word in heading or heading in word), default=0)


def _settle(result: HeaderMatch, wanted: Mapping[str, list[HeaderCell]]) -> None:
    """Found is what is wanted by one key alone and is the only column for it; the rest is doubtful."""
    claims = [column.index for found in wanted.values() for column in found]
    for key, found in wanted.items():
        if len(found) == 1 and claims.count(found[0].index) == 1:
            result.found[key] = found[0]
        elif found:
            result.doubtful[key] = found


def _taken(result: HeaderMatch) -> set[int]:
    doubtful = [column.index for columns in result.doubtful.values() for column in columns]
    return {column.index for column in result.found.values()} | set(doubtful)
