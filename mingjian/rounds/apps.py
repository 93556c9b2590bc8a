"""Django's registration of the room."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Terms, rounds, teams and the organisations they enter."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.rounds"
    label = "rounds"

    def ready(self) -> None:
        """Tell the engines what this room has. Imported here: models are not loaded before."""
        from mingjian.people import followers
        from mingjian.rounds import holdings, registration

        registration.register()
        holdings.register()
        followers.register(followers.Follower("rounds_poolmember", kind="pool_member"))
