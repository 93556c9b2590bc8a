"""A batch of findings made ready for COPY: offices, bodies, targets and persons resolved as sets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from mingjian.findings.classes import FindingClass, Severity, Subclass
from mingjian.findings.models import Finding
from mingjian.findings.rows import Conduct, NewFinding, content_key, number_of
from mingjian.findings.search import Searchable
from mingjian.findings.states import FINDING
from mingjian.ledgers.bulk import new_ids
from mingjian.lib.errors import Invalid
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.about import About, Subject, about_many
from mingjian.people.joining import meet
from mingjian.people.mentioning import Naming
from mingjian.people.models import Person
from mingjian.rounds.models import Target

FIELDS = [
    "id",
    "office",
    "office_path",
    "about_orgs",
    "about_persons",
    "number",
    "org",
    "target",
    "finding_class",
    "subclass",
    "discipline",
    "areas",
    "severity",
    "description",
    "evidence",
    "basis",
    "suggestion",
    "responsible",
    "handlers",
    "amount",
    "conduct",
    "found_on",
    "found_precision",
    "immediate_fix",
    "referred",
    "feedback_on",
    "due_on",
    "state",
    "content_key",
    "version",
    "batch_id",
]

NamedAs = tuple[int, str, str]

# `.values` of an enumeration builds its list anew each time.
CLASSES = frozenset(FindingClass.values)
SUBCLASSES = frozenset(Subclass.values)
SEVERITIES = frozenset(Severity.values)


@dataclass(slots=True)
class Batch:
    """Findings ready to write; every list is in the order of `rows`."""

    rows: Sequence[NewFinding]
    ids: list[int]
    keys: list[bytes]
    abouts: list[About]
    named_as: list[list[NamedAs]]
    chosen: list[Naming]
    paths: dict[int, str]
    orgs: dict[int, tuple[str, str | None]]
    batch_id: int | None

    @property
    def office_path(self) -> str:
        """The office's path when the batch is of one office, else nothing."""
        return next(iter(self.paths.values())) if len(self.paths) == 1 else ""

    def findings(self) -> Iterator[tuple[Any, ...]]:
        """Values of `FIELDS`."""
        for row_id, row, key, about in zip(self.ids, self.rows, self.keys, self.abouts, strict=True):
            yield (
                row_id,
                row.office_id,
                self.paths[row.office_id],
                about.orgs,
                about.persons,
                number_of(row.number, key),
                row.org_id,
                row.target_id,
                row.finding_class,
                row.subclass,
                row.discipline,
                list(row.areas),
                int(row.severity),
                row.description,
                row.evidence,
                row.basis,
                row.suggestion,
                row.responsible,
                row.handlers,
                row.amount,
                conduct_range(row.conduct),
                row.found_on,
                row.found_precision,
                row.immediate_fix,
                row.referred,
                row.feedback_on,
                row.due_on,
                row.state,
                key,
                1,
                self.batch_id,
            )

    def manifestations(self) -> Iterator[tuple[int, int, str]]:
        for row_id, row in zip(self.ids, self.rows, strict=True):
            for position, text in enumerate(row.manifestations, start=1):
                yield row_id, position, text

    def named(self) -> Iterator[tuple[int, int, str, str]]:
        for row_id, persons in zip(self.ids, self.named_as, strict=True):
            for person_id, name, post in persons:
                yield row_id, person_id, name, post

    def searchable(self) -> Iterator[Searchable]:
        for row_id, row, key, about, named in zip(
            self.ids, self.rows, self.keys, self.abouts, self.named_as, strict=True
        ):
            org_name, division_path = self.orgs[row.org_id]
            yield Searchable(
                id=row_id,
                number=number_of(row.number, key),
                description=row.description,
                manifestations=row.manifestations,
                named=[(name, post) for _person, name, post in named],
                responsible=row.responsible,
                found_on=row.found_on,
                state=row.state,
                org_id=row.org_id,
                org_name=org_name,
                division_path=division_path,
                office_path=self.paths[row.office_id],
                target_id=row.target_id,
                about_orgs=about.orgs,
                about_persons=about.persons,
            )


def prepare(rows: Sequence[NewFinding], scope: Scope, batch_id: int | None) -> Batch:
    """Check and resolve a batch. Raises Invalid or NotAllowed; writes nothing but persons not yet registered."""
    check_values(rows)
    paths = offices_held(rows, scope)
    orgs = bodies(rows, scope)
    ids = new_ids(Finding, len(rows))
    named, chosen = persons_of(rows, ids, scope, batch_id)
    return Batch(
        rows=rows,
        ids=ids,
        keys=[content_key(row.org_id, row.target_id, row.description) for row in rows],
        abouts=about_many([subject_of(row, persons) for row, persons in zip(rows, named, strict=True)]),
        named_as=named,
        chosen=chosen,
        paths=paths,
        orgs=orgs,
        batch_id=batch_id,
    )


def check_values(rows: Iterable[NewFinding]) -> None:
    """Values that no column type refuses by itself."""
    for row in rows:
        wrong: dict[str, str] = {}
        if not row.description.strip():
            wrong["description"] = _("Describe the finding.")
        if row.finding_class not in CLASSES:
            wrong["finding_class"] = _("Choose one of the classes.")
        if row.subclass and row.subclass not in SUBCLASSES:
            wrong["subclass"] = _("Choose one of the sub-classes.")
        elif row.subclass and not row.subclass.startswith(f"{row.finding_class}."):
            wrong["subclass"] = _("This sub-class belongs to another class.")
        if row.severity not in SEVERITIES:
            wrong["severity"] = _("Choose one of the severities.")
        if row.state not in FINDING.states:
            wrong["state"] = _("Choose one of the states of rectification.")
        if row.amount is not None and row.amount < 0:
            wrong["amount"] = _("An amount is not below zero.")
        if wrong:
            message = _("The finding %(number)s does not hold as it is.") % {"number": row.number}
            raise Invalid(message, wrong)


def offices_held(rows: Sequence[NewFinding], scope: Scope) -> dict[int, str]:
    """Office id → path, once the actor may edit findings of every office and target of the rows."""
    office_ids = {row.office_id for row in rows}
    paths = {pk: str(path) for pk, path in Office.objects.filter(pk__in=office_ids).values_list("pk", "path")}
    target_ids = {row.target_id for row in rows if row.target_id is not None}
    seen = set(Target.objects.visible_to(scope).filter(pk__in=target_ids).values_list("pk", flat=True))
    if target_ids - seen or office_ids - paths.keys():
        raise Invalid(_("The round's target was not found, or is not within your scope."), {"target": _("Not found.")})
    for office_id, target_id in {(row.office_id, row.target_id) for row in rows}:
        scope.require(Right.EDIT_FINDINGS, paths[office_id], target_id)
    return paths


def bodies(rows: Sequence[NewFinding], scope: Scope) -> dict[int, tuple[str, str | None]]:
    """Body id → name and its division's path. A body out of scope is the same as none."""
    org_ids = {row.org_id for row in rows}
    found = Organisation.objects.visible_to(scope).filter(pk__in=org_ids)
    orgs = {pk: (name, path) for pk, name, path in found.values_list("pk", "name", "division__path")}
    if org_ids - orgs.keys():
        raise Invalid(_("The organisation was not found, or is not within your scope."), {"org": _("Not found.")})
    return orgs


def persons_of(
    rows: Sequence[NewFinding], ids: Sequence[int], scope: Scope, batch_id: int | None
) -> tuple[list[list[NamedAs]], list[Naming]]:
    """For each row the persons it names: register id, name and post as written; each person once. And of all rows those
    persons that were chosen from the register, who have no mention yet."""
    joined = _joined(rows, ids, scope, batch_id)
    known = {person for row in rows for person in row.person_ids}
    names = dict(Person.objects.visible_to(scope).filter(pk__in=known).values_list("pk", "name"))
    if known - names.keys():
        raise Invalid(_("A person was not found, or is not within your scope."), {"persons": _("Not found.")})
    named: list[list[NamedAs]] = []
    chosen: list[Naming] = []
    for position, row in enumerate(rows):
        met = set(joined.get(position, ()))
        of_row = {person: (person, names[person], "") for person in row.person_ids}
        chosen += [Naming(row.office_id, ids[position], *each) for each in of_row.values() if each[0] not in met]
        for person, written in zip(joined.get(position, ()), row.persons, strict=True):
            of_row[person] = (person, written.name, written.post)
        named.append(list(of_row.values()))
    return named, chosen


def _joined(
    rows: Sequence[NewFinding], row_ids: Sequence[int], scope: Scope, batch_id: int | None
) -> dict[int, list[int]]:
    """Row position → register ids of the persons as written; one set-based joining per office."""
    by_office: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        if row.persons:
            by_office.setdefault(row.office_id, []).append(position)
    joined: dict[int, list[int]] = {}
    for office_id, positions in by_office.items():
        written = [person for position in positions for person in rows[position].persons]
        of_rows = [row_ids[position] for position in positions for _person in rows[position].persons]
        met = meet(written, office_id=office_id, scope=scope, batch_id=batch_id, kind="finding", row_ids=of_rows)
        ids = iter([each.person_id for each in met])
        for position in positions:
            joined[position] = [next(ids) for _person in rows[position].persons]
    return joined


def subject_of(row: NewFinding, named: Iterable[NamedAs]) -> Subject:
    """What the finding burdens: its body and the named persons, at the time of the conduct."""
    since, until = period(row.conduct, row.found_on)
    return Subject([row.org_id], [person for person, _name, _post in named], since, until)


def period(conduct: Conduct | None, found_on: date) -> tuple[date, date]:
    """The days a finding is about: its conduct, else the day it was recorded on."""
    lower, upper = conduct or (None, None)
    return lower or upper or found_on, upper or found_on


def conduct_range(conduct: Conduct | None) -> DateRange | None:
    """The stored range; None when neither side is known."""
    if conduct is None or conduct == (None, None):
        return None
    return DateRange(conduct[0], conduct[1])
