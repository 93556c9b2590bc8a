"""Sections of a target's page that upper rooms add, such as its findings. Rounds knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from mingjian.accounts.wall import ScopedRequest
from mingjian.rounds.models import Target

# What a section gives: rendered HTML, empty when it has nothing to show this reader.
Maker = Callable[[ScopedRequest, Target], str]


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


def sections_of(request: ScopedRequest, target: Target) -> list[tuple[Section, str]]:
    """The sections that have something to show, in order. Each maker reads through the request's scope."""
    ordered = sorted(SECTIONS.values(), key=lambda section: section.order)
    made = [(section, section.make(request, target)) for section in ordered]
    return [(section, html) for section, html in made if html]
