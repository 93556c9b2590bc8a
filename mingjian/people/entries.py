"""Entries of the register: what an office itself says of a person, each a mention of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.people.identity import Identity, partial
from mingjian.people.mentioning import anchors_of
from mingjian.people.models import Judgement, Mention, Person
from mingjian.people.reach import refresh_reach
from mingjian.people.rows import (
    JUDGEMENT_COLUMNS,
    MENTION_COLUMNS,
    PERSON_COLUMNS,
    MentionRow,
    NewPerson,
    joined_by_rule,
    person_of,
)
from mingjian.people.search import refresh_persons
from mingjian.people.values import ENTRY, TEXTS, refresh_values


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to enter, and the person it is of: a new one, or one already on record by an equal number."""

    row: NewPerson
    person_id: int
    identity: Identity | None
    is_new: bool

    @property
    def basis(self) -> str:
        return Mention.Basis.NEW.value if self.is_new else Mention.Basis.IDENTITY.value


def write_entries(entries: Sequence[Entry], paths: Mapping[int, str], batch_id: int | None) -> None:
    """One mention for every office that keeps the person, the first as the person's own. Set-based."""
    known = anchors_of([entry.person_id for entry in entries if not entry.is_new])
    places = [(entry, office) for entry in entries for office in (entry.row.office_ids or (None,))]
    ids, homes = new_ids(Mention, len(places)), new_ids(Person, len(places))
    first: dict[int, int] = dict(known)
    mentions, joins, persons = [], [], []
    for (entry, office), pk, fresh in zip(places, ids, homes, strict=True):
        anchor = first.setdefault(entry.person_id, pk)
        home = entry.person_id if anchor == pk else fresh
        basis = entry.basis if anchor == pk or not entry.is_new else Mention.Basis.ENTRY.value
        mention = _mention(entry, pk, home, basis, office, batch_id)
        mentions.append(mention.values())
        if home == entry.person_id:
            persons.append(person_of(mention))
        if anchor != pk:
            joins.append(joined_by_rule(anchor, pk, basis, office, batch_id))
    copy_rows(Person, PERSON_COLUMNS, persons)
    copy_rows(Mention, MENTION_COLUMNS, mentions)
    copy_rows(Judgement, JUDGEMENT_COLUMNS, joins)
    touched = sorted({entry.person_id for entry in entries})
    # The entries of a new person all say the same.
    refresh_values(sorted({entry.person_id for entry in entries if not entry.is_new}))
    refresh_reach(touched)
    refresh_persons(touched)


def _mention(entry: Entry, pk: int, home: int, basis: str, office_id: int | None, batch_id: int | None) -> MentionRow:
    row, identity = entry.row, entry.identity
    return MentionRow(
        id=pk,
        person_id=entry.person_id,
        home_id=home,
        kind=ENTRY,
        name=" ".join(row.name.split()),
        born=identity.born if identity else row.born,
        sex=str(row.sex or (identity.sex if identity else "")),
        ethnicity=row.ethnicity,
        native_place=row.native_place,
        managed_by=str(row.managed_by),
        id_hash=identity.hash if identity else None,
        basis=basis,
        office_id=office_id,
        batch_id=batch_id,
    )


def write_revision(person: Person, changed: Mapping[str, Any], office_id: int | None) -> None:
    """A later entry of the same person with what was changed; what it empties is said to be not known."""
    [pk], [home] = new_ids(Mention, 1), new_ids(Person, 1)
    anchor = anchors_of([person.pk])[person.pk]
    born: DateRange | None = changed.get("born")
    copy_rows(
        Mention,
        MENTION_COLUMNS,
        [
            MentionRow(
                id=pk,
                person_id=person.pk,
                home_id=home,
                kind=ENTRY,
                name=changed.get("name", person.name),
                born=partial(born.lower, born.upper) if born else None,
                id_hash=changed.get("id_hash"),
                cleared=[key for key in (*TEXTS, "born") if key in changed and not changed[key]],
                basis=Mention.Basis.ENTRY.value,
                office_id=office_id,
                sex=str(changed.get("sex") or ""),
                ethnicity=str(changed.get("ethnicity") or ""),
                native_place=str(changed.get("native_place") or ""),
                managed_by=str(changed.get("managed_by") or ""),
            ).values()
        ],
    )
    copy_rows(Judgement, JUDGEMENT_COLUMNS, [joined_by_rule(anchor, pk, Mention.Basis.ENTRY.value, office_id, None)])
    refresh_values([person.pk])
