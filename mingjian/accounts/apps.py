"""Django's registration of the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, dated grants, tasks, sights and exclusions; sign-in; builds each Scope."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.accounts"
    label = "accounts"
