"""Persons and mentions as COPY takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from mingjian.lib.dates import PartialDate
from mingjian.lib.names import name_key, pinyin_sort_key
from mingjian.people.identity import Identity

PERSON_COLUMNS = (
    "id",
    "name",
    "name_key",
    "sort_key",
    "sex",
    "born",
    "ethnicity",
    "native_place",
    "id_hash",
    "managed_by",
    "org_ids",
    "office_ids",
    "office_paths",
    "version",
    "batch_id",
)
MENTION_COLUMNS = ("person_id", "name", "post", "post_key", "org_id", "basis", "office_id", "alleged", "on", "batch_id")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to record. `key` is the caller's own name for the row; `office_ids` are the offices that keep it."""

    key: str
    name: str
    sex: str = ""
    born: PartialDate | None = None
    ethnicity: str = ""
    native_place: str = ""
    id_number: str = ""
    managed_by: str = ""
    office_ids: Sequence[int] = ()


def person_record(
    person_id: int,
    row: NewPerson,
    identity: Identity | None,
    *,
    batch_id: int | None,
    org_ids: Sequence[int] = (),
    office_paths: Sequence[str] = (),
) -> tuple[Any, ...]:
    """The values of PERSON_COLUMNS; birth and sex come from the identity number where the row leaves them out."""
    born = identity.born if identity else row.born
    name = " ".join(row.name.split())
    return (
        person_id,
        name,
        name_key(name),
        pinyin_sort_key(name),
        str(row.sex or (identity.sex if identity else "")),
        DateRange(born.lower, born.upper) if born else None,
        row.ethnicity,
        row.native_place,
        identity.hash if identity else None,
        str(row.managed_by),
        list(org_ids),
        list(row.office_ids),
        list(office_paths),
        1,
        batch_id,
    )
