"""Django's registration of the room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """An invented province, loaded once."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.demo"
    label = "demo"
