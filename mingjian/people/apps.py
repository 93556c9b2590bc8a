"""Django's registration of the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and their tenures."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.people"
    label = "people"

    def ready(self) -> None:
        from mingjian.people import registration  # models are ready only now

        registration.register()
