"""Sentences about waits and sign-ins that several pages show."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingjian.accounts.models import SignIn


def wait_sentence(left: timedelta) -> str:
    """How long to wait before the next try."""
    seconds = max(1, round(left.total_seconds()))
    return ngettext(
        "Too many tries. Wait %(count)d second, then try again.",
        "Too many tries. Wait %(count)d seconds, then try again.",
        seconds,
    ) % {"count": seconds}


def device_of(row: SignIn) -> str:
    """The browser's family and its system."""
    return " · ".join(filter(None, (row.browser, row.system))) or _("unknown browser")


def state_of(row: SignIn, seen: dict[str, datetime]) -> str:
    """Whether the session lives, or how it ended."""
    if row.ended_at is not None:
        return str(row.get_ended_display())
    return _("signed in") if row.session_key in seen else _("lapsed")
