"""Application entry of the interface kit."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Brings the templates, the static files and the template tags."""

    name = "mingjian.ui"
    label = "ui"
