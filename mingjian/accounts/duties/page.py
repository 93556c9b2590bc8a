"""三员分立 in words and links: one list of duties for each hand. Rooms add theirs."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.offices.rights import RIGHT_WORDS, ROLES, Hand, Role
from mingjian.ui.components import Fact
from mingjian.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing a hand may do: in words, and the URL name where it is done."""

    words: str | Promise
    url_name: str
    order: int = 50


DUTIES: dict[Hand, dict[str, Duty]] = {hand: {} for hand in Hand if hand != Hand.BUSINESS}
ROLE_OF: dict[Hand, Role] = {role.hand: role for role in ROLES.values() if role.hand != Hand.BUSINESS}


def register(hand: Hand, duty: Duty) -> None:
    """Called from a room's AppConfig.ready. The same URL name replaces itself."""
    DUTIES[hand][duty.url_name] = duty


register(Hand.SYSTEM, Duty(gettext_lazy("Create, rename, move, close and open accounts"), "user-list", 10))
register(Hand.SYSTEM, Duty(gettext_lazy("Look at the offices and their tree"), "office-list", 20))
register(Hand.SYSTEM, Duty(gettext_lazy("Keep the deadlines and their legal basis"), "deadline-list", 30))
register(Hand.SECURITY, Duty(gettext_lazy("Grant and revoke rights, by office"), "grant-list", 10))
register(
    Hand.SECURITY,
    Duty(gettext_lazy("See what one user holds and held; link users to the persons they are"), "holder-list", 20),
)
register(
    Hand.SECURITY,
    Duty(
        gettext_lazy("See who signs in and how, unlock, reset the second factor, give a one-time password"),
        "sign-in-list",
        30,
    ),
)

NEVER = {
    Hand.SYSTEM: gettext_lazy("Grants no right, reads no record of others' deeds, reads no matter."),
    Hand.SECURITY: gettext_lazy(
        "Creates no account, reads no record of others' deeds, reads no matter; changes nothing of their own,"
        " grants nothing over an office above."
    ),
    Hand.AUDIT: gettext_lazy("Creates no account, grants no right, changes no entry, reads no matter."),
}


def context(hand: Hand) -> dict[str, Any]:
    """The page of one hand."""
    role = ROLE_OF[hand]
    return {
        "title": role.words,
        "subtitle": _("System, security and audit administration lie in three hands; no person holds two of them."),
        "facts": [Fact(_("Right"), RIGHT_WORDS[right]) for right in sorted(role.rights)],
        "notices": [("neutral", NEVER[hand])],
        "tables": [_table(hand)],
    }


def _table(hand: Hand) -> Table:
    duties = sorted(DUTIES[hand].values(), key=lambda duty: duty.order)
    columns = [Column("duty", _("What is done here"), wide=True)]
    rows = [Row(duty.url_name, [Cell(duty.words, url=_address(duty.url_name))]) for duty in duties]
    return Table(_("Duties"), columns, rows, id="duties")


def _address(url_name: str) -> str:
    # A process may mount fewer rooms than are installed: a duty without an address is named without a link.
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
