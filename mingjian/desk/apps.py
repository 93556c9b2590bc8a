"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mingjian.offices.rights import Right
from mingjian.ui import rail


class DeskConfig(AppConfig):
    """The staff face."""

    name = "mingjian.desk"
    label = "desk"

    def ready(self) -> None:
        rail.register(10, _("Workbench"), "home", "layout-dashboard")
        rail.register(95, _("Rights"), "grant-list", "key-round", needs=_holder(Right.MANAGE_GRANTS))
        rail.register(96, _("Record"), "audit-list", "scroll-text", needs=_holder(Right.READ_AUDIT))


def _holder(right: Right) -> rail.Needs:
    return lambda scope: bool(scope.has(right))  # type: ignore[attr-defined]  # the rail takes any scope
