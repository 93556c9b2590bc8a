"""Django's registration of the room."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Findings of inspections, their manifestation lines and the state of rectification."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.findings"
    label = "findings"
