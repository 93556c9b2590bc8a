"""Which characters count as one: the tables that :mod:`mingjian.lib.text` folds with.

The traditional-to-simplified table is OpenCC's (``TSCharacters.txt``); where it offers several
simplified forms the first is taken, so that one traditional character always folds to one simplified.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

HAN_RANGES = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CJK_RANGES = HAN_RANGES + "\u3001-\u3003\u3005\u3006\u3008-\u3011\u3014-\u301f\u3040-\u30ff\u3100-\u312f"

MIDDLE_DOT = "\u00b7"
_DOTS = frozenset("\u2022\u2027\u2219\u22c5\u30fb\uff65\u16eb\u0387\u2e31")
_WHITE_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_SELECTORS = frozenset({0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
_MOST_REMEMBERED = 60_000


@cache
def simplified_table() -> dict[str, str]:
    """Traditional character -> simplified character, chains followed to their end."""
    table: dict[str, str] = {}
    text = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split()[0]
        if traditional != first:
            table[traditional] = first
    return {source: _end_of_chain(table, target) for source, target in table.items()}


def _end_of_chain(table: dict[str, str], character: str) -> str:
    seen = {character}
    while (following := table.get(character)) is not None and following not in seen:
        seen.add(following)
        character = following
    return character


class Folding(dict[int, str]):
    """A ``str.translate`` table from every character to its searchable form, filled as it is asked.

    ``str.translate`` pays an exception for each key it misses: a table that also maps the unchanged
    characters to themselves is three times faster on ordinary text.
    """

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = folded
        return folded


def fold_character(character: str) -> str:
    """One character alone: NFKC, simplified, case folded; empty when invisible, a space when white."""
    folded = character
    while (following := "".join(map(_fold_once, folded))) != folded:
        folded = following
    return folded


def _fold_once(character: str) -> str:
    if character in _WHITE_CONTROLS:
        return " "
    if character in _DOTS:
        return MIDDLE_DOT
    if is_invisible(character):
        return ""
    character = simplified_table().get(character, character)
    return unicodedata.normalize("NFKC", character.casefold())


def is_invisible(character: str) -> bool:
    """True for control, format and surrogate characters, variation selectors and the grapheme joiner."""
    return unicodedata.category(character) in _DROPPED_CATEGORIES or ord(character) in _SELECTORS


FOLDING = Folding()


def fold(text: str) -> str:
    """Every character of ``text`` folded alone, as ``text.translate(FOLDING)``; four times faster on ordinary text."""
    return _doubtful().sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return FOLDING[ord(match[0])]


@cache
def _doubtful() -> re.Pattern[str]:
    """Any character but lower ASCII and the unified ideographs that are their own simplified form: those fold to
    themselves (they have neither case nor a compatibility decomposition)."""
    others = sorted(source for source in simplified_table() if "\u4e00" <= source <= "\u9fff")
    plain = []
    first = 0x4E00
    for source in others:
        if first < ord(source):
            plain.append(f"{chr(first)}-{chr(ord(source) - 1)}")
        first = ord(source) + 1
    return re.compile(f"[^ -@\\[-~{''.join(plain)}{chr(first)}-\u9fff]")
