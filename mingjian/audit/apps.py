"""Django's registration of the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only record of writes and of reads of protected things; sealing and verification."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "mingjian.audit"
    label = "audit"
