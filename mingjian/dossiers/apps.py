"""Django's registration of the room."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """What to read before entering an organisation."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Tell the rooms below what stands in somebody's name here. Imported here: models are not loaded before."""
        from mingjian.dossiers import holdings
        from mingjian.people import followers

        holdings.register()
        followers.register(followers.Follower("dossiers_focus", home="named_id"))
