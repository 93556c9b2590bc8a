"""Badges: a state in words, colour and form. Unverified is dashed, verified solid, besides any colour."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mingjian.ui.icons import icon_svg

TONES = {
    "neutral": "",
    "active": "circle-dot",
    "done": "circle-check",
    "due": "clock",
    "overdue": "triangle-alert",
    "urgent": "triangle-alert",
    "closed": "circle-slash",
}
"""Tone → icon. Vermilion is kept for overdue and urgent, amber for due, green for done."""


def badge_html(label: object, tone: str = "neutral", *, verified: bool | None = None, icon: str = "") -> SafeString:
    """Return a badge. An unknown tone raises KeyError, so that a typing error never becomes a silent grey."""
    chosen = icon or TONES[tone]
    picture = icon_svg(chosen, 12) if chosen else SafeString("")
    form = {True: " is-verified", False: " is-unverified", None: ""}[verified]
    return format_html('<span class="badge tone-{}{}">{}{}</span>', tone, form, picture, label)


def verification_html(verified: bool) -> SafeString:
    """Return the mark that says whether a statement is an allegation or an established fact."""
    return _mark(bool(verified), get_language())


@lru_cache
def _mark(verified: bool, language: str | None) -> SafeString:
    """A dossier shows hundreds of them: each is made once in a language."""
    name, picture, words = (
        ("is-verified", "badge-check", _("Verified"))
        if verified
        else ("is-unverified", "circle-dashed", _("Unverified"))
    )
    return format_html('<span class="mark {}">{}{}</span>', name, icon_svg(picture, 12), words)
