"""What the room tells the engines below it."""

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers import registry
from mingjian.line.kinds import register_kind
from mingjian.offices.rights import Right
from mingjian.orgs import following
from mingjian.orgs.sections import register_section
from mingjian.people import sections as of_persons
from mingjian.people.may import holds
from mingjian.rounds.cards import WORDS, cards
from mingjian.rounds.following import follow_bodies
from mingjian.rounds.inspections import inspections_section
from mingjian.rounds.ledger import ROUNDS, TARGETS, TEAMS
from mingjian.rounds.pool_kinds import POOL
from mingjian.rounds.pool_ledger import POOLS
from mingjian.rounds.pool_page import person_section
from mingjian.rounds.states import TARGET
from mingjian.search import kinds
from mingjian.ui import rail


def register() -> None:
    """Called once, from AppConfig.ready."""
    register_kind("target", WORDS, cards)
    following.register(follow_bodies)
    kinds.register("round", _("Round"), "calendar-range", "round")
    states = {code: state.words for code, state in TARGET.states.items()}
    kinds.register("target", WORDS, "landmark", "target", states=states)
    of_pools = {code: state.words for code, state in POOL.states.items()}
    kinds.register("pool_member", _("Pool member"), "contact", "pool-member", states=of_pools)
    for ledger in (ROUNDS, TEAMS, TARGETS, POOLS):
        registry.register(ledger)
    register_section("inspections", _("Inspections"), inspections_section, order=30)
    of_persons.register_section("pools", _("Places in pools"), person_section, 60)
    rail.register(41, _("Inspected organisations"), "target-list", "landmark", needs=holds(Right.READ_REGISTER))
    rail.register(42, _("Cadre pools"), "pool-list", "contact", needs=holds(Right.READ_REGISTER))
    rail.register(40, _("Rounds"), "round-list", "calendar-range", needs=holds(Right.READ_REGISTER))
