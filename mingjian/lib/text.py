"""Text as it is searched: one normal form, its bigrams, and PostgreSQL literals made of them.

Every stored text and every typed term passes :func:`normalise`, so that width, traditional or
simplified characters, case and stray spaces never hide a hit. The index holds the two-character
windows of the normal form; a hit is confirmed with ``strpos`` on the stored normal form.
"""

import re
import unicodedata
from collections.abc import Iterable
from operator import add

from mingjian.lib.characters import CJK_RANGES, FOLDING, fold

PINYIN_MARK = "~"

ELLIPSIS = "…"

_WHITE = re.compile(r"\s+")
_SPACE_INSIDE_CJK = re.compile(f"(?<=[{CJK_RANGES}]) (?=[{CJK_RANGES}])")


class TermTooShort(ValueError):
    """A term without two neighbouring characters: the bigram index cannot answer it."""


def normalise(text: str) -> str:
    """The searchable form of ``text``; normalising it again changes nothing.

    NFKC width folding, traditional to simplified per character, case folded, zero-width and control
    characters dropped, white space between CJK characters dropped and otherwise collapsed to one
    space, variant dots in ethnic names united to ``·``. The result is free of NUL and of surrogates.
    """
    text = " ".join(_composed(fold(text)).split())
    if " " in text and not text.isascii():
        text = _SPACE_INSIDE_CJK.sub("", text)
    return text


def _composed(folded: str) -> str:
    while not unicodedata.is_normalized("NFKC", folded):
        folded = fold(unicodedata.normalize("NFKC", folded))
    return folded


def bigrams(normalised: str) -> set[str]:
    """All two-character windows of a normalised text that contain no white space."""
    return set(_windows(normalised))


def lexemes(normalised: str, pinyin: str = "", extra: Iterable[str] = ()) -> str:
    """A ``tsvector`` literal without positions, ready for ``COPY`` or a ``::tsvector`` cast.

    Holds the bigrams of ``normalised``, those of ``pinyin`` (see :func:`mingjian.lib.names.pinyin_keys`)
    each behind ``~``, and the ``extra`` lexemes as they are (``o:17``, ``k:finding``). PostgreSQL
    refuses a tsvector above 1 MB, which is some 150,000 *different* bigrams of Chinese.
    """
    found = list(_windows(normalised))
    if pinyin:
        found += [PINYIN_MARK + window for window in _windows(pinyin)]
    found += extra
    return _quoted(found, " ")


def tsquery_for(term: str) -> str:
    """A ``tsquery`` literal asking for every bigram of one normalised term of two characters or more.

    Raises :class:`TermTooShort` when the term has no two neighbouring characters.
    """
    return _every(list(_windows(term)), term)


def tsquery_for_pinyin(term: str) -> str:
    """The same for letters looked for in the pinyin keys."""
    return _every([PINYIN_MARK + window for window in _windows(term)], term)


def _windows(normalised: str) -> dict[str, None]:
    """The windows in the order of the text, each once: a set would make the literals differ by run."""
    if " " not in normalised:
        return dict.fromkeys(map(add, normalised, normalised[1:]))
    found: dict[str, None] = {}
    for word in normalised.split():
        found.update(dict.fromkeys(map(add, word, word[1:])))
    return found


def _every(windows: list[str], term: str) -> str:
    if not windows:
        raise TermTooShort(f"A search term needs two neighbouring characters: {term!r}.")
    return _quoted(windows, " & ")


def _quoted(found: list[str], separator: str) -> str:
    """Quote for the input syntax of tsvector and tsquery, where ``'`` and ``\\`` double inside quotes."""
    if not found:
        return ""
    joined = "\n".join(found)
    if "'" in joined or "\\" in joined:
        joined = joined.replace("\\", "\\\\").replace("'", "''")
    return "'" + joined.replace("\n", f"'{separator}'") + "'"


def snippet(original: str, terms: Iterable[str], width: int = 120) -> list[tuple[str, bool]]:
    """The part of ``original`` around the first hit, as segments ``(text, is_hit)`` to highlight.

    ``terms`` are normalised; hits are found in the normal form and carried back to the characters
    that made them, so the segments show the original spelling. About ``width`` characters long, with
    an ellipsis where text was left out; without a hit the beginning is shown.
    """
    hits = _merged(_hits(original, terms))
    start, end = _window(len(original), hits[0] if hits else (0, 0), width)
    segments: list[tuple[str, bool]] = [(ELLIPSIS, False)] if start else []
    position = start
    for hit in hits:
        hit_start, hit_end = max(hit[0], start), min(hit[1], end)
        if hit_start < hit_end:
            segments += [(original[position:hit_start], False), (original[hit_start:hit_end], True)]
            position = hit_end
    segments.append((original[position:end] + (ELLIPSIS if end < len(original) else ""), False))
    return [segment for segment in segments if segment[0]]


def _window(length: int, hit: tuple[int, int], width: int) -> tuple[int, int]:
    """A range of ``width`` characters (all, if there are fewer) with ``hit`` in its middle."""
    start = max(0, hit[0] - max(0, width - (hit[1] - hit[0])) // 2)
    end = min(length, start + width)
    return max(0, end - width), end


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _hits(original: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms match, as ranges of positions in ``original``."""
    normal = normalise(original)
    origins = _origins(original)
    found = []
    for term in filter(None, terms):
        at = normal.find(term)
        while at >= 0:
            found.append((origins[at], _past_marks(original, origins[at + len(term) - 1] + 1)))
            at = normal.find(term, at + len(term))
    return found


def _past_marks(original: str, end: int) -> int:
    """Take along the combining and invisible characters that belong to the last one of a hit."""
    while end < len(original) and (unicodedata.combining(original[end]) or not FOLDING[ord(original[end])]):
        end += 1
    return end


def _origins(original: str) -> list[int]:
    """For each character of the normal form the position in ``original`` of the one that made it."""
    folded = [FOLDING[ord(character)] for character in original]
    origins = [at for at, made in enumerate(folded) for _ in made]
    raw = "".join(folded)
    if not unicodedata.is_normalized("NFKC", raw):
        raw, origins = _composed_with_origins(raw, origins)
    kept: list[int] = []
    end = 0
    for white in _WHITE.finditer(raw):
        kept += origins[end : white.start()]
        end = white.end()
        around = f"{raw[: white.start()][-1:]} {raw[end : end + 1]}"
        if len(around) == 3 and not _SPACE_INSIDE_CJK.search(around):
            kept.append(origins[white.start()])
    return kept + origins[end:]


def _composed_with_origins(raw: str, origins: list[int]) -> tuple[str, list[int]]:
    """Compose each character with the marks after it; all that comes out stems from its first one."""
    starts = [at for at, character in enumerate(raw) if at == 0 or not _joins(character)]
    ends = [*starts[1:], len(raw)]
    pieces = [_composed(raw[start:end]) for start, end in zip(starts, ends, strict=True)]
    made = [origins[start] for start, piece in zip(starts, pieces, strict=True) for _ in piece]
    return "".join(pieces), made


def _joins(character: str) -> bool:
    """True for a mark, and for a Hangul vowel or final that NFKC joins to the letter before it."""
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"
