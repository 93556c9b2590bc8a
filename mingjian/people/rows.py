"""Persons and mentions as COPY takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange, Jsonb
from django.utils import timezone

from mingjian.lib.dates import PartialDate
from mingjian.lib.names import name_key, pinyin_sort_key
from mingjian.people.identity import Identity
from mingjian.people.posts import post_key

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
)
MENTION_COLUMNS = (
    *("id", "person_id", "home_id", "kind", "row_id", "name", "name_key", "post", "post_key", "org_id"),
    *("born", "sex", "ethnicity", "native_place", "managed_by", "id_hash", "cleared"),
    *("basis", "office_id", "alleged", "released", "on", "batch_id"),
)
JUDGEMENT_COLUMNS = (
    *("one_id", "other_id", "verdict", "rule", "user_id", "office_id", "reason", "levels", "at", "batch_id"),
    "undone_reason",
)


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
    )


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention as COPY takes it; see `Mention` for what each value is."""

    id: int
    person_id: int
    home_id: int
    name: str
    basis: str
    office_id: int | None
    kind: str = ""
    row_id: int | None = None
    post: str = ""
    org_id: int | None = None
    born: PartialDate | None = None
    sex: str = ""
    ethnicity: str = ""
    native_place: str = ""
    managed_by: str = ""
    id_hash: bytes | None = None
    cleared: Sequence[str] = ()
    alleged: bool = False
    on: date | None = None
    batch_id: int | None = None

    def values(self) -> tuple[Any, ...]:
        """The values of MENTION_COLUMNS."""
        return (
            *(self.id, self.person_id, self.home_id, self.kind, self.row_id, self.name, name_key(self.name)),
            *(self.post, post_key(self.post), self.org_id),
            DateRange(self.born.lower, self.born.upper) if self.born else None,
            *(str(self.sex), self.ethnicity, self.native_place, str(self.managed_by), self.id_hash, list(self.cleared)),
            *(self.basis, self.office_id, self.alleged, False, self.on, self.batch_id),
        )


def joined_by_rule(one: int, other: int, rule: str, office_id: int | None, batch_id: int | None) -> tuple[Any, ...]:
    """The values of JUDGEMENT_COLUMNS for a join that a rule made."""
    first, second = sorted((one, other))
    return (first, second, "same", rule, None, office_id, "", Jsonb({}), timezone.now(), batch_id, "")


def bare_person(person_id: int, name: str) -> tuple[Any, ...]:
    """The values of PERSON_COLUMNS for a person whose values are computed afterwards."""
    return person_record(person_id, NewPerson("", name), None)


def person_of(mention: MentionRow) -> tuple[Any, ...]:
    """The values of PERSON_COLUMNS for a person of whom there is this mention alone."""
    row = NewPerson(
        "",
        mention.name,
        mention.sex,
        mention.born,
        mention.ethnicity,
        mention.native_place,
        managed_by=mention.managed_by,
    )
    values = person_record(mention.person_id, row, None)
    return tuple(
        mention.id_hash if column == "id_hash" else value for column, value in zip(PERSON_COLUMNS, values, strict=True)
    )
