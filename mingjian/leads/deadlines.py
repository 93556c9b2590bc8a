"""The deadlines of leads and outcomes, and how long a sanction has influence: names here, counts in their rows."""

from django.utils.translation import gettext_lazy as _

from mingjian.flow.deadlines import register

OPINION, REPLY, REPORT, ASSIGNED = "lead_opinion", "lead_reply", "lead_report", "lead_assigned"
# What has to be done after a decision, by the kind of outcome.
AFTER_DECISION = {
    "party_sanction": "outcome_party_announce",
    "admin_sanction": "outcome_admin_serve",
    "accountability": "outcome_accountability",
}
# (kind of outcome, how its measure may be written) → the rule of its influence. The longest writing that fits counts.
INFLUENCE = {
    "party_sanction": {
        "警告": "influence_party_warning",
        "严重警告": "influence_serious_warning",
        "撤销党内职务": "influence_party_removal",
        "留党察看": "influence_party_probation",
        "开除党籍": "influence_party_expulsion",
    },
    "admin_sanction": {
        "警告": "influence_admin_warning",
        "记过": "influence_demerit",
        "记大过": "influence_serious_demerit",
        "降级": "influence_downgrade",
        "撤职": "influence_post_dismissal",
    },
}

_DECISION = _("the decision")
_NAMES = (
    (OPINION, _("Opinion on how to dispose of a lead"), _("receipt of the lead")),
    (REPLY, _("Written reply to an inquiry"), _("the inquiry")),
    (REPORT, _("Report on an inquiry"), _("the reply")),
    (ASSIGNED, _("Handling of a lead assigned by a superior"), _("receipt of the lead")),
    ("outcome_party_announce", _("Announcing a Party discipline sanction"), _DECISION),
    ("outcome_admin_serve", _("Serving an administrative sanction"), _DECISION),
    ("outcome_accountability", _("Carrying out accountability"), _DECISION),
    ("influence_party_warning", _("Influence of a Party warning"), _DECISION),
    ("influence_serious_warning", _("Influence of a serious Party warning"), _DECISION),
    ("influence_party_removal", _("Influence of removal from Party posts"), _DECISION),
    ("influence_party_probation", _("Influence of probation in the Party"), _DECISION),
    ("influence_party_expulsion", _("No new admission after expulsion from the Party"), _DECISION),
    ("influence_admin_warning", _("Period of an administrative warning"), _DECISION),
    ("influence_demerit", _("Period of a demerit"), _DECISION),
    ("influence_serious_demerit", _("Period of a serious demerit"), _DECISION),
    ("influence_downgrade", _("Period of a demotion in grade"), _DECISION),
    ("influence_post_dismissal", _("Period of a dismissal from post"), _DECISION),
)


def register_all() -> None:
    """Called once, from AppConfig.ready."""
    for code, words, start in _NAMES:
        register(code, words, start)


def influence_code(kind: str, measure: str) -> str:
    """The rule of a sanction's influence, by its kind and its measure as written; empty where it has none."""
    written = INFLUENCE.get(kind, {})
    fitting = [name for name in written if name in measure]
    return written[max(fitting, key=len)] if fitting else ""
