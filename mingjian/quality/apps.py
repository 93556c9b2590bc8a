"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class QualityConfig(AppConfig):
    """Rules of data quality, the rows that break them, trends and mutings."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.quality"
    label = "quality"

    def ready(self) -> None:
        """Find what the rooms declare in their `quality.py`, and take a place in the rail."""
        from mingjian.quality import registration  # models are ready only now

        autodiscover_modules("quality")
        registration.register()
