"""Sections that upper rooms add to a person's page, and lanes beside the career: what they know of the person.

People knows none of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from mingjian.accounts.wall import ScopedRequest
from mingjian.people.models import Person
from mingjian.ui.timeaxis import Lane


@dataclass(frozen=True, slots=True)
class Part:
    """A section's HTML, and what of it stands on the time axis under the career."""

    html: str
    lanes: Sequence[Lane] = ()


# What a section gives: rendered HTML, with or without lanes; empty when it has nothing to show this reader.
Maker = Callable[[ScopedRequest, Person], str | Part]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page; `order` places it."""

    code: str
    words: str | Promise
    make: Maker
    order: int


SECTIONS: dict[str, Section] = {}


def register_section(code: str, words: str | Promise, make: Maker, order: int) -> None:
    """Called from a room's AppConfig.ready; the same code replaces itself."""
    SECTIONS[code] = Section(code, words, make, order)


def sections_of(request: ScopedRequest, person: Person) -> list[tuple[Section, Part]]:
    """The sections that have something to show, in order. Each maker reads through the request's scope."""
    ordered = sorted(SECTIONS.values(), key=lambda section: section.order)
    made = [(section, section.make(request, person)) for section in ordered]
    parts = [(section, Part(part) if isinstance(part, str) else part) for section, part in made]
    return [(section, part) for section, part in parts if part.html]
