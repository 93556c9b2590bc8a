"""Django's registration of the room."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """Leads and concluded outcomes."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.leads"
    label = "leads"

    def ready(self) -> None:
        """Tell the engines what this room has. Imported here: models are not loaded before."""
        from mingjian.leads import holdings, registration

        registration.register()
        holdings.register()
