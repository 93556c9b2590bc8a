"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mingjian.ui import rail


class SearchConfig(AppConfig):
    """The bigram index over everything in scope, and its query language."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.search"
    label = "search"

    def ready(self) -> None:
        rail.register(20, _("Search"), "search", "search")
