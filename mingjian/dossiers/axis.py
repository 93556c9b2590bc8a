"""A person's career and the findings of their time on one axis."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.dossiers.value import Dossier, Line, PersonEntry
from mingjian.ui.timeaxis import Lane, Mark, Span


def lanes(entry: PersonEntry) -> list[Lane]:
    """One lane of posts, one of verified matters, one of unverified; empty lanes are left out."""
    career = [
        Span(
            post.start,
            _last_day(post.end),
            f"{post.org_name} {post.post}".strip(),
            _org_url(post.org_id),
            kind="tenure",
        )
        for post in entry.posts
        if post.start is not None
    ]
    verified = [_span(each.line, True) for each in entry.verified[:12]]
    unverified = [_span(each.line, False) for each in entry.unverified[:12]]
    named = [(_("Career"), career), (_("Findings and outcomes"), verified), (_("Leads, unverified"), unverified)]
    return [Lane(words, spans) for words, spans in named if spans]


def _last_day(end: date | None) -> date | None:
    """Stored periods end before their upper day; the axis draws both days."""
    return end - timedelta(days=1) if end is not None else None


def _org_url(org_id: int | None) -> str:
    return reverse("organisation", args=[org_id]) if org_id is not None else ""


def _span(line: Line, verified: bool) -> Span:
    conduct = line.conduct or (line.on, line.on)
    start = conduct[0] or line.on
    return Span(
        start,
        max(start, _last_day(conduct[1]) or line.on),
        line.title,
        reverse(line.kind, args=[line.id]),
        kind=line.kind,
        verified=verified,
    )


def marks(dossier: Dossier) -> list[Mark]:
    """The day of entry."""
    return [Mark(dossier.entry, _("Entry"))]
