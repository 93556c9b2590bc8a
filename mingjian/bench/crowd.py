"""Many findings for a bench: the first ones recorded by the real action, the rest copied from them by the owner."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connections

from mingjian.bench.ground import Ground
from mingjian.bench.matters import Matters
from mingjian.findings.actions import NewFinding, record_findings

FINDINGS = 39_388
TABLES = ("findings_finding", "findings_manifestation", "search_document")
# Building these anew is many times faster than growing them; constraints keep the others.
REBUILT = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef NOT LIKE 'CREATE UNIQUE%%'"
COLUMNS = (
    "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
)


def record_first(ground: Ground, count: int = FINDINGS, seed: int = 11) -> list[int]:
    """`count` findings at the ground's bodies, each held by its body's county office."""
    matters = Matters(seed, len(ground.orgs))
    bodies = list(ground.orgs.values())
    rows = []
    for at in range(1, count + 1):
        matter = matters.next(at)
        org_id = bodies[matter.body]
        rows.append(
            NewFinding(
                number=f"底稿{matter.found_on.year}-{at:06}",
                org_id=org_id,
                office_id=ground.office_of[org_id],
                finding_class=matter.classes[0],
                subclass=matter.classes[1],
                severity=matter.severity[0],
                description=matter.description,
                manifestations=matter.lines,
                found_on=matter.found_on,
                amount=Decimal(matter.amount) if matter.amount else None,
                conduct=matter.conduct,
                discipline=matter.discipline,
                immediate_fix=at % 7 == 0,
                referred=at % 11 == 0,
                due_on=matter.found_on + timedelta(days=365) if at % 5 else None,
                state=matter.state[0],
            )
        )
    return record_findings(rows=rows, scope=ground.scope)


def multiply(times: int) -> None:
    """Until the tables hold `times` the findings, each copy with its own number, day, lines and document."""
    if times < 2:
        return
    with connections["owner"].cursor() as cursor:
        cursor.execute(REBUILT, [list(TABLES)])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("CREATE TEMP TABLE copied AS SELECT id, k, nextval('findings_finding_id_seq') AS new_id "
                       "FROM findings_finding, generate_series(1, %s) AS k", [times - 1])  # fmt: skip
        _copy(cursor, "findings_finding", "f.id = c.id", {
            "id": "c.new_id", "number": "f.number || '-' || c.k", "found_on": "f.found_on + (c.k - c.new_id % 90)::int",
            "content_key": "sha256(f.content_key || c.k::text::bytea)",
        })  # fmt: skip
        _copy(cursor, "findings_manifestation", "f.finding_id = c.id", {"id": None, "finding_id": "c.new_id"})
        _copy(cursor, "search_document", "f.row_id = c.id AND f.kind = 'finding'", {
            "id": None, "row_id": "c.new_id", '"on"': 'f."on" + (c.k - c.new_id % 90)::int',
        })  # fmt: skip
        for _name, definition in indexes:
            cursor.execute(definition)


def _copy(cursor: Any, table: str, join: str, changed: dict[str, str | None]) -> None:
    cursor.execute(COLUMNS, [table])
    names = [name for (name,) in cursor.fetchall() if not (name in changed and changed[name] is None)]
    values = ", ".join(changed.get(name) or f"f.{name}" for name in names)
    source = f"SELECT {values} FROM {table} f JOIN copied c ON {join}"  # noqa: S608 - names of our own tables
    cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) {source}")
