"""Django's registration of the room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The bigram index over everything in scope, and its query language."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.search"
    label = "search"
