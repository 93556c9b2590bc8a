"""The statements of the search for paths; `reach_out.py` says what each hop is for, and the limits.

Sizes of bodies are counted no further than the limit, and whole sets are fetched by the plain indexes of person and
body before they are joined: an index of ranges asked once for each post takes several times as long.
"""

# The bodies of a set with their posts on record, counted up to a limit; its one parameter is that limit and one more.
_SIZED = """
SELECT bodies.org_id, counted.posts FROM (SELECT DISTINCT org_id FROM {source}) bodies
CROSS JOIN LATERAL (
    SELECT count(*) AS posts FROM (SELECT 1 FROM people_tenure h WHERE h.org_id = bodies.org_id LIMIT %s) few
) counted
"""

OF_ONE = "SELECT t.id, t.org_id FROM people_tenure t WHERE t.person_id = %s AND {gate}"

AT_GOAL = """
SELECT t.id, t.person_id FROM people_tenure t
WHERE t.org_id = %s AND {gate} AND (t.is_chief OR %s >= (
    SELECT count(*) FROM (SELECT 1 FROM people_tenure h WHERE h.org_id = %s LIMIT %s) few
))
ORDER BY t.is_chief DESC, t.rank NULLS LAST, t.id LIMIT %s
"""

# Colleagues of one person: mine, theirs, who. At a huge body its chiefs.
NEAR = """
WITH mine AS MATERIALIZED (
    SELECT m.id, m.org_id, m.during FROM people_tenure m WHERE m.id = ANY(%s)
),
sized AS MATERIALIZED ({sized})
SELECT m.id, t.id, t.person_id, {days} AS days
FROM mine m JOIN sized s ON s.org_id = m.org_id
JOIN people_tenure t ON t.org_id = m.org_id AND t.during && m.during
WHERE t.person_id <> %s AND (t.is_chief OR s.posts <= %s) AND {gate}
ORDER BY days DESC, t.id LIMIT %s
"""

# Both ends: tenures of the people of the one and of the other.
_ENDS = """
mine AS MATERIALIZED (
    SELECT m.id, m.person_id, m.org_id, m.during, m.is_chief
    FROM people_tenure m WHERE m.person_id = ANY(%s) AND m.org_id <> %s AND {mine}
),
theirs AS MATERIALIZED (
    SELECT t.id, t.person_id, t.org_id, t.during, t.is_chief
    FROM people_tenure t WHERE t.person_id = ANY(%s) AND t.org_id <> %s AND {gate}
),
"""

# Tenures of both ends that met at a body.
MET = """
WITH {ends}
shared AS MATERIALIZED (SELECT org_id FROM mine INTERSECT SELECT org_id FROM theirs),
sized AS MATERIALIZED ({sized})
SELECT m.person_id, m.id, t.id, t.person_id, {days} AS days
FROM mine m JOIN theirs t ON t.org_id = m.org_id AND t.during && m.during AND t.person_id <> m.person_id
WHERE (t.is_chief AND m.is_chief) OR t.org_id IN (SELECT org_id FROM sized WHERE posts <= %s)
ORDER BY days DESC, m.id, t.id LIMIT %s
"""

# People who met somebody of the near end at one body and somebody of the far end at another. Of the near end the
# smaller bodies are looked through, up to so many tenures; of the people met there those who met longest are followed.
# What hangs on the people met travels along in `career`: nothing is joined afterwards by a guess at their number.
BETWEEN = """
WITH {ends}
chosen AS MATERIALIZED (
    SELECT org_id FROM (
        SELECT org_id, sum(posts) OVER (ORDER BY posts, org_id) AS up_to FROM ({sized}) counted WHERE posts <= %s
    ) ordered WHERE up_to <= %s
),
pool AS MATERIALIZED (
    SELECT b.id, b.person_id, b.org_id, b.during FROM people_tenure b
    WHERE b.org_id = ANY(ARRAY(SELECT org_id FROM chosen)) AND b.person_id <> ALL(%s) AND {middle}
),
met AS MATERIALIZED (
    SELECT DISTINCT ON (b.person_id) b.person_id, n.person_id AS near_person, n.id AS near_id, b.id, {near_days} AS days
    FROM mine n JOIN pool b ON b.org_id = n.org_id AND b.during && n.during
    ORDER BY b.person_id, days DESC, n.id, b.id
),
followed AS MATERIALIZED (SELECT * FROM met ORDER BY days DESC, person_id LIMIT %s),
career AS MATERIALIZED (
    SELECT b.id, b.org_id, b.during, m.near_person, m.near_id, m.id AS met_id, m.days
    FROM followed m JOIN people_tenure b ON b.person_id = m.person_id AND {middle}
),
touched AS MATERIALIZED (
    SELECT b.org_id, b.near_person, b.near_id, b.met_id, b.id, f.id AS far_id, f.person_id AS far_person,
        least(b.days, {far_days}) AS days
    FROM career b JOIN theirs f ON f.org_id = b.org_id AND f.during && b.during
),
sized AS MATERIALIZED ({touched_sized})
SELECT near_person, near_id, met_id, id, far_id, far_person, days FROM touched
WHERE org_id IN (SELECT org_id FROM sized WHERE posts <= %s)
ORDER BY days DESC, met_id, id, far_id LIMIT %s
"""


def near(gate: str) -> str:
    """Parameters: ids of mine, the limit and one more, today twice, the person, the limit, the gate's, how many."""
    return NEAR.format(gate=gate, sized=_SIZED.format(source="mine"), days=_days("m", "t"))


def met(mine: str, gate: str) -> str:
    """Parameters: of both ends, the limit and one more, today twice, the limit, how many."""
    return MET.format(
        ends=_ENDS.format(mine=mine, gate=gate), sized=_SIZED.format(source="shared"), days=_days("m", "t")
    )


def between(mine: str, gate: str, middle: str) -> str:
    """Parameters: of both ends, the near one first; the limit and one more, the limit, how wide, who is known, the
    gate's, today twice, how many are followed, the gate's, today twice, the limit and one more, the limit, how many."""
    return BETWEEN.format(
        ends=_ENDS.format(mine=mine, gate=gate),
        sized=_SIZED.format(source="mine"),
        middle=middle,
        near_days=_days("n", "b"),
        far_days=_days("b", "f"),
        touched_sized=_SIZED.format(source="touched"),
    )


def _days(one: str, other: str) -> str:
    """How many days two tenures have in common until today, given twice as a parameter."""
    shared = f"({one}.during * {other}.during)"
    return f"(least(coalesce(upper({shared}), %s::date), %s::date) - coalesce(lower({shared}), '1900-01-01'))"
