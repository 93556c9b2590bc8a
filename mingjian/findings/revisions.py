"""Writing changed findings as a set: what is stored, with the changes laid over it, checked like a new one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.findings.history import keep_changes
from mingjian.findings.models import Finding, Manifestation, Named
from mingjian.findings.rows import Conduct, NewFinding, content_key, number_of
from mingjian.findings.search import stored
from mingjian.findings.writing import NamedAs, bodies, check_values, conduct_range, offices_held, subject_of
from mingjian.flow.batches import move_along
from mingjian.ledgers.bulk import copy_rows, update_rows
from mingjian.offices.scope import Scope
from mingjian.people.about import about_many
from mingjian.people.joining import AsWritten, resolve
from mingjian.people.mentioning import Naming, settle, spread
from mingjian.search import index

# Columns of a finding that a revision may write → SQL types.
TYPES = {
    "number": "text",
    "org_id": "bigint",
    "target_id": "bigint",
    "finding_class": "text",
    "subclass": "text",
    "discipline": "text",
    "areas": "text[]",
    "severity": "smallint",
    "description": "text",
    "evidence": "text",
    "basis": "text",
    "suggestion": "text",
    "responsible": "text",
    "handlers": "text",
    "amount": "numeric",
    "conduct": "daterange",
    "found_on": "date",
    "found_precision": "text",
    "immediate_fix": "boolean",
    "referred": "boolean",
    "feedback_on": "date",
    "due_on": "date",
    "content_key": "bytea",
    "about_orgs": "bigint[]",
    "about_persons": "bigint[]",
    "version": "integer",
}
PLAIN = [name for name in TYPES if name not in {"content_key", "about_orgs", "about_persons", "version", "conduct"}]


@dataclass(frozen=True, slots=True)
class Revision:
    """New values for one finding, for the version they were made against."""

    id: int
    version: int
    values: Mapping[str, Any]


def as_stored(findings: Iterable[Finding]) -> dict[int, tuple[NewFinding, list[NamedAs]]]:
    """Findings as they are, in the form of new ones, with the persons they name. Two queries."""
    rows = list(findings)
    ids = [row.pk for row in rows]
    lines: dict[int, list[str]] = {}
    manifestations = Manifestation.objects.filter(finding_id__in=ids).order_by("finding_id", "position")
    for finding_id, text in manifestations.values_list("finding_id", "text"):
        lines.setdefault(finding_id, []).append(text)
    named: dict[int, list[NamedAs]] = {}
    stored_names = Named.objects.filter(finding_id__in=ids).order_by("id")
    for finding_id, person_id, name, post in stored_names.values_list(
        "finding_id", "person_id", "name_as_written", "post_as_written"
    ):
        named.setdefault(finding_id, []).append((person_id, name, post))
    return {row.pk: (_as_new(row, lines.get(row.pk, [])), named.get(row.pk, [])) for row in rows}


def _as_new(row: Finding, lines: Sequence[str]) -> NewFinding:
    values = {name: getattr(row, name) for name in PLAIN}
    return NewFinding(
        **values, office_id=row.office_id, conduct=_conduct(row), manifestations=tuple(lines), state=row.state
    )


def _conduct(row: Finding) -> Conduct | None:
    return None if row.conduct is None else (row.conduct.lower, row.conduct.upper)


def write(
    rows: Sequence[Revision], found: Mapping[int, Finding], scope: Scope, batch_id: int | None, reason: str = ""
) -> None:
    """Lay the changes over what is stored and write it, with the lines, names, states and documents that follow."""
    stored_rows = as_stored(found.values())
    changed = [replace(stored_rows[row.id][0], **_fields(row)) for row in rows]
    check_values(changed)
    offices_held(changed, scope)
    bodies(changed, scope)
    named = _named(rows, stored_rows, changed, scope, batch_id)
    abouts = about_many([subject_of(new, persons) for new, persons in zip(changed, named, strict=True)])
    records = []
    for row, new, about in zip(rows, changed, abouts, strict=True):
        key = content_key(new.org_id, new.target_id, new.description)
        records.append(
            {name: _plain(getattr(new, name)) for name in PLAIN}
            | {
                "id": row.id,
                "number": number_of(new.number, key),
                "conduct": _range_text(new.conduct),
                "content_key": "\\x" + key.hex(),
                "about_orgs": about.orgs,
                "about_persons": about.persons,
                "version": row.version + 1,
            }
        )
    update_rows(Finding, TYPES, records)
    _write_lines(rows, changed)
    _write_named(rows, named)
    _settle_mentions(rows, changed, named)
    keep_changes(rows, stored_rows, changed, named, scope, reason)
    states = {row.id: row.values["state"] for row in rows if "state" in row.values}
    move_along(Finding, states, actor=scope.actor, reason=reason)
    index.replace(stored([row.id for row in rows]))


def _fields(row: Revision) -> dict[str, Any]:
    """The values that a revision writes itself: the office stays, the state moves by the table."""
    unknown = set(row.values) - {*PLAIN, "conduct", "manifestations", "persons", "state"}
    if unknown:
        raise ValueError(f"A finding has no values {sorted(unknown)} to revise.")
    return {name: value for name, value in row.values.items() if name not in {"state", "persons"}}


def _named(
    rows: Sequence[Revision],
    stored_rows: Mapping[int, tuple[NewFinding, list[NamedAs]]],
    changed: Sequence[NewFinding],
    scope: Scope,
    batch_id: int | None,
) -> list[list[NamedAs]]:
    """The persons of each row: those written as before stay joined as before, the others are joined by evidence.

    An undo gives them as `NamedAs`, joined as they were.
    """
    fresh: dict[int, list[tuple[int, AsWritten]]] = {}
    named: list[list[NamedAs]] = []
    for position, row in enumerate(rows):
        before = stored_rows[row.id][1]
        if "persons" not in row.values:
            named.append(list(before))
            continue
        known = {(name, post): person for person, name, post in before}
        of_row: list[NamedAs] = []
        for written in row.values["persons"]:
            if isinstance(written, tuple):
                of_row.append(written)
            elif (written.name, written.post) in known:
                of_row.append((known[written.name, written.post], written.name, written.post))
            else:
                fresh.setdefault(changed[position].office_id, []).append((position, written))
        named.append(of_row)
    for office_id, persons in fresh.items():
        ids = resolve([written for _at, written in persons], office_id=office_id, scope=scope, batch_id=batch_id)
        for (position, written), person_id in zip(persons, ids, strict=True):
            if person_id not in {person for person, _name, _post in named[position]}:
                named[position].append((person_id, written.name, written.post))
    return named


def _write_lines(rows: Sequence[Revision], changed: Sequence[NewFinding]) -> None:
    ids = [row.id for row in rows if "manifestations" in row.values]
    if ids:
        Manifestation.objects.filter(finding_id__in=ids).delete()
        copy_rows(
            Manifestation,
            ("finding", "position", "text"),
            (
                (row.id, position, text)
                for row, new in zip(rows, changed, strict=True)
                if "manifestations" in row.values
                for position, text in enumerate(new.manifestations, start=1)
            ),
        )


def _write_named(rows: Sequence[Revision], named: Sequence[Sequence[NamedAs]]) -> None:
    ids = [row.id for row in rows if "persons" in row.values]
    if ids:
        Named.objects.filter(finding_id__in=ids).delete()
        copy_rows(
            Named,
            ("finding", "person", "name_as_written", "post_as_written"),
            (
                (row.id, *person)
                for row, persons in zip(rows, named, strict=True)
                if "persons" in row.values
                for person in persons
            ),
        )


def _settle_mentions(
    rows: Sequence[Revision], changed: Sequence[NewFinding], named: Sequence[Sequence[NamedAs]]
) -> None:
    """The mentions follow the names; whom nothing names any more is gone."""
    parted: list[int] = []
    for row, new, persons in zip(rows, changed, named, strict=True):
        if "persons" in row.values:
            parted += settle("finding", row.id, [Naming(new.office_id, row.id, *person) for person in persons])
    if parted:
        spread(parted)


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Decimal | date):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _range_text(conduct: Conduct | None) -> str | None:
    found = conduct_range(conduct)
    if found is None:
        return None
    return f"{'[' if found.lower else '('}{found.lower or ''},{found.upper or ''})"
