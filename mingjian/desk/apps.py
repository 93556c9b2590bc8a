"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mingjian.offices.rights import Hand, Right
from mingjian.ui import rail


class DeskConfig(AppConfig):
    """The staff face."""

    name = "mingjian.desk"
    label = "desk"

    def ready(self) -> None:
        rail.register(10, _("Workbench"), "home", "layout-dashboard")
        for right, name in (
            (Right.MANAGE_USERS, "system-administration"),
            (Right.MANAGE_GRANTS, "security-administration"),
            (Right.READ_AUDIT, "audit-administration"),
        ):
            rail.register(94, _("Duties"), name, "shield", needs=_holder(right))
        rail.register(95, _("Users"), "user-list", "user-cog", needs=_holder(Right.MANAGE_USERS))
        rail.register(95, _("Rights"), "grant-list", "key-round", needs=_holder(Right.MANAGE_GRANTS))
        rail.register(96, _("Record"), "audit-list", "scroll-text", needs=_holder(Right.READ_AUDIT))
        rail.register(97, _("Health"), "system-health", "heart-pulse", needs=_holder(Right.RUN_SYSTEM))
        self._duties()

    def _duties(self) -> None:
        """What the desk adds to the duties of the administrators."""
        # imported here: models are not loaded before
        from mingjian.accounts.duties.page import Duty, register

        register(Hand.SYSTEM, Duty(_("Look at the health of the system"), "system-health", 40))
        register(Hand.AUDIT, Duty(_("See who did and who saw what, by user, record and time"), "audit-list", 10))
        register(Hand.AUDIT, Duty(_("See who read in bulk, and by which rule"), "audit-bulk", 20))
        register(Hand.AUDIT, Duty(_("See whether the record is whole, and verify it"), "audit-seals", 30))


def _holder(right: Right) -> rail.Needs:
    return lambda scope: bool(scope.has(right))  # type: ignore[attr-defined]  # the rail takes any scope
