"""Django's registration of the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and their tenures."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.people"
    label = "people"
