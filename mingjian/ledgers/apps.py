"""Django's registration of the room."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """The engine of ledgers: columns, a query and an action become a page, Excel out and Excel in."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.ledgers"
    label = "ledgers"

    def ready(self) -> None:
        """Tell accounts what stands in somebody's name here. Imported here: models are not loaded before."""
        from mingjian.ledgers import holdings

        holdings.register()
