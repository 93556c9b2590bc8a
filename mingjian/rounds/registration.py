"""What the room tells the engines below it."""

from django.utils.translation import gettext_lazy as _

from mingjian.line.kinds import register_kind
from mingjian.offices.rights import Right
from mingjian.orgs import following
from mingjian.people.may import holds
from mingjian.rounds.cards import WORDS, cards
from mingjian.rounds.following import follow_bodies
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
    rail.register(40, _("Rounds"), "round-list", "calendar-range", needs=holds(Right.READ_REGISTER))
