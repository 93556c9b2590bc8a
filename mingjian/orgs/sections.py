"""Sections of the organisation's page that upper rooms fill: they know the organisation, it does not know them.

A room registers in its AppConfig.ready: `register_section("leaders", _("Leaders"), leaders_section, order=20)`. The
function gets `(request, organisation)`, reads through `request.scope`, records protected reads itself, and gives
rendered HTML, empty when it has nothing to show to this reader.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from mingjian.accounts.wall import ScopedRequest
from mingjian.orgs.models import Organisation

Maker = Callable[[ScopedRequest, Organisation], str]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page; lower orders stand first."""

    code: str
    words: str | Promise
    make: Maker
    order: int


SECTIONS: dict[str, Section] = {}


def register_section(code: str, words: str | Promise, make: Maker, *, order: int = 50) -> None:
    """Called from a room's AppConfig.ready; the same code replaces itself."""
    SECTIONS[code] = Section(code, words, make, order)


def sections_of(request: ScopedRequest, organisation: Organisation) -> list[tuple[Section, str]]:
    """The sections that have something to show, in order."""
    ordered = sorted(SECTIONS.values(), key=lambda section: (section.order, section.code))
    made = [(section, section.make(request, organisation)) for section in ordered]
    return [(section, html) for section, html in made if html]
