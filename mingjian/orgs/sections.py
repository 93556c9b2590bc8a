"""Sections of the organisation's page that upper rooms fill: they know the organisation, it does not know them.

A room registers in its AppConfig.ready: `register_section("leaders", _("Leaders"), leaders_section, order=20)`. The
function gets `(request, organisation)`, asks the gate itself with `request.scope`, and returns a `Section` with a
template and its context, or None when there is nothing to show to this reader.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from mingjian.accounts.wall import ScopedRequest
from mingjian.orgs.models import Organisation

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    """What a section shows: a template and its context. `note` and `count` stand beside the title."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    note: Words = ""
    count: object = None


Fill = Callable[[ScopedRequest, Organisation], Section | None]


@dataclass(frozen=True, slots=True)
class Registered:
    code: str
    words: Words
    fill: Fill
    order: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A section ready for the page."""

    code: str
    title: Words
    section: Section


_sections: dict[str, Registered] = {}


def register_section(code: str, words: Words, fill: Fill, *, order: int = 50) -> None:
    """Add a section to the organisation's page; the same code replaces itself. Lower orders stand first."""
    _sections[code] = Registered(code, words, fill, order)


def sections_for(request: ScopedRequest, organisation: Organisation) -> list[Shown]:
    """The sections with something to show, in their order."""
    shown = []
    for each in sorted(_sections.values(), key=lambda registered: (registered.order, registered.code)):
        section = each.fill(request, organisation)
        if section is not None:
            shown.append(Shown(each.code, each.words, section))
    return shown
