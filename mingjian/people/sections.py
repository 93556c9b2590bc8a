"""Sections of a person's page that upper rooms add: what they know of the person, as this reader may see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from mingjian.accounts.wall import ScopedRequest
from mingjian.people.models import Person


@dataclass(frozen=True, slots=True)
class Content:
    """A template and what it shows."""

    template: str
    context: Mapping[str, Any]


Render = Callable[[ScopedRequest, Person], Content | None]


@dataclass(frozen=True, slots=True)
class Section:
    """`render(request, person)` returns None when there is nothing this reader may see: the section is then absent."""

    key: str
    title: str | Promise
    render: Render
    order: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A section with its content."""

    key: str
    title: str | Promise
    content: Content


_sections: dict[str, Section] = {}


def register_section(key: str, title: str | Promise, render: Render, *, order: int = 50) -> None:
    """Called from a room's AppConfig.ready. The same key replaces itself."""
    _sections[key] = Section(key, title, render, order)


def sections_for(request: ScopedRequest, person: Person) -> list[Shown]:
    """The sections with something to show, in order."""
    found = []
    for section in sorted(_sections.values(), key=lambda each: each.order):
        content = section.render(request, person)
        if content is not None:
            found.append(Shown(section.key, section.title, content))
    return found
