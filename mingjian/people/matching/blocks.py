"""The keys under which a mention is looked up: two mentions are compared when they share one.

A key's first letter says what it is made of (`weights.toml`, `[blocks]`, says how many mentions may share one):
`n` the name · `p` a reading · `i` the identity number · `b` the name with one character left out and the month of
birth · `q` a reading and the year of birth · `r` a reading and the body · `m` the surname, for masked names · `s` the
surname and the month of birth, `t` the surname and the body, both for masked names.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mingjian.people.matching.spelling import Spelling


def blocks_of(
    spelling: Spelling, id_hash: bytes | None, birth: tuple[date, date] | None, bodies: Sequence[str]
) -> list[str]:
    """The keys of one mention, each once."""
    return list(dict.fromkeys(_keys(spelling, id_hash, birth, bodies)))


def _keys(
    spelling: Spelling, id_hash: bytes | None, birth: tuple[date, date] | None, bodies: Sequence[str]
) -> Iterator[str]:
    if id_hash:
        yield f"i{id_hash.hex()}"
    if spelling.key:
        yield f"n{spelling.key}"
    month = f"{birth[0]:%Y%m}" if birth and (birth[1] - birth[0]).days <= 31 else ""
    year = f"{birth[0]:%Y}" if birth else ""
    for reading in spelling.readings:
        yield f"p{reading}"
        yield from _each(f"q{reading}|", [year])
        yield from _each(f"r{reading}|", bodies)
    if month:
        yield from (f"b{blank}|{month}" for blank in spelling.blanked)
    if spelling.surname:
        yield f"m{spelling.surname}"
        yield from _each(f"s{spelling.surname}|", [month])
        yield from _each(f"t{spelling.surname}|", bodies)


def _each(stem: str, parts: Iterable[str]) -> Iterator[str]:
    yield from (stem + part for part in parts if part)
