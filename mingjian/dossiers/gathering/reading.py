"""Section 4: the reading list of people and matters, ordered by sums whose every term is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mingjian.dossiers import weights
from mingjian.dossiers.gathering.careers import Careers, Elsewhere, entry_of, post_of
from mingjian.dossiers.gathering.question import Question
from mingjian.dossiers.value import Line, MatterEntry, PersonEntry, Weighed
from mingjian.offices.scope import Depth
from mingjian.people.models import Tenure

MOST_LINES = 30


def _weighed(one: Elsewhere, question: Question) -> Weighed:
    post = post_of(one.tenure, question) if one.tenure is not None else None
    return Weighed(
        line=one.line,
        post=post.post if post is not None else "",
        overlap_months=max(0, one.months),
        terms=weights.for_person(one.line, post, one.months, question.entry),
    )


def _heaviest(lines: Iterable[Weighed]) -> list[Weighed]:
    return sorted(lines, key=lambda each: (-each.points, -each.line.on.toordinal(), each.line.key))


def _counted(lines: Sequence[Weighed]) -> int:
    return sum(each.points for each in lines[: weights.COUNTED_LINES])


def people(question: Question, gathered: Careers, found: Iterable[Elsewhere]) -> list[PersonEntry]:
    """Everybody of the look-back, those with the heavier verified sum first, then the unverified, then by name.

    A person's line counts once, by its heaviest reading: naming them beats having served there.
    """
    best: dict[int, dict[str, Weighed]] = defaultdict(dict)
    for one in found:
        weighed = _weighed(one, question)
        kept = best[one.person_id].get(weighed.line.key)
        if kept is None or kept.points < weighed.points:
            best[one.person_id][weighed.line.key] = weighed
    entries = [
        _filled(entry_of(person, question, gathered.tenures[pk]), best[pk].values())
        for pk, person in gathered.persons.items()
    ]
    order = {pk: person.sort_key for pk, person in gathered.persons.items()}
    return sorted(entries, key=lambda each: (-each.verified_points, -each.unverified_points, order[each.id], each.id))


def _filled(entry: PersonEntry, lines: Iterable[Weighed]) -> PersonEntry:
    every = _heaviest(lines)
    verified = [each for each in every if each.line.verified]
    unverified = [each for each in every if not each.line.verified]
    entry.verified_points, entry.unverified_points = _counted(verified), _counted(unverified)
    entry.verified, entry.unverified = verified[:MOST_LINES], unverified[:MOST_LINES]
    entry.more_lines = len(every) - len(entry.verified) - len(entry.unverified)
    return entry


def matters(question: Question, lines: Iterable[Line]) -> list[MatterEntry]:
    """Unresolved or returning matters at the body itself, heaviest first; verified before unverified."""
    entries = [
        MatterEntry(line, weights.for_matter(line, question.entry))
        for line in lines
        if line.depth > Depth.EXISTENCE and (line.unresolved or line.repeated)
    ]
    return sorted(
        entries, key=lambda each: (not each.line.verified, -each.points, -each.line.on.toordinal(), each.line.key)
    )


def leaders(gathered: Careers, question: Question) -> list[tuple[int, str, Tenure]]:
    """Chiefs of the body in the look-back, latest first."""
    found = [
        (pk, gathered.persons[pk].name, row)
        for pk, rows in gathered.tenures.items()
        for row in rows
        if row.is_chief and row.org_id in question.bodies
    ]
    return sorted(found, key=lambda each: (each[2].during.lower is None, each[2].during.lower), reverse=True)
