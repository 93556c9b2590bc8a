"""The dossier as a value: what was gathered, each line with its source, ready for a page, JSON or a document."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.offices.scope import Depth

Words = Any


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum: what it counts, in words, and its points."""

    code: str
    words: Words
    points: int


@dataclass(frozen=True, slots=True)
class Line:
    """One matter from one source record. What the depth does not allow is None or empty.

    `verified` is True for findings and concluded outcomes and False for leads, which are allegations. `conduct` is
    `[start, end)`; `assumed` says that it is the round's inspected period because the finding has none.
    """

    kind: str
    id: int
    title: str
    org_id: int | None
    org_name: str
    office_name: str
    depth: Depth
    verified: bool
    on: date
    conduct: tuple[date | None, date | None] | None = None
    assumed: bool = False
    class_words: Words = ""
    severity: int | None = None
    severity_words: Words = ""
    state_words: Words = ""
    unresolved: bool = False
    repeated: bool = False
    number: str = ""
    class_code: str = ""
    names_person: bool = False
    form: int | None = None
    office_id: int | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line as it counts for one person: the tenure it falls in, and its points term by term."""

    line: Line
    post: str
    overlap_months: int
    terms: tuple[Term, ...]

    @property
    def points(self) -> int:
        return sum(term.points for term in self.terms)


@dataclass(frozen=True, slots=True)
class Post:
    """One tenure of a career. `here` marks the posts at the body to be entered (or its predecessors)."""

    id: int
    org_id: int | None
    org_name: str
    post: str
    rank_words: Words
    is_chief: bool
    start: date | None
    end: date | None
    here: bool
    depth: Depth
    source: str = ""
    office_id: int | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody of the same name who was not joined: what speaks for and against one person."""

    person_id: int
    name: str
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


@dataclass(slots=True)
class PersonEntry:
    """A person on the reading list. The two sums are never added to each other.

    `clarified` are the outcomes, with their days, that say what had been reported proved unfounded; they weigh nothing.
    """

    id: int
    name: str
    born: str
    sex_words: Words
    posts: list[Post] = field(default_factory=list)
    verified: list[Weighed] = field(default_factory=list)
    unverified: list[Weighed] = field(default_factory=list)
    verified_points: int = 0
    unverified_points: int = 0
    namesakes: list[Namesake] = field(default_factory=list)
    more_lines: int = 0
    clarified: list[tuple[int, date]] = field(default_factory=list)

    @property
    def post_here(self) -> str:
        """The latest post at the body."""
        return next((post.post for post in reversed(self.posts) if post.here), "")


@dataclass(frozen=True, slots=True)
class Inspection:
    """An earlier inspection of the body: the round, when, by whom, and how many findings by state."""

    target_id: int
    round_name: str
    kind_words: Words
    office_name: str
    start: date
    end: date | None
    org_name: str
    findings: int
    done: int


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Findings of one class at the body: how many, how many not yet rectified, and the times it came back."""

    code: str
    words: Words
    findings: int
    unresolved: int
    recurring: int


@dataclass(frozen=True, slots=True)
class MatterEntry:
    """A matter at the body worth reading first, with its points term by term."""

    line: Line
    terms: tuple[Term, ...]

    @property
    def points(self) -> int:
        return sum(term.points for term in self.terms)


@dataclass(slots=True)
class Body:
    """Section 1: the body now and before."""

    id: int
    name: str
    kind_words: Words
    level_words: Words
    superior: str
    seat: str
    names: list[tuple[str, date | None, date | None]]
    predecessors: list[tuple[int, str]]
    units: int
    leaders: list[tuple[int, str, Post]] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    classes: list[ClassCount] = field(default_factory=list)


@dataclass(slots=True)
class Dossier:
    """Everything to read before entering `body` on `entry`, looking back `lookback` years."""

    entry: date
    lookback: int
    body: Body
    findings: list[Line]
    concerns: list[Line]
    people: list[PersonEntry]
    matters: list[MatterEntry]
    people_in_all: int
    target_id: int | None = None
