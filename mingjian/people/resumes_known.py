"""Which lines of résumés are on record already, as tenures or as kept text."""

from collections.abc import Sequence

from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.people.resumes import Line, lines_of, says


def not_on_record(every: Sequence[tuple[int, Line]]) -> list[int]:
    """Positions of the (person, line) pairs that neither a kept line nor a tenure of the person says. Two queries."""
    persons = {person for person, _line in every}
    rows = ResumeLine.objects.filter(person__in=persons).values_list("person_id", "text")
    texts = {(person, normalise(text)) for person, text in rows}
    held: dict[int, list[tuple[object, str]]] = {}
    for tenure in Tenure.objects.filter(person__in=persons).only("person_id", "during", "post", "start_precision"):
        held.setdefault(tenure.person_id, []).append((tenure.start, tenure.post))
    fresh = []
    for at, (person, line) in enumerate(every):
        key = (person, normalise(line.text))
        if key not in texts and not _is_said(line, held.get(person, ())):
            texts.add(key)
            fresh.append(at)
    return fresh


def _is_said(line: Line, held: Sequence[tuple[object, str]]) -> bool:
    """Whether tenures say all that the line says: each post that was read in it, or the end of its words."""
    if line.posts:
        return all(any(start == post.start and says(words, post) for start, words in held) for post in line.posts)
    rest = normalise(line.rest)
    return any(start == line.start and words and rest.endswith(normalise(words)) for start, words in held)


def lines_on_record(person_id: int, text: str) -> bool:
    """Whether every line of a résumé is on record: a sheet read again then changes nothing."""
    return not not_on_record([(person_id, line) for line in lines_of(text)])


def resume_lines(person: Person, scope: Scope) -> list[ResumeLine]:
    """The lines of a person's résumé kept as text that the reader sees, as they were written."""
    return list(ResumeLine.objects.visible_to(scope).filter(person=person).order_by("batch_id", "position", "pk"))
