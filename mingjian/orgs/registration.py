"""What the room tells the engines below it."""

from django.utils.translation import gettext_lazy as _

from mingjian.accounts.scopes import register_bodies_above
from mingjian.ledgers import registry
from mingjian.line.kinds import register_kind
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs import picking
from mingjian.orgs.cards import cards
from mingjian.orgs.ledger import ORGANISATIONS
from mingjian.orgs.office_ledger import OFFICES
from mingjian.orgs.tree import bodies_above
from mingjian.search import kinds
from mingjian.ui import rail


def register() -> None:
    """Called once, from AppConfig.ready."""
    words = _("Organisation")
    register_bodies_above(bodies_above)
    register_kind("organisation", words, cards)
    registry.register(ORGANISATIONS)
    registry.register(OFFICES)
    picking.register("organisation", picking.offer_bodies)
    picking.register("office", picking.offer_offices)
    picking.register("division", picking.offer_divisions)
    states = {"existing": _("existing"), "ended": _("ended")}
    kinds.register("organisation", words, "building-2", "organisation", states=states, dated=False)
    rail.register(24, _("Organisations"), "organisation-list", "building-2", needs=_reads)
    rail.register(26, _("Offices"), "office-list", "network", needs=_holds)


def _reads(scope: object) -> bool:
    return isinstance(scope, Scope) and scope.has(Right.READ_REGISTER)


def _holds(scope: object) -> bool:
    return isinstance(scope, Scope) and bool(scope.held)
