"""A minimal row of every gated kind, held where a test wants it. A new kind adds its maker here and is then tested."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import models

from mingjian.dossiers.models import Focus
from mingjian.findings.classes import FindingClass
from mingjian.findings.models import Finding
from mingjian.leads.kinds import OutcomeKind, Source
from mingjian.leads.models import Lead, Outcome
from mingjian.ledgers.models import Batch, Export, Learned
from mingjian.offices.copying import next_ids
from mingjian.offices.models import Level, Office
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation, RegisteredOffice
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.rounds.models import PoolMember, Round, RoundKind, Target, Team, Term

SINCE = date(2020, 1, 1)
AT = datetime(2026, 1, 1, tzinfo=UTC)

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row lies and whom it is about.

    `office` holds it. `org` is the body a task reaches it by, `target` the target; a row whose kind needs one makes
    its own when none is given, held by nobody. `about_orgs` and `about_persons` are its subjects.
    """

    office: Office
    org: Organisation | None = None
    target: Target | None = None
    about_orgs: list[int] = field(default_factory=list)
    about_persons: list[int] = field(default_factory=list)

    def held(self) -> dict[str, Any]:
        """The gate's columns of a row that one office holds."""
        return {
            "office": self.office,
            "office_path": self.office.path,
            "about_orgs": self.about_orgs,
            "about_persons": self.about_persons,
        }

    def shared(self) -> dict[str, Any]:
        """The gate's columns of a register row."""
        return {"office_ids": [self.office.pk], "office_paths": [self.office.path]}


Maker = Callable[[Place], Any]


def body(**columns: Any) -> Organisation:
    """An organisation, held by nobody unless told."""
    [number] = next_ids(Organisation, 1)  # the path ends in it
    return Organisation.objects.create(
        pk=number,
        code=f"X{number:06d}",
        name=f"示例单位{number}",
        sort_key=f"{number:06d}",
        kind=Kind.INSTITUTION,
        level=Level.COUNTY,
        path=str(number),
        existed=(SINCE, None),
        **columns,
    )


def human(**columns: Any) -> Person:
    """A person, held by nobody unless told."""
    number = next(_numbers)
    return Person.objects.create(name=f"示例人{number}", name_key=f"{number:06d}", sort_key=f"{number:06d}", **columns)


def post(person: Person, org: Organisation, *, during: tuple[date, date | None] = (SINCE, None), **columns: Any) -> Any:
    """A tenure, held by nobody unless told."""
    return Tenure.objects.create(person=person, org=org, post="主任", during=during, **columns)


def _organisation(place: Place) -> Organisation:
    if place.org is None:
        return body(**place.shared())
    Organisation.objects.filter(pk=place.org.pk).update(**place.shared())
    return Organisation.objects.get(pk=place.org.pk)


def _office(place: Place) -> RegisteredOffice:
    """An office directly below the one that holds it."""
    [number] = next_ids(Office, 1)  # the path ends in it
    row: RegisteredOffice = RegisteredOffice.objects.create(
        pk=number,
        line=place.office.line,
        level=Level.VILLAGE,
        parent=place.office,
        name=f"示例机构{number}",
        path=f"{place.office.path}.{number}",
        existed=(SINCE, None),
    )
    return row


def _person(place: Place) -> Person:
    return human(org_ids=[place.org.pk] if place.org else [], **place.shared())


def _tenure(place: Place) -> Tenure:
    row: Tenure = post(human(), place.org or body(), **place.shared())
    return row


def _resume_line(place: Place) -> ResumeLine:
    return ResumeLine.objects.create(person=human(), position=0, text="示例履历", **place.held())


def _round(place: Place) -> Round:
    number = next(_numbers)
    term = Term.objects.create(office=place.office, number=number, name="本届", during=(SINCE, None))
    return Round.objects.create(
        term=term,
        year=2026,
        number=number,
        name=f"第{number}轮",
        kind=RoundKind.REGULAR,
        during=(SINCE, None),
        **place.held(),
    )


def _target(place: Place) -> Target:
    held = Place(place.office).held()
    team = Team.objects.create(round=_round(Place(place.office)), name="第一组", **held)
    return Target.objects.create(
        team=team, org=place.org or body(), on_site=(SINCE, None), inspected=(SINCE, None), **place.held()
    )


def _team(place: Place) -> Team:
    number = next(_numbers)
    return Team.objects.create(round=_round(Place(place.office)), name=f"第{number}组", **place.held())


def _pool_member(place: Place) -> PoolMember:
    return PoolMember.objects.create(person=human(), pool="talent", joined_on=SINCE, **place.held())


def _finding(place: Place) -> Finding:
    number = next(_numbers)
    return Finding.objects.create(
        number=f"W{number:06d}",
        org=place.org or body(),
        target=place.target,
        finding_class=FindingClass.POLICY,
        description=f"示例问题{number}",
        found_on=SINCE,
        content_key=number.to_bytes(8, "big"),
        **place.held(),
    )


def _lead(place: Place) -> Lead:
    number = next(_numbers)
    return Lead.objects.create(
        number=f"L{number:06d}",
        source=Source.REPORT,
        received_on=SINCE,
        org=place.org or body(),
        summary=f"示例线索{number}",
        **place.held(),
    )


def _outcome(place: Place) -> Outcome:
    return Outcome.objects.create(
        kind=OutcomeKind.ACCOUNTABILITY,
        measure=f"示例措施{next(_numbers)}",
        org=place.org or body(),
        decided_on=SINCE,
        **place.held(),
    )


def _focus(place: Place) -> Focus:
    target = place.target or _target(Place(place.office))
    return Focus.objects.create(target=target, person=human(), why="示例", at=AT, **place.held())


def _batch(place: Place) -> Batch:
    return Batch.objects.create(ledger="finding", file_name="示例.xlsx", file_hash=b"", created_at=AT, **place.held())


def _export(place: Place) -> Export:
    number = next(_numbers)
    return Export.objects.create(
        ledger="findings", form="csv", year=2026, number=number, count=0, at=AT, **place.held()
    )


def _learned(place: Place) -> Learned:
    key = f"别名{next(_numbers)}"
    return Learned.objects.create(
        ledger="findings", what="heading", key=key, written=key, meaning="org", at=AT, **place.held()
    )


SCOPED_ROWS: dict[str, Maker] = {
    "organisation": _organisation,
    "office": _office,
    "person": _person,
    "tenure": _tenure,
    "resume_line": _resume_line,
    "round": _round,
    "team": _team,
    "target": _target,
    "pool_member": _pool_member,
    "finding": _finding,
    "lead": _lead,
    "outcome": _outcome,
    "focus": _focus,
    "batch": _batch,
    "export": _export,
    "learned": _learned,
}


def make(kind: str, place: Place) -> models.Model:
    """A row of the kind at the place."""
    row: models.Model = SCOPED_ROWS[kind](place)
    return row
