"""How a line and a career read on the page: a dossier shows hundreds, so each is put in words once, here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mingjian.dossiers.value import Line, Post, Term, Weighed
from mingjian.offices.scope import Depth

LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words: its title and address, what is known of it, whose it is, and the sum where there is one."""

    key: str
    url: str
    title: str
    verified: bool
    parts: Sequence[str]
    source: str
    points: int | None = None
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A post of a career in words; without a body it is known to another office alone."""

    during: str
    org_url: str
    org_name: str
    post: str
    is_chief: bool


def told(line: Line, terms: Sequence[Term] | None = None, post: str = "") -> Told:
    """One line; with `terms` the sum is shown, term by term."""
    return Told(
        key=line.key,
        url=reverse(line.kind, args=[line.id]),
        title=Truncator(line.title).chars(LONGEST_TITLE),
        verified=line.verified,
        parts=[part for part in _parts(line, post) if part],
        source=_("source: %(office)s, %(day)s") % {"office": line.office_name, "day": line.on.isoformat()},
        points=sum(term.points for term in terms) if terms else None,
        terms=" + ".join(f"{term.words} {term.points}" for term in terms or ()),
    )


def weighed(one: Weighed) -> Told:
    """A line as it counts for a person."""
    return told(one.line, one.terms, one.post)


def _parts(line: Line, post: str) -> list[str]:
    conduct = ""
    if line.conduct is not None:
        conduct = f"{month(line.conduct[0])}–{month(line.conduct[1])}"
        if line.assumed:
            conduct += " " + _("(inspected period)")
    return [
        _("then %(post)s") % {"post": post} if post else "",
        line.org_name,
        str(line.severity_words),
        str(line.state_words),
        conduct,
        "" if line.depth == Depth.FULL else _("shown in part by its office"),
    ]


def career(posts: Sequence[Post]) -> list[Held]:
    """The posts of a person, in the order given."""
    now = _("to date")
    return [
        Held(
            during=f"{month(post.start)}–{month(post.end) or now}",
            org_url=reverse("organisation", args=[post.org_id]) if post.org_id else "",
            org_name=post.org_name,
            post=post.post,
            is_chief=post.is_chief,
        )
        for post in posts
    ]


def month(day: date | None) -> str:
    """Year and month; nothing for an open end."""
    return "" if day is None else f"{day.year:04}-{day.month:02}"
