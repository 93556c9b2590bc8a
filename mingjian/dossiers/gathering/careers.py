"""Section 3: everybody who served at the body within the look-back, and what happened elsewhere in their time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.dossiers.gathering.lines import finding_line, lead_line, outcome_line
from mingjian.dossiers.gathering.question import Question
from mingjian.dossiers.gathering.words import words
from mingjian.dossiers.value import Line, PersonEntry, Post
from mingjian.findings.models import Finding, Named
from mingjian.leads.models import Accused, Lead, Outcome
from mingjian.offices.scope import Depth
from mingjian.orgs.succession import successors
from mingjian.people.models import Person, Tenure
from mingjian.people.seen import as_seen

FAR = date(9999, 1, 1)
EARLY = date(1, 1, 1)


@dataclass(slots=True)
class Careers:
    """Persons with a tenure at the body in the look-back, and all their visible tenures, oldest first."""

    persons: dict[int, Person]
    tenures: dict[int, list[Tenure]] = field(default_factory=lambda: defaultdict(list))


def careers(question: Question) -> Careers:
    """Who served at the body within the look-back; then their careers as far as visible. Three queries."""
    there = (
        Tenure.objects.visible_to(question.scope, Depth.EXISTENCE)
        .filter(org_id__among=list(question.bodies), during__overlap=(question.since, question.entry))
        .values_list("person_id", flat=True)
    )
    persons = Person.objects.visible_to(question.scope, Depth.EXISTENCE).filter(pk__among=list(set(there)))
    gathered = Careers({person.pk: person for person in as_seen(list(persons), question.scope)})
    rows = Tenure.objects.visible_to(question.scope, Depth.EXISTENCE).filter(person_id__among=list(gathered.persons))
    for row in rows.select_related("org").order_by("during", "id"):
        if (row.during.lower or EARLY) <= question.entry:
            gathered.tenures[row.person_id].append(row)
    return gathered


def post_of(row: Tenure, question: Question) -> Post:
    """A tenure as far as its depth allows; at mere existence the body stays hidden."""
    depth = Tenure.gate.depth_here(row, question.scope)
    shown = depth >= Depth.SUMMARY
    return Post(
        id=row.pk,
        org_id=row.org_id if shown else None,
        org_name=row.org.name if shown else "",
        post=row.post if shown else "",
        rank_words=words(row, "rank") if shown else "",
        rank=row.rank if shown else None,
        is_chief=row.is_chief and shown,
        start=row.during.lower,
        end=row.during.upper,
        here=row.org_id in question.bodies,
        depth=depth,
        source=row.source if depth == Depth.FULL else "",
        office_id=row.office_ids[0] if row.office_ids else None,
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A line at another body that falls in a tenure there: whose, which tenure, how many months in common."""

    person_id: int
    tenure: Tenure | None
    months: int
    line: Line


def _months(first: tuple[date | None, date | None], second: tuple[date | None, date | None], until: date) -> int:
    start = max(first[0] or EARLY, second[0] or EARLY)
    end = min(first[1] or until, second[1] or until, until)
    return max(0, round((end - start).days / 30.44)) if end > start else -1


def _bodies_served(gathered: Careers, question: Question) -> dict[int, list[Tenure]]:
    """Body → tenures that answer for it: the body itself, and what followed it by merger or split."""
    elsewhere = [row for rows in gathered.tenures.values() for row in rows if row.org_id not in question.own]
    followed = successors({row.org_id for row in elsewhere}, question.entry)
    served: dict[int, list[Tenure]] = defaultdict(list)
    for row in elsewhere:
        for body in followed.get(row.org_id, {row.org_id}):
            if body not in question.own:
                served[body].append(row)
    return served


def _overlapping(line: Line, tenures: Iterable[Tenure], until: date) -> Iterable[Elsewhere]:
    period = line.conduct
    if period is None:
        return
    best: dict[int, Elsewhere] = {}
    for row in tenures:
        months = _months(period, (row.during.lower, row.during.upper), until)
        if months >= 0 and (row.person_id not in best or best[row.person_id].months < months):
            best[row.person_id] = Elsewhere(row.person_id, row, months, line)
    yield from best.values()


def elsewhere(question: Question, gathered: Careers) -> list[Elsewhere]:
    """Findings and leads at other bodies whose conduct overlaps a tenure there. Three queries.

    Where a finding has no period of its own, the inspected period of its round stands for it.
    """
    served = _bodies_served(gathered, question)
    found: list[Elsewhere] = []
    for finding in _findings_at(served, question):
        found += _overlapping(finding_line(finding, question.scope), served[finding.org_id], question.entry)
    for lead in _leads_at(served, question):
        if lead.conduct is not None and lead.org_id is not None:
            found += _overlapping(lead_line(lead, question.scope), served[lead.org_id], question.entry)
    return found


def _findings_at(served: Mapping[int, Sequence[Tenure]], question: Question) -> list[Finding]:
    rows = Finding.objects.visible_to(question.scope, Depth.EXISTENCE)
    rows = rows.filter(org_id__among=list(served), found_on__lte=question.entry)
    return list(rows.select_related("org", "office", "target").order_by("found_on", "id"))


def _leads_at(served: Mapping[int, Sequence[Tenure]], question: Question) -> list[Lead]:
    rows = Lead.objects.visible_to(question.scope, Depth.EXISTENCE)
    rows = rows.filter(org_id__among=list(served), received_on__lte=question.entry, conduct__isnull=False)
    return list(rows.select_related("org", "office").order_by("received_on", "id"))


def naming(question: Question, gathered: Careers) -> list[Elsewhere]:
    """Findings, concluded outcomes and leads that name one of the persons, wherever they are held. Three queries."""
    ids = list(gathered.persons)
    outcomes = Outcome.objects.visible_to(question.scope, Depth.EXISTENCE).standing()
    outcomes = outcomes.filter(person_id__among=ids, decided_on__lte=question.entry).select_related("org", "office")
    found = _named_in_findings(question, gathered)
    found += [
        Elsewhere(row.person_id, None, -1, outcome_line(row, question.scope))
        for row in outcomes.order_by("decided_on", "id")
        if row.person_id is not None and row.kind != "clarification"
    ]
    visible = Lead.objects.visible_to(question.scope, Depth.EXISTENCE).filter(received_on__lte=question.entry)
    accused: Any = Accused.objects.filter(person_id__among=ids, lead__in=visible)
    found += [
        Elsewhere(row.person_id, None, -1, lead_line(row.lead, question.scope, names_person=True))
        for row in accused.select_related("lead__org", "lead__office").order_by("lead__received_on", "id")
    ]
    return found


def clarified(question: Question, entries: Sequence[PersonEntry]) -> None:
    """Say of each person what was cleared 澄清正名 up to the entry, as far as the scope sees it whole. One query."""
    by_id = {entry.id: entry for entry in entries}
    rows = Outcome.objects.visible_to(question.scope).standing()
    rows = rows.filter(person_id__among=list(by_id), kind="clarification", decided_on__lte=question.entry)
    for pk, person, day in rows.order_by("decided_on", "pk").values_list("pk", "person_id", "decided_on"):
        by_id[person].clarified.append((pk, day))


def _named_in_findings(question: Question, gathered: Careers) -> list[Elsewhere]:
    """A finding that names a person counts by the tenure it falls in, where there is one."""
    visible = Finding.objects.visible_to(question.scope, Depth.EXISTENCE).filter(found_on__lte=question.entry)
    rows: Any = Named.objects.filter(person_id__among=list(gathered.persons), finding__in=visible)
    found = []
    for row in rows.select_related("finding__org", "finding__office", "finding__target"):
        line = finding_line(row.finding, question.scope, names_person=True)
        there = [each for each in gathered.tenures[row.person_id] if each.org_id == row.finding.org_id]
        falls_in = next(iter(_overlapping(line, there, question.entry)), None)
        found.append(falls_in or Elsewhere(row.person_id, None, -1, line))
    return found


def entry_of(person: Person, question: Question, tenures: Sequence[Tenure]) -> PersonEntry:
    """A person as the list shows them before any line is weighed."""
    born = person.born
    return PersonEntry(
        id=person.pk,
        name=person.name,
        born=f"{born.lower:%Y-%m}" if born is not None and born.lower is not None else "",
        sex_words=words(person, "sex") if person.sex else "",
        posts=[post_of(row, question) for row in tenures],
    )
