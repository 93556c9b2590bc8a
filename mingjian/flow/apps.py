"""Django's registration of the room."""

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """State tables as data, the one move, and the action frame every write runs in."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.flow"
    label = "flow"
