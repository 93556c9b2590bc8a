"""Django's registration of the room."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """The division tree, the offices on it per line of authority, and the Scope value every read is gated by."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.offices"
    label = "offices"
