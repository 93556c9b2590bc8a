"""Django's registration of the room."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Publish to NOTIFY to server-sent events; browsers fetch again through the scoped view."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.live"
    label = "live"
