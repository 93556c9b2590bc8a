"""Who served with somebody: where, how long, and who stood above whom.

With them served whoever held a post at the same body at the same time; and, through the tree of bodies of that time,
the chiefs of the body directly above, and for a chief those of the bodies directly below.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from mingjian.people.questions.gated import Clause, gate_of, rows_of
from mingjian.people.questions.served import Served, Standing, served_of, standing

PAGE = 50

# In one body, or theirs in the superior or in a subordinate one.
How = Literal["same", "superior", "subordinate"]

# Every pair of tenures that met: mine, theirs, how the bodies stood, from when, until before when.
_PAIRS = """
WITH mine AS MATERIALIZED (
    SELECT m.id, m.org_id, m.during, m.is_chief
    FROM people_tenure m JOIN orgs_organisation o ON o.id = m.org_id WHERE m.person_id = %s AND {mine} AND {body}
),
met AS MATERIALIZED (
    SELECT m.id AS mine_id, t.id, t.person_id, 'same' AS how, m.during * t.during AS during
    FROM mine m JOIN people_tenure t ON t.org_id = m.org_id AND t.during && m.during
    JOIN people_person p ON p.id = t.person_id JOIN orgs_organisation o ON o.id = t.org_id
    WHERE t.person_id <> %s {place} AND {theirs} AND {person} AND {body}
    UNION ALL
    SELECT m.id, t.id, t.person_id, 'superior', m.during * s.during * t.during
    FROM mine m JOIN orgs_superior s ON s.organisation_id = m.org_id AND s.during && m.during
    JOIN people_tenure t ON t.org_id = s.superior_id AND t.during && (m.during * s.during)
    JOIN people_person p ON p.id = t.person_id JOIN orgs_organisation o ON o.id = t.org_id
    WHERE t.is_chief AND t.person_id <> %s {place} AND {theirs} AND {person} AND {body}
    UNION ALL
    SELECT m.id, t.id, t.person_id, 'subordinate', m.during * s.during * t.during
    FROM mine m JOIN orgs_superior s ON s.superior_id = m.org_id AND s.during && m.during
    JOIN people_tenure t ON t.org_id = s.organisation_id AND t.during && (m.during * s.during)
    JOIN people_person p ON p.id = t.person_id JOIN orgs_organisation o ON o.id = t.org_id
    WHERE m.is_chief AND t.is_chief AND t.person_id <> %s {place} AND {theirs} AND {person} AND {body}
),
spent AS (
    SELECT *, least(coalesce(upper(during), %s::date), %s::date) - coalesce(lower(during), %s::date) AS days FROM met
),
ranked AS (
    SELECT person_id, sum(days) FILTER (WHERE how = 'same') AS days, sum(days) AS in_all, count(*) OVER () AS total
    FROM spent GROUP BY person_id
    ORDER BY 2 DESC NULLS LAST, 3 DESC, person_id LIMIT %s OFFSET %s
)
SELECT s.person_id, s.mine_id, s.id, s.how, lower(s.during), upper(s.during), greatest(s.days, 0), r.total
FROM spent s JOIN ranked r ON r.person_id = s.person_id
ORDER BY r.days DESC NULLS LAST, r.in_all DESC, s.person_id, s.days DESC, s.mine_id, s.id
"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two tenures that met, and how their bodies stood."""

    mine: Served
    theirs: Served
    how: How
    since: date | None
    until: date | None
    days: int

    @property
    def standing(self) -> Standing:
        """How they stood to the person asked about."""
        if self.how == "superior":
            return Standing.ABOVE
        return Standing.BELOW if self.how == "subordinate" else standing(self.theirs, self.mine)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who served with the person; `days` counts the time in one body, all meetings together."""

    person_id: int
    name: str
    days: int
    meetings: list[Meeting]


@dataclass(frozen=True, slots=True)
class Colleagues:
    """A page of them, those with the longest time in one body first; `total` in all."""

    rows: list[Colleague]
    total: int
    start: int


def colleagues_of(person: Person, scope: Scope, *, start: int = 0, org_id: int | None = None) -> Colleagues:
    """Fifty colleagues from `start` on, of one body when told, of a person found through the gate.

    Four queries and the record of it.
    """
    rows = rows_of(*_statement(person.pk, scope, start, org_id))
    ids = {tenure for row in rows for tenure in row[1:3]}
    tenures = Tenure.objects.visible_to(scope).filter(pk__among=list(ids)).select_related("person", "org")
    served = {each.id: each for each in served_of(tenures, scope)}
    found: dict[int, Colleague] = {}
    for person_id, mine_id, their_id, how, since, until, days, _total in rows:
        meeting = Meeting(served[mine_id], served[their_id], how, since, until, days)
        one = found.get(person_id) or Colleague(person_id, meeting.theirs.person, 0, [])
        together = one.days + (days if how == "same" else 0)
        found[person_id] = Colleague(person_id, one.name, together, [*one.meetings, meeting])
    record("person.list", actor=scope.actor, kind="person", ids=sorted({person.pk, *found}))
    return Colleagues(list(found.values()), rows[0][-1] if rows else 0, start)


def _statement(person_id: int, scope: Scope, start: int, org_id: int | None) -> tuple[str, list[object]]:
    mine, theirs = gate_of(Tenure, scope, "m"), gate_of(Tenure, scope, "t")
    person, body = gate_of(Person, scope, "p"), gate_of(Organisation, scope, "o")
    place = Clause("AND m.org_id = %s", (org_id,)) if org_id is not None else Clause("", ())
    statement = _PAIRS.format(mine=mine.sql, theirs=theirs.sql, person=person.sql, body=body.sql, place=place.sql)
    each = [person_id, *place.params, *theirs.params, *person.params, *body.params]
    earliest = date(1900, 1, 1)
    params = [person_id, *mine.params, *body.params, *each, *each, *each, scope.on, scope.on, earliest, PAGE, start]
    return statement, params
