"""Django's registration of the room."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Organisations, their names, superiors and successions; the tree as of a date."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.orgs"
    label = "orgs"

    def ready(self) -> None:
        from mingjian.orgs import declared, registration  # models are ready only now

        registration.register()
        declared.register()
