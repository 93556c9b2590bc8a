"""Passwords a user had: their hashes, so that none of the last ones comes back."""

from typing import ClassVar

from django.db import models


class PastPassword(models.Model):
    """The hash of a password its user chose; the latest few are kept."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="past_passwords")
    password = models.TextField()
    chosen_at = models.DateTimeField()

    class Meta:
        app_label = "accounts"
        indexes: ClassVar = [models.Index(fields=["user", "-chosen_at"], name="accounts_past_password_latest")]

    def __str__(self) -> str:
        return f"password of {self.user_id}"
