"""What the room tells the engines below it."""

from django.utils.translation import gettext_lazy as _

from mingjian.accounts import subjects
from mingjian.accounts.scopes import register_bodies_of, register_staff_of
from mingjian.audit import verbs
from mingjian.ledgers import picks, registry
from mingjian.line.kinds import register_kind
from mingjian.offices.rights import Right
from mingjian.orgs import following
from mingjian.orgs.sections import register_section
from mingjian.people import followers
from mingjian.people.cards import WORDS, cards, notes
from mingjian.people.following import follow_bodies
from mingjian.people.leaders import leaders_section
from mingjian.people.ledger import PERSONS, TENURES
from mingjian.people.may import holds
from mingjian.people.querysets import bodies_of, is_named, names_of, staff_of
from mingjian.search import kinds
from mingjian.ui import rail


def register() -> None:
    """Called once, from AppConfig.ready."""
    verbs.register("person.read", _("Person read"), reads=True)
    verbs.register("person.review", _("Pairs waiting for a judgement read"), reads=True)
    registry.register(PERSONS)
    registry.register(TENURES)
    register_staff_of(staff_of)
    register_bodies_of(bodies_of)
    subjects.register(subjects.PERSON, subjects.Subject(WORDS, picks.by_document("person"), names_of, is_named))
    following.register(follow_bodies)
    followers.register(followers.Follower("people_tenure"))
    followers.register(followers.Follower("people_resumeline"))
    followers.register(followers.Follower("accounts_exclusion", home="named_id"))
    register_kind("person", WORDS, cards)
    kinds.register("person", WORDS, "user-round", "person", notes=notes, dated=False)
    kinds.register("tenure", _("Tenure"), "briefcase", "tenure")
    register_section("leaders", _("Leaders then and now"), leaders_section, order=20)
    rail.register(25, _("Persons"), "person-list", "users", needs=holds(Right.READ_REGISTER))
