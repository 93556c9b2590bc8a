"""From a mention as it was written to its comparable row (`README.md` lists the columns)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings

from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.lib.hashing import keyed_hash, read_chinese_id
from mingjian.people.identity import identity_of
from mingjian.people.matching.blocks import blocks_of
from mingjian.people.matching.bodies import keys_of, read_body
from mingjian.people.matching.places import read_place
from mingjian.people.matching.spelling import Spelling, read_spelling
from mingjian.people.matching.titles import read_post

_LIKE_A_NUMBER = re.compile("[0-9]{17}[0-9X]|[0-9]{15}")
_FEWEST_DIGITS = 5
# The values of `people.models.Sex`.
_SEXES = {"男": "male", "女": "female", "male": "male", "female": "female", "m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Written:
    """A mention as it was written. `id` is the caller's number for it.

    `org_id` is the body when it is known; `org_names` are the names it bears and bore; `org_above` the bodies above it
    by number. `since` and `until` bound the time the post was held; no end says that none is known.
    """

    id: int
    name: str
    post: str = ""
    organisation: str = ""
    born: PartialDate | None = None
    sex: str = ""
    ethnicity: str = ""
    native_place: str = ""
    id_number: str = ""
    id_hash: bytes | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    org_id: int | None = None
    org_names: Sequence[str] = ()
    org_above: Sequence[int] = ()


class Comparable(NamedTuple):
    """A comparable row; the fields are the columns of the relation, in the order of COPY."""

    id: int
    name_key: str
    latin: bool
    readings: list[str]
    blanked: list[str]
    surname: str
    pattern: str
    frequency: float
    id_hash: bytes | None
    id_checked: bool
    birth_lower: date | None
    birth_upper: date | None
    sex: str
    ethnicity: str
    native_code: str
    native_rest: str
    bodies: list[str]
    bodies_above: list[str]
    body_place: str
    titles: list[str]
    chief: bool
    since: date | None
    until: date | None
    blocks: list[str]


def comparable(written: Written) -> Comparable:
    """The comparable row of a mention. A number that contradicts its own row is no evidence."""
    spelling = read_spelling(written.name)
    number, born, sex = _identity(written, spelling)
    id_hash, id_checked = number or (None, False)
    post = read_post(written.post)
    organisation = written.organisation or post.body
    bodies = keys_of(organisation, written.org_id, written.org_names)
    native = read_place(written.native_place)
    birth = (born.lower, born.upper) if born else None
    return Comparable(
        id=written.id,
        name_key=spelling.key,
        latin=spelling.latin,
        readings=list(spelling.readings),
        blanked=list(spelling.blanked),
        surname=spelling.surname,
        pattern=spelling.pattern,
        frequency=spelling.frequency,
        id_hash=id_hash,
        id_checked=id_checked,
        birth_lower=birth[0] if birth else None,
        birth_upper=birth[1] if birth else None,
        sex=sex,
        ethnicity=_ethnicity(written.ethnicity or _people_aside(spelling)),
        native_code=native.code,
        native_rest=native.rest,
        bodies=bodies,
        bodies_above=[f"#{each}" for each in written.org_above],
        body_place=read_body(organisation).place if organisation else "",
        titles=list(post.titles),
        chief=post.chief,
        since=written.since.lower if written.since else None,
        until=written.until.upper if written.until else None,
        blocks=blocks_of(spelling, id_hash, birth, bodies),
    )


def comparables(written: Iterable[Written]) -> Iterable[Comparable]:
    """The comparable rows of those mentions that have a name which says something."""
    return (comparable(each) for each in written if read_spelling(each.name).says_something)


def _identity(written: Written, spelling: Spelling) -> tuple[tuple[bytes, bool] | None, PartialDate | None, str]:
    """The number's hash and whether it is beyond doubt; birth and sex: those of the number, else as written.

    A number whose check digit is wrong, or that says otherwise than its own row, is compared too, and weighs less.
    """
    sex = _SEXES.get(written.sex.strip().lower().removesuffix("性"), "") or _sex_aside(spelling)
    if written.id_hash is not None:
        return (written.id_hash, True), written.born, sex
    try:
        identity = identity_of(written.id_number, written.born, sex)
    except Invalid:
        return _doubtful_number(written.id_number), written.born, sex
    if identity is None:
        return None, written.born, sex
    return (identity.hash, True), identity.born, identity.sex


def _doubtful_number(number: str) -> tuple[bytes, bool] | None:
    """Of a number with the form of one, that does not stand for "none" (a row of equal digits)."""
    known = read_chinese_id(number)
    text = known.number if known else "".join(number.split()).upper()
    if not _LIKE_A_NUMBER.fullmatch(text) or len(set(text)) < _FEWEST_DIGITS:
        return None
    return keyed_hash(settings.IDENTITY_HASH_KEY, text), False


def _sex_aside(spelling: Spelling) -> str:
    """王芳（女，彝族）"""
    return next((_SEXES[each] for each in "男女" if each in spelling.aside), "")


def _people_aside(spelling: Spelling) -> str:
    words = spelling.aside.replace(",", " ").replace("、", " ").replace("，", " ").split()
    return next((word for word in words if word.endswith("族")), "")


def _ethnicity(written: str) -> str:
    """汉 and 汉族 are one."""
    key = "".join(written.split())
    return key.removesuffix("族") if len(key) > 1 else key
