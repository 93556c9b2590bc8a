"""Django's registration of the room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Answers for programs, through the same wall and gate as the pages."""

    name = "mingjian.api"
    label = "api"
