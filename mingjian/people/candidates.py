"""The persons a batch of rows may mean, held in memory while the batch is read: two queries, whatever its size."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from mingjian.lib.dates import PartialDate
from mingjian.people.identity import Identity, covers, partial
from mingjian.people.posts import names_a_body, post_key

_PERSONS = """
SELECT p.id, p.name_key, p.id_hash, lower(p.born), upper(p.born), p.sex, coalesce(i.id, m.id)
FROM people_person p
JOIN people_mention m ON m.home_id = p.id
LEFT JOIN LATERAL (
    SELECT id FROM people_mention WHERE person_id = p.id AND id_hash = p.id_hash ORDER BY id LIMIT 1
) i ON true
WHERE p.name_key = ANY(%s) OR p.id_hash = ANY(%s)
"""
# A post as it would be written with its body, and as it was written before.
_POSTS = """
SELECT t.person_id, t.org_id, t.post, o.name, t.mention_id
FROM people_tenure t JOIN orgs_organisation o ON o.id = t.org_id
WHERE t.person_id = ANY(%(ids)s)
UNION ALL
SELECT t.person_id, t.org_id, t.post, n.name, t.mention_id FROM people_tenure t
JOIN orgs_organisationname n ON n.organisation_id = t.org_id AND n.during && t.during
WHERE t.person_id = ANY(%(ids)s)
UNION ALL
SELECT person_id, org_id, post, '', id FROM people_mention
WHERE person_id = ANY(%(ids)s) AND (post <> '' OR org_id IS NOT NULL) AND NOT released
"""


@dataclass(slots=True)
class Candidate:
    """A person on record (`person_id`), or one this batch is about to record (0 until numbered).

    `mention` is the mention to join by number; `orgs` and `posts` give the mention by which each is known.
    """

    person_id: int
    mention: int
    key: str
    born: PartialDate | None
    sex: str
    id_hash: bytes | None
    identity: Identity | None = None
    first_row: int = -1
    orgs: dict[int, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)

    def contradicts(self, born: PartialDate | None, sex: str, identity: Identity | None) -> bool:
        """Whether identity number, birth or sex say that this is another person."""
        if identity and self.id_hash and identity.hash != self.id_hash:
            return True
        if born and self.born and not covers(born, self.born):
            return True
        return bool(sex and self.sex and sex != self.sex)

    def holds(self, post: str, org_id: int | None) -> int | None:
        """The mention of an equal post: at the same body, or the same post written with its body."""
        if org_id is not None and org_id in self.orgs:
            return self.orgs[org_id]
        return self.posts.get(post) if names_a_body(post) else None


class Register:
    """The candidates of one batch, found by identity number or by name and month of birth."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._by_hash: dict[bytes, Candidate] = {}
        self._by_month: dict[tuple[str, int, int], list[Candidate]] = {}
        for candidate in candidates:
            self._enter(candidate)

    def _enter(self, candidate: Candidate) -> None:
        if candidate.id_hash:
            self._by_hash[candidate.id_hash] = candidate
        if month := _month(candidate.key, candidate.born):
            self._by_month.setdefault(month, []).append(candidate)

    def holds(self, identity: Identity) -> bool:
        """Whether somebody on record has this number."""
        return identity.hash in self._by_hash

    def by_identity(self, identity: Identity | None, born: PartialDate | None, sex: str) -> Candidate | None:
        """The person of an equal identity number, unless birth or sex contradict it."""
        found = self._by_hash.get(identity.hash) if identity else None
        return None if found is None or found.contradicts(born, sex, identity) else found

    def by_post(
        self,
        key: str,
        born: PartialDate | None,
        sex: str,
        identity: Identity | None,
        post: str,
        org_id: int | None,
    ) -> Candidate | None:
        """The one person of equal name, month of birth and post; None when there is none or more than one."""
        month = _month(key, born)
        if month is None:
            return None
        found = [
            each
            for each in self._by_month.get(month, ())
            if each.holds(post, org_id) is not None and not each.contradicts(born, sex, identity)
        ]
        return found[0] if len(found) == 1 else None

    def add(
        self, key: str, born: PartialDate | None, sex: str, identity: Identity | None, first_row: int, mention: int
    ) -> Candidate:
        """A person nobody on record answers to, as the row at `first_row` names them in `mention`."""
        candidate = Candidate(0, mention, key, born, sex, identity.hash if identity else None, identity, first_row)
        self._enter(candidate)
        return candidate

    def remember(
        self, candidate: Candidate, post: str, org_id: int | None, identity: Identity | None, sex: str, mention: int
    ) -> None:
        """A row was joined: its post, and an identity number or sex not known before, now count as evidence."""
        if org_id is not None:
            candidate.orgs.setdefault(org_id, mention)
        if post:
            candidate.posts.setdefault(post, mention)
        if identity and candidate.id_hash is None and not self.holds(identity):
            candidate.id_hash, candidate.identity, candidate.mention = identity.hash, identity, mention
            self._by_hash[identity.hash] = candidate
        if sex and not candidate.sex:
            candidate.sex = sex


def _month(key: str, born: PartialDate | None) -> tuple[str, int, int] | None:
    return (key, born.year, born.month) if born and born.month else None


def load(names: Collection[str], hashes: Collection[bytes]) -> Register:
    """Everybody on record of these names or numbers, whoever may see them: one person is one row for all offices."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, [sorted(names), sorted(hashes)])
        found = {row[0]: _candidate(*row) for row in cursor.fetchall()}
        if found:
            cursor.execute(_POSTS, {"ids": sorted(found)})
            for person_id, org_id, post, body, mention in cursor.fetchall():
                candidate = found[person_id]
                by = candidate.mention if mention is None else mention
                if org_id is not None:
                    candidate.orgs.setdefault(org_id, by)
                if post:
                    candidate.posts.setdefault(post_key(post), by)
                    candidate.posts.setdefault(post_key(body + post), by)
    return Register(found[pk] for pk in sorted(found))


def _candidate(
    pk: int, key: str, id_hash: bytes | None, lower: date | None, upper: date | None, sex: str, mention: int
) -> Candidate:
    return Candidate(pk, mention, key, partial(lower, upper), sex, bytes(id_hash) if id_hash else None)
