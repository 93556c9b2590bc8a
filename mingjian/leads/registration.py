"""What the room tells the engines and rooms below it."""

from django.utils.translation import gettext_lazy as _

from mingjian.audit import verbs
from mingjian.leads import deadlines
from mingjian.leads.cards import LEAD_WORDS, OUTCOME_WORDS, lead_cards, outcome_cards
from mingjian.leads.ledger import LEADS
from mingjian.leads.outcome_ledger import OUTCOMES
from mingjian.leads.sections import body_section, person_section
from mingjian.leads.states import LEAD
from mingjian.leads.subjects import follow_bodies, refresh_subjects
from mingjian.leads.targets import findings_section
from mingjian.ledgers import registry
from mingjian.line.kinds import register_kind, register_verb
from mingjian.offices.rights import Right
from mingjian.orgs import following
from mingjian.orgs.sections import register_section as register_on_organisation
from mingjian.people import followers
from mingjian.people.about import register_refresh
from mingjian.people.may import holds
from mingjian.people.sections import register_section as register_on_person
from mingjian.rounds.sections import register_section as register_on_target
from mingjian.search import kinds
from mingjian.ui import rail


def register() -> None:
    """Called once, from AppConfig.ready."""
    for verb, words in (
        ("lead.read", _("Lead read")),
        ("outcome.read", _("Outcome read")),
    ):
        verbs.register(verb, words, reads=True)
    registry.register(LEADS)
    registry.register(OUTCOMES)
    register_kind("lead", LEAD_WORDS, lead_cards)
    register_kind("outcome", OUTCOME_WORDS, outcome_cards)
    register_verb("transferred", _("transferred as a lead"))
    register_verb("concluded_by", _("concluded by"))
    register_verb("led_to", _("led to"))
    register_verb("corrected_by", _("corrected by"))
    deadlines.register_all()
    register_refresh(refresh_subjects)
    following.register(follow_bodies)
    followers.register(followers.Follower("leads_accused", kind="lead", row="lead_id", alike=True))
    followers.register(followers.Follower("leads_outcome", kind="outcome"))
    states = {code: state.words for code, state in LEAD.states.items() if code != "unfounded"}
    kinds.register("lead", LEAD_WORDS, "git-branch", "lead", states=states, verified=False)
    kinds.register("outcome", OUTCOME_WORDS, "gavel", "outcome", verified=True)
    register_on_person("outcomes", _("Concluded outcomes and leads"), person_section, order=30)
    register_on_organisation("outcomes", _("Concluded outcomes and leads"), body_section, order=60)
    register_on_target("findings", _("Findings of this inspection"), findings_section, order=20)
    rail.register(60, _("Leads"), "lead-list", "git-branch", needs=holds(Right.READ_LEADS))
    rail.register(62, _("Outcomes"), "outcome-list", "gavel", needs=holds(Right.READ_FINDINGS))
