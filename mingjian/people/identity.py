"""Identity numbers: checked, hashed under a key kept outside the database, never stored."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.lib.hashing import keyed_hash, read_chinese_id


@dataclass(frozen=True, slots=True)
class Identity:
    """What a valid number tells: its keyed hash, the day of birth, the sex."""

    hash: bytes
    born: PartialDate
    sex: str


def read_identity(number: str) -> Identity | None:
    """The identity of a valid resident identity number; None for any other text."""
    found = read_chinese_id(number)
    if found is None:
        return None
    return Identity(keyed_hash(settings.IDENTITY_HASH_KEY, found.number), PartialDate.from_date(found.birth), found.sex)


def identity_of(number: str, born: PartialDate | None, sex: str) -> Identity | None:
    """The identity of a number as written beside a birth and a sex; None for no number.

    Raises Invalid when the number is none, or says otherwise than the birth or the sex written beside it.
    """
    if not number.strip():
        return None
    found = read_identity(number)
    if found is None:
        raise Invalid(_("The identity number is not valid: its form, its birthday or its check digit is wrong."))
    if (born and not covers(born, found.born)) or (sex and sex != found.sex):
        raise Invalid(_("The identity number says another birth or sex than the columns beside it."))
    return found


def covers(wide: PartialDate, narrow: PartialDate) -> bool:
    """Whether two dates of birth, each as exact as it is known, can be one."""
    return wide.lower < narrow.upper and narrow.lower < wide.upper


def partial(lower: date | None, upper: date | None) -> PartialDate | None:
    """A stored range of days as the partial date it was; None when it is not one."""
    if lower is None or upper is None:
        return None
    try:
        return PartialDate.from_range(lower, upper)
    except ValueError:
        return None
