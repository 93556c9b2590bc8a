"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


def _reads_findings(scope: object) -> bool:
    return isinstance(scope, Scope) and scope.has(Right.READ_FINDINGS)


class FindingsConfig(AppConfig):
    """Findings of inspections, their manifestation lines and the state of rectification."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.findings"
    label = "findings"

    def ready(self) -> None:
        """Tell the engines what this room has. Imported here: models are not loaded before."""
        from mingjian.findings.cards import WORDS, cards
        from mingjian.findings.ledger import FINDINGS
        from mingjian.findings.subjects import follow_bodies, refresh_subjects
        from mingjian.ledgers import registry
        from mingjian.line.kinds import register_kind, register_verb
        from mingjian.orgs import following
        from mingjian.people import followers
        from mingjian.people.about import register_refresh
        from mingjian.search import kinds
        from mingjian.ui import rail

        register_kind("finding", WORDS, cards)
        register_verb("found", _("found"))
        register_verb("reviewed", _("looked at again"))
        registry.register(FINDINGS)
        kinds.register("finding", WORDS, "scroll-text", "finding")
        register_refresh(refresh_subjects)
        following.register(follow_bodies)
        followers.register(followers.Follower("findings_named", kind="finding", row="finding_id", alike=True))
        rail.register(30, _("Findings"), "finding-list", "table-2", needs=_reads_findings)
