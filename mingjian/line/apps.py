"""Django's registration of the room."""

from django.apps import AppConfig


class LineConfig(AppConfig):
    """The engine room of the line: typed edges between rows of any room, their cards and guards. It knows no room."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.line"
    label = "line"
