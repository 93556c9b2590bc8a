"""Bodies and persons as accounts know them: by number and name. The rooms above say how they are found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from mingjian.offices.scope import Scope

ORGANISATION, PERSON = "organisation", "person"

Found = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of subject. `find` is gated by the scope that asks; `names` is not: it words what was declared.

    `is_named(id, name)` tells whether the row of that number bears exactly that name, so that somebody who may not
    read the register can confirm a row they were told of.
    """

    words: str | Promise
    find: Callable[[str, Scope], Found]
    names: Callable[[Iterable[int]], Mapping[int, str]]
    is_named: Callable[[int, str], bool]


SUBJECTS: dict[str, Subject] = {}


def register(kind: str, subject: Subject) -> None:
    """Called from a room's AppConfig.ready."""
    SUBJECTS[kind] = subject


def names(kind: str, ids: Iterable[int]) -> Mapping[int, str]:
    """Names by number; nothing where the room is not installed."""
    wanted = sorted(set(ids))
    return SUBJECTS[kind].names(wanted) if wanted and kind in SUBJECTS else {}


def candidates(kind: str, text: str, scope: Scope) -> Found:
    """What `text` may mean: rows of exactly that name when there are any, else what the search offers."""
    if kind not in SUBJECTS or not text.strip():
        return []
    found = SUBJECTS[kind].find(text.strip(), scope)
    exact = [each for each in found if each[1] == text.strip()]
    return exact or found
