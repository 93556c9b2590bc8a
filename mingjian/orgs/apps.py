"""Django's registration of the room, and what it tells the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    """Organisations, their names, superiors and successions; the tree as of a date."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.orgs"
    label = "orgs"

    def ready(self) -> None:
        # Models load before these modules can.
        from mingjian.accounts.scopes import register_bodies_above
        from mingjian.line.kinds import register_kind
        from mingjian.orgs.cards import cards
        from mingjian.orgs.tree import bodies_above

        register_bodies_above(bodies_above)
        register_kind("organisation", _("Organisation"), cards)
