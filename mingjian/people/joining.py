"""Who a written name is. A name alone never joins: two persons of one name are never silently one.

A row is joined to a person on record by an equal identity number (keyed hash), or by an equal name together with an
equal month of birth and an equal post: the same body, or the same post written with its body. Nothing is joined
against a contradiction of identity number, birth or sex, nor when two persons answer equally. Whoever is not joined
is recorded as a new person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.lib.names import name_key
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.candidates import Candidate, Register, load
from mingjian.people.identity import Identity, identity_of
from mingjian.people.may import require_some
from mingjian.people.models import Judgement, Mention, Person
from mingjian.people.posts import post_key
from mingjian.people.reach import paths_of, refresh_reach
from mingjian.people.rows import (
    JUDGEMENT_COLUMNS,
    MENTION_COLUMNS,
    PERSON_COLUMNS,
    MentionRow,
    joined_by_rule,
    person_of,
)
from mingjian.people.search import refresh_persons
from mingjian.people.values import refresh_values

_WRITERS = (Right.EDIT_REGISTER, Right.EDIT_FINDINGS, Right.EDIT_LEADS, Right.IMPORT)


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A person as a row names one. `org_id` is the body the post is at, `on` the day the row speaks of."""

    name: str
    post: str = ""
    org_id: int | None = None
    born: PartialDate | None = None
    id_number: str = ""
    sex: str = ""
    on: date | None = None
    ethnicity: str = ""
    native_place: str = ""
    managed_by: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """Whom a row named: the person, and the mention that the row itself is."""

    person_id: int
    mention_id: int


@dataclass(frozen=True, slots=True)
class _Found:
    """The candidate a row was matched with, the evidence, and the mention it is joined to; none for a new person."""

    candidate: Candidate
    basis: str
    to: int | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A row made comparable. A number that contradicts its own row is no evidence: `identity` is then None."""

    row: AsWritten
    key: str
    post: str
    identity: Identity | None

    @property
    def born(self) -> PartialDate | None:
        return self.identity.born if self.identity else self.row.born

    @property
    def sex(self) -> str:
        return self.identity.sex if self.identity else self.row.sex


@action("person.resolve", gettext_lazy("Named persons joined or recorded"))
def meet(
    rows: Sequence[AsWritten],
    *,
    office_id: int,
    scope: Scope,
    batch_id: int | None = None,
    alleged: bool = False,
    kind: str = "",
    row_ids: Sequence[int] = (),
) -> list[Met]:
    """The person and the mention of each row, in the order given; set-based, a constant number of statements.

    Called inside the action that writes the naming rows, which has checked its right over the office. It gives their
    `kind` and `row_ids` where it has taken these already; else it tells afterwards which row each mention is
    (`mentioning.attach`). An entry of the register has the kind of persons. The persons become visible to that
    office. `alleged` says that the rows are leads: see `Mention`.
    """
    require_some(scope, *_WRITERS)
    if not all(name_key(row.name) for row in rows):
        raise Invalid(_("A person needs a name."))
    read = [_read(row) for row in rows]
    if not paths_of([office_id]):
        raise Invalid(_("An office named for a person does not exist."))
    register = load({each.key for each in read}, {each.identity.hash for each in read if each.identity})
    mentions = new_ids(Mention, len(read))
    found = _match(read, mentions, register)
    homes = _number(found)
    fresh = [at for at, each in enumerate(found) if each.to is None]
    _write(read, mentions, homes, found, office_id, batch_id, kind, row_ids, alleged=alleged)
    touched = sorted({which.candidate.person_id for which in found})
    # Who is new and named once is written as they are; the others' values come from several mentions.
    refresh_values(sorted({which.candidate.person_id for which in found if which.to is not None}))
    refresh_reach(touched)
    refresh_persons(touched)
    record("person.resolve", actor=scope.actor, kind="person", ids=touched, detail={"new": len(fresh)})
    publish("person", touched)
    return [Met(which.candidate.person_id, pk) for pk, which in zip(mentions, found, strict=True)]


def _write(
    read: Sequence[_Read],
    mentions: Sequence[int],
    homes: Sequence[int],
    found: Sequence[_Found],
    office_id: int,
    batch_id: int | None,
    kind: str,
    row_ids: Sequence[int],
    *,
    alleged: bool,
) -> None:
    """COPY the new persons, the mentions, and the joins that the evidence made."""
    rows = [
        _mention(each, pk, home, which, office_id, batch_id, kind, row_id, alleged=alleged)
        for each, pk, home, which, row_id in zip(read, mentions, homes, found, row_ids or cycle([None]), strict=False)
    ]
    fresh = (row for row, which in zip(rows, found, strict=True) if which.to is None)
    copy_rows(Person, PERSON_COLUMNS, (person_of(row) for row in fresh))
    copy_rows(Mention, MENTION_COLUMNS, (row.values() for row in rows))
    copy_rows(
        Judgement,
        JUDGEMENT_COLUMNS,
        (
            joined_by_rule(which.to, pk, which.basis, office_id, batch_id)
            for pk, which in zip(mentions, found, strict=True)
            if which.to is not None
        ),
    )


def resolve(
    rows: Sequence[AsWritten], *, office_id: int, scope: Scope, batch_id: int | None = None, alleged: bool = False
) -> list[int]:
    """The person of each row alone; see `meet`."""
    met = meet(rows, office_id=office_id, scope=scope, batch_id=batch_id, alleged=alleged)
    return [each.person_id for each in met]


def _read(row: AsWritten) -> _Read:
    try:
        identity = identity_of(row.id_number, row.born, str(row.sex))
    except Invalid:
        identity = None
    return _Read(row, name_key(row.name), post_key(row.post), identity)


def _match(read: Sequence[_Read], mentions: Sequence[int], register: Register) -> list[_Found]:
    """Each row's candidate and the evidence. Rows with a number come first, so that others may meet them."""
    found: dict[int, _Found] = {}
    order = sorted(range(len(read)), key=lambda at: (read[at].identity is None, at))
    for at in order:
        each = read[at]
        known = register.by_identity(each.identity, each.born, each.sex)
        basis, to = Mention.Basis.IDENTITY.value, known.mention if known else None
        if known is None:
            known = register.by_post(each.key, each.born, each.sex, each.identity, each.post, each.row.org_id)
            basis, to = Mention.Basis.POST.value, known.holds(each.post, each.row.org_id) if known else None
        if known is None:
            identity = each.identity if each.identity and not register.holds(each.identity) else None
            known = register.add(each.key, each.born, each.sex, identity, at, mentions[at])
            basis = Mention.Basis.NEW.value
        register.remember(known, each.post, each.row.org_id, each.identity, each.sex, mentions[at])
        found[at] = _Found(known, basis, to)
    return [found[at] for at in range(len(read))]


def _number(found: Sequence[_Found]) -> list[int]:
    """A number of its own for every mention; of the mentions of a new person the one that made it has the smallest."""
    fresh = [at for at, each in enumerate(found) if each.to is None]
    ids = new_ids(Person, len(found))
    homes = dict(zip(fresh, ids, strict=False))
    others = iter(ids[len(fresh) :])
    for at in fresh:
        found[at].candidate.person_id = homes[at]
    return [homes[at] if at in homes else next(others) for at in range(len(found))]


def _mention(
    each: _Read,
    pk: int,
    home: int,
    which: _Found,
    office_id: int,
    batch_id: int | None,
    kind: str,
    row_id: int | None,
    *,
    alleged: bool,
) -> MentionRow:
    row = each.row
    return MentionRow(
        id=pk,
        person_id=which.candidate.person_id,
        home_id=home,
        kind=kind,
        row_id=row_id,
        name=row.name,
        post=row.post,
        org_id=row.org_id,
        born=each.born,
        sex=each.sex,
        ethnicity=row.ethnicity,
        native_place=row.native_place,
        managed_by=row.managed_by,
        # A number that somebody else bears against birth or sex is nobody's evidence.
        id_hash=each.identity.hash if each.identity and each.identity.hash == which.candidate.id_hash else None,
        basis=which.basis,
        office_id=office_id,
        alleged=alleged,
        on=row.on,
        batch_id=batch_id,
    )
