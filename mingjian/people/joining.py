"""Who a written name is. A name alone never joins: two persons of one name are never silently one.

A row is joined to a person on record by an equal identity number (keyed hash), or by an equal name together with an
equal month of birth and an equal post: the same body, or the same post written with its body. Nothing is joined
against a contradiction of identity number, birth or sex, nor when two persons answer equally. Whoever is not joined
is recorded as a new person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.bulk import copy_rows, new_ids, update_rows
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.lib.names import name_key
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.candidates import Candidate, Register, load
from mingjian.people.identity import Identity, identity_of
from mingjian.people.may import require_some
from mingjian.people.models import Mention, Person
from mingjian.people.posts import post_key
from mingjian.people.reach import paths_of, refresh_reach
from mingjian.people.rows import MENTION_COLUMNS, PERSON_COLUMNS, NewPerson, person_record
from mingjian.people.search import refresh_persons

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
def resolve(
    rows: Sequence[AsWritten], *, office_id: int, scope: Scope, batch_id: int | None = None, alleged: bool = False
) -> list[int]:
    """The person of each row, in the order given; set-based, a constant number of statements.

    Called inside the action that writes the naming rows, which has checked its right over the office. The persons
    become visible to that office. `alleged` says that the rows are leads: see `Mention`.
    """
    require_some(scope, *_WRITERS)
    if not all(name_key(row.name) for row in rows):
        raise Invalid(_("A person needs a name."))
    read = [_read(row) for row in rows]
    register = load({each.key for each in read}, {each.identity.hash for each in read if each.identity})
    found = _match(read, register)
    fresh = _number_new([candidate for candidate, _basis in found])
    _write_new(fresh, read, found, office_id, batch_id)
    _learn(register)
    _write_mentions(read, found, office_id, batch_id, alleged)
    ids = [candidate.person_id for candidate, _basis in found]
    touched = sorted(set(ids))
    refresh_reach(touched)
    refresh_persons(touched)
    record("person.resolve", actor=scope.actor, kind="person", ids=touched, detail={"new": len(fresh)})
    publish("person", touched)
    return ids


def _read(row: AsWritten) -> _Read:
    try:
        identity = identity_of(row.id_number, row.born, str(row.sex))
    except Invalid:
        identity = None
    return _Read(row, name_key(row.name), post_key(row.post), identity)


def _match(read: Sequence[_Read], register: Register) -> list[tuple[Candidate, str]]:
    """Each row's candidate and the evidence. Rows with a number come first, so that others may meet them."""
    found: dict[int, tuple[Candidate, str]] = {}
    order = sorted(range(len(read)), key=lambda at: (read[at].identity is None, at))
    for at in order:
        each = read[at]
        known = register.by_identity(each.identity, each.born, each.sex)
        basis = Mention.Basis.IDENTITY.value
        if known is None:
            known = register.by_post(each.key, each.born, each.sex, each.identity, each.post, each.row.org_id)
            basis = Mention.Basis.POST.value
        if known is None:
            identity = each.identity if each.identity and not register.holds(each.identity) else None
            known = register.add(each.key, each.born, each.sex, identity, at)
            basis = Mention.Basis.NEW.value
        register.remember(known, each.post, each.row.org_id, each.identity, each.sex)
        found[at] = (known, basis)
    return [found[at] for at in range(len(read))]


def _number_new(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates that are not on record their ids; those, once each, in order."""
    fresh = list({id(candidate): candidate for candidate in candidates if not candidate.person_id}.values())
    for candidate, person_id in zip(fresh, new_ids(Person, len(fresh)), strict=True):
        candidate.person_id = person_id
    return fresh


def _write_new(
    fresh: Sequence[Candidate],
    read: Sequence[_Read],
    found: Sequence[tuple[Candidate, str]],
    office_id: int,
    batch_id: int | None,
) -> None:
    """COPY the new persons. Offices and bodies are gathered from the mentions afterwards."""
    if not paths_of([office_id]):
        raise Invalid(_("An office named for a person does not exist."))
    rows = []
    for candidate in fresh:
        row = read[candidate.first_row].row
        person = NewPerson("", row.name, sex=candidate.sex, born=candidate.born)
        rows.append(person_record(candidate.person_id, person, candidate.identity, batch_id=batch_id))
    copy_rows(Person, PERSON_COLUMNS, rows)


def _learn(register: Register) -> None:
    """Persons on record joined by post learn an identity number or sex they lacked. One statement."""
    update_rows(
        Person,
        {"id_hash": "bytea", "sex": "text"},
        [
            {"id": each.person_id, "id_hash": "\\x" + each.id_hash.hex() if each.id_hash else None, "sex": each.sex}
            for each in register.learned()
        ],
    )


def _write_mentions(
    read: Sequence[_Read],
    found: Sequence[tuple[Candidate, str]],
    office_id: int,
    batch_id: int | None,
    alleged: bool,
) -> None:
    copy_rows(
        Mention,
        MENTION_COLUMNS,
        (
            (
                candidate.person_id,
                each.row.name,
                each.row.post,
                each.post,
                each.row.org_id,
                basis,
                office_id,
                alleged,
                each.row.on,
                batch_id,
            )
            for each, (candidate, basis) in zip(read, found, strict=True)
        ),
    )
