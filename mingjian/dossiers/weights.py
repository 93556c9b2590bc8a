"""How the reading list is ordered: a transparent sum that decides nothing. Each term is shown beside its line."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from mingjian.dossiers.value import Line, Post, Term

# At most this many of a person's weightiest lines enter the sum, so that a long list cannot outweigh a grave one.
COUNTED_LINES = 10

_LEADING_RANK = 10


def role(post: Post) -> Term:
    """Who answered for the body when it happened."""
    if post.is_chief:
        return Term("role", _("chief at the time"), 3)
    if post.rank is not None and post.rank <= _LEADING_RANK:
        return Term("role", _("in a leading post at the time"), 2)
    return Term("role", _("served there at the time"), 1)


def severity(line: Line) -> Term | None:
    """How grave; unknown at the depth of mere existence."""
    if line.severity is None:
        return None
    return Term("severity", line.severity_words, line.severity)


def overlap(months: int) -> Term | None:
    """How long the post and the conduct coincide."""
    if months >= 12:
        return Term("overlap", _("a year or more in common"), 2)
    if months >= 3:
        return Term("overlap", _("three months or more in common"), 1)
    return None


def recency(line: Line, entry: date) -> Term | None:
    """How near the entry."""
    years = (entry - line.on).days / 365.25
    if years <= 3:
        return Term("recency", _("within three years"), 2)
    if years <= 6:
        return Term("recency", _("within six years"), 1)
    return None


def standing(line: Line) -> list[Term]:
    """What is still open, and what came back."""
    terms = []
    if line.unresolved:
        terms.append(Term("unresolved", _("not yet resolved"), 2))
    if line.repeated:
        terms.append(Term("repeated", _("found again after being closed"), 1))
    return terms


def naming(line: Line) -> list[Term]:
    """A line that names the person weighs more than one at a body where they served."""
    terms = []
    if line.names_person:
        terms.append(Term("named", _("names this person"), 3))
    if line.form:
        terms.append(Term("form", _("concluded outcome"), line.form))
    return terms


def for_person(line: Line, post: Post | None, months: int, entry: date) -> tuple[Term, ...]:
    """The terms of one line for one person, in the order the design lists them."""
    terms = [role(post) if post is not None else None, severity(line), overlap(months), *standing(line)]
    terms += [recency(line, entry), *naming(line)]
    return tuple(term for term in terms if term is not None)


def for_matter(line: Line, entry: date) -> tuple[Term, ...]:
    """The terms of a matter at the body itself."""
    terms = [severity(line), *standing(line), recency(line, entry)]
    return tuple(term for term in terms if term is not None)
